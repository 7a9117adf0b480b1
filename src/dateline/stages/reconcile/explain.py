"""Why an event has its cells and its standing, in plain words and with the quotes.

The rules told here are those of ``cells``, ``tolls`` and ``standing``; docs/reconciling.md tells them at length.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from dateline.model import Event, Explanation, Mention, Party, Quote, Reason, Report, Span
from dateline.stages.reconcile.standing import conflict, voices
from dateline.stages.reconcile.story import story_of
from dateline.stages.reconcile.strand import Strand, in_text, strand_of
from dateline.stages.reconcile.summary import amount

_JOINED = (
    "These passages were taken to tell one happening: their reports, types, days, places, people and figures agree."
)
_TYPE = "The type that most independent texts give; one that says little yields to any that says more."
_STATUS = "The newest status; what has happened is no longer planned, and a denial does not undo what others report."
_WHEN = (
    "The shortest time that the texts give; among several, the one with most independent texts, nearest to the deed."
)
_PUBLISHED = "No text gives a day for it; this is the day of publication."
_NO_DAY = "No text gives a day for it."
_WHERE = (
    "The finest place that the accounts agree on: where others differ, the one that most independent texts support."
)
_NO_PLACE = "No text gives a place for it that could be found on the map."
_NAMES = (
    "Whom the texts name, spellings of one name merged; those whom most independent texts name come first, and those "
    "whom next to none names beside them are left out."
)
_FIGURES = (
    "Of each kind the value that the texts give earliest and most often comes first, or what it has since grown to; "
    "the others follow, newest first. A text's copies count once; one person who was hurt and died counts as killed."
)
_STANDING = {
    "denied": "All who speak of it deny it.",
    "disputed": "Accounts contradict each other: somebody denies it, or two sources count otherwise for the same time.",
    "corroborated": "Two or more independent texts tell it that do not go back to one source, or opposed sides agree.",
    "reported": "One voice only: one text and its copies, or several texts that rest on one source.",
}
_DECIDED = "A person has decided this."


def explain(
    event: Event, mentions: Iterable[Mention], reports: Mapping[str, Report], lineage_of: Mapping[str, str]
) -> Explanation:
    """Return the reasons for all cells of an event. ``mentions`` may hold others than the event's."""
    told = {m.id: m for m in mentions}
    mine = [told[m] for m in event.mentions if m in told]
    strands = _strands(mine, reports, lineage_of)
    reasons = [
        Reason(cell="type", value=event.type, rule=_TYPE, quotes=_quotes(mine, lambda m: m.type, event.type)),
        Reason(cell="status", value=event.status, rule=_STATUS, quotes=_quotes(mine, lambda m: m.status, event.status)),
        _date(event, mine),
        _place(event, mine),
        *(_parties(cell, people, mine) for cell, people in (("actors", event.actors), ("targets", event.targets))),
        _figures(event, mine),
        _standing(event, mine, strands, reports),
        Reason(cell="mentions", value=_count(event), rule=_JOINED, quotes=_quotes(mine, lambda m: m.trigger.text, "")),
    ]
    if event.decisions:
        decided = ", ".join(event.decisions)
        reasons.append(
            Reason(cell="decisions", value=decided, rule=_DECIDED + " It stands above the rules of the cells.")
        )
    return Explanation(event=event.id, reasons=tuple(reasons))


def _strands(mine: Sequence[Mention], reports: Mapping[str, Report], lineage_of: Mapping[str, str]) -> list[Strand]:
    """Gather the mentions by report."""
    by_report: dict[str, list[Mention]] = {}
    for mention in sorted(mine, key=in_text):
        by_report.setdefault(mention.report, []).append(mention)
    return [
        strand_of(some, story_of(reports[report], lineage_of.get(report, report)), lead=False)
        for report, some in sorted(by_report.items())
    ]


def _quotes(mine: Sequence[Mention], says: Callable[[Mention], str], chosen: str) -> tuple[Quote, ...]:
    """Quote the clauses, those that give the chosen value first."""
    ordered = sorted(mine, key=lambda m: says(m) != chosen)
    return tuple(_quote(m, m.clause, says(m)) for m in ordered)


def _quote(mention: Mention, span: Span, says: str) -> Quote:
    return Quote(report=mention.report, start=span.start, end=span.end, text=span.text, says=says)


def _date(event: Event, mine: Sequence[Mention]) -> Reason:
    when = event.when
    value = (
        "unknown" if when is None else f"{when.first} to {when.last}" if when.first != when.last else str(when.first)
    )
    rule = _NO_DAY if when is None else {"published": _PUBLISHED, "decision": _DECIDED}.get(when.basis, _WHEN)
    given = [(m, m.when) for m in mine if m.when]
    given.sort(key=lambda pair: (pair[1].first, pair[1].last) != ((when.first, when.last) if when else None))
    quotes = (_quote(m, w.span or m.clause, f"{w.first} to {w.last}") for m, w in given)
    return Reason(cell="date", value=value, rule=rule, quotes=tuple(quotes))


def _place(event: Event, mine: Sequence[Mention]) -> Reason:
    where = event.where
    rule = _NO_PLACE if where is None else _DECIDED if where.scope == "decision" else _WHERE
    given = [(m, m.where) for m in mine if m.where]
    given.sort(key=lambda pair: where is None or pair[1].site != where.site)
    quotes = (_quote(m, w.span or m.clause, w.site.name) for m, w in given)
    return Reason(cell="place", value=where.site.name if where else "unknown", rule=rule, quotes=tuple(quotes))


def _parties(cell: str, people: Sequence[Party], mine: Sequence[Mention]) -> Reason:
    quotes = (_quote(m, p.span, p.name) for m in mine for p in (m.actors if cell == "actors" else m.targets))
    return Reason(cell=cell, value=", ".join(p.name for p in people) or "unknown", rule=_NAMES, quotes=tuple(quotes))


def _figures(event: Event, mine: Sequence[Mention]) -> Reason:
    current = ", ".join(f"{amount(f.figure)} {f.figure.kind}" for f in event.figures if f.latest)
    quotes = (
        _quote(m, f.span, f"{amount(f)} {f.kind}" + (f", according to {f.source}" if f.source else ""))
        for m in mine
        for f in m.figures
    )
    return Reason(cell="figures", value=current or "none", rule=_FIGURES, quotes=tuple(quotes))


def _standing(
    event: Event, mine: Sequence[Mention], strands: Sequence[Strand], reports: Mapping[str, Report]
) -> Reason:
    """Name the voices, and quote the contradiction where there is one."""
    heard = voices(strands, reports)
    rule = f"{_STANDING[event.standing]} Voices: {', '.join(heard)}."
    against = conflict(strands) if event.standing == "disputed" else None
    deniers = [m for m in mine if m.status == "denied"]
    some = [*(against or ()), *deniers] or mine
    quotes = tuple(_quote(m, m.clause, ", ".join(s.name for s in m.sources) or "the report itself") for m in some)
    return Reason(cell="standing", value=event.standing, rule=rule, quotes=quotes)


def _count(event: Event) -> str:
    return f"{len(event.mentions)} mentions, {event.reports} reports, {event.lineages} independent texts"
