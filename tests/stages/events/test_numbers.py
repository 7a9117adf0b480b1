"""Numbers in words and figures. All sentences are invented."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Parse
from dateline.stages.events.numbers import quantity, value

VALUES = [
    (["twelve"], 12),
    (["twenty-five"], 25),
    (["two", "hundred"], 200),
    (["2,200"], 2200),
    (["1.3", "million"], 1_300_000),
    (["three", "dozen"], 36),
    (["no"], 0),
    (["many"], None),
]


@pytest.mark.parametrize(("words", "wanted"), VALUES)
def test_values(words: list[str], wanted: int | None) -> None:
    """Words and digits give their number, other words none."""
    assert value(words) == wanted


@settings(max_examples=30, deadline=None)
@given(number=st.integers(min_value=0, max_value=10**9))
def test_written_figures_are_read(number: int) -> None:
    """A number written with thousands separators is read back."""
    assert value([f"{number:,}"]) == number


# a phrase, its noun, low, high
BOUNDS = [
    ("At least 12 people waited.", "people", 12, None),
    ("More than 100 people waited.", "people", 100, None),
    ("Up to 40 people waited.", "people", None, 40),
    ("As many as 40 people waited.", "people", None, 40),
    ("About 40 people waited.", "people", 40, 40),
    ("Between 20 and 30 people waited.", "people", 20, 30),
    ("Dozens of people waited.", "people", 24, None),
    ("Tens of thousands of people waited.", "people", 20_000, None),
    # a hyphen joins one number
    ("Twenty-seven people waited.", "people", 27, 27),
    # words between a bound and its number
    ("At least another 15 people waited.", "people", 15, None),
    ("Well over a hundred people waited.", "people", 100, None),
    # halves, and some of a round number
    ("Half a dozen people waited.", "people", 6, 6),
    ("More than half a million people waited.", "people", 500_000, None),
    ("Several dozen people waited.", "people", 24, None),
    ("A few hundred people waited.", "people", 200, None),
    # some of all
    ("The crew shot down 34 of 40 drones.", "drones", 34, 34),
]


@pytest.mark.parametrize(("text", "noun", "low", "high"), BOUNDS)
def test_bounds(parse: Callable[..., Parse], text: str, noun: str, low: int | None, high: int | None) -> None:
    """What stands before a number opens its ends, and the words are kept."""
    parsed = parse(text)
    found = quantity(parsed, next(t for t in parsed.tokens if t.text == noun))
    assert found is not None
    assert (found.low, found.high) == (low, high)
    assert parsed.tokens[found.first].i <= parsed.tokens[found.last].i
