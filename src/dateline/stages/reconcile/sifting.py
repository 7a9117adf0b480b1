"""Which figures count at all: what some accounts say only for want of better gives way before the votes are counted.

Totals of several happenings ("nine hurt in separate crashes") to the tolls of this one, words such as "dozens" to a number.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.data.sums import sums_up
from dateline.model import Figure, Mention, Report
from dateline.stages.reconcile.counting import ageless
from dateline.stages.reconcile.headline import stated
from dateline.stages.reconcile.strand import Strand, strand_of

# "At least one" and names that stand for a few are counted one by one; words for a number mean more.
_FEW = 20
_KINDS = ("killed", "injured")
# Characters beside a number, inside its sentence, in which the happenings that it sums up stand.
_BEFORE, _BEHIND = 80, 120
_ENDS = ".!?\n"
# "Dozens" (24 and more) yields to a number that is at least this share of it: "hundreds" stand beside 18 that somebody counted.
_SHARE = 0.5


def without_vague(strands: Sequence[Strand]) -> list[Strand]:
    """Leave out words for a number ("dozens") where some account has a number that is not much lower."""
    left = list(strands)
    for kind in _KINDS:
        told = [f for s in left for m in s.mentions for f in m.figures if f.kind == kind and f.low]
        most = max((f.low or 0 for f in told if not _is_vague(f)), default=0)
        drop = {id(f) for f in told if _is_vague(f) and most >= _SHARE * (f.low or 0)}
        left = [_without(drop, strand) for strand in left] if drop else left
    return left


def _is_vague(figure: Figure) -> bool:
    """Tell whether the words have no number: "dozens", "hundreds of people"."""
    return figure.high is None and (figure.low or 0) > _FEW and stated(ageless(figure.span.text)) is None


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
