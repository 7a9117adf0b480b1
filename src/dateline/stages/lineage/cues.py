"""Cues: the words that tell a change of fact from a change of wording, from ``data/lineage/cues.toml``."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Cues:
    """The table. ``stances`` maps a reporting verb to its stance; ``opposites`` a word to its group and line in it;
    ``units`` a unit to what it measures and its size in the base unit.
    """

    weekdays: frozenset[str]
    months: frozenset[str]
    days: frozenset[str]
    bounds: frozenset[str]
    negations: frozenset[str]
    sources: frozenset[str]
    stances: Mapping[str, str]
    opposites: Mapping[str, tuple[str, int]]
    units: Mapping[str, tuple[str, float]]

    def sides(self, words: Iterable[str]) -> dict[str, set[int]]:
        """Return for each group of opposites the lines that the words stand on."""
        found: dict[str, set[int]] = {}
        for word in words:
            if word in self.opposites:
                group, line = self.opposites[word]
                found.setdefault(group, set()).add(line)
        return found


@cache
def load() -> Cues:
    """Return the table that ships, read once."""
    raw = tomllib.loads((files("dateline.data") / "lineage" / "cues.toml").read_text(encoding="utf-8"))
    stances = {word: stance for stance, words in raw["reporting"].items() for word in words}
    opposites = {
        word: (group, line)
        for group, lines in raw["opposites"].items()
        for line, words in enumerate(lines)
        for word in words.split("|")
    }
    units = {unit: (measure, float(size)) for measure, sizes in raw["units"].items() for unit, size in sizes.items()}
    return Cues(
        weekdays=frozenset(raw["weekdays"]),
        months=frozenset(raw["months"]),
        days=frozenset(raw["relative_days"]),
        bounds=frozenset(raw["bounds"]),
        negations=frozenset(raw["negations"]),
        sources=frozenset(raw["sources"]["words"]),
        stances=MappingProxyType(stances),
        opposites=MappingProxyType(opposites),
        units=MappingProxyType(units),
    )
