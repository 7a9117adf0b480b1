"""What holds for every report: anchors, the running date, outlets, and properties over arbitrary text."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Parse
from dateline.stages.dates import find_dates

ANCHOR = date(2023, 5, 17)
Parser = Callable[..., Parse]


def _values(parse: Parse, anchor: date | None, outlet: str | None = None) -> list[tuple[str, str | None]]:
    return [(d.span.text, d.value) for d in find_dates(parse, anchor, outlet=outlet)]


def test_no_anchor(parse: Parser) -> None:
    """Without the report's day, relative expressions stay, unresolved; absolute ones resolve."""
    found = find_dates(parse("The bridge fell on Monday. The camp burned on 3 March 2021."), None)
    assert [(d.span.text, d.value, d.first, d.anchored) for d in found] == [
        ("Monday", None, None, True),
        ("3 March 2021", "2021-03-03", date(2021, 3, 3), False),
    ]


def test_running_date(parse: Parser) -> None:
    """The next day and the days before count from the day the story is at, with or without an anchor."""
    text = "The camp burned on 3 March 2021. Two days earlier, guards had left. The next day it rained."
    expected = [
        ("3 March 2021", "2021-03-03"),
        ("Two days earlier", "2021-03-01"),
        ("The next day", "2021-03-04"),
    ]
    assert _values(parse(text), None) == _values(parse(text), ANCHOR) == expected


def test_later_without_story(parse: Parser) -> None:
    """A length counted from a day that nobody told is not resolved from the report's day."""
    assert _values(parse("Three weeks later, the army withdrew."), ANCHOR) == [("Three weeks later", None)]


def test_slashed_by_outlet(parse: Parser) -> None:
    """The outlet's convention orders a slashed date; an impossible month decides on its own."""
    report = parse("Shots were fired on 03/04/2023 and on 25/04/2023.")
    assert _values(report, ANCHOR, "CNN") == [("03/04/2023", "2023-03-04"), ("25/04/2023", "2023-04-25")]
    assert _values(report, ANCHOR, "BBC")[0] == ("03/04/2023", "2023-04-03")


def test_slashed_by_nearness(parse: Parser) -> None:
    """Where the outlet's order is not known, the reading nearer to the report's day is taken."""
    report = parse("Shots were fired on 05/06/2023.")
    assert _values(report, ANCHOR) == [("05/06/2023", "2023-05-06")]
    assert _values(report, date(2023, 6, 7)) == [("05/06/2023", "2023-06-05")]
    assert _values(report, None) == [("05/06/2023", "2023-06-05")]


def test_quarter_compared(parse: Parser) -> None:
    """In a report on a quarter, "a year earlier" is that quarter of the year before."""
    text = "Profit rose in the first quarter. It had fallen a year earlier."
    assert _values(parse(text), ANCHOR)[-1] == ("a year earlier", "2022-Q1")


def test_saying_moves_no_story(parse: Parser) -> None:
    """A time of day is on the day of the story, not on that of the words about it."""
    text = "A shell fell in the port on Monday. Guards said on Tuesday that they fled. A second fell at 5 p.m. there."
    assert _values(parse(text), ANCHOR)[-1] == ("5 p.m.", "2023-05-15T17:00")


def test_street_number(parse: Parser) -> None:
    """The number of a block is no year."""
    assert _values(parse("A mill burned in the 1800 block of Canal Street."), ANCHOR) == []


def test_clock_alone(parse: Parser) -> None:
    """A time of day is on the story's day; where no day was told it has none."""
    assert _values(parse("Guards left on Monday. A shell fell at 5 p.m. there."), ANCHOR)[-1][1] == "2023-05-15T17:00"
    (alone,) = find_dates(parse("A shell fell at 5 p.m. there."), ANCHOR)
    assert alone.first is None


@pytest.mark.parametrize(("text", "anchor"), [("10 a.m. yesterday", date.min), ("10 a.m. tomorrow", date.max)])
def test_clock_beyond_the_calendar(text: str, anchor: date) -> None:
    """A time on a day before the first or after the last is a time on no day."""
    (told,) = find_dates(Parse(report="r-any", text=text, tokens=(), sentences=(), entities=()), anchor)
    assert (told.value, told.first) == ("XXXX-XX-XXT10:00", None)


_PIECES = st.sampled_from(
    (
        "Monday May 31 30 February 2023 99 the last next two hundred days ago year's '90s 12:61 2023-13-45 31/12/99 "
        "0000-00-00 of in from between and to every half quarter Easter Ramadan 9999 centuries later earlier night "
        "\n\n , . - – a.m. third early end"
    ).split(" ")
)


@settings(deadline=None, max_examples=60)
@given(st.lists(_PIECES, max_size=25), st.sampled_from([None, ANCHOR, date(1, 1, 1), date(9999, 12, 31)]))
def test_any_words(pieces: list[str], anchor: date | None) -> None:
    """Whatever the words, spans quote the text, do not overlap, and days are in order."""
    _check(" ".join(pieces), anchor)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    """Arbitrary characters do no harm."""
    _check(text, ANCHOR)


def _check(text: str, anchor: date | None) -> None:
    bare = Parse(report="r-any", text=text, tokens=(), sentences=(), entities=())
    end = 0
    for told in find_dates(bare, anchor):
        assert text[told.span.start : told.span.end] == told.span.text
        assert told.span.start >= end
        assert (told.first is None) == (told.last is None)
        assert told.first is None or told.last is None or told.first <= told.last
        end = told.span.end


def test_extremes(parse: Parser) -> None:
    """Years that no calendar holds are left out or unresolved, not an error."""
    assert all(d.first is None for d in find_dates(parse("It happened 9,000 years ago."), ANCHOR))


def test_page_filed_late(parse: Parser) -> None:
    """On a page that was filed long after the day it gives as its own, weekdays count from its own day."""
    text = "Posted: March 2, 2023 6:53 PM\n\nThe bridge fell on Wednesday."
    assert _values(parse(text), ANCHOR)[-1] == ("Wednesday", "2023-03-01")


def test_page_filed_at_once(parse: Parser) -> None:
    """A page's own day near the report's changes nothing, nor does a day far down in the text."""
    text = "Posted: May 16, 2023\n\nThe bridge fell on Wednesday."
    late = "The bridge fell on Wednesday. " + "It was old. " * 60 + "Posted: March 2, 2023"
    assert ("Wednesday", "2023-05-17") in _values(parse(text), ANCHOR)
    assert ("Wednesday", "2023-05-17") in _values(parse(late), ANCHOR)


def test_night_and_clock(parse: Parser) -> None:
    """Hours of a night are before or after midnight."""
    text = "The camp burned overnight. Guards left at 11 p.m. Crews came at 3:30 a.m."
    assert [v for _, v in _values(parse(text), ANCHOR)] == ["2023-05-16TNI", "2023-05-16T23:00", "2023-05-17T03:30"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        # the day of words is what the words count back from
        ("The mayor said Sunday that a barn had burned the day before.", ["2023-05-14", "2023-05-13"]),
        ("The mayor said Sunday that a barn burned a day earlier.", ["2023-05-14", "2023-05-13"]),
        ("Hail fell on Friday. The previous evening, wind had torn off roofs.", ["2023-05-12", "2023-05-11TEV"]),
        ("Hail fell on Friday. Wind had torn off roofs the night before.", ["2023-05-12", "2023-05-11TNI"]),
        # another clock's time in brackets stands between a time and its day
        ("A tremor came at 8 a.m. (0500 GMT) on Monday.", ["2023-05-15T08:00", "2023-05-15"]),
        # a longer time takes the place of the quarter
        (
            "Profit rose in the first quarter. In the first nine months, it fell from a year earlier.",
            ["2023-Q1", "P9M", "2022"],
        ),
        # "the day before" on which no day was told
        ("A barn had burned the day before.", [None]),
    ],
)
def test_counted_from_the_text(parse: Parser, text: str, values: list[str | None]) -> None:
    """What is counted from a day told counts from the one told last, be it that of words."""
    assert [value for _, value in _values(parse(text), ANCHOR)] == values
