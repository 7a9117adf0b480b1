"""Expressions of time, one row each: the words, the TIMEX3 value and the calendar days."""

from collections.abc import Callable
from datetime import date

import pytest

from dateline.model import Parse
from dateline.stages.dates import find_dates

ANCHOR = date(2023, 5, 17)  # a Wednesday

# text, the expression, value, first day, last day
DAYS = [
    # a day of a month in a year told from the report's
    ("The mill burned on March 2 last year.", "March 2 last year", "2022-03-02", "2022-03-02", "2022-03-02"),
    ("The mill opened on 4 June of last year.", "4 June of last year", "2022-06-04", "2022-06-04", "2022-06-04"),
    # parts of a month
    (
        "Hail fell in the first week of April.",
        "the first week of April",
        "2023-04-01/2023-04-07",
        "2023-04-01",
        "2023-04-07",
    ),
    (
        "Hail fell in the last ten days of April.",
        "the last ten days of April",
        "2023-04-21/2023-04-30",
        "2023-04-21",
        "2023-04-30",
    ),
    # a night that runs into a day
    ("Hail fell overnight into Tuesday.", "overnight into Tuesday", "2023-05-15TNI", "2023-05-15", "2023-05-16"),
    (
        "The dyke broke on the night of Friday to Saturday.",
        "the night of Friday to Saturday",
        "2023-05-12TNI",
        "2023-05-12",
        "2023-05-13",
    ),
    # a time without a colon
    (
        "The mill burned at 0630 local time on Monday.",
        "0630 local time on Monday",
        "2023-05-15T06:30",
        "2023-05-15",
        "2023-05-15",
    ),
    # an old year before its noun
    ("The tower fell in an 1897 storm.", "1897", "1897", "1897-01-01", "1897-12-31"),
    # what had been planned has passed; what is put off lies ahead
    ("The truce had been due to expire Friday.", "Friday", "2023-05-12", "2023-05-12", "2023-05-12"),
    ("Fires forced many to leave by Monday.", "Monday", "2023-05-15", "2023-05-15", "2023-05-15"),
    ("The fair was postponed until Friday.", "Friday", "2023-05-19", "2023-05-19", "2023-05-19"),
    # a past verb: the latest Monday
    ("The bridge was shelled on Monday.", "Monday", "2023-05-15", "2023-05-15", "2023-05-15"),
    # today's weekday is today
    ("Troops left the town on Wednesday.", "Wednesday", "2023-05-17", "2023-05-17", "2023-05-17"),
    # a verb that lies ahead: the next Monday
    ("The convoy will leave on Monday.", "Monday", "2023-05-22", "2023-05-22", "2023-05-22"),
    # a thing that is planned, whatever the verb's tense
    ("The vote was scheduled for Friday.", "Friday", "2023-05-19", "2023-05-19", "2023-05-19"),
    ("Unions have called a strike for Friday.", "Friday", "2023-05-19", "2023-05-19", "2023-05-19"),
    # the timetable's present
    ("The trial opens Thursday.", "Thursday", "2023-05-18", "2023-05-18", "2023-05-18"),
    # "last" and "next" with a weekday
    ("The pact ended last Friday.", "last Friday", "2023-05-12", "2023-05-12", "2023-05-12"),
    ("A vote is due next Friday.", "next Friday", "2023-05-26", "2023-05-26", "2023-05-26"),
    # parts of a day
    ("Gunmen stormed the post on Thursday morning.", "Thursday morning", "2023-05-11TMO", "2023-05-11", "2023-05-11"),
    ("Drones hit the port overnight.", "overnight", "2023-05-16TNI", "2023-05-16", "2023-05-17"),
    (
        "It was hit in the early hours of Sunday.",
        "the early hours of Sunday",
        "2023-05-14TMO",
        "2023-05-14",
        "2023-05-14",
    ),
    ("The army left on the night of 12 April.", "night of 12 April", "2023-04-12TNI", "2023-04-12", "2023-04-12"),
    # weeks, months and years from the report's day
    ("Rebels took the depot this week.", "this week", "2023-W20", "2023-05-15", "2023-05-21"),
    ("They burned two villages last month.", "last month", "2023-04", "2023-04-01", "2023-04-30"),
    ("The dam will open next year.", "next year", "2024", "2024-01-01", "2024-12-31"),
    ("The dam cracked a year ago.", "a year ago", "2022", "2022-01-01", "2022-12-31"),
    ("They met three days ago.", "three days ago", "2023-05-14", "2023-05-14", "2023-05-14"),
    ("He fled the day before yesterday.", "the day before yesterday", "2023-05-15", "2023-05-15", "2023-05-15"),
    # a length that is pinned to the calendar keeps its value and gains days
    ("In the past two weeks, 40 have died.", "the past two weeks", "P2W", "2023-05-03", "2023-05-17"),
    # parts of a month, a year, a decade
    ("Since the start of October they advanced.", "the start of October", "2022-10", "2022-10-01", "2022-10-10"),
    ("The treaty was signed in early 2016.", "early 2016", "2016", "2016-01-01", "2016-04-30"),
    ("Mills closed in the 1990s.", "the 1990s", "199", "1990-01-01", "1999-12-31"),
    ("The fort fell in the 19th century.", "the 19th century", "18", "1801-01-01", "1900-12-31"),
    # bare months by the tense
    ("In October, floods hit the coast.", "October", "2022-10", "2022-10-01", "2022-10-31"),
    ("Talks will resume in October.", "October", "2023-10", "2023-10-01", "2023-10-31"),
    ("Six were arrested in June last year.", "June last year", "2022-06", "2022-06-01", "2022-06-30"),
    # days without a year
    ("The camp burned on 3 March.", "3 March", "2023-03-03", "2023-03-03", "2023-03-03"),
    ("The camp burned on Dec. 9.", "Dec. 9", "2022-12-09", "2022-12-09", "2022-12-09"),
    ("Polls will open on 9 December.", "9 December", "2023-12-09", "2023-12-09", "2023-12-09"),
    ("The 3rd of March was calm.", "The 3rd of March", "2023-03-03", "2023-03-03", "2023-03-03"),
    # full dates in their spellings
    (
        "He was held on Friday, 12 May 2023.",
        "Friday, 12 May 2023",
        "2023-05-12",
        "2023-05-12",
        "2023-05-12",
    ),
    ("He was held on Sept. 11th, 2001.", "Sept. 11th, 2001", "2001-09-11", "2001-09-11", "2001-09-11"),
    ("The raid of 2023-04-09 killed six.", "2023-04-09", "2023-04-09", "2023-04-09", "2023-04-09"),
    # an ordinal that is also part of a feast's name
    ("He was born on July 4th, 1976.", "July 4th, 1976", "1976-07-04", "1976-07-04", "1976-07-04"),
    # hours pinned to the calendar
    ("In the last 24 hours, six have died.", "the last 24 hours", "PT24H", "2023-05-16", "2023-05-17"),
    ("Over the last month, six have died.", "the last month", "P1M", "2023-04-17", "2023-05-17"),
    # seasons, feasts
    ("The flood came last autumn.", "last autumn", "2022-FA", "2022-09-01", "2022-11-30"),
    ("They marched on Christmas Day.", "Christmas Day", "2022-12-25", "2022-12-25", "2022-12-25"),
    ("They marched on Good Friday 2022.", "Good Friday 2022", "2022-04-15", "2022-04-15", "2022-04-15"),
    # fiscal quarters and halves
    (
        "Exports fell in the third quarter of 2021.",
        "the third quarter of 2021",
        "2021-Q3",
        "2021-07-01",
        "2021-09-30",
    ),
    ("Exports fell in Q4 2022.", "Q4 2022", "2022-Q4", "2022-10-01", "2022-12-31"),
    ("Exports fell in the first half of 2022.", "the first half of 2022", "2022-H1", "2022-01-01", "2022-06-30"),
    # stretches with two ends
    ("Fighting raged from 3 to 5 May.", "3 to 5 May", "2023-05-03/2023-05-05", "2023-05-03", "2023-05-05"),
    (
        "The road will be closed between Monday and Wednesday.",
        "Monday and Wednesday",
        "2023-05-22/2023-05-24",
        "2023-05-22",
        "2023-05-24",
    ),
    (
        "Schools were shut from Tuesday to Friday.",
        "Tuesday to Friday",
        "2023-05-09/2023-05-12",
        "2023-05-09",
        "2023-05-12",
    ),
    ("The 1998-99 war left ruins.", "1998-99", "1998/1999", "1998-01-01", "1999-12-31"),
    # times of day
    (
        "It struck at 14:30 GMT on Tuesday.",
        "14:30 GMT on Tuesday",
        "2023-05-16T14:30",
        "2023-05-16",
        "2023-05-16",
    ),
    (
        "It struck at 8:20 p.m. Saturday, May 13, in Oslo.",
        "8:20 p.m. Saturday, May 13",
        "2023-05-13T20:20",
        "2023-05-13",
        "2023-05-13",
    ),
    ("It struck at 6 a.m. Sunday.", "6 a.m. Sunday", "2023-05-14T06:00", "2023-05-14", "2023-05-14"),
    # a year before the one thing that it dates
    ("He fled in a 2015 raid.", "2015", "2015", "2015-01-01", "2015-12-31"),
]


@pytest.mark.parametrize(("text", "words", "value", "first", "last"), DAYS, ids=[row[1] for row in DAYS])
def test_days(parse: Callable[..., Parse], text: str, words: str, value: str, first: str, last: str) -> None:
    """An expression has its words, its value and the days that it covers."""
    found = [d for d in find_dates(parse(text), ANCHOR) if d.first]
    told = [(d.span.text, d.value, str(d.first), str(d.last)) for d in found]
    assert told == [(words, value, first, last)]


NO_DAYS = [
    # a length is no date
    ("A two-day meeting ended.", "DURATION", "P2D"),
    ("She was held for six hours.", "DURATION", "PT6H"),
    ("They waited half an hour.", "DURATION", "PT30M"),
    ("It lasted two and a half years.", "DURATION", "P2Y6M"),
    ("It lasted several weeks.", "DURATION", "PXW"),
    # what recurs
    ("Trains run every day.", "SET", "P1D"),
    ("The court sits every Friday.", "SET", "XXXX-WXX-5"),
    # the vague present, past and future
    ("He now lives in Oslo.", "DATE", "PRESENT_REF"),
    ("They recently married.", "DATE", "PAST_REF"),
    ("Nobody knows the future.", "DATE", "FUTURE_REF"),
]


@pytest.mark.parametrize(("text", "kind", "value"), NO_DAYS, ids=[row[0] for row in NO_DAYS])
def test_no_days(parse: Callable[..., Parse], text: str, kind: str, value: str) -> None:
    """Lengths, sets and vague times are found and cover no calendar days."""
    (told,) = find_dates(parse(text), ANCHOR)
    assert (told.type, told.value, told.first, told.last) == (kind, value, None, None)


NOTHING = [
    "Runners met for a 1500 metre race.",  # a distance
    "The guard left the day after the fair closed.",  # a day counted from an event
    "An 11-year-old boy was hurt.",  # an age
    "The man, 42 years old, survived.",  # an age after the noun
    "Some 2,000 people fled.",  # a count
    "He may resign, and they march for bread.",  # modal and verb, not months
    "May has resigned.",  # a person's name
    "About three-quarters of the village burned.",  # a share
    "He reads the Sunday Times.",  # a newspaper
    "Shops open early on Black Friday.",  # a name
    "The home side won 2-1.",  # a score
]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing(parse: Callable[..., Parse], text: str) -> None:
    """Ages, counts, scores and names are no expressions of time."""
    assert [d.span.text for d in find_dates(parse(text), ANCHOR)] == []
