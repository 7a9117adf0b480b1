"""Find the agency that a text comes from: in its dateline, its by-line, its last lines, its copyright.

A credit is read only where outlets put credits. "Reuters reported that ..." in a story's body is a source, not an origin;
"The Associated Press contributed to this report" says that the text is not the agency's; photographs have credits of
their own.
"""

import re
from functools import cache, lru_cache

from dateline.stages.read.tables import load

# A by-line or sign-off is a line by itself and short; anything longer is a sentence of the story.
_LONGEST_LINE = 120
# By-lines stand among the first lines, sign-offs and copyright notices among the last.
_HEAD_LINES = 12
_HEAD = 2_000
_TAIL_LINES = 8
_TAIL = 1_500
# A sign-off at the end of the last paragraph ("... he said. - dpa").
_SIGNED = 80
# A list of contributors, where it ends a paragraph of the story.
_CONTRIBUTED = 300
# Initials of up to this length are also words; see the table.
_SHORT = 4
# Lines remembered: by-lines, sign-offs and notices recur from report to report, most of all among copies.
_LINES = 20_000

_WORD = re.compile(r"[^\W_]+")
_PLAIN_WORD = re.compile(r"[a-z0-9]+")  # the same for ASCII in lower case, in a third of the time
# What stands before a sign-off that closes a paragraph.
_SIGNS = frozenset("-–—(")
_EDGE = " .,:-–—_*•|·()[]\t\u00a0"
_BY = re.compile(r"(?:by|from|source|par|por|von)\b[:\s]\s*(?P<who>.+)", re.IGNORECASE)
_POSTED = re.compile(r"(?:posted|published|updated)\b.{0,60}?\bby\s+(?P<who>.+)", re.IGNORECASE)
_SPLIT = re.compile(r"\s*(?:,|\||/|•|·|;|©|\s[-–—]\s|\bfor\b|\bof\b|\n)\s*")
_BARS = re.compile(r"\s*(?:\||•|·|\s[-–—]\s)\s*")
_WHEN = re.compile(
    r"[\s,]+(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\d|updated\b|published\b|on\s+(?=\w+\s+\d)).*$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?][\"'”’)]*$")
_INITIALS = (" AP", " AFP", " UPI", ",AP", "/AP", "|AP")
# The words of a photograph's credit, and the agencies that sell little else.
_PICTURE = re.compile(
    r"photo|\bimages?\b|getty|\bepa\b|\bpool\b|shutterstock|file\b.*/|/.*\bfile\b|\bcredit:", re.IGNORECASE
)
_COPYRIGHT = re.compile(
    r"[(\s]*(?:tm and\s+)?(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:\d{4}\s*(?:[-–]\s*\d{2,4})?)?"
    r",?\s*(?:by\s+)?(?P<who>[^\n]{2,60})",
    re.IGNORECASE,
)
_WRAPPED = re.compile(r"[-–—_\s(\[/]*(?P<who>[^()\[\]\n]{2,50}?)[\s)\]/.]*$")
_LAST = re.compile(r"[.!?\"”’]\s*(?:[-–—]+\s*|\()(?P<who>[^()\n.]{2,40})\)?\.?$")
# Reuters closes its texts with its desk's names; no other agency uses this wording.
_DESK = re.compile(
    r"\(?(?:Additional )?(?:Reporting|Writing|Compiled) by [^()\n]{3,300}?[;.,] ?(?:[Ww]riting|[Ee]diting) by [^()\n]{3,200}\)?"
)
_DESK_BEGINS = ("Reporting by ", "Writing by ", "Compiled by ")
# So does the AP when several of its own people worked on one of its own texts.
_WRITERS = re.compile(r"(?P<who>Associated Press) (?:[a-z]+ ){0,2}(?:writer|reporter|journalist)s? [A-Z]")
# What stations and sites put in brackets where agencies put their name: "(WFLA)", "(CBS4)", "(Northgate Wire)".
_SLUG = re.compile(
    r"[A-Z][A-Z0-9&]{1,7}(?:/[A-Z][A-Z0-9&]{1,7})?"
    r"|(?:[A-Z][\w.&'-]* ){0,3}(?:News|Agency|Wire|Press|Service|Media|[A-Za-z0-9]+\.com)"
)


@cache
def _names() -> dict[str, str]:
    """Return the record's name of each agency for each way of writing it, in lower case; exact forms as they are."""
    names: dict[str, str] = {}
    for agency in load("agencies")["agency"]:
        for written in (agency["name"], *agency.get("also", ())):
            names[written.lower() if len(written) >= _SHORT else written] = agency["name"]
        names.update(dict.fromkeys(agency.get("exact", ()), agency["name"]))
    return names


@cache
def _unmistakable() -> frozenset[str]:
    return frozenset(load("agencies")["unmistakable"])


@cache
def _first_words() -> frozenset[str]:
    """Return the first word of every way of writing an agency, in lower case."""
    return frozenset(_WORD.findall(name.lower())[0] for name in _names())


def _may_name(line: str) -> bool:
    """Tell whether a line has a word that begins an agency's name; nine in ten have none, and need no closer look."""
    lower = line.lower()
    return not _first_words().isdisjoint((_PLAIN_WORD if lower.isascii() else _WORD).findall(lower))


@cache
def _domains() -> dict[str, str]:
    return {domain: agency["name"] for agency in load("agencies")["agency"] for domain in agency.get("domains", ())}


def in_brackets(written: str) -> str | None:
    """Return the agency that a dateline's brackets name, alone or among others ("WWJ/AP")."""
    return _named(written) or next(filter(None, map(_named, _SPLIT.split(written))), None)


def slug(written: str) -> str | None:
    """Return the agency in a dateline's brackets; if the table lacks it, what stands there, if it looks like a service."""
    return in_brackets(written) or (written.strip() if _SLUG.fullmatch(written.strip()) else None)


def in_byline(written: str) -> str | None:
    """Return the agency that a by-line names, alone or with a person ("Jane Doe, Associated Press")."""
    parts = _SPLIT.split(written)
    return _sure(written) or next(filter(None, map(_sure, parts)), None) or _after_person(written.strip())


def _named(written: str) -> str | None:
    written = written.strip(_EDGE)
    return _names().get(written) or (_names().get(written.lower()) if len(written) >= _SHORT else None)


def _sure(written: str) -> str | None:
    """Return the agency unless its form is also a common word."""
    written = written.strip(_EDGE)
    return _named(written) if len(written) > _SHORT or written in _unmistakable() else None


def of_outlet(outlet: str | None) -> str | None:
    """Return the agency if the outlet is one itself (by its name or its site)."""
    if not outlet:
        return None
    site = outlet.lower().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    return _domains().get(site) or _sure(outlet)


def in_author(author: str | None) -> str | None:
    """Return the agency that a by-line or author field names."""
    if not author:
        return None
    match = _BY.match(author.strip())
    return in_byline(match["who"] if match else author)


def in_head(text: str) -> str | None:
    """Return the agency of a by-line among the first lines."""
    lines = [line for line in map(str.strip, text[:_HEAD].split("\n")) if line]
    before = ""
    for line in lines[:_HEAD_LINES]:
        if 1 < len(line) <= _LONGEST_LINE:
            found = _head_line(line, after_sentence=_SENTENCE.search(before) is not None)
            if found:
                return found
        before = line
    return None


@lru_cache(_LINES)
def _head_line(line: str, *, after_sentence: bool) -> str | None:
    if not _may_name(line):
        return None
    found = _byline(line) or (None if after_sentence else _person_line(line))
    return None if found and _PICTURE.search(line) else found


def _byline(line: str) -> str | None:
    """Read "By Jane Doe, Associated Press", "Reuters", "Reuters May 5, 2017", "Posted May 5, 2017, by Reuters"."""
    if match := _BY.match(line) or _POSTED.match(line):
        return in_byline(_WHEN.sub("", match["who"]))
    return _sure(_WHEN.sub("", line))


def _person_line(line: str) -> str | None:
    """Read "Jane Doe | Reuters", "JANE DOE Associated Press". Initials after a name ("Jane Doe, AP") credit photographs."""
    bare = _WHEN.sub("", line)
    if _SENTENCE.search(bare):
        return None
    found = _after_person(bare) or next(filter(None, map(_sure, _BARS.split(bare))), None)
    return None if bare.endswith(_INITIALS) and not bare.startswith(_INITIALS) else found


def _after_person(line: str) -> str | None:
    """Read "Jane Doe, Associated Press" and "JANE DOE Associated Press"; "Editors Praise Associated Press" is a headline."""
    for person in (2, 3):
        words = line.split(" ")
        name, who = " ".join(words[:person]), " ".join(words[person:])
        if (name.isupper() or (name.endswith(",") and name.istitle())) and (found := _sure(who)):
            return found
    return None


def in_tail(text: str) -> str | None:
    """Return the agency of a sign-off or copyright line among the last lines."""
    lines = text[-_TAIL:].rstrip().split("\n")[-_TAIL_LINES:]
    return next(filter(None, (_sign_off(line.strip()) for line in reversed(lines) if len(line) > 1)), None)


@lru_cache(_LINES)
def _sign_off(line: str) -> str | None:
    """Read "(Reuters)", "© 2019 AFP", "... the minister said. - dpa", "(Reporting by Jane Doe; Editing by John Roe)"."""
    if match := _COPYRIGHT.match(line):
        return _leading(match["who"])
    if any(begin in line for begin in _DESK_BEGINS) and _DESK.search(line):
        return "Reuters"
    if "contributed" in line and (match := _WRITERS.search(line, max(0, len(line) - _CONTRIBUTED))):
        return _sure(match["who"])
    found = None
    last = line[-_SIGNED:]
    if len(line) <= _LONGEST_LINE and _may_name(line) and (match := _WRAPPED.match(line)):
        found = _line(match["who"])
    if not found and not _SIGNS.isdisjoint(last) and (match := _LAST.search(line, max(0, len(line) - _SIGNED))):
        found = in_byline(match["who"])
    return None if found and _PICTURE.search(line[-_LONGEST_LINE:]) else found


def _line(line: str) -> str | None:
    """Return the agency if the line is nothing but its name, or a by-line with it."""
    match = _BY.match(line)
    return in_byline(match["who"]) if match else _sure(line)


def _leading(who: str) -> str | None:
    """Return the agency that a copyright line begins with ("The Associated Press. All rights reserved.")."""
    words = re.split(r"[.,;|]|\ball rights\b", who, maxsplit=1, flags=re.IGNORECASE)[0].split()
    return next((found for k in range(len(words), 0, -1) if (found := _sure(" ".join(words[:k])))), None)
