"""Invented events in a real record: what the page, the API and the exports are tried on.

Places are real, happenings are not. The same ``count`` and ``seed`` give the same record, so figures can be compared.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from dateline.model import (
    Change,
    Copy,
    Date,
    Event,
    EventFigure,
    Evidence,
    Figure,
    Findings,
    Lineage,
    Mention,
    Party,
    Place,
    Report,
    Site,
    Source,
    Span,
    Speaker,
    Statement,
    When,
    Where,
)
from dateline.model.ids import make
from dateline.store import Record

_OUTLETS = ("Harbour Wire", "Daily Lantern", "Meridian Post", "The Upland Herald", "Radio Estuary")
# name, geonameid, country, region, latitude, longitude, precision
_SITES = (
    ("El Fasher", 379406, "SD", "North Darfur", 13.6279, 25.3494, "settlement"),
    ("Taiz", 70225, "YE", "Taiz", 13.5795, 44.0209, "settlement"),
    ("Goma", 216281, "CD", "North Kivu", -1.6792, 29.2228, "settlement"),
    ("Kharkiv", 706483, "UA", "Kharkiv", 49.9808, 36.2527, "settlement"),
    ("Quetta", 1167528, "PK", "Balochistan", 30.1841, 67.0014, "settlement"),
    ("Cali", 3687925, "CO", "Valle del Cauca", 3.4372, -76.5225, "settlement"),
    ("Mandalay", 1311874, "MM", "Mandalay", 21.9747, 96.0836, "settlement"),
    ("Antakya", 323779, "TR", "Hatay", 36.2066, 36.1572, "settlement"),
    ("Davao", 1715348, "PH", "Davao", 7.0731, 125.6128, "settlement"),
    ("Gao", 2457161, "ML", "Gao", 16.2717, -0.0447, "settlement"),
    ("Mogadishu", 53654, "SO", "Banaadir", 2.0371, 45.3438, "settlement"),
    ("Port-au-Prince", 3718426, "HT", "Ouest", 18.5392, -72.335, "settlement"),
    ("Simferopol", 693805, "UA", "Crimea", 44.9572, 34.1108, "settlement"),
    ("Suva", 2198148, "FJ", "Central", -18.1416, 178.4415, "settlement"),
    ("Kherson region", 706442, "UA", "Kherson", 46.6667, 33.5, "region"),
    ("Cabo Delgado", 1052944, "MZ", "Cabo Delgado", -12.5, 39.5, "region"),
    ("Chad", 2434508, "TD", None, 15.0, 19.0, "country"),
    ("Ecuador", 3658394, "EC", None, -1.25, -78.25, "country"),
)


@dataclass(frozen=True)
class _Plot:
    """A kind of story: its type, who did what to whom, and the words for it."""

    type: str
    actor: tuple[str, str] | None
    deed: str
    target: tuple[str, str] | None
    figure: str


_PLOTS = (
    _Plot("air_drone_strike", ("The air force", "state_forces"), "bombed", ("a market quarter", "civilians"), "killed"),
    _Plot("armed_clash", ("Rebel fighters", "rebels"), "fought", ("an army patrol", "state_forces"), "killed"),
    _Plot("attack", ("Gunmen", "gunmen"), "attacked", ("bus passengers", "civilians"), "killed"),
    _Plot(
        "peaceful_protest",
        ("Teachers", "protesters"),
        "marched past",
        ("the governor's office", "government"),
        "participants",
    ),
    _Plot("violent_demonstration", ("Youths", "rioters"), "pelted", ("riot police", "police"), "injured"),
    _Plot("natural_hazard", None, "Flood water swept through", ("low-lying streets", "civilians"), "displaced"),
    _Plot("arrest", ("Police officers", "police"), "arrested", ("union organisers", "civilians"), "arrested"),
    _Plot(
        "agreement",
        ("Mediators", "government"),
        "brokered a truce between",
        ("the two clans", "militia"),
        "other",
    ),
    _Plot("remote_explosive_ied", ("Militants", "rebels"), "blew up", ("a fuel convoy", "international"), "injured"),
    _Plot("accident", None, "A ferry capsized and stranded", ("market traders", "civilians"), "missing"),
)
_STATUSES = ("happened",) * 14 + ("ongoing", "planned", "threatened", "denied", "called_for", "hypothetical")
_OFFICES = (("the district council", "government"), ("a rebel spokesman", "rebel"), ("hospital staff", None))
_FIRST_DAY = date(2026, 1, 4)
# Events of a crowd that are invented one by one; more would take minutes and tell the page nothing new.
_ALONE = 5_000


def fill(path: str | Path, count: int, *, versions: int = 3, seed: int = 7) -> None:
    """Write a record of ``count`` invented events at ``path``; each is told in up to ``versions`` reports."""
    keep(path, list(tell(count, versions=versions, seed=seed)))


def keep(path: str | Path, stories: Sequence["Story"]) -> None:
    """Write a record of some stories at ``path``."""
    with Record.open(path, create=True) as record:
        record.add([report for story in stories for report in story.reports])
        record.keep_lineages([story.lineage for story in stories], {})
        for story in stories:
            for findings in story.findings:
                record.keep(findings, "invented")
        record.keep_events([story.event for story in stories])


def crowd(path: str | Path, count: int, *, seed: int = 7) -> None:
    """Write a record of ``count`` events without their reports, to measure large records."""
    with Record.open(path, create=True) as record:
        record.keep_events(list(_echoed(list(tell(min(count, _ALONE), versions=1, seed=seed)), count)))


def _echoed(stories: list["Story"], count: int) -> Iterator[Event]:
    """Yield ``count`` events: those of the stories, and the same again under other ids."""
    for number in range(count):
        event = stories[number % len(stories)].event
        yield event if number < len(stories) else replace(event, id=make("evt", event.id, str(number)), mentions=())


@dataclass(frozen=True)
class Story:
    """An event with all that tells of it."""

    event: Event
    reports: tuple[Report, ...]
    findings: tuple[Findings, ...]
    lineage: Lineage


def tell(count: int, *, versions: int = 3, seed: int = 7) -> Iterator[Story]:
    """Yield ``count`` stories."""
    chance = Random(seed)
    for number in range(count):
        yield _story(number, chance, versions)


def titled(story: Story) -> Story:
    """Return a story of which one report is left, whose title alone tells it; its text says nothing of it."""
    report = replace(story.reports[0], text="Shops stayed shut, and nobody would say more.")
    title, told = report.title or "", story.findings[0].mentions[0]
    mention = replace(
        told,
        clause=Span(0, 0, title),
        trigger=Span(0, 0, told.trigger.text),
        actors=tuple(replace(party, span=Span(0, 0, party.span.text)) for party in told.actors),
        targets=tuple(replace(party, span=Span(0, 0, party.span.text)) for party in told.targets),
        when=None,
        where=replace(told.where, scope="title", span=None) if told.where else None,
        figures=(),
        sources=(),
    )
    event = replace(_event((mention,), Random(0)), summary=f"{title}.")
    lineage = Lineage(id=story.lineage.id, reports=(report.id,), primary=report.id, copies=())
    return Story(event, (report,), (Findings(report=report.id, mentions=(mention,)),), lineage)


def _story(number: int, chance: Random, versions: int) -> Story:
    plot, row = chance.choice(_PLOTS), chance.choice(_SITES)
    status, day = chance.choice(_STATUSES), _FIRST_DAY + timedelta(days=chance.randrange(300))
    where = None if number % 11 == 5 else _site(row, chance)
    dated = number % 13 != 7
    told = [
        _telling(number, k, plot, where, day if dated else None, status, chance)
        for k in range(chance.randint(1, versions))
    ]
    reports, findings = tuple(t[0] for t in told), tuple(t[1] for t in told)
    mentions = tuple(m for f in findings for m in f.mentions)
    return Story(_event(mentions, chance), reports, findings, _lineage(reports))


def _site(row: tuple[str, int, str, str | None, float, float, str], chance: Random) -> Site:
    name, number, country, region, lat, lon, precision = row
    return Site(
        name=name,
        geonameid=number,
        country=country,
        admin1=region,
        lat=round(lat + chance.uniform(-0.4, 0.4), 4) if precision == "settlement" else lat,
        lon=round(lon + chance.uniform(-0.4, 0.4), 4) if precision == "settlement" else lon,
        precision=precision,  # type: ignore[arg-type]
        feature="settlement" if precision == "settlement" else precision,
    )


def _telling(
    number: int, version: int, plot: _Plot, site: Site | None, day: date | None, status: str, chance: Random
) -> tuple[Report, Findings]:
    """Write one report and all that a reading would find in it."""
    office, side = _OFFICES[(number + version) % len(_OFFICES)]
    toll = chance.randint(2, 30)
    deed = f"{plot.actor[0]} {plot.deed}" if plot.actor else plot.deed
    target = plot.target[0] if plot.target else ""
    where, when = f" in {site.name}" if site else "", f" on {day:%A}" if day else ""
    count = f"At least {toll} people were {plot.figure}" if plot.figure != "other" else f"Some {toll} elders took part"
    head = f"{deed} {target}{where}"
    said = f"the road had been closed since dawn in sector {number}"
    tail = ("Witnesses described smoke above the northern quarter.", "Shops stayed shut.", "A curfew was announced.")[
        version % 3
    ]
    text = (
        f"{head}{when}, {office} said. {count}.\n\n“We saw it ourselves, and {said},” {office} told reporters. {tail}"
    )
    outlet = _OUTLETS[(number + version) % len(_OUTLETS)]
    published = (day or _FIRST_DAY) + timedelta(days=version)
    report = Report(
        id=make("rep", outlet, text),
        given_id=f"story-{number}-{version}",
        text=text,
        outlet=outlet,
        title=head[0].upper() + head[1:],
        url=f"https://news.example/{number}/{version}",
        published=published,
        published_at=f"{published}T0{6 + version}:30:00Z",
        published_basis="given",
        language="en",
    )
    clause = _span(text, f"{head}{when}")
    figure = Figure(kind=plot.figure, low=toll, high=None if version else toll, span=_span(text, count), source=office)  # type: ignore[arg-type]
    mention = Mention(
        id=make("men", report.id, "0"),
        report=report.id,
        type=plot.type,
        status=status,  # type: ignore[arg-type]
        clause=clause,
        trigger=_span(text, plot.deed),
        actors=(_party(text, *plot.actor),) if plot.actor else (),
        targets=(_party(text, *plot.target),) if plot.target else (),
        when=When(first=day, last=day, precision="day", basis="text", scope="clause", span=_span(text, f"{day:%A}"))
        if day
        else None,
        where=Where(site=site, scope="clause", span=_span(text, site.name)) if site else None,
        figures=(figure,),
        sources=(Source(name=office, side=side, span=_span(text, office)),),
        salience=0.9,
    )
    at = _span(text, f"{day:%A}") if day else None
    found = Findings(
        report=report.id,
        statements=(_statement(report, said, office, side),),
        dates=_dates(report, at, day),
        places=(Place(report=report.id, span=_span(text, site.name), role="location", site=site),) if site else (),
        mentions=(mention,),
    )
    return report, found


def _dates(report: Report, at: Span | None, day: date | None) -> tuple[Date, ...]:
    if at is None or day is None:
        return ()
    value = day.isoformat()
    return (
        Date(report=report.id, span=at, type="DATE", value=value, first=day, last=day, precision="day", anchored=True),
    )


def _statement(report: Report, said: str, office: str, side: str | None) -> Statement:
    content = _span(report.text, f"We saw it ourselves, and {said}")
    start = report.text.index(office, content.end)
    speaker = Speaker(name=office, mention=Span(start, start + len(office), office), side=side)
    cue = report.text.index("told", start)
    return Statement(
        id=make("sta", report.id, str(content.start)),
        report=report.id,
        content=content,
        kind="direct",
        cue=Span(cue, cue + 4, "told"),
        speaker=speaker,
    )


def _event(mentions: tuple[Mention, ...], chance: Random) -> Event:
    first = mentions[0]
    reports = len({m.report for m in mentions})
    figures = tuple(
        EventFigure(figure=f, report=m.report, latest=m is mentions[-1]) for m in mentions for f in m.figures
    )
    standing = (
        "denied"
        if first.status == "denied"
        else chance.choice(("corroborated", "disputed"))
        if reports > 1
        else "reported"
    )
    return Event(
        id=make("evt", first.id),
        type=first.type,
        summary=first.clause.text + ".",
        status=first.status,
        standing=standing,  # type: ignore[arg-type]
        mentions=tuple(m.id for m in mentions),
        evidence=tuple(Evidence(report=m.report, span=m.clause, mention=m.id) for m in mentions),
        reports=reports,
        lineages=1 if standing == "reported" else 2,
        when=first.when,
        where=first.where,
        actors=first.actors,
        targets=first.targets,
        figures=figures,
        sources=tuple({s.name: s for m in mentions for s in m.sources}.values()),
        denied_by=(Source(name="the defence ministry", side="government"),) if standing == "denied" else (),
    )


def _lineage(reports: tuple[Report, ...]) -> Lineage:
    ids = tuple(sorted(r.id for r in reports))
    first = reports[0]
    changes = (
        Change(kind="number", before="At least 9 people", after="At least 12 people", factual=True),
        Change(kind="wording", before="Witnesses described smoke", after="Shops stayed shut", factual=False),
    )
    copies = tuple(
        Copy(report=r.id, of=first.id, relation="edited", contained=0.86, contains=0.83, changes=changes)
        for r in reports[1:]
    )
    return Lineage(id=make("lin", *ids), reports=ids, primary=first.id, copies=copies)


def _party(text: str, name: str, kind: str) -> Party:
    return Party(name=name, span=_span(text, name), kind=kind)


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)
