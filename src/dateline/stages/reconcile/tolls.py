"""The figures of an event: who counted what and when, the most credible current value of each kind first."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from dateline.model import EventFigure, Figure, Report
from dateline.stages.reconcile.cells import in_time
from dateline.stages.reconcile.counting import is_count
from dateline.stages.reconcile.headline import counted
from dateline.stages.reconcile.hurt import outlived, since_died, without_dead
from dateline.stages.reconcile.sifting import without_sums, without_vague
from dateline.stages.reconcile.silence import LEAD, NOBODY, is_hint, unheard_of
from dateline.stages.reconcile.strand import COMPARED, Range, Strand, backed, strand_of, told

_KINDS = (*COMPARED, "other")
# A toll that a later report raises up to threefold has grown; beyond that the number is taken to be of something else.
_GROWTH = 3
# One dead person told of without a count weighs this much of a count: there may have been others. (At 0.15 and at 1 fewer
# of 1,056 tolls were right, at 0.4 four fewer; for the injured it helped nowhere.)
_SINGLE = 0.5
# Where an account counts this many, another's single person is one of them; not so of the dead, where a year's total may
# stand beside one death (on 1,056 articles tolls lose 2 points by it).
_SEVERAL = 5
# The number in the headline of a report about the event outweighs what the text tells twice.
_TITLED = 3.0

# What the headline of each report about the event counts, by the key of the strand.
Titles = Mapping[str, Mapping[str, int]]
NONE: Titles = {}


def figures_of(strands: Sequence[Strand], reports: Mapping[str, Report]) -> tuple[EventFigure, ...]:
    """Return all different figures, kind by kind, the most credible first and the rest newest first.

    A single person who was hurt and has died stands with the dead alone.
    """
    ordered = in_time(without_hints(without_sums(strands, reports)))
    rows, ordered = _rows(ordered), without_vague(ordered)
    if not rows:
        return ()
    titles = {s.key: counted(reports[s.story.report].title or "") for s in ordered if s.lead}
    kinds = {figure.kind for _, figure in rows}
    ranked = {kind: _ranked(kind, rows, ordered, titles) if kind in kinds else [] for kind in _KINDS}
    if not _headed("injured", ranked["injured"], titles):
        ranked["injured"] = without_dead(ranked["killed"], ranked["injured"], reports)
    ranked["injured"] = since_died(ranked["killed"], ranked["injured"], reports)
    if not outlived([some[0].figure for some in ranked.values() if some], ordered, reports):
        del ranked["injured"]
    return tuple(figure for some in ranked.values() for figure in some)


def _headed(kind: str, ranked: Sequence[EventFigure], titles: Titles) -> bool:
    """Tell whether a headline gives the value: "one dead, three hurt" has taken the dead off its three already."""
    return bool(ranked) and any(title.get(kind) == ranked[0].figure.low for title in titles.values())


def without_hints(strands: Sequence[Strand]) -> list[Strand]:
    """Leave out that there were dead at all ("a deadly blast") where some account tells their number, and no lower one."""
    killed = [f for s in strands for m in s.mentions for f in m.figures if f.kind == "killed"]
    told = max((f.low or 0 for f in killed if not is_hint(f)), default=None)
    least = max((f.low or 0 for f in killed if is_hint(f)), default=None)
    if told is None or least is None:
        return list(strands)
    drop = _fewer if 0 < told < least else is_hint
    return [_without(drop, s) if any(drop(f) for m in s.mentions for f in m.figures) else s for s in strands]


def _without(drop: Callable[[Figure], bool], strand: Strand) -> Strand:
    """Return the strand without some of its figures."""
    some = [replace(m, figures=tuple(f for f in m.figures if not drop(f))) for m in strand.mentions]
    return strand_of(some, strand.story, strand.lead)


def _fewer(figure: Figure) -> bool:
    """Tell whether it counts dead by a number: those of "a murder-suicide" are more."""
    return figure.kind == "killed" and bool(figure.low) and not is_hint(figure)


def _rows(ordered: Iterable[Strand]) -> list[tuple[Strand, Figure]]:
    """Return each figure once per lineage, from its earliest report."""
    seen, rows = set(), []
    for strand in ordered:
        for figure in (f for m in strand.mentions for f in m.figures):
            key = (strand.story.lineage, figure.kind, figure.low, figure.high, figure.source)
            if key not in seen:
                seen.add(key)
                rows.append((strand, figure))
    return rows


def _ranked(
    kind: str, rows: Sequence[tuple[Strand, Figure]], ordered: Sequence[Strand], titles: Titles
) -> list[EventFigure]:
    """Put the credible value of one kind first and mark the newest."""
    some = [(strand, figure) for strand, figure in reversed(rows) if figure.kind == kind]
    first, newest = credible(kind, ordered, titles), latest(kind, ordered, titles)
    if first == NOBODY and not any((f.low, f.high) == NOBODY for _, f in some):
        return []
    some.sort(key=lambda row: (row[1].low, row[1].high) != first)
    return [EventFigure(figure=f, report=s.story.report, latest=(f.low, f.high) == newest) for s, f in some]


def credible(kind: str, strands: Sequence[Strand], titles: Titles = NONE) -> Range | None:
    """Return the value that the accounts support most, or what it has grown to since.

    A value counts by how early and how often an account gives it, once per lineage, and by whether the headline gives it.
    """
    votes: dict[tuple[str, Range], float] = {}
    for strand in strands:
        for value, weight in _weighed(kind, strand).items():
            at = (strand.story.lineage, value)
            titled = _TITLED if titles.get(strand.key, {}).get(kind) == value[0] else 0.0
            votes[at] = max(votes.get(at, 0.0), weight * (LEAD if strand.lead else 1.0) + titled)
    total: Counter[Range] = Counter()
    for (_, value), weight in sorted(votes.items(), key=repr):
        total[value] += weight  # type: ignore[assignment]
    if _many(kind, total):
        del total[1, 1]
    if any(low is not None for low, _ in total):  # "as many as five" gives way to any number that has been reached
        total = Counter({value: weight for value, weight in total.items() if value[0] is not None})
    if any(low for low, _ in total):  # who saw nobody hurt says nothing of those whom others count
        total = Counter({value: weight for value, weight in total.items() if value[0] != 0})
    sums = _bounded(kind, total, strands)
    best = max(sums, key=lambda v: (sums[v], v[0] or 0, v[1] or 0), default=None)
    if kind == "killed" and best and best[0] and unheard_of(strands, sum(w for v, w in total.items() if v[0])):
        return NOBODY
    newest = latest(kind, strands, titles)
    return (
        newest
        if best and newest and (_grown(best, newest) or _climbed(kind, best, strands, titles) == newest)
        else best
    )


def _bounded(kind: str, total: Mapping[Range, float], strands: Sequence[Strand]) -> dict[Range, float]:
    """Add to each number the votes of lower bounds that it keeps: "at least one" speaks for two as well."""
    told_so = {f for s in strands for m in s.mentions for f in m.figures if f.kind == kind and f.high is None and f.low}
    bounds = {(f.low, f.high) for f in told_so if is_count(f.span.text)} & set(total)
    sums = backed(total)
    for value in (v for v in sums if v[1] is not None):
        sums[value] += sum(total[bound] for bound in sorted(bounds, key=repr) if _grown(bound, value))
    return sums


def _climbed(kind: str, value: Range, strands: Sequence[Strand], titles: Titles) -> Range:
    """Follow a toll from report to report, each at most threefold the one before: 4, 11, 14."""
    for strand in strands:
        if strand.lead and kind in strand.figures and _grown(value, now := _stood_by(kind, strand, titles)):
            value = now
    return value


def _weighed(kind: str, strand: Strand) -> dict[Range, float]:
    """Weigh the values of one kind: one dead person told of ("a man", "Okafor", "he") says less of a toll than a number."""
    votes = told(kind, strand.mentions)
    one = [f for m in strand.mentions for f in m.figures if f.kind == kind and (f.low, f.high) == (1, 1)]
    if kind == "killed" and one and (1, 1) in votes and not any(is_count(f.span.text) for f in one):
        votes[1, 1] *= _SINGLE
    return votes


def _grown(old: Range, new: Range) -> bool:
    return (old[0] or 0) < (new[0] or 0) <= _GROWTH * max(1, old[0] or 0)


def latest(kind: str, strands: Sequence[Strand], titles: Titles = NONE) -> Range | None:
    """Return the value of the newest report; of those that are about the event when there are any."""
    some = [s for s in strands if kind in s.figures]
    some = [s for s in some if s.lead] or some
    some = [s for s in some if s.figures[kind][0]] or some
    if _many(kind, (s.figures[kind] for s in some)):
        some = [s for s in some if s.figures[kind] != (1, 1)]  # one person among many is no newer toll
    day = max((s.story.day or 0 for s in some), default=0)
    values = [_stood_by(kind, s, titles) for s in some if (s.story.day or 0) == day]
    return max(values, key=lambda v: (values.count(v), v[0] or 0, v[1] or 0), default=None)


def _many(kind: str, values: Iterable[Range]) -> bool:
    """Tell whether some account counts so many that a single person told of is one of them."""
    return kind != "killed" and any((low or 0) >= _SEVERAL for low, _ in values)


def _stood_by(kind: str, strand: Strand, titles: Titles) -> Range:
    """Return the value that the report's headline gives if its text gives it too, else the one that the text stands by."""
    number = titles.get(strand.key, {}).get(kind)
    same = [value for value in told(kind, strand.mentions) if value[0] == number]
    return min(same, key=repr) if number is not None and same else strand.figures[kind]
