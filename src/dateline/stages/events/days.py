"""The days that a report tells, read once for all of its events: the expressions, and the word that each dates."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dateline.model import Date, Reading, Sentence, Span, Token
from dateline.stages.events.furniture import beside, of_page
from dateline.stages.events.ties import border, holder
from dateline.stages.events.whole import of_whole

_JOINTS = frozenset({"and", "to", "through", "until", "till"})


@dataclass(frozen=True, slots=True)
class Day:
    """A single day that is no border, and the word above it."""

    told: Date
    held: Token


@dataclass(frozen=True, eq=False)
class Days:
    """``told``: all expressions that cover days, in text order; ``single``: the days among them that a word holds."""

    told: tuple[Date, ...]
    single: tuple[Day, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [told.span.start for told in self.told]

    def within(self, sentence: Sentence) -> Sequence[Date]:
        """Return the expressions that a sentence holds."""
        starts = self._starts
        return self.told[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]


@of_whole
def days_of(reading: Reading) -> Days:
    """Return the days of a report."""
    told = tuple(dated(reading))
    single = []
    for each in told:
        if each.precision == "day" and not border(reading.parse, each.span):
            held = holder(reading.parse, each.span)
            if held is not None:
                single.append(Day(each, held))
    return Days(told, tuple(single))


def dated(reading: Reading) -> list[Date]:
    """Return the expressions that cover calendar days, "between 1994 and 1996" as one.

    A day of the page or the dateline is that of the report and dates no event.
    """
    found: list[Date] = []
    page: Date | None = None
    for told in reading.dates:
        if of_page(reading, told) or (page is not None and beside(reading.report.text, page, told)):
            page = told
            continue
        if told.first is None or told.last is None or told.type == "SET":
            continue
        if found and _reaches(reading.report.text, found[-1], told):
            found[-1] = _join(reading.report.text, found[-1], told)
        else:
            found.append(told)
    return found


def _reaches(text: str, start: Date, end: Date) -> bool:
    """Tell whether two expressions are the ends of one stretch: "from March to May"."""
    before = text[max(0, start.span.start - 20) : start.span.start].rsplit(maxsplit=1)[-1:]
    between = text[start.span.end : end.span.start].strip(" ,\n")
    rising = start.first is not None and end.last is not None and start.first < end.last
    return rising and between in _JOINTS and bool(before) and before[0].lower() in ("from", "between")


def _join(text: str, start: Date, end: Date) -> Date:
    span = Span(start.span.start, end.span.end, text[start.span.start : end.span.end])
    return replace(start, span=span, last=end.last, precision="range", anchored=start.anchored or end.anchored)
