"""Dates: expressions of time in a report, and the day or days on which an event happened."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateline.model.span import Span

DateType = Literal["DATE", "TIME", "DURATION", "SET"]
DatePrecision = Literal["day", "week", "month", "year", "range"]
Scope = Literal["clause", "sentence", "narrative", "story"]
WhenBasis = Literal["text", "published", "lineage", "decision"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """An expression of time. ``value`` is its TIMEX3 value; ``first`` and ``last`` the calendar days it covers.

    Both days are None for sets, for durations that no day pins to the calendar ("the past two weeks" has days, "two weeks"
    none), and for relative expressions in a report whose date is not known.
    ``anchored`` tells that the value depends on the report's date or on the narrative before it.
    """

    report: str
    span: Span
    type: DateType
    value: str | None
    first: date | None
    last: date | None
    precision: DatePrecision | None = None
    anchored: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The date cell of an event: days ``first`` to ``last`` (both inclusive) and where they were read.

    ``scope`` is how far from the event's own words the expression stood; "story" is the one day that all of the opening is
    of. ``basis`` is "lineage" when the days rest on a publication date that the report inherited from another version,
    "published" when no expression gave them, "decision" when a person set them.
    """

    first: date
    last: date
    precision: DatePrecision
    basis: WhenBasis
    scope: Scope | None = None
    span: Span | None = None
