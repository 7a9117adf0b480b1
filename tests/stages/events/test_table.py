"""The tables of events: what ships holds together, and an analyst's file extends it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.errors import SettingsError
from dateline.model import Parse, Reading, Report
from dateline.stages.events import EventTable, find_events

OWN = """
[types.cattle_raid]
label = "Cattle raid"
definition = "Armed people drive off livestock."

[[trigger]]
type = "cattle_raid"
frame = "act"
phrases = ["steal o:cow|goat"]

[[rule]]
family = "~violence"
clause = ["slingshot"]
then = "cattle_raid"

[classes]
weapons = ["slingshot"]

[kinds.scouts]
label = "Scouts"
inter = 3
sector = "UAF"
words = ["pathfinder"]
names = []
"""


def test_every_rule_leads_to_a_type() -> None:
    """A rule's outcome is a type, a family with rules, or nothing."""
    table = EventTable.load()
    ends = {rule.then for rules in table.rules.values() for rule in rules}
    assert all(end in table.types or end in table.rules or not end for end in ends)


def test_every_family_has_rules() -> None:
    """A trigger of a family finds rules, the last of which always holds."""
    table = EventTable.load()
    families = {p.type for some in table.patterns.values() for p in some if p.type.startswith("~")}
    assert families <= set(table.rules)
    assert all(not table.rules[family][-1].conditions for family in families)


def test_own_file_extends(tmp_path: Path, parse: Callable[..., Parse]) -> None:
    """Types, triggers, rules, classes and kinds of a user's file take part."""
    path = tmp_path / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    table = EventTable.load(path)
    text = "Pathfinders stole 40 cows near Kapoeta. Raiders attacked a herder with a slingshot in Torit."
    parsed = parse(text)
    report = Report(id=parsed.report, given_id="x", text=text, language="en")
    found = find_events(Reading(report=report, parse=parsed), table)
    assert [m.type for m in found] == ["cattle_raid", "cattle_raid"]
    assert found[0].actors[0].kind == "scouts"


BROKEN = {
    "not TOML": "[types",
    "unknown table": "[[triggers]]\ntype = 'crime'",
    "unknown type": "[[trigger]]\ntype = 'nonsense'\nframe = 'act'\nverbs = ['zap']",
    "unknown frame": "[[trigger]]\ntype = 'crime'\nframe = 'nonsense'\nverbs = ['zap']",
    "bad constraint": "[[trigger]]\ntype = 'crime'\nframe = 'act'\nphrases = ['zap q:cow']",
    "type without label": "[types.zap]\ndefinition = 'x'",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_broken_files_are_refused(tmp_path: Path, text: str) -> None:
    """A user's file that does not fit ends with a clear error."""
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"own\.toml|constraint"):
        EventTable.load(path)
