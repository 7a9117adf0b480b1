"""Cut a text into the words that the grammar matches on.

Not the language model's tokens: dates need "a.m.", "10:35", "2022-10-14" and "'80s" whole, and need them cheaply.
Each word carries its classes (month, unit, number ...), so that a rule is a pattern over classes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dateline.stages.dates.lexicon import Lexicon

# How many different words are remembered with their classes: most of a text are of a few thousand.
_REMEMBERED = 10_000
# What a word may be, tried in order.
_KINDS = r"""
    (?P<iso>\b\d{4}-\d{2}-\d{2}(?:T\d{2}:?\d{2}(?::?\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?\b)
    | (?P<slashed>\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})\b|\b\d{4}/\d{1,2}/\d{1,2}\b)
    | (?P<clock>\b\d{1,2}[:.]\d{2}(?::\d{2})?(?=\s?[ap]\.?m\b)|\b[012]?\d:[0-5]\d(?::[0-5]\d)?\b(?![:\d]))
    | (?P<meridiem>(?<=[\d ])[ap]\.?\s?m\b\.?)
    | (?P<decade>\b1\d\d0'?s\b|\b20\d0'?s\b|['’‘`]\d0s\b)
    | (?P<short>['’‘`]\d\d\b(?!s))
    | (?P<nth>\b\d{1,2}(?:st|nd|rd|th)\b)
    | (?P<money>[$£€¥]\s?\d[\d,.]*)
    | (?P<number>\d+(?:,\d{3})*(?:\.\d+)?)
    | (?P<word>[A-Za-z]+)
    | (?P<possessive>['’]s\b|(?<=s)['’])
    | (?P<gap>\n[ \t\r]*\n)
    | (?P<mark>[^\s\w])"""
# Most words begin with a letter that nothing else begins with ("a.m.", "pm"): they are looked for first, by letters that are
# listed, which is quicker than to disregard case. The last four are no case but count as such where it is disregarded.
_EASY = r"(?-i:[B-OQ-Zb-oq-zİıſ\u212a][A-Za-zİıſ\u212a]*)"
# The space before a word is taken along, or it would be tried as the beginning of everything.
_WORD = re.compile(rf"\ ?+(?:(?P<plain>{_EASY}) | {_KINDS})", re.VERBOSE | re.IGNORECASE)
SCANNED = (
    *(frozenset({kind}) for kind in ("iso", "slashed", "clock", "meridiem", "decade", "short", "nth", "money", "gap")),
    *(frozenset({"number", *more}) for more in ((), ("year",), ("dom",), ("hour",), ("dom", "hour"))),
)
"""The combinations of classes that digits and marks get; words get theirs from the tables."""
_PLAIN = frozenset({"iso", "slashed", "clock", "meridiem", "decade", "short", "nth", "money", "gap"})
CASED = frozenset({"month", "mayish", "monthshort", "weekday", "weekdayshort", "weekdays"})


@dataclass(slots=True)
class Word:
    """A word of the text: ``text`` in lower case, its ``classes``, and its ``number`` if it counts."""

    start: int
    end: int
    text: str
    classes: frozenset[str]
    number: float | None = None


def scan(text: str, tables: Lexicon) -> Iterator[Word]:
    """Yield the words of a text, with the marks between them."""
    for found in _WORD.finditer(text):
        kind = found.lastgroup or "mark"
        start, end = found.span(kind)
        written = text[start:end]
        if kind in ("plain", "word"):
            lower, classes, number = _told(written, tables)
            yield Word(start, end, lower, classes, number)
        elif kind == "number":
            yield _digits(start, end, written)
        elif kind in _PLAIN:
            yield Word(start, end, written.lower(), frozenset({kind}))
        elif kind == "possessive":
            yield Word(start, end, "'s", _NONE)
        else:
            yield Word(start, end, _MARKS.get(written, written), _NONE)


_NONE: frozenset[str] = frozenset()
_MARKS = {"–": "-", "—": "--", "‑": "-", "−": "-", "’": "'"}


@lru_cache(maxsize=_REMEMBERED)
def _told(written: str, tables: Lexicon) -> tuple[str, frozenset[str], float | None]:
    """Return a word in lower case, its classes, and its number."""
    lower = written.lower()
    classes = tables.classes.get(lower, _NONE)
    if classes and written[0].islower():
        classes -= CASED
    number = tables.values.get(("number", lower))
    return lower, classes, number


def _digits(start: int, end: int, written: str) -> Word:
    number = float(written.replace(",", ""))
    classes = {"number"}
    if written.isdigit():
        if len(written) == 4 and 1000 <= number < 2200:
            classes.add("year")
        if len(written) <= 2 and 1 <= number <= 31:
            classes.add("dom")
        if len(written) <= 2 and number <= 24:
            classes.add("hour")
    return Word(start, end, written, frozenset(classes), number)
