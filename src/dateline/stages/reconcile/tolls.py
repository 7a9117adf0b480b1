"""The figures of an event: who counted what and when, the most credible current value of each kind first."""

from collections.abc import Iterable, Sequence

from dateline.model import EventFigure, Figure
from dateline.stages.reconcile.cells import in_time
from dateline.stages.reconcile.strand import COMPARED, Strand

Range = tuple[int | None, int | None]

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


def _current(kind: str, ordered: Sequence[Strand]) -> Range | None:
    """Return the value that most lineages give, the newest of them on a tie; reports about the event count double."""
    total: dict[Range, float] = {}
    newest: dict[Range, int] = {}
    for strand in _last_words(kind, ordered):
        value = strand.figures[kind]
        total[value] = total.get(value, 0.0) + _weight(strand)
        newest[value] = max(newest.get(value, 0), strand.story.day or 0)
    return max(total, key=lambda v: (total[v], newest[v], v[0] or 0, v[1] or 0), default=None)


def _last_words(kind: str, ordered: Sequence[Strand]) -> list[Strand]:
    """Return for each lineage its newest account that gives such a figure, one about the event before others."""
    last: dict[str, Strand] = {}
    for strand in (s for s in ordered if kind in s.figures):
        old = last.get(strand.story.lineage)
        if old is None or _weight(strand) >= _weight(old):
            last[strand.story.lineage] = strand
    return list(last.values())


def _weight(strand: Strand) -> float:
    return 2.0 if strand.lead else 1.0
