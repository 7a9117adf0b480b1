"""The word tables that every rule reads: months, weekdays, units, numbers, cues.

They live as TOML under ``data/dates`` so that an analyst can read and extend them; they are loaded once per process.
"""

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Holiday:
    """A feast day and the rule that finds it in a year; see ``data/dates/holidays.toml`` for the fields."""

    rule: str
    month: int = 0
    day: int = 0
    nth: int = 0
    weekday: int = 0
    offset: int = 0
    days: int = 1


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All tables. ``classes`` lists for each word the tables that it stands in; ``values`` what it means in each.

    A lexicon equals itself alone, so that it can be a key.
    """

    classes: dict[str, frozenset[str]]
    values: dict[tuple[str, str], Any]
    holidays: dict[str, Holiday]
    cues: dict[str, frozenset[str]]

    def number(self, kind: str, word: str) -> int:
        """Return the number that ``word`` stands for in table ``kind``."""
        return int(self.values[kind, word])

    def code(self, kind: str, word: str) -> str:
        """Return the TIMEX3 code that ``word`` stands for in table ``kind``."""
        return str(self.values[kind, word])


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("dateline.data").joinpath("dates", name).read_text(encoding="utf-8"))


def _holidays() -> dict[str, Holiday]:
    rows = _table("holidays.toml")["holiday"]
    return {n: Holiday(**{k: v for k, v in row.items() if k != "names"}) for row in rows for n in row["names"]}


@cache
def lexicon() -> Lexicon:
    """Return the tables, read once."""
    classes: dict[str, set[str]] = defaultdict(set)
    values: dict[tuple[str, str], Any] = {}
    for kind, rows in _table("words.toml").items():
        if kind == "words":
            for name, listed in rows.items():
                for word in listed:
                    classes[word].add(name)
            continue
        for word, value in rows.items():
            classes[word].add(kind)
            values[kind, word] = value
    cues = {name: frozenset(listed) for name, listed in _table("cues.toml").items()}
    return Lexicon({w: frozenset(c) for w, c in classes.items()}, values, _holidays(), cues)
