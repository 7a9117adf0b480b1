"""Parse the dateline that opens a wire report: "KYIV/KUPYANSK, Ukraine -", "GENEVA, May 3 (Reuters) —", "date 2022-10-14 ...".

A dateline names where the report was filed, often when and by which agency. It is read piece by piece from the left; what
makes it one is the sum of its signs (capitals, day, credit, dash), since any of them alone also opens ordinary lines.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from dateline.model import Dateline
from dateline.stages.read import agencies, days
from dateline.stages.read.tables import load

# Datelines stand at the start of a line, below title and by-line. A later line in capitals is a heading.
_LINES = 15
# Longest stretch before the dash: three towns with their countries, a day and two agencies.
_LONGEST = 140

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶŁŃŅŇŌŐŒŘŚŞŠŢȚŤŪŮŰŹŻŽ"
_LETTER = rf"{_UPPER}a-zß-öø-ÿā-ž"
_OPEN = re.compile(r"[\s\u00a0\"“(\[]*")
_HEADER = re.compile(
    r"(?:(?:date|dated|datum|fecha)\b:?\s+)?(?P<day>(?:18|19|20)\d\d-[01]\d-[0-3]\d)(?:[T ]\d\d:\d\d\S*)?[\s,:|–—-]+",
    re.IGNORECASE,
)
_SLUG = re.compile(r"\((?P<who>[^()\n]{2,30})\)\s*[-–—]+\s*")
_CAPS_WORD = rf"[{_UPPER}](?:[{_UPPER}.'’`-]*[{_UPPER}.])?"
_CAPS = re.compile(rf"{_CAPS_WORD}(?:(?:[ ]|\s?/\s?){_CAPS_WORD}(?![a-zß-ÿ])){{0,5}}(?![{_LETTER}])")
_WORD = rf"[{_UPPER}][{_LETTER}.'’-]*"
_NAME = re.compile(
    rf"{_WORD}(?:(?:[ ]|\s?/\s?|[ ](?:de|del|da|do|la|el|al|of|and|es|le|les|am|an|der|upon|sur)[ ]){_WORD}){{0,3}}"
)
_TAIL = re.compile(
    rf"\s*,\s*(?P<tail>{_WORD}(?:[ ](?:of[ ]|and[ ]|the[ ]|de[ ])?{_WORD}){{0,3}}|[a-z]{{2,12}}\.?(?=\s*[-–—(]))"
)
_WEEKDAY = re.compile(r"[\s,.]*(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?", re.IGNORECASE)
_BEFORE_DAY = re.compile(r"[\s,.(|/–—-]{1,4}")
_CREDIT = re.compile(
    r"[\s,.]*(?:\((?P<round>[^()\n]{2,60})\)|\[(?P<square>[^\[\]\n]{2,40})\]|/(?P<slash>[^/\n]{2,30})/)"
)
_BARE = re.compile(rf"[\s]*[,.|–—-]\s*(?P<who>[{_UPPER}][{_LETTER}.'’ -]{{1,24}}?)\s*(?=[-–—:|])")
_DASH = re.compile(
    r"[\s\u00a0.,:;)]*?(?P<dash>--+|[—–―]|\s[-_]+(?=\s|$|[\"“A-Z])|(?<=[).:])[-_](?=\s)|\s_|(?<=[A-Z]):(?=\s))[\s\u00a0]*"
)
_CLOSE = re.compile(r"[\s.:,]+")
_STORY = re.compile(rf"[\s\u00a0]*[\"'“‘«„\[(¿¡]*[{_UPPER}0-9$€£]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A dateline found, with the credit that stands in it as written."""

    dateline: Dateline
    credit: str | None


@dataclass(slots=True, kw_only=True)
class _Signs:
    """What has been read of a dateline so far."""

    place: str | None = None
    caps: bool = False
    tail: bool = False
    day: re.Match[str] | None = None
    header: str | None = None
    credit: str | None = None
    bracket: bool = False


def find(text: str, head: int, near: date | None) -> Opening | None:
    """Return the dateline in the first ``head`` characters; ``near`` gives the year to a day that stands without one."""
    for start, end in _starts(text[:head]):
        if found := _at(text, start, end, near):
            return found
    return None


def _starts(head: str) -> list[tuple[int, int]]:
    """Return where lines start and end, and where a sentence ends within a line: titles may run into the story."""
    lines, start = [], 0
    for line in head.split("\n"):
        if line.strip():
            lines.append((start, start + len(line)))
        start += len(line) + 1
    lines = lines[:_LINES]
    return lines + [(m.end(), end) for start, end in lines[:2] for m in _INNER.finditer(head, start, end)]


_INNER = re.compile(rf"[.!?]\s+(?={_CAPS_WORD}[^.!?\n]{{0,60}}?(?:\)|\s)\s?(?:--|[-–—_])\s)")


def _at(text: str, start: int, end: int, near: date | None) -> Opening | None:
    """Read a dateline that starts at ``start``, or nothing."""
    line = text[start : min(end, start + _LONGEST + 40)]
    signs, pos = _Signs(), 0
    pos = _lead(line, signs)
    pos = _place(line, pos, signs)
    if signs.place is None and not (signs.header or signs.credit):
        pos = _OPEN.match(line).end()  # type: ignore[union-attr]  # matches the empty string
    pos = _details(line, pos, signs)
    stop = _stop(line, pos, signs)
    if stop is None or not _is_dateline(line, stop, signs):
        return None
    when = days.day(signs.header) if signs.header else days.day_of(signs.day, near) if signs.day else None
    first = len(line) - len(line.lstrip())
    dateline = Dateline(place=signs.place, date=when, start=start + first, end=start + stop)
    return Opening(dateline=dateline, credit=signs.credit)


def _lead(line: str, signs: _Signs) -> int:
    """Read what may stand before the place: a day ("date 2022-10-14"), an agency's slug ("(ANSA) -")."""
    pos = len(line) - len(line.lstrip())
    if header := _HEADER.match(line, pos):
        signs.header, pos = header["day"], header.end()
    if (slug := _SLUG.match(line, pos)) and agencies.canonical(slug["who"]):
        signs.credit, pos = slug["who"], slug.end()
    return pos


def _place(line: str, pos: int, signs: _Signs) -> int:
    """Read the place: words in capitals or a name, and the regions or countries after commas."""
    opened = _OPEN.match(line, pos)
    begin = opened.end() if opened else pos
    caps = _CAPS.match(line, begin)
    found = caps or _NAME.match(line, begin)
    if not found or found.end() > _LONGEST or days.pattern().match(line, begin):
        return pos
    signs.caps, end = caps is not None, found.end()
    while (tail := _TAIL.match(line, end)) and not _is_other(tail):
        signs.tail, end = True, tail.end()
    signs.place = (
        " ".join(line[begin:end].rstrip(" .").split()) if not signs.tail else " ".join(line[begin:end].split())
    )
    return end


def _is_other(tail: re.Match[str]) -> bool:
    """Tell whether what follows the comma is a day or an agency, not a region."""
    word = tail["tail"]
    first = word.split()[0].strip(".").lower()
    return first in days.months() or _WEEKDAY.fullmatch(first) is not None or agencies.canonical(word) is not None


def _details(line: str, pos: int, signs: _Signs) -> int:
    """Read day and credit, in either order."""
    for _ in range(4):
        after = _day(line, pos, signs)
        after = _credit(line, after, signs)
        if after == pos:
            break
        pos = after
    return pos


def _day(line: str, pos: int, signs: _Signs) -> int:
    weekday = _WEEKDAY.match(line, pos)
    begin = weekday.end() if weekday else pos
    gap = _BEFORE_DAY.match(line, begin)
    found = days.pattern().match(line, gap.end() if gap else begin)
    if signs.day or not found or (pos and not gap):
        return pos
    signs.day = found
    return found.end() + (line[found.end() : found.end() + 1] == ")")


def _credit(line: str, pos: int, signs: _Signs) -> int:
    found = _CREDIT.match(line, pos)
    if found:
        written = found["round"] or found["square"] or found["slash"]
        signs.bracket = True
        if day := days.pattern().search(written):
            signs.day = signs.day or day
        elif signs.credit is None or agencies.canonical(written):
            signs.credit = written
        return found.end()
    bare = _BARE.match(line, pos)
    if bare and signs.place and agencies.canonical(bare["who"]):
        signs.credit = bare["who"]
        return bare.end()
    return pos


def _stop(line: str, pos: int, signs: _Signs) -> int | None:
    """Return where the story begins: after the dash, or after the bracket of an agency that sets none."""
    if pos > _LONGEST:
        return None
    if dash := _DASH.match(line, pos):
        return dash.end()
    known = signs.credit is not None and agencies.canonical(signs.credit) is not None
    if known and signs.bracket and signs.place and (close := _CLOSE.match(line, pos)):
        return close.end()
    if signs.header and signs.place and signs.caps:
        return _CLOSE.match(line, pos).end() if _CLOSE.match(line, pos) else pos  # type: ignore[union-attr]
    return None


def _is_dateline(line: str, stop: int, signs: _Signs) -> bool:
    """Weigh the signs."""
    known = signs.credit is not None and agencies.canonical(signs.credit) is not None
    if signs.place and signs.place.upper() in _not_places():
        return False
    if signs.place is None:
        return signs.header is not None or (signs.day is not None and known)
    if known or signs.day or signs.header:
        return True
    follows = not line[stop:].strip() or _STORY.match(line, stop) is not None
    if signs.caps:
        return follows and len(signs.place) > 1 and line[stop:].upper() != line[stop:]
    return follows and (
        signs.place.lower() in _standalone() or (signs.tail and (signs.bracket or _long_dash(line, stop)))
    )


def _long_dash(line: str, stop: int) -> bool:
    return re.search(r"(?:[—–―]|--)\s*$", line[:stop]) is not None


@cache
def _not_places() -> frozenset[str]:
    return frozenset(load("datelines")["not_places"])


@cache
def _standalone() -> frozenset[str]:
    return frozenset(name.lower() for name in load("datelines")["standalone"])
