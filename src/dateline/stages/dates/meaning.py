"""What an expression means: its type, its TIMEX3 value and the calendar days it covers.

The small constructors here are the only place where TIMEX3 values are spelt.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from dateline.model import DatePrecision, DateType
from dateline.stages.dates import calendars
from dateline.stages.dates.calendars import Days

Reference = Literal["PRESENT_REF", "PAST_REF", "FUTURE_REF"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """``value`` None: relative to a day that is not known. ``days`` None: no calendar days can be told."""

    type: DateType
    value: str | None
    days: Days | None = None
    precision: DatePrecision | None = None
    anchored: bool = False

    def anchor(self) -> "Meaning":
        """Mark that the value rests on the report's date or on the narrative."""
        return replace(self, anchored=True)


UNKNOWN = Meaning("DATE", None, anchored=True)


def day(when: date) -> Meaning:
    """A calendar day."""
    return Meaning("DATE", when.isoformat(), (when, when), "day")


def part(when: date, code: str) -> Meaning:
    """A part of a day ("MO", "AF", "EV", "NI")."""
    return Meaning("TIME", f"{when.isoformat()}T{code}", (when, when), "day")


def clock(when: date, time: str) -> Meaning:
    """A time of day, ``time`` as "14:30"."""
    return Meaning("TIME", f"{when.isoformat()}T{time}", (when, when), "day")


def week(when: date) -> Meaning:
    """The ISO week that holds a day."""
    year, number, weekday = when.isocalendar()
    first = calendars.shift(when, 1 - weekday) or when
    last = calendars.shift(first, 6) or first
    return Meaning("DATE", f"{year:04}-W{number:02}", (first, last), "week")


def weekend(when: date) -> Meaning:
    """The Saturday and Sunday of the week that holds a day."""
    held = week(when)
    first = held.days[1] - timedelta(days=1) if held.days else when
    return Meaning("DATE", f"{held.value}-WE", (first, held.days[1] if held.days else when), "range")


def month(year: int, number: int) -> Meaning | None:
    """A month of a year."""
    days = calendars.month_days(year, number)
    return Meaning("DATE", f"{year:04}-{number:02}", days, "month") if days else None


def quarter(year: int, number: int) -> Meaning | None:
    """A quarter of the calendar year, which fiscal quarters are taken to be unless said otherwise."""
    first, last = calendars.month_days(year, 3 * number - 2), calendars.month_days(year, 3 * number)
    return Meaning("DATE", f"{year:04}-Q{number}", (first[0], last[1]), "range") if first and last else None


def half(year: int, number: int) -> Meaning | None:
    """A half of the year."""
    first, last = calendars.month_days(year, 6 * number - 5), calendars.month_days(year, 6 * number)
    return Meaning("DATE", f"{year:04}-H{number}", (first[0], last[1]), "range") if first and last else None


def year(number: int) -> Meaning | None:
    """A calendar year."""
    if not 1 <= number <= 9999:
        return None
    return Meaning("DATE", f"{number:04}", (date(number, 1, 1), date(number, 12, 31)), "year")


def decade(first: int) -> Meaning | None:
    """Ten years from ``first``; TIMEX3 drops the last digit."""
    if not 1 <= first <= 9990:
        return None
    return Meaning("DATE", f"{first // 10:03}", (date(first, 1, 1), date(first + 9, 12, 31)), "range")


def century(number: int) -> Meaning | None:
    """The nth century; TIMEX3 drops the last two digits."""
    if not 2 <= number <= 99:
        return None
    first = 100 * (number - 1)
    return Meaning("DATE", f"{number - 1:02}", (date(first + 1, 1, 1), date(first + 100, 12, 31)), "range")


def season(number: int, code: str) -> Meaning | None:
    """A season by the year in which it starts."""
    days = calendars.season_days(number, code)
    return Meaning("DATE", f"{number:04}-{code}", days, "range") if days else None


def grain(when: date, code: str) -> Meaning | None:
    """Name the day, week, month, quarter or year that a count of such units reaches."""
    if code == "W":
        return week(when)
    if code == "M":
        return month(when.year, when.month)
    if code == "Q":
        return quarter(when.year, (when.month + 2) // 3)
    return year(when.year) if code in "YEC" else day(when)


def reference(value: Reference) -> Meaning:
    """The vague past, present or future."""
    return Meaning("DATE", value)


def spell(amount: str, unit: str) -> str:
    """Spell a length of time as TIMEX3 does: PT5H, P2W, P20Y, PXD."""
    times = {"E": 10, "C": 100, "F": 2}
    if unit in times:
        if amount != "X":
            amount = _trim(float(amount) * times[unit])
            unit = "W" if unit == "F" else "Y"
        else:
            unit = {"F": "W", "E": "E", "C": "C"}[unit]
    if unit == "Q" and amount != "X":
        amount, unit = _trim(float(amount) * 3), "M"
    if amount.endswith(".5") and unit in _HALF:
        return _spell_half(int(float(amount)), unit)
    return f"PT{amount}{unit.upper()}" if unit in "hms" else f"P{amount}{unit}"


_HALF = {"Y": "6M", "h": "30M", "m": "30S", "M": "15D"}


def _spell_half(whole: int, unit: str) -> str:
    """Spell "two and a half years" as P2Y6M, "half an hour" as PT30M."""
    return ("PT" if unit in "hms" else "P") + (f"{whole}{unit.upper()}" if whole else "") + _HALF[unit]


def duration(amount: str, unit: str, days: Days | None = None) -> Meaning:
    """A length of time; ``days`` where it is pinned to the calendar ("the past two weeks")."""
    return Meaning("DURATION", spell(amount, unit), days, "range" if days else None, anchored=days is not None)


def recurring(value: str) -> Meaning:
    """A set of times."""
    return Meaning("SET", value)


def _trim(number: float) -> str:
    return str(int(number)) if number == int(number) else str(number)


# What "early", "mid" and "late" leave of a stretch of time: its first, middle and last third, which is how far the
# hand-coded days of such expressions reached; a third also keeps the three from overlapping.
_THIRDS = {"early": (0, 1), "mid": (1, 2), "late": (2, 3)}


def _eve(year: int, month: int) -> date:
    """Return the day before a month starts."""
    return date(year, 12, 31) if month > _DECEMBER else date(year, month, 1) - timedelta(days=1)


_DECEMBER = 12


def narrow(whole: Meaning, share: str) -> Meaning:
    """Keep the early, middle or late third of the days; the value names the whole, as TIMEX3 has it."""
    if whole.days is None or whole.precision == "day":
        return whole
    first, last = whole.days
    if whole.precision == "year":
        low, high = _THIRDS[share]
        return replace(
            whole, days=(date(first.year, 4 * low + 1, 1), _eve(first.year, 4 * high + 1)), precision="range"
        )
    length = (last - first).days + 1
    low, high = (length * k // 3 for k in _THIRDS[share])
    days = first + timedelta(days=low), first + timedelta(days=high - 1)
    return replace(whole, days=days, precision="range")
