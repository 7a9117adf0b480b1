"""Where an event happened: its own words first, then its sentence, the narrative before it, and last the dateline.

A demonym or a government is no place of an event. A name that could not be resolved is told alone, without a point, where
nothing finer than a region is known. What is done with words ("accused", "approved") has no place by default: it happens
where the text says so.
"""

from collections.abc import Iterable
from dataclasses import replace

from dateline.model import Date, Reading, Scope, Sentence, Site, Span, Where
from dateline.stages.events import grammar
from dateline.stages.events.districts import district_of
from dateline.stages.events.home import distance, home_of, is_office, policed
from dateline.stages.events.lost import land_of, lost, lost_site
from dateline.stages.events.scene import Scene, Spot, fineness, inside
from dateline.stages.events.wherewords import words
from dateline.stages.events.whole import of_whole

_BACK = (
    3  # sentences that the narrative is followed back: more found no right place on the hand-coded reports, only wrong
)
_PARAGRAPHS = 3
_SCENE = 5  # sentences that open a report and set one scene: a deed in the headline happened where the lead says
_DISTRICT_KM = 35.0  # from a district's centre to its towns: half the width of a larger US county
_STATES = ("US", "CA", "AU")  # where papers date their reports from the town of the news and name the state for it
_OPENING = 1  # paragraphs behind its own that a dateline speaks for


def where_of(reading: Reading, trigger: int, clause: Span) -> Where | None:
    """Return the place of the event whose trigger is token ``trigger``, None where the text does not tell.

    ``clause`` is the event's evidence. The most specific place that its words bear on wins.
    """
    if not 0 <= trigger < len(reading.parse.tokens):
        return None
    found = _found(reading, trigger, clause)
    if found is None or _outdone(found.site):
        found = _lost(reading, trigger, clause, found) or found
    return replace(found, district=district_of(reading, found.site)) if found else None


def _found(reading: Reading, trigger: int, clause: Span) -> Where | None:
    """Return the place, from the words nearest to the deed that have one."""
    scene = Scene(reading, words(), trigger)
    own, weak = _own(reading, scene, trigger, clause)
    if own and not _wide(own):
        return own
    if scene.spoken(trigger):
        return own or weak or (_dateline(reading, scene, trigger) if _leads(reading, trigger) else None)
    if _apart(reading, clause):
        return own or weak
    if own:
        return _finer(reading, scene, trigger, own)
    before = _told_before(reading, scene, trigger)
    if before and before.site.precision in ("site", "settlement") and _several(reading, trigger):
        return weak
    told = _headed(reading, trigger) or before or _dateline(reading, scene, trigger)
    told = told or _told_ahead(reading, scene, trigger) or policed(reading, trigger)
    told = told or _head(reading, scene, trigger) or weak
    return _finer(reading, scene, trigger, told) if told and _wide(told) else told


def _outdone(site: Site) -> bool:
    """Tell whether a town's name alone tells more: than a country, region or district, not than "the north of Peru"."""
    return site.precision == "country" or (site.feature in ("region", "district") and site.admin1 is not None)


def _lost(reading: Reading, trigger: int, clause: Span, area: Where | None) -> Where | None:
    """Return the town that the words give and that could not be resolved, told by name alone."""
    if not lost(reading) or _apart(reading, clause) or _several(reading, trigger):
        return None
    land, within = (area.site.country, area.site.admin1) if area else land_of(reading), area.site.name if area else ""
    scene = Scene(reading, words(), trigger, [(p, site) for p in lost(reading) if (site := lost_site(p, land, within))])
    if not scene.spots or scene.spoken(trigger):
        return None
    own, _ = _own(reading, scene, trigger, clause)
    told = own or _told_before(reading, scene, trigger)
    if told or (area and area.scope == "clause") or not _opens(reading, trigger):
        return told
    line, filed = reading.report.dateline, _line(reading, scene)
    named = filed is not None and filed.span is not None and filed.span.text in ((line.place if line else None) or "")
    return filed if named else _told_ahead(reading, scene, trigger)


def _several(reading: Reading, trigger: int) -> bool:
    """Tell whether a deed befalls several places that stay unnamed: "shelled villages and farms" is in no one town."""
    parse = reading.parse
    befallen = grammar.objects(parse, parse.tokens[trigger])
    return any(
        t.tag == "NNS"
        and "settlement" in words().again.get(t.lemma.casefold(), ())
        and not parse.kids(t.i, "det", "poss")
        for t in befallen
    )


@of_whole
def _home(reading: Reading) -> Where | None:
    """Return the town that the report is at home in; where the hurt are nursed does not count."""
    return home_of(reading, Scene(reading, words(), 0).elsewhere)


def _headed(reading: Reading, trigger: int) -> Where | None:
    """Return the one town that the title names as its scene, where the text names it too, for an event of the opening."""
    towns = {p.site for p in reading.titled if p.site and p.site.precision == "settlement"}
    if len(towns) != 1 or not _opens(reading, trigger):
        return None
    town = towns.pop()
    named = (p for p in reading.places if p.site and (p.site.name, p.site.admin1) == (town.name, town.admin1))
    return next((Where(site=town, scope="narrative", span=p.span) for p in named), None)


def _wide(where: Where) -> bool:
    """Tell whether a finer place may be meant: a district, a state, a country named outside the clause."""
    moved = where.site.precision == "district" and where.site.geonameid is None  # "20 miles south of"
    return (
        moved
        or where.site.feature in ("district", "region")
        or (where.site.precision == "country" and where.scope == "sentence")
    )


def _finer(reading: Reading, scene: Scene, trigger: int, own: Where) -> Where:
    """Return the town within a district, state or country that the narrative or the report's head gives, or the area."""
    if own.site.feature == "region":
        if own.site.country not in _STATES or not _opens(reading, trigger):
            return own
        heads = (_line(reading, scene), *_titled(reading), policed(reading, trigger), _home(reading))
        return next((w for w in heads if w and inside(w.site, own.site)), own)
    if own.site.precision != "district":
        told = _told_before(reading, scene, trigger) or _told_ahead(reading, scene, trigger) or _only(reading, scene)
        return told if told and inside(told.site, own.site) else own
    if not _opens(reading, trigger):
        return own
    heads = (
        _dateline(reading, scene, trigger),
        *_titled(reading),
        *_told_after(reading, scene, trigger),
        policed(reading, trigger),
        _home(reading),
    )
    return next((w for w in heads if w and _in_district(w.site, own.site)), own)


def _in_district(site: Site, district: Site) -> bool:
    """Tell whether a town lies in a district, as far as its distance from the centre tells."""
    same = site.country == district.country and site.admin1 == district.admin1
    return same and site.precision in ("site", "settlement") and distance(site, district) <= _DISTRICT_KM


def _opens(reading: Reading, trigger: int) -> bool:
    """Tell whether a trigger stands among the sentences that open the report."""
    parse, line = reading.parse, reading.report.dateline
    start = line.end if line else 0
    first = next((s.index for s in parse.sentences if s.start >= start), 0)
    return parse.tokens[trigger].sent < first + _SCENE


def _titled(reading: Reading) -> list[Where]:
    """List the places that only the title names."""
    return [Where(site=p.site, scope="title") for p in reading.titled if p.site]


def _head(reading: Reading, scene: Scene, trigger: int) -> Where | None:
    """Return the one place of the title or the report's home for an event of its opening, else the one town it names."""
    titled = _titled(reading)
    if not _opens(reading, trigger):
        return _only(reading, scene)
    return titled[0] if len({w.site for w in titled}) == 1 else _home(reading) or _only(reading, scene)


def _own(reading: Reading, scene: Scene, trigger: int, clause: Span) -> tuple[Where | None, Where | None]:
    """Return the place that the trigger's own clause or sentence gives; second, one that only owns people or offices."""
    spot = scene.best(trigger, clause)
    if spot is None:
        return None, None
    token = reading.parse.tokens[spot.head]
    covered = clause.covers(token.start, token.end)
    scope: Scope = "narrative" if spot.again else "clause" if covered else "sentence"
    where = Where(site=spot.site, scope=scope, span=spot.span)
    return (None, where) if scene.owning(spot) else (where, None)


def _leads(reading: Reading, trigger: int) -> bool:
    """Tell whether the trigger stands in the first sentence after the dateline: what the report was filed for."""
    line = reading.report.dateline
    token = reading.parse.tokens[trigger]
    return line is not None and not any(line.end <= s.start and s.end <= token.start for s in reading.parse.sentences)


def _apart(reading: Reading, clause: Span) -> bool:
    """Tell whether the event's own words date it to a month or year, or let it last for days: it has its own scene."""
    return any(
        (d.precision in ("month", "year") or _lasts(d)) and clause.covers(d.span.start, d.span.end)
        for d in reading.dates
    )


def _lasts(date: Date) -> bool:
    """Tell whether an expression of time is a stretch of days or longer: "two weeks of", "five decades of"."""
    return date.type == "DURATION" and (date.value or "").startswith("P") and "T" not in (date.value or "")


def _told_before(reading: Reading, scene: Scene, trigger: int) -> Where | None:
    """Return the finest place where things happen in the nearest sentence before that has one."""
    parse, line = reading.parse, reading.report.dateline
    here = parse.sentences[parse.tokens[trigger].sent]
    start = line.end if line else 0
    near = [
        s
        for s in parse.sentences[max(0, here.index - _BACK) : here.index]
        if s.paragraph >= here.paragraph - _PARAGRAPHS
    ]
    return _told_in(scene, reversed(near), start)


def _told_ahead(reading: Reading, scene: Scene, trigger: int) -> Where | None:
    """Return the finest place where things happen in the nearest sentence of the opening that follows."""
    parse, line = reading.parse, reading.report.dateline
    start, here = line.end if line else 0, parse.tokens[trigger].sent
    first = next((x.index for x in parse.sentences if x.start >= start), 0)
    return _told_in(scene, parse.sentences[here + 1 : first + _SCENE] if here < first + _SCENE else (), start)


def _told_in(scene: Scene, sentences: Iterable[Sentence], start: int) -> Where | None:
    """Return the finest place of the first sentence that has one where things happen."""
    for sentence in sentences:
        spot = _finest(scene, sentence, start)
        if spot:
            return Where(site=spot.site, scope="narrative", span=spot.span)
    return None


def _told_after(reading: Reading, scene: Scene, trigger: int) -> list[Where]:
    """List the finest places of the sentences of the opening: they tell more of what the first ones say."""
    parse = reading.parse
    found = (_finest(scene, s, 0) for s in parse.sentences[parse.tokens[trigger].sent :][:_SCENE])
    return [Where(site=spot.site, scope="narrative", span=spot.span) for spot in found if spot]


def _only(reading: Reading, scene: Scene) -> Where | None:
    """Return the one town or district that a report speaks of, where it speaks of one alone: its deeds happened there."""
    start = reading.report.dateline.end if reading.report.dateline else 0
    named: dict[tuple[str, str | None], Where] = {}
    for place in reading.places:
        site = place.site
        if site is None or place.role not in ("location", "part") or site.precision not in ("settlement", "district"):
            continue
        if place.role == "part" and site.feature != "district" and not is_office(reading, place):
            continue
        if place.span.start >= start and not scene.elsewhere(place):
            named.setdefault((site.name, site.admin1), Where(site=site, scope="narrative", span=place.span))
    return next(iter(named.values())) if len(named) == 1 else None


def _finest(scene: Scene, sentence: Sentence, start: int) -> Spot | None:
    """Return the finest place of a sentence where things happen, the last named of equals."""
    spots = [
        s for s in scene.spots if sentence.first <= s.head < sentence.last and s.span.start >= start and scene.scenic(s)
    ]
    return min(spots, key=lambda s: (fineness(s.site), scene.frame(s) or 0.0, -s.head), default=None)


def _dateline(reading: Reading, scene: Scene, trigger: int) -> Where | None:
    """Return the dateline's town where no other country is a scene, for the opening or where no other place is one."""
    parse, line = reading.parse, reading.report.dateline
    if line is None or line.place is None:
        return None
    town = _line(reading, scene)
    told = [
        s for s in scene.spots if s.span.start >= line.end and not s.part and not s.again and scene.frame(s) is not None
    ]
    first = next((s.paragraph for s in parse.sentences if s.end > line.start), 0)
    opening = parse.sentences[parse.tokens[trigger].sent].paragraph <= first + _OPENING
    if town is None or any(s.site.country != town.site.country for s in told):
        return None
    if not opening and any(s.site.precision != "country" for s in told):
        return None
    return town


def _line(reading: Reading, scene: Scene) -> Where | None:
    """Return the one town of the dateline."""
    line = reading.report.dateline
    if line is None:
        return None
    towns = [s for s in scene.spots if line.start <= s.span.start < line.end and s.site.precision == "settlement"]
    return Where(site=towns[0].site, scope="dateline", span=towns[0].span) if len(towns) == 1 else None
