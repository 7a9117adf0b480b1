"""Totals of several happenings ("nine hurt in separate crashes"): no toll of any one of them where an account tells its own."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.data.sums import sums_up
from dateline.model import Figure, Mention, Report
from dateline.stages.reconcile.strand import Strand, strand_of

_KINDS = ("killed", "injured")
# Characters beside a number, inside its sentence, in which the happenings that it sums up stand.
_BEFORE, _BEHIND = 80, 120
_ENDS = ".!?\n"


def without_sums(strands: Sequence[Strand], reports: Mapping[str, Report]) -> list[Strand]:
    """Leave out totals of several happenings, kind by kind, where some account counts this one."""
    left = list(strands)
    for kind in _KINDS:
        drop = {id(f) for s in left for m in s.mentions for f in m.figures if f.kind == kind and _is_sum(f, m, reports)}
        own = any(f.kind == kind and f.low and id(f) not in drop for s in left for m in s.mentions for f in m.figures)
        if drop and own:
            left = [_without(drop, strand) for strand in left]
    return left


def _is_sum(figure: Figure, mention: Mention, reports: Mapping[str, Report]) -> bool:
    """Tell whether the sentence of a number tells of several happenings."""
    if (figure.low or 0) <= 1:
        return False
    report, span = reports.get(mention.report), figure.span
    if report is None or span.end == 0:  # words of a title
        return sums_up(mention.clause.text)
    before = report.text[max(0, span.start - _BEFORE) : span.start]
    behind = report.text[span.end : span.end + _BEHIND]
    first = max(before.rfind(end) for end in _ENDS) + 1
    last = min((at for end in _ENDS if (at := behind.find(end)) >= 0), default=len(behind))
    return sums_up(before[first:] + span.text + behind[:last])


def _without(drop: set[int], strand: Strand) -> Strand:
    """Return the strand without some of its figures."""
    if not any(id(f) in drop for m in strand.mentions for f in m.figures):
        return strand
    some = [replace(m, figures=tuple(f for f in m.figures if id(f) not in drop)) for m in strand.mentions]
    return strand_of(some, strand.story, strand.lead)
