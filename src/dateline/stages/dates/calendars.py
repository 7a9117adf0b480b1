"""Arithmetic on days, months, weeks and feast days, where the standard library stops.

Weeks are ISO weeks (Monday first); seasons are meteorological and of the northern hemisphere.
"""

from calendar import monthrange
from datetime import date, timedelta

from dateline.stages.dates.lexicon import Holiday

Days = tuple[date, date]

_ISLAMIC_EPOCH = date(622, 7, 19)  # 1 Muharram of year 1 in the proleptic Gregorian calendar, civil epoch
# Feasts are computed from the Gregorian reform on, and no farther ahead than anybody writes of.
_FEASTS_FROM, _FEASTS_TO = 1583, 3000
_SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def shift(day: date, days: int) -> date | None:
    """Move by days; None beyond the years 1 to 9999."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def month_days(year: int, month: int) -> Days | None:
    """Return the first and last day of a month; None beyond the years 1 to 9999."""
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        return None
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def add_months(year: int, month: int, months: int) -> tuple[int, int]:
    """Move a month by a number of months."""
    years, index = divmod(year * 12 + month - 1 + months, 12)
    return years, index + 1


def same_day(day: date, months: int) -> date | None:
    """Move a day by months, to the last day of the month where it has no such day."""
    year, month = add_months(day.year, day.month, months)
    span = month_days(year, month)
    return span and span[0].replace(day=min(day.day, span[1].day))


def season_days(year: int, season: str) -> Days | None:
    """Return the days of a season that starts in ``year``: winter runs into the next."""
    start = _SEASON_START[season]
    first = month_days(year, start)
    last = month_days(*add_months(year, start, 2))
    return (first[0], last[1]) if first and last else None


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date:
    """Return the nth weekday (1 = Monday) of a month; -1 is the last."""
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    last = date(year, month, monthrange(year, month)[1])
    return last - timedelta(days=(last.isoweekday() - weekday) % 7)


def easter(year: int) -> date:
    """Return Western Easter Sunday by the anonymous Gregorian algorithm (Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * (b % 4) + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def islamic(year: int, month: int, day: int) -> date:
    """Return the Gregorian day of a date in the tabular Islamic calendar."""
    days = day + -(-59 * (month - 1) // 2) + (year - 1) * 354 + (3 + 11 * year) // 30 - 1
    return _ISLAMIC_EPOCH + timedelta(days=days)


def holiday_days(holiday: Holiday, year: int) -> list[Days]:
    """Return each time a feast falls in a Gregorian year (the Islamic ones may fall twice or never)."""
    if not _FEASTS_FROM <= year <= _FEASTS_TO:
        return []
    if holiday.rule == "islamic":
        about = (year - 622) * 33 // 32
        starts = [islamic(y, holiday.month, holiday.day) for y in range(about - 1, about + 3)]
    elif holiday.rule == "easter":
        starts = [easter(year) + timedelta(days=holiday.offset)]
    elif holiday.rule == "nth":
        starts = [nth_weekday(year, holiday.month, holiday.nth, holiday.weekday)]
    else:
        starts = [date(year, holiday.month, holiday.day)]
    return [(s, s + timedelta(days=holiday.days - 1)) for s in starts if s.year == year]
