"""Numbers in words, as dates use them."""

import pytest

from dateline.stages.dates.lexicon import lexicon
from dateline.stages.dates.numbers import join
from dateline.stages.dates.words import scan

NUMBERS = [
    ("twenty-five", 25),
    ("twenty five", 25),
    ("two hundred and ten", 210),
    ("two thousand", 2000),
    ("nineteen ninety-six", 1996),  # a year, spoken
    ("a hundred", 100),
    ("two and a half", 2.5),
    ("5 1/2", 5.5),
    ("2,500", 2500),
]


@pytest.mark.parametrize(("text", "number"), NUMBERS)
def test_join(text: str, number: float) -> None:
    """A run of number words is one number."""
    tables = lexicon()
    (word,) = join(list(scan(text, tables)), tables)
    assert word.number == number


def test_apart() -> None:
    """Two numbers side by side stay two."""
    tables = lexicon()
    assert [w.number for w in join(list(scan("12 13", tables)), tables)] == [12, 13]
