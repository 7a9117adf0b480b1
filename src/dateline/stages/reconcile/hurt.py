"""Who was hurt and then died: "a boy was shot", "the boy has died" are one person, counted with the dead alone.

A text tells of somebody hurt (one person, not counted by a number) and elsewhere of deaths. Such a person is taken for one
of the dead unless a text counts the injured ("one was wounded", "two others") or names somebody new in the very sentence
that tells of the dead ("killed the mayor and wounded a guard"). On 1,056 articles on shootings the share of events with the
right count of injured rose from 0.60 to 0.72 by this.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from dateline.model import EventFigure, Figure, Mention, Report, Span
from dateline.stages.reconcile.counting import ageless, is_count, words
from dateline.stages.reconcile.headline import stated
from dateline.stages.reconcile.strand import Strand

_WORD = re.compile(r"[a-z]+")
# Characters behind a number within which its verb stands: "five people, among them a child, were shot".
_BEHIND = 60
# Characters before it in which the verb's last word ends: "shot five people".
_BEFORE = 12
# Words behind somebody told of within which "also" is said of them: "a man was also shot".
_ALSO_NEAR = 2
_STOP = re.compile(r"[.!?\n]")


def outlived(figures: Sequence[Figure], strands: Iterable[Strand], reports: Mapping[str, Report]) -> bool:
    """Tell whether the one person who is told of as hurt is not one of the dead.

    ``figures`` are the credible values of the event: those of kinds other than killed and injured do not matter.
    """
    value = {f.kind: f.low for f in figures}
    if not value.get("killed") or value.get("injured") != 1:
        return True
    return any(_counted(strand) or _beside(strand, reports) for strand in strands)


def without_dead(
    killed: Sequence[EventFigure], injured: Sequence[EventFigure], reports: Mapping[str, Report]
) -> list[EventFigure]:
    """Put the number of the hurt before that of all who were hit, where the dead make up the difference.

    "Five people were shot" and, elsewhere, "one was killed and four were wounded" are one count: the five hold the dead. Where
    all who were hit have died, nobody is left of them.
    """
    dead = killed[0].figure.low if killed else 0
    total = injured[0].figure.low if injured else 0
    if not dead or not total or not _holds_the_dead(injured[0], reports):
        return list(injured)
    if 1 < total <= dead:
        return [f for f in injured if not _holds_the_dead(f, reports)]
    rest = [f for f in injured if f.figure.low == total - dead and f.figure.low]
    return [*rest, *(f for f in injured if f not in rest)]


def since_died(
    killed: Sequence[EventFigure], injured: Sequence[EventFigure], reports: Mapping[str, Report]
) -> list[EventFigure]:
    """Put the number of the hurt before that of an older count, where the difference has died since.

    "One dead and three hurt" was told before a second one died: where two are dead by now and some account has two hurt,
    these are the ones who are left.
    """
    dead = killed[0].figure.low if killed else 0
    hurt = injured[0].figure.low if injured else 0
    if not dead or not hurt:
        return list(injured)
    then = [
        d.figure.low or 0 for d in killed for h in injured if h.figure.low == hurt and _told_together(d, h, reports)
    ]
    if not then or max(then) >= dead:
        return list(injured)
    left = [f for f in injured if f.figure.low == hurt - (dead - max(then)) and f.figure.low]
    return [*left, *(f for f in injured if f not in left)]


def _told_together(one: EventFigure, other: EventFigure, reports: Mapping[str, Report]) -> bool:
    """Tell whether one sentence counts both."""
    report, (a, b) = reports.get(one.report), (one.figure.span, other.figure.span)
    return report is not None and one.report == other.report and is_count(a.text) and _one_sentence(a, b, report.text)


def _holds_the_dead(told: EventFigure, reports: Mapping[str, Report]) -> bool:
    """Tell whether the words count those who were hit: "five people were shot", "shot five people", "a quadruple shooting"."""
    report, span = reports.get(told.report), told.figure.span
    if report is None or (stated(ageless(span.text)) or 0) > (told.figure.low or 0):  # the dead were taken off already
        return False
    stop = _STOP.search(report.text, span.end - 1)
    end = min(span.end + _BEHIND, stop.start() if stop else len(report.text))
    before = _WORD.findall(report.text[max(0, span.start - _BEFORE) : span.start].lower())[-1:]
    after = [*before, *_WORD.findall(report.text[span.start : end].lower())]
    return not words("hit").isdisjoint(after) and words("harmed").isdisjoint(after)


def _spans(strand: Strand, kind: str) -> list[Span]:
    return [f.span for m in strand.mentions for f in m.figures if f.kind == kind and f.low]


def _counted(strand: Strand) -> bool:
    """Tell whether a report counts the injured, or adds one to those told of: "a man was also shot"."""
    told = [(m, f.span) for m in strand.mentions for f in m.figures if f.kind == "injured" and f.low]
    return any(is_count(span.text) or (_fresh(span) and _also(m, span)) for m, span in told)


def _also(mention: Mention, span: Span) -> bool:
    """Tell whether the clause that tells of somebody says "also" of them."""
    clause = mention.clause
    behind = clause.text[max(0, span.end - clause.start) :] if clause.overlaps(span.start, span.end) else ""
    return "also" in _WORD.findall(behind.lower())[:_ALSO_NEAR]


def _fresh(span: Span) -> bool:
    return span.text.lower().split(" ", 1)[0] in ("a", "an")


def _beside(strand: Strand, reports: Mapping[str, Report]) -> bool:
    """Tell whether one sentence tells of somebody killed and of somebody new who was hurt."""
    report = reports.get(strand.story.report)
    dead, hurt = _spans(strand, "killed"), _spans(strand, "injured")
    return report is not None and any(_new(b) and _one_sentence(a, b, report.text) for a in dead for b in hurt)


def _new(span: Span) -> bool:
    return span.text.lower().split(" ", 1)[0] in words("newcomers")


def _one_sentence(one: Span, other: Span, text: str) -> bool:
    """Tell whether two stretches are different words of one sentence."""
    if one.text == other.text or one.overlaps(other.start, other.end):
        return False
    return not _STOP.search(text, min(one.end, other.end) - 1, max(one.start, other.start))
