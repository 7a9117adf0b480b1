"""Boilerplate: the words of a report that are not its story: datelines, credits, "read more", notices of all kinds.

Recognised by their own words alone, never by how often they occur, so that what counts in a report does not change with the
company it keeps. The phrases are in ``data/lineage/boilerplate.toml``.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_DATELINE = re.compile(
    r"^\s*[^\W\d_a-z][^\n.!?]{1,70}?(?:\([A-Z][\w /&.-]{1,24}\))?\s*(?:[-–—]{1,2}|:)\s+(?=[\"“'‘A-Z0-9])"
)
_SHOUTED = re.compile(r"^\W*[^\W\d_a-z]{3,}")
_HEADING = 14
"""Words up to which an opening sentence may be a headline, with the dateline still to come."""
_OUTER = re.compile(r"\(.*\)")
_WORDS = bytes(k if k < 128 and chr(k).isalpha() else ord(" ") for k in range(256))
"""What becomes of the bytes of a text so that its plain words can be parted."""
_REMEMBERED = 20_000
"""Sentences that were looked at before: half of those of a copy are its source's."""


Seeker = tuple[tuple[str, ...], Callable[[str], object]]


@dataclass(frozen=True, slots=True)
class Notices:
    """The table: what looks for each notice, with the words of which a sentence must have one for that to be worth it; those
    words, each with its notices; those that are signs; the most words that a notice has.
    """

    seekers: tuple[Seeker, ...]
    by_word: Mapping[bytes, set[int]]
    signs: tuple[str, ...]
    words: int


@cache
def load() -> Notices:
    """Return the table that ships, read once."""
    raw = tomllib.loads((files("dateline.data") / "lineage" / "boilerplate.toml").read_text(encoding="utf-8"))
    rows = raw["notice"]
    by_word: dict[bytes, set[int]] = {}
    for k, row in enumerate(rows):
        for word in row["one_of"]:
            by_word.setdefault(word.encode(), set()).add(k)
    signs = tuple(sign for sign in map(bytes.decode, by_word) if not sign.isalpha())
    seekers = tuple((tuple(row["one_of"]), _seeker(row["pattern"])) for row in rows)
    return Notices(seekers, MappingProxyType(by_word), signs, int(raw["words"]))


def _seeker(written: str) -> Callable[[str], object]:
    """Return what looks for a pattern. One that is bound to the beginning is not tried anywhere else."""
    pattern = re.compile(written, re.IGNORECASE)
    return pattern.match if written.startswith("^") and "|" not in _OUTER.sub("", written) else pattern.search


def spans(text: str, sentences: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the stretches of a text that are boilerplate, in order."""
    most = load().words
    lines = [(start, end, text[start:end], text.count(" ", start, end) + 1) for start, end in sentences]
    notices = _notices([line for _, _, line, words in lines if words <= most])
    found = []
    opened = False
    for start, end, line, words in lines:
        if line in notices:
            found.append((start, end))
            continue
        dateline = None if opened else _DATELINE.match(line)
        if dateline and (_SHOUTED.match(dateline.group()) or "(" in dateline.group()):
            found.append((start, start + dateline.end()))
        opened = opened or words > _HEADING
    return found


_KNOWN: dict[str, bool] = {}


def _notices(lines: Iterable[str]) -> set[str]:
    """Return those of the lines that are notices."""
    told = {line: _KNOWN.get(line) for line in lines}
    fresh = [line for line, known in told.items() if known is None]
    if fresh:
        near = _near("\n".join(fresh))
        new = {line: bool(near) and _is_notice(line, near) for line in fresh}
        if len(_KNOWN) + len(new) > _REMEMBERED:
            _KNOWN.clear()
        _KNOWN.update(new)
        told.update(new)
    return {line for line, notice in told.items() if notice}


def _near(text: str) -> list[Seeker]:
    """Return what looks for the notices of which the text has a word; most texts have few of them."""
    notices, found = load(), set[int]()
    words = text.lower().encode("utf-8", "replace").translate(_WORDS).split()
    for word in notices.by_word.keys() & words:
        found |= notices.by_word[word]
    for sign in notices.signs:
        if sign in text:
            found |= notices.by_word[sign.encode()]
    return [notices.seekers[k] for k in sorted(found)]


def _is_notice(line: str, seekers: Iterable[Seeker]) -> bool:
    lower = line.lower()
    return any(seek(line) for words, seek in seekers if any(word in lower for word in words))
