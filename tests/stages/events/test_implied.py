"""Deaths told in turns of phrase, tolls far from their number, and totals of a year that are nobody's toll."""

from collections.abc import Callable

import pytest

from dateline.model import Parse
from dateline.stages.events.casualties import counts
from dateline.stages.events.table import EventTable

TABLE = EventTable.load()
CASES = [
    ("A deadly blast shook the market in Kandahar.", [1]),
    ("Police are looking into a murder-suicide in Malmö.", [2]),
    ("The driver passed away in a clinic in Gabès.", [1]),
    ("Two climbers lost their lives on the north face.", [2]),
    ("The toll in a flood in the hills north of the old capital, Kandy, has risen to 31.", [31]),
    ("The toll rose from 12 to 31.", [31]),
    ("Divers found the bodies of two sailors, bringing the death toll to 14.", [14]),
    ("The victim died a short time later.", [1]),
    ("More than 750 people have been killed in the city this year.", []),
    ("At least 9,000 people have been killed since 2014.", []),
    ("The crash killed 12 people on Tuesday, the worst this year.", [12]),
]


@pytest.mark.parametrize(("text", "killed"), CASES)
def test_the_dead_are_counted(parse: Callable[..., Parse], text: str, killed: list[int]) -> None:
    """A sentence gives the number of dead that it tells of one happening, and none for a year's total."""
    read = parse(text)
    found = [c for s in read.sentences for c in counts(read, s, TABLE) if c.kind == "killed"]
    assert [c.amount.low for c in found] == killed
