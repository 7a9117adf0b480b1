"""Read the days that datelines, by-lines and metadata give: "Oct. 14", "14 octobre 2022", ISO 8601, RFC 2822."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from functools import cache

from dateline.stages.read.tables import load

# Press photographs of the telegraph's first decades have dates too, but no report that Dateline reads is older.
_OLDEST = 1800
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)")
# A short line with a year in it; then what may stand on it beside the day: weekday, time, zone, a word of publishing.
_CENTURIES = ("19", "20")
_LONGEST_LINE = 100
_FURNITURE = re.compile(
    r"(?:[\s,.:|•·@/()–—-]|\d\d?[:.]\d\d(?:[:.]\d\d)?|\d\d?(?=\s?[ap]\.?m)|[ap]\.?m\b\.?|at\b|on\b|by\b|date\b|dated\b|last\b|first\b"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|published\b|posted\b|updated?\b|modified\b|created\b"
    r"|(?:gmt|utc|bst|ces?t|eet|[ecmp][sd]?t|[+-]\d{4})\b)*",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?\s*$")
_FIGURES = re.compile(r"\s*(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
_MONTHS = 12
_EPOCH = re.compile(r"\s*(\d{10})(\d{3})?(?:\.\d+)?\s*$")


@cache
def months() -> dict[str, int]:
    """Return the number of the month for each name in lower case."""
    return {name: int(number) for number, names in load("months")["names"].items() for name in names}


@cache
def pattern() -> re.Pattern[str]:
    """Return the pattern of a day in a dateline: with the month's name, the year being optional, or in ISO form."""
    names = "|".join(sorted(map(re.escape, months()), key=lambda name: (-len(name), name)))
    day = r"(?P<{}>[0-3]?\d)(?:st|nd|rd|th|er|º|\.)?"
    year = r"(?P<{}>(?:18|19|20)\d\d)\b"
    first = rf"(?P<m1>{names})\b\.?\s+{day.format('d1')}(?!\d)(?:,?\s+{year.format('y1')})?"
    second = rf"{day.format('d2')}\s*(?:de\s+)?(?P<m2>{names})\b\.?(?:,?\s+(?:de\s+|del\s+)?{year.format('y2')})?"
    iso = r"(?P<iso>(?:18|19|20)\d\d-[01]\d-[0-3]\d)(?!\d)"
    return re.compile(rf"(?:{iso}|{first}|{second})", re.IGNORECASE)


def day_of(match: re.Match[str], near: date | None) -> date | None:
    """Return the day that a match of ``pattern`` names; a missing year is the one that brings it nearest to ``near``."""
    if match["iso"]:
        return day(match["iso"])
    month = months()[(match["m1"] or match["m2"]).lower()]
    number, year = int(match["d1"] or match["d2"]), match["y1"] or match["y2"]
    if year:
        return _date(int(year), month, number)
    if near is None:
        return None
    around = [_date(near.year + k, month, number) for k in (-1, 0, 1)]
    return min((d for d in around if d), key=lambda d: abs(d - near), default=None)


def line(head: str) -> date | None:
    """Return the day that stands on a line by itself below the title, as sites print it ("Published: May 4, 2021, 3 p.m.")."""
    for start in sorted({head.rfind("\n", 0, year) + 1 for year in _years(head)}):
        end = head.find("\n", start)
        written = head[start : end if end >= 0 else len(head)].rstrip()
        if len(written) <= _LONGEST_LINE and (found := _printed(written)):
            return found
    return None


def _years(head: str) -> Iterator[int]:
    """Yield where years stand, which plain search tells several times faster than a pattern."""
    for century in _CENTURIES:
        at = head.find(century)
        while at >= 0:
            if head[at + 2 : at + 4].isdigit():
                yield at
            at = head.find(century, at + 1)


def _printed(written: str) -> date | None:
    """Return the day on a line that holds little else; a year and a full stop end a sentence."""
    found = pattern().search(written)
    if not found or not (year := found["iso"] or found["y1"] or found["y2"]) or written.endswith(f"{year[:4]}."):
        return None
    return day_of(found, None) if _FURNITURE.fullmatch(written.replace(found[0], " ", 1)) else None


def day(text: str) -> date | None:
    """Return the day of an ISO date (``2022-10-14``), or None."""
    match = _ISO.match(text)
    return _date(int(match[1]), int(match[2]), int(match[3])) if match else None


def moment(text: str) -> tuple[date | None, str | None]:
    """Return the day that metadata gives, and the moment in ISO 8601 if it gives the time of day."""
    text = text.strip()
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return _loose(text)
    if not _OLDEST <= found.year <= 2999:
        return None, None
    timed = len(text) > 10 and ":" in text
    return found.date(), found.isoformat() if timed else None


def _loose(text: str) -> tuple[date | None, str | None]:
    """Read what is no strict ISO 8601: RFC 2822, "14 October 2022", "20221014", seconds since 1970."""
    if found := _rfc(text) or _epoch(text):
        return found.date(), found.isoformat()
    if compact := _COMPACT.match(text):
        return _date(*map(int, compact.groups())), None
    if found_day := day(text) or _figures(text):
        return found_day, None
    match = pattern().search(text[:100])
    return (day_of(match, None) if match else None), None


def _figures(text: str) -> date | None:
    """Return the day of "14.10.2022", "14/10/2022" or "10/14/2022"; "5/6/2022" may be May or June, so it is none."""
    match = _FIGURES.match(text)
    if not match:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if match[2] == "." or first > _MONTHS or first == second:
        return _date(year, second, first)
    return _date(year, first, second) if second > _MONTHS else None


def _rfc(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if _OLDEST <= found.year <= 2999 else None


def _epoch(text: str) -> datetime | None:
    from datetime import UTC

    match = _EPOCH.match(text)
    return datetime.fromtimestamp(int(match[1]), UTC) if match else None


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number) if year >= _OLDEST else None
    except ValueError:
        return None
