"""Read the pieces of a dateline from left to right: place, regions, day, credit, dash.

It only says what stands there; ``dateline`` weighs whether that makes a dateline.
"""

import re
from dataclasses import dataclass
from functools import cache

from dateline.stages.read import agencies, days
from dateline.stages.read.tables import load

# Longest stretch before the dash: three towns with their countries, a day and two agencies.
LONGEST = 140

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶŁŃŅŇŌŐŒŘŚŞŠŢȚŤŪŮŰŹŻŽ"
_LETTER = rf"{_UPPER}a-zß-öø-ÿā-ž"
CAPS_WORD = rf"[{_UPPER}](?:[{_UPPER}.'’`-]*[{_UPPER}.])?"
_CAPS = re.compile(rf"{CAPS_WORD}(?:(?:[ ]|\s?/\s?){CAPS_WORD}(?![a-zß-ÿ])){{0,5}}(?![{_LETTER}])")
_WORD = rf"[{_UPPER}][{_LETTER}.'’-]*"
_JOIN = "de|del|da|do|la|el|al|of|and|es|le|les|am|an|der|upon|sur"
_NAME = re.compile(rf"{_WORD}(?:(?:[ ]|\s?/\s?|[ ](?:{_JOIN})[ ]){_WORD}){{0,3}}")
_TAIL = re.compile(
    rf"\s*,\s*(?P<tail>{_WORD}(?:[ ](?:of[ ]|and[ ]|the[ ]|de[ ])?{_WORD}){{0,3}}|[a-z]{{2,12}}\.?(?=\s*[-–—(]))"
)
_OPEN = re.compile(r"[\s\u00a0\"“(\[]*")
_HEADER = re.compile(
    r"(?:(?:date|dated|datum|fecha)\b:?\s+)?(?P<day>(?:18|19|20)\d\d-[01]\d-[0-3]\d)(?:[T ]\d\d:\d\d\S*)?[\s,:|–—-]+",
    re.IGNORECASE,
)
_SLUG = re.compile(r"\((?P<who>[^()\n]{2,40})\)\s*[-–—_]+\s*")
_WEEKDAY = re.compile(r"[\s,.]*(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?", re.IGNORECASE)
_BEFORE_DAY = re.compile(r"[\s,.(|/–—-]{1,4}")
_CREDIT = re.compile(
    r"[\s,.]*(?:\((?P<round>[^()\n]{2,60})\)|\[(?P<square>[^\[\]\n]{2,40})\]|/(?P<slash>[^/\n]{2,30})/)"
)
_BARE = re.compile(rf"\s*[,.|–—-]\s*(?P<who>[{_UPPER}][{_LETTER}.'’ -]{{1,24}}?)\s*(?=[-–—:|])")
_DASH = re.compile(
    r"[\s\u00a0.,:;)]*?(?:--+|[—–―]|\s[-_]+(?=\s|$|[\"“A-Z])|(?<=[).:])[-_](?=\s|$)|(?<=\))[-_]|(?<=[A-Z)\d]):(?=\s))[\s\u00a0]*"
)
# Call signs of stations have four letters, with the channel five.
_STATION = 5
_CLOSE = re.compile(r"[\s.:,]*")


@dataclass(slots=True, kw_only=True)
class Signs:
    """What was read: ``end`` is where the story begins, or None if nothing closes the line.

    ``caps``: the place is in capitals. ``tail``: a region or country follows it. ``header``: a day in ISO form stands
    before it. ``credit``: what the brackets hold. ``slug``: a credit that stood before the place, and where it ended.
    """

    place: str | None = None
    caps: bool = False
    tail: bool = False
    day: re.Match[str] | None = None
    header: str | None = None
    credit: str | None = None
    bracket: bool = False
    slug: int | None = None
    end: int | None = None


def scan(line: str) -> Signs:
    """Read a line from its start."""
    signs = Signs()
    pos = _lead(line, signs)
    pos = _place(line, pos, signs)
    pos = _details(line, pos, signs)
    signs.end = _end(line, pos, signs)
    return signs


def _lead(line: str, signs: Signs) -> int:
    """Read what may stand before the place: a day ("date 2022-10-14"), an agency's slug ("(ANSA) -")."""
    pos = len(line) - len(line.lstrip())
    if header := _HEADER.match(line, pos):
        signs.header, pos = header["day"], header.end()
    if (slug := _SLUG.match(line, pos)) and _is_service(slug["who"]):
        signs.credit, pos = slug["who"], slug.end()
        signs.slug = pos
    return pos


def _is_service(who: str) -> bool:
    """Tell whether brackets at the start hold an agency or station, and not the place: "(CNN) -", but "(BEIRUT) -"."""
    station = len(who) <= _STATION and who.lower() not in standalone()
    return agencies.in_brackets(who) is not None or (agencies.slug(who) is not None and (station or not who.isalpha()))


@cache
def standalone() -> frozenset[str]:
    """Return the cities, in lower case, that wire style lets stand without a state or country."""
    return frozenset(name.lower() for name in load("datelines")["standalone"])


def _place(line: str, pos: int, signs: Signs) -> int:
    """Read the place: words in capitals or a name, and the regions or countries after commas."""
    opened = _OPEN.match(line, pos)
    begin = opened.end() if opened else pos
    caps = _CAPS.match(line, begin)
    found = caps or _NAME.match(line, begin)
    if not found or found.end() > LONGEST or days.pattern().match(line, begin):
        return begin
    signs.caps, end = caps is not None, found.end()
    while (tail := _TAIL.match(line, end)) and not _is_other(tail["tail"]):
        signs.tail, end = True, tail.end()
    written = line[begin:end] if signs.tail else line[begin:end].rstrip(" .")
    signs.place = " ".join(written.split())
    return end


def _is_other(tail: str) -> bool:
    """Tell whether what follows the comma is a day or an agency, not a region."""
    first = tail.split(maxsplit=1)[0].strip(".").lower()
    return first in days.months() or _WEEKDAY.fullmatch(first) is not None or agencies.in_brackets(tail) is not None


def _details(line: str, pos: int, signs: Signs) -> int:
    """Read day and credit, in either order."""
    for _ in range(4):
        after = _credit(line, _day(line, pos, signs), signs)
        if after == pos:
            break
        pos = after
    return pos


def _day(line: str, pos: int, signs: Signs) -> int:
    if signs.day:
        return pos
    weekday = _WEEKDAY.match(line, pos)
    begin = weekday.end() if weekday else pos
    gap = _BEFORE_DAY.match(line, begin)
    found = days.pattern().match(line, gap.end() if gap else begin)
    if not found or (signs.place and not gap):
        return pos
    signs.day = found
    return found.end() + (line[found.end() : found.end() + 1] == ")")


def _credit(line: str, pos: int, signs: Signs) -> int:
    if found := _CREDIT.match(line, pos):
        written: str = found["round"] or found["square"] or found["slash"]
        signs.bracket = True
        if not signs.day and (day := days.pattern().search(written)):
            signs.day = day
        elif agencies.slug(written):
            signs.credit = written
        return found.end()
    bare = _BARE.match(line, pos)
    if bare and signs.place and agencies.in_brackets(bare["who"]):
        signs.credit = bare["who"]
        return bare.end()
    return pos


def _end(line: str, pos: int, signs: Signs) -> int | None:
    """Return where the story begins: after the dash, or after the brackets of an agency that sets none."""
    if pos > LONGEST:
        return None
    if dash := _DASH.match(line, pos):
        return dash.end()
    known = signs.credit is not None and signs.bracket and agencies.in_brackets(signs.credit) is not None
    filed = signs.caps or signs.tail or signs.day is not None or (signs.place or "").lower() in standalone()
    close = _CLOSE.match(line, pos)
    return close.end() if close and signs.place and ((known and filed) or (signs.header and signs.caps)) else None
