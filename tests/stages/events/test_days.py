"""The days that a report tells, by sentence."""

from collections.abc import Callable
from datetime import date

from dateline.model import Parse, Reading, Report
from dateline.stages.dates import find_dates
from dateline.stages.events.days import days_of


def test_each_sentence_has_its_own_days(parse: Callable[..., Parse]) -> None:
    """A sentence's days are those whose words stand in it, in text order, and no others."""
    text = "A ferry sank on Monday and was raised on Tuesday. Nobody was hurt. A crane fell on Friday."
    parsed, published = parse(text), date(2027, 3, 10)
    report = Report(id="r-x", given_id="x", text=text, published=published)
    days = days_of(Reading(report=report, parse=parsed, dates=tuple(find_dates(parsed, published))))
    told = [[day.span.text for day in days.within(sentence)] for sentence in parsed.sentences]
    assert told == [["Monday", "Tuesday"], [], ["Friday"]]
