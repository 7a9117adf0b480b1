"""The arithmetic of months, seasons and feasts against days that are known."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.stages.dates import calendars
from dateline.stages.dates.lexicon import Holiday, lexicon

FEASTS = [
    ("easter", 2000, date(2000, 4, 23)),  # a late Easter
    ("easter", 2024, date(2024, 3, 31)),  # an early one
    ("good friday", 2023, date(2023, 4, 7)),
    ("thanksgiving", 2023, date(2023, 11, 23)),  # the fourth Thursday, not the last
    ("memorial day", 2023, date(2023, 5, 29)),  # the last Monday
    ("labor day", 2023, date(2023, 9, 4)),
    ("new year's eve", 2023, date(2023, 12, 31)),
]


@pytest.mark.parametrize(("name", "year", "day"), FEASTS)
def test_feasts(name: str, year: int, day: date) -> None:
    """A feast falls on the day that calendars print."""
    assert calendars.holiday_days(lexicon().holidays[name], year)[0][0] == day


def test_ramadan_within_a_day() -> None:
    """The tabular calendar gives the start of Ramadan 2023 within a day of 23 March."""
    (days,) = calendars.holiday_days(lexicon().holidays["ramadan"], 2023)
    assert abs((days[0] - date(2023, 3, 23)).days) <= 1


def test_twice_in_a_year() -> None:
    """An Islamic feast may fall twice in one Gregorian year, as Eid al-Fitr did in 2000."""
    feast = Holiday(rule="islamic", month=10, day=1)
    assert [d[0].month for d in calendars.holiday_days(feast, 2000)] == [1, 12]


def test_winter_runs_on() -> None:
    """Winter ends in the next year, on a leap day where there is one."""
    assert calendars.season_days(2023, "WI") == (date(2023, 12, 1), date(2024, 2, 29))


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-600, 600))
def test_months_there_and_back(day: date, months: int) -> None:
    """Moving by months keeps the month that was asked for, and never the wrong side of its end."""
    moved = calendars.same_day(day, months)
    assert moved is not None
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day <= day.day


def test_beyond_the_calendar() -> None:
    """Days beyond year 9999 are unknown, not an error."""
    assert calendars.shift(date(9999, 12, 31), 1) is None
    assert calendars.same_day(date(9999, 12, 31), 1) is None
