"""Find the agency that a text comes from: in its dateline, its by-line, its last lines, its copyright.

A credit is read only where outlets put credits. "Reuters reported that ..." in a story's body is a source, not an origin.
"""

import re
from functools import cache

from dateline.stages.read.tables import load

# A by-line or sign-off is a line by itself and short; anything longer is a sentence of the story.
_LONGEST_LINE = 120
# By-lines stand among the first lines, sign-offs and copyright notices among the last.
_HEAD_LINES = 10
_TAIL_LINES = 6
_TAIL = 1_200
_BY = re.compile(r"(?:by|from|source|par|por|von)\b[:\s]\s*(?P<who>.+)", re.IGNORECASE)
_SPLIT = re.compile(r"\s*(?:,|\||/|•|·|;|\s[-–—]\s|\bfor\b|\bof\b|\n)\s*")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:\d{4}\s*(?:[-–]\s*\d{2,4})?)?,?\s*(?:by\s+)?(?P<who>[^\n]{2,60})",
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(r"[-–—_\s(\[/]*(?P<who>[^()\[\]\n]{2,50}?)[\s)\]/.]*$")
# Reuters closes its texts with its desk's names in brackets; no other agency uses this wording.
_DESK = re.compile(
    r"\(?(?:Additional )?(?:Reporting|Writing|Compiled) by [^()\n]{3,300}?[;.,] ?(?:[Ww]riting|[Ee]diting) by [^()\n]{3,200}\)?"
)
_WHEN = re.compile(r"\s+(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\d|updated\b|published\b).*$", re.IGNORECASE)


@cache
def _names() -> dict[str, str]:
    """Return the record's name of each agency for each way of writing it, in lower case; exact forms as they are."""
    names: dict[str, str] = {}
    for agency in load("agencies")["agency"]:
        for written in (agency["name"], *agency.get("also", ())):
            names[written.lower() if len(written) > 3 else written] = agency["name"]
        names.update(dict.fromkeys(agency.get("exact", ()), agency["name"]))
    return names


@cache
def _domains() -> dict[str, str]:
    return {domain: agency["name"] for agency in load("agencies")["agency"] for domain in agency.get("domains", ())}


def canonical(written: str) -> str | None:
    """Return the agency that a credit names, alone or among others ("WWJ/AP", "Jane Doe, Associated Press")."""
    whole = written.strip(" .:-–—_*\t\u00a0")
    if found := _name(whole):
        return found
    return next(filter(None, map(_name, _SPLIT.split(whole))), None)


def _name(written: str) -> str | None:
    written = written.strip(" .:-–—_*\t\u00a0")
    return _names().get(written) or (_names().get(written.lower()) if len(written) > 3 else None)


def of_outlet(outlet: str | None) -> str | None:
    """Return the agency if the outlet is one itself (by its name or its site)."""
    if not outlet:
        return None
    site = outlet.lower().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    return _domains().get(site) or _name(outlet)


def in_author(author: str | None) -> str | None:
    """Return the agency that a by-line or author field names."""
    if not author:
        return None
    match = _BY.match(author.strip())
    return canonical(match["who"] if match else author)


def in_head(text: str) -> str | None:
    """Return the agency of a by-line among the first lines."""
    for line in map(str.strip, text.split("\n", _HEAD_LINES)[:_HEAD_LINES]):
        if 1 < len(line) <= _LONGEST_LINE and (found := _byline(line)):
            return found
    return None


def _byline(line: str) -> str | None:
    """Read "By Jane Doe, Associated Press", "Reuters", "Jane Doe | AFP", "Reuters Friday, May 5, 2017"."""
    match = _BY.match(line)
    if match:
        return canonical(_WHEN.sub("", match["who"]))
    if line[-1] in ".!?\"'”’" and " " in line:
        return None
    bare = _WHEN.sub("", line)
    if found := _name(bare.strip("•|·()[] ")):
        return found
    parts = re.split(r"\s*(?:\||•|·)\s*", bare)
    return next(filter(None, map(_name, parts)), None) if len(parts) > 1 else None


def in_tail(text: str) -> str | None:
    """Return the agency of a sign-off or copyright line among the last lines."""
    tail = text[-_TAIL:].rstrip()
    for line in reversed(tail.split("\n")[-_TAIL_LINES:]):
        if found := _sign_off(line.strip()):
            return found
    return None


def _sign_off(line: str) -> str | None:
    if match := _COPYRIGHT.match(line):
        return _leading(match["who"])
    if match := _DESK.search(line):
        return "Reuters"
    if 1 < len(line) <= _LONGEST_LINE and (match := _SIGN_OFF.match(line)) and (found := canonical_line(match["who"])):
        return found
    last = re.search(r"[.!?\"”’]\s*(?:[-–—]+\s*|\()(?P<who>[^()\n.]{2,40})\)?\.?$", line[-80:])
    return canonical(last["who"]) if last else None


def canonical_line(line: str) -> str | None:
    """Return the agency if the line is nothing but its name, or a by-line with it."""
    match = _BY.match(line)
    return canonical(match["who"]) if match else _name(line)


def _leading(who: str) -> str | None:
    """Return the agency that a copyright line begins with ("The Associated Press. All rights reserved.")."""
    words = re.split(r"[.,;|]|\ball rights\b", who, maxsplit=1, flags=re.IGNORECASE)[0].split()
    return next((found for k in range(len(words), 0, -1) if (found := _name(" ".join(words[:k])))), None)
