"""Headlines say which number is the toll."""

import pytest

from dateline.stages.reconcile.headline import counted

CASES = [
    ("Ferry sinks off Zanzibar, at least 12 dead", {"killed": 12}),
    ("Blast kills five and wounds nine in Quetta", {"killed": 5, "injured": 9}),
    ("One man dead, two children hurt as wall collapses", {"killed": 1, "injured": 2}),
    ("Cholera: death toll rises to 1,204", {"killed": 1204}),
    ("No injuries in barracks fire", {"injured": 0}),
    ("Baker kills three, self", {"killed": 4}),
    ("Guard fatally shoots two colleagues, then himself", {"killed": 3}),
    ("Three dead after guard shoots himself", {"killed": 3}),
    ("Blast kills 9, wounds 30", {"killed": 9, "injured": 30}),
    ("Lea Brandt, 34, dies after fall", {}),
    ("Two more bodies found after flood", {}),
    ("16-year-old killed in avalanche", {}),
    ("Four arrested after raid on 3 houses", {}),
]


@pytest.mark.parametrize(("title", "expected"), CASES)
def test_a_headline_counts_people(title: str, expected: dict[str, int]) -> None:
    """Numbers beside words for the dead and the hurt are counts; ages and other numbers are not."""
    assert dict(counted(title)) == expected
