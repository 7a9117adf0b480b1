"""Boilerplate: the words of a report that are not its story: datelines, credits, "read more", notices of all kinds.

Recognised by their own words alone, never by how often they occur, so that what counts in a report does not change with the
company it keeps. The phrases are in ``data/lineage/boilerplate.toml``.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_DATELINE = re.compile(
    r"^\s*[^\W\d_a-z][^\n.!?]{1,70}?(?:\([A-Z][\w /&.-]{1,24}\))?\s*(?:[-–—]{1,2}|:)\s+(?=[\"“'‘A-Z0-9])"
)
_SHOUTED = re.compile(r"^\W*[^\W\d_a-z]{3,}")
_HEADING = 14
"""Words up to which an opening sentence may be a headline, with the dateline still to come."""


@dataclass(frozen=True, slots=True)
class Notices:
    """The table: patterns, each with letters that a text must have for it to be worth looking for; the most words."""

    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    words: int


@cache
def load() -> Notices:
    """Return the table that ships, read once."""
    raw = tomllib.loads((files("dateline.data") / "lineage" / "boilerplate.toml").read_text(encoding="utf-8"))
    patterns = [(row["has"], re.compile(row["pattern"], re.IGNORECASE)) for row in raw["notice"]]
    return Notices(tuple(patterns), int(raw["words"]))


def spans(text: str, sentences: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the stretches of a text that are boilerplate, in order."""
    notices, lower = load(), text.lower()
    patterns = [row for row in notices.patterns if row[0] in lower]
    found = []
    opened = False
    for start, end in sentences:
        if not patterns and opened:
            break
        words, line = text.count(" ", start, end) + 1, text[start:end]
        if patterns and words <= notices.words and _is_notice(line, patterns):
            found.append((start, end))
            continue
        dateline = None if opened else _DATELINE.match(line)
        if dateline and (_SHOUTED.match(dateline.group()) or "(" in dateline.group()):
            found.append((start, start + dateline.end()))
        opened = opened or words > _HEADING
    return found


def _is_notice(line: str, patterns: Sequence[tuple[str, re.Pattern[str]]]) -> bool:
    lower = line.lower()
    return any(has in lower and pattern.search(line) for has, pattern in patterns)
