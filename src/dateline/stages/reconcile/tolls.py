"""The figures of an event: who counted what and when, the most credible current value of each kind first."""

from collections.abc import Iterable, Sequence

from dateline.model import EventFigure, Figure
from dateline.stages.reconcile.cells import in_time
from dateline.stages.reconcile.strand import COMPARED, Strand

_KINDS = (*COMPARED, "other")


def figures_of(strands: Sequence[Strand]) -> tuple[EventFigure, ...]:
    """Return all different figures, kind by kind, the current value first and the rest newest first."""
    ordered = in_time(strands)
    told = _told(ordered)
    return tuple(figure for kind in _KINDS for figure in _ranked(kind, told, ordered))


def _told(ordered: Iterable[Strand]) -> list[tuple[Strand, Figure]]:
    """Return each figure once per lineage, from its earliest report."""
    seen, told = set(), []
    for strand in ordered:
        for figure in (f for m in strand.mentions for f in m.figures):
            key = (strand.story.lineage, figure.kind, figure.low, figure.high, figure.source)
            if key not in seen:
                seen.add(key)
                told.append((strand, figure))
    return told


def _ranked(kind: str, told: Sequence[tuple[Strand, Figure]], ordered: Sequence[Strand]) -> list[EventFigure]:
    """Put the current value of one kind first."""
    some = [(strand, figure) for strand, figure in told if figure.kind == kind]
    if not some:
        return []
    current = _current(kind, ordered)
    rows = [EventFigure(figure=f, report=s.story.report, latest=(f.low, f.high) == current) for s, f in reversed(some)]
    return sorted(rows, key=lambda row: not row.latest)


def _current(kind: str, ordered: Sequence[Strand]) -> tuple[int | None, int | None] | None:
    """Return the value that most lineages give, the newest of them on a tie; reports about the event count double."""
    total: dict[tuple[int | None, int | None], float] = {}
    newest: dict[tuple[int | None, int | None], int] = {}
    for at, (lineage, value) in enumerate(_last_words(kind, ordered).items()):
        total[value[0]] = total.get(value[0], 0.0) + value[1]
        newest[value[0]] = at
        del lineage
    return max(total, key=lambda v: (total[v], newest[v]), default=None)


def _last_words(kind: str, ordered: Sequence[Strand]) -> dict[str, tuple[tuple[int | None, int | None], float]]:
    """Return for each lineage the value of its newest report, with its weight."""
    last: dict[str, tuple[tuple[int | None, int | None], float]] = {}
    for strand in ordered:
        if kind in strand.figures:
            weight = 2.0 if strand.lead else 1.0
            old = last.get(strand.story.lineage)
            if old is None or weight >= old[1]:
                last.pop(strand.story.lineage, None)
                last[strand.story.lineage] = (strand.figures[kind], weight)
    return last
