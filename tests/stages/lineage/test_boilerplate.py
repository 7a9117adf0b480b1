"""Boilerplate is known by its own words, whatever signs stand around them and whatever was looked at before."""

import pytest

from dateline.stages.lineage import boilerplate
from dateline.stages.lineage.sentences import sentences


@pytest.mark.parametrize(
    "line",
    [
        "“Advertisement”",
        "Updated\xa0on Tuesday",
        "©Vellmar Courier 2031",
        "COPYRIGHT 2031 Vellmar Courier.",
        "Share via mail",
        "Sign up for our harbour newsletter.",
        "This article was originally published by the Vellmar Courier.",
        "Photocredit: Ana Petrov",
        "(Additional reporting by Ana Petrov)",
        "Read more",
    ],
)
def test_notices(line: str) -> None:
    """A notice is told between two sentences of a story, and the second time as the first."""
    text = f"Three fishermen drowned when a ferry sank off Vellmar, and two are missing.\n{line}\nThe search goes on."
    for _ in range(2):
        assert [text[start:end] for start, end in boilerplate.spans(text, sentences(text))] == [line]


@pytest.mark.parametrize("line", ["He read the rules.", "They share our belief, he signed it.", "Updates by phone."])
def test_no_notices(line: str) -> None:
    """Words of notices alone make none; what has been forgotten is looked at again."""
    boilerplate._KNOWN.clear()
    assert boilerplate.spans(line, sentences(line)) == []


def test_the_table_can_be_looked_up() -> None:
    """Each notice names words as they are looked up: plain lower-case letters, or a sign; else it would never be found."""
    for words, _ in boilerplate.load().seekers:
        assert words
        for word in words:
            assert word == word.lower()
            assert word.isascii() == word.isalpha()
