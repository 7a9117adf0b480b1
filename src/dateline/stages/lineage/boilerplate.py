"""Boilerplate: the words of a report that are not its story: datelines, credits, "read more", notices of all kinds.

Recognised by their own words alone, never by how often they occur, so that what counts in a report does not change with the
company it keeps. The phrases are in ``data/lineage/boilerplate.toml``.
"""

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_DATELINE = re.compile(
    r"^\s*[^\W\d_a-z][^\n.!?]{1,70}?(?:\([A-Z][\w /&.-]{1,24}\))?\s*(?:[-–—]{1,2}|:)\s+(?=[\"“'‘A-Z0-9])"
)
_SHOUTED = re.compile(r"^\W*[^\W\d_a-z]{3,}")
_HEADING = 14
"""Words up to which an opening sentence may be a headline, with the dateline still to come."""
_OUTER = re.compile(r"\(.*\)")
_REMEMBERED = 20_000
"""Sentences that were looked at before: half of those of a copy are its source's."""


@dataclass(frozen=True, slots=True)
class Notices:
    """The table: what looks for each notice, with letters that a sentence must have for that to be worth it; the most words."""

    seekers: tuple[tuple[str, Callable[[str], object]], ...]
    words: int


@cache
def load() -> Notices:
    """Return the table that ships, read once."""
    raw = tomllib.loads((files("dateline.data") / "lineage" / "boilerplate.toml").read_text(encoding="utf-8"))
    return Notices(tuple((row["has"], _seeker(row["pattern"])) for row in raw["notice"]), int(raw["words"]))


def _seeker(written: str) -> Callable[[str], object]:
    """Return what looks for a pattern. One that is bound to the beginning is not tried anywhere else."""
    pattern = re.compile(written, re.IGNORECASE)
    return pattern.match if written.startswith("^") and "|" not in _OUTER.sub("", written) else pattern.search


def spans(text: str, sentences: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the stretches of a text that are boilerplate, in order."""
    most = load().words
    found = []
    opened = False
    for start, end in sentences:
        words, line = text.count(" ", start, end) + 1, text[start:end]
        if words <= most and _is_notice(line):
            found.append((start, end))
            continue
        dateline = None if opened else _DATELINE.match(line)
        if dateline and (_SHOUTED.match(dateline.group()) or "(" in dateline.group()):
            found.append((start, start + dateline.end()))
        opened = opened or words > _HEADING
    return found


@lru_cache(_REMEMBERED)
def _is_notice(line: str) -> bool:
    lower = line.lower()
    return any(seek(line) for has, seek in load().seekers if has in lower)
