"""Words that sum up several happenings."""

import pytest

from dateline.data.sums import sums_up

SUMS = [
    "Three people died in shootings across the city",
    "hurt in separate crashes",
    "after the weekend's deadly fires",
    "Nine people were hurt in three crashes on Sunday",
    "killed in tavern stabbings on Friday",
    "a violent night in Porto",
    "six fires in the span of five hours",
    "in a four-day period",
]
SINGLE = [
    "A shooting at a market left three dead",
    "The attacks killed nine",
    "a separate entrance for crash victims",
    "Two air strikes on the depot killed nine",
    "hurt in the crashes",
    "in a six-hour drive",
]


@pytest.mark.parametrize("words", SUMS)
def test_several_happenings_are_a_sum(words: str) -> None:
    """A deed in the plural that is spread over places or days sums up."""
    assert sums_up(words)


@pytest.mark.parametrize("words", SINGLE)
def test_one_happening_is_no_sum(words: str) -> None:
    """One deed, or several blows of one, is no sum."""
    assert not sums_up(words)
