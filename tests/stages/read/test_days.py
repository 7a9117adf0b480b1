"""Days in metadata: the formats that feeds, pages and tables use."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.stages.read import days

MOMENTS = [
    ("2022-10-14", date(2022, 10, 14), None),
    ("2022-10-14T09:30:00Z", date(2022, 10, 14), "2022-10-14T09:30:00+00:00"),
    ("2022-10-14 09:30", date(2022, 10, 14), "2022-10-14T09:30:00"),
    ("Fri, 14 Oct 2022 09:30:00 +0300", date(2022, 10, 14), "2022-10-14T09:30:00+03:00"),
    ("14 October 2022", date(2022, 10, 14), None),
    ("Oct. 14, 2022", date(2022, 10, 14), None),
    ("20221014", date(2022, 10, 14), None),
    ("1665736200", date(2022, 10, 14), "2022-10-14T08:30:00+00:00"),
    ("14 de octubre de 2022", date(2022, 10, 14), None),
    ("14.10.2022", date(2022, 10, 14), None),
    ("10/14/2022", date(2022, 10, 14), None),
    # May or June?
    ("5/6/2022", None, None),
    # no day at all, or one that does not exist
    ("yesterday", None, None),
    ("2022-13-40", None, None),
    ("99999999999999999999", None, None),
    ("", None, None),
]


@pytest.mark.parametrize(("written", "day", "at"), MOMENTS)
def test_reads_the_day_and_the_moment(written: str, day: date | None, at: str | None) -> None:
    """The day is as written, in the writer's own time zone."""
    assert days.moment(written) == (day, at)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("May 4, 2021", date(2021, 5, 4)),
        ("Published: Tuesday, 4 May 2021 at 3:15 p.m. EDT", date(2021, 5, 4)),
        ("2021-05-04 15:15", date(2021, 5, 4)),
        ("Posted May 4, 2021 | 3 pm", date(2021, 5, 4)),
        # a heading, a sentence, a copyright line, a day without a year
        ("Events of May 4, 2021", None),
        ("The ferry sank on May 4, 2021.", None),
        ("May 4, 2021.", None),
        ("Copyright 2021", None),
        ("May 4", None),
    ],
)
def test_a_day_on_its_own_line(written: str, day: date | None) -> None:
    """Sites print the day of publication on a line of its own; a day inside words is another matter."""
    assert days.line(f"Ferry sinks\n{written}\nA ferry sank in the harbour.") == day


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="0123456789-/:T Zaocteb.,+", max_size=30))
def test_no_string_makes_it_fail(written: str) -> None:
    """Whatever stands in a date field, the answer is a day or None."""
    day, at = days.moment(written)
    assert day is None or day.year >= 1800
    assert at is None or day is not None
