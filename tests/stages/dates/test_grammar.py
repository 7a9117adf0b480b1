"""What a rule is known to need is no more than what its matches hold."""

import pytest

from dateline.stages.dates.find import _grammar
from dateline.stages.dates.lexicon import lexicon
from dateline.stages.dates.words import scan

TEXTS = (
    "On 3 March 2022, late Monday night, and from May to June 1998, at 10:35 a.m. EST on Tuesday, two days ago.",
    "In the last three weeks, daily, in the third quarter of fiscal 2021, since the 1990s, last Christmas, 14:30 local time.",
    "Early next year, in mid-July, the next day, a year earlier, between Monday and Wednesday, 1998-99, 5/3/2022, now.",
    "A 17-year-old, for three and a half hours, the night of 12 April, overnight, this week, by the end of the month.",
)


@pytest.mark.parametrize("text", TEXTS)
def test_what_a_rule_asks_for_is_in_all_its_matches(text: str) -> None:
    """A rule that is passed over, for want of a word that it asks for, would not have matched."""
    grammar = _grammar()
    signs = grammar.encode(list(scan(text, lexicon()))).text
    matching = [rule for rule in grammar.rules if rule.pattern.search(signs)]
    assert len(matching) > 3
    assert all(not some.isdisjoint(m.group()) for r in matching for m in r.pattern.finditer(signs) for some in r.asks)


def test_most_rules_ask_for_something() -> None:
    """Otherwise nothing is gained by asking."""
    rules = _grammar().rules
    assert sum(bool(rule.asks) for rule in rules) > 0.8 * len(rules)
