"""Lists of films beside a story."""

from collections.abc import Callable
from datetime import date

from dateline.model import Mention, Parse, Reading, Report
from dateline.stages.events import EventTable, find_events

TABLE = EventTable.load()
FILMS = "1:47 Crash on the bay bridge kills two\n\n0:52 Baker Bek Tolon wins an award\n\n3:05 Blast at the mill hurts nine\n\n"
DIARY = "9:05 A crash on the bay bridge killed two\n\n9:40 Divers reached the lorry\n\n10:15 The bridge was opened\n\n"
STORY = "An avalanche above Bled injured a nurse on Monday."


def told(parse: Callable[..., Parse], text: str) -> list[Mention]:
    """Return the mentions of a text."""
    report = Report(id="r-1", given_id="1", text=text, published=date(2026, 5, 5), language="en")
    return find_events(Reading(report=report, parse=parse(text)), TABLE)


def test_films_tell_other_stories(parse: Callable[..., Parse]) -> None:
    """What the lines of such a list tell is nothing of the report's."""
    assert {m.type for m in told(parse, FILMS + STORY)} == {"natural_hazard"}
    assert told(parse, FILMS) == []


def test_a_diary_of_the_day_is_read(parse: Callable[..., Parse]) -> None:
    """Clock times run forwards: their lines are the story."""
    assert [f.low for m in told(parse, DIARY + STORY) for f in m.figures if f.kind == "killed"] == [2]
