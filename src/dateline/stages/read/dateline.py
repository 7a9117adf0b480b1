"""Find the dateline that opens a wire report: "KYIV/KUPYANSK, Ukraine -", "GENEVA, May 3 (Reuters) —", "date 2022-10-14 ...".

A dateline names where the report was filed, often when and by which agency. What makes a line one is the sum of its signs
(capitals, day, credit, dash), since any of them alone also opens ordinary lines.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from dateline.model import Dateline
from dateline.stages.read import agencies, days
from dateline.stages.read.signs import CAPS_WORD, LONGEST, Signs, scan, standalone
from dateline.stages.read.tables import load

# Datelines stand at the start of a line, below title and by-line. A later line in capitals is a heading.
_LINES = 15
# No dateline lacks all of these; most lines that open with other words are dismissed by this alone.
_HINT = re.compile(r"[-—–―_(\[/:]")
_START = re.compile(r"\s*[\"“(\[]*[^\W_a-z]|\s*(?i:date|dated|fecha|datum)\b")
# A title or a day that runs into the dateline on one line: "Bridge closed. TORONTO (AP) -", "May 4, 2011 TORONTO --".
_INNER = re.compile(
    rf"(?:(?<=[a-z\d\"”’)\s])[.!?]|\b(?:19|20)\d\d)\s+"
    rf"(?={CAPS_WORD}(?:[ /]{CAPS_WORD}){{0,3}}(?:,[^!?\n]{{2,40}}?)?[\s)]*(?:\([^()\n]{{2,30}}\)\s?)?(?:--|[-–—_])\s)"
)
_CAPITALS = re.compile(rf"[.!?\d]\s+{CAPS_WORD}[ ,/–—-]")
# Titles that run into the story, by-line and day included, end within this many characters.
_TITLE = 300
_STORY = re.compile(r"[\s\u00a0]*[\"'“‘«„\[(¿¡]*(?:[^\W_a-z]|[$€£])")
_LONG_DASH = re.compile(r"(?:[—–―]|--)\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A dateline found, and the agency that stands in it."""

    dateline: Dateline
    credit: str | None


def find(text: str, head: int, near: date | None) -> Opening | None:
    """Return the dateline in the first ``head`` characters; ``near`` gives the year to a day that stands without one."""
    for start, end in _starts(text[:head]):
        if found := _at(text, start, end, near):
            return found
    return None


def _starts(head: str) -> list[tuple[int, int]]:
    """Return where lines start and end that may hold a dateline; after them, where one may stand within a line."""
    lines: list[tuple[int, int]] = []
    inner: list[tuple[int, int]] = []
    start = 0
    for line in head.split("\n", 4 * _LINES):
        if len(lines) + len(inner) >= _LINES:
            break
        if line and not line.isspace():
            place = lines if _HINT.search(line, 0, LONGEST) and _START.match(line) else inner
            place.append((start, start + len(line)))
        start += len(line) + 1
    for begin, end in sorted(lines + inner)[:2]:
        if _CAPITALS.search(head, begin, min(end, begin + _TITLE)):
            lines += [(m.end(), end) for m in _INNER.finditer(head, begin, min(end, begin + _TITLE))]
    return lines


def _at(text: str, start: int, end: int, near: date | None) -> Opening | None:
    """Return the dateline that starts at ``start``, if one does."""
    line = text[start : min(end, start + LONGEST + 40)]
    signs = scan(line)
    if signs.end is None or not _is_dateline(line, signs.end, signs):
        if signs.slug is None:
            return None
        signs = Signs(credit=signs.credit, header=signs.header, end=signs.slug)
    when = days.day(signs.header) if signs.header else days.day_of(signs.day, near) if signs.day else None
    first = start + len(line) - len(line.lstrip())
    dateline = Dateline(place=signs.place, date=when, start=first, end=start + (signs.end or 0))
    return Opening(dateline=dateline, credit=agencies.slug(signs.credit) if signs.credit else None)


def _is_dateline(line: str, end: int, signs: Signs) -> bool:
    """Weigh the signs: a day or an agency is enough; capitals or a name alone need more."""
    if signs.place is None:
        return signs.header is not None or (signs.day is not None and signs.credit is not None)
    if _is_word(signs):
        return False
    if signs.credit or signs.day or signs.header:
        return True
    if line[:end].rstrip().endswith(":") or not (_STORY.match(line, end) or not line[end:].strip()):
        return False
    if signs.caps:
        return (len(signs.place) > 1 and line[end:].upper() != line[end:]) or not line[end:].strip()
    return signs.place.lower() in standalone() or (signs.tail and _LONG_DASH.search(line, 0, end) is not None)


def _is_word(signs: Signs) -> bool:
    """Tell whether words in capitals, though they open a line, name no place ("BREAKING NEWS", "WHAT IT MEANS")."""
    upper = (signs.place or "").upper()
    if upper in _words("not_places") or upper.endswith("-TV"):
        return True
    surer = signs.tail or signs.credit or signs.day or signs.header or upper.lower() in standalone()
    return not surer and (upper.startswith("THE ") or not _words("not_in_places").isdisjoint(upper.split()))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("datelines")[name])
