"""What a report's title and its outlet's name tell of where it is at home: hints for resolving the names of its text.

They are no part of the text. A place that the title names after "in" or "near" is kept apart, for events of the opening
that the text itself gives no place.
"""

import re
from collections.abc import Iterator
from functools import cache

from dateline.model import Parse, Place, Report, Span
from dateline.stages.places.around import Case
from dateline.stages.places.cues import cues
from dateline.stages.places.entry import Entry
from dateline.stages.places.evidence import ordinary
from dateline.stages.places.gazetteer import Gazetteer
from dateline.stages.places.match import Name
from dateline.stages.places.names import fold

_WORD = re.compile(r"[^\W\d_][\w.'’-]*\w|\w")
_OUTLET_WEIGHT = 2.0  # a paper is named after where it is at home; half of it did not tell the small towns around
_LONGEST = 4  # words of the longest name looked up in a title
_SHORT = 3  # letters of initials at most
_COMPASS = frozenset(("NE", "NW", "SE", "SW"))
_WEIGHT = 0.5  # of a name in the title against one in the text: titles capitalise much that is no name
_OUTLET_PEOPLE = 50_000  # inhabitants of a town that an outlet's name may tell; villages hide in any word
_OUTLET_LETTERS = 5
_WORDS, _PHRASE = 1500, 3  # words of a text that are searched for what gives away its country; words of a phrase
_AFTER = re.compile(r", ([A-Z][\w.]*(?: [A-Z]\w+)?)")
_LABEL = re.compile(r"[a-z]+")
_CUT = re.compile(r" [-–—|] |\| ?")  # what follows in a title is the outlet's own
_LEADS = frozenset(("in", "at", "near", "outside", "on", "across"))
_WORLDWIDE = frozenset(("ai", "cc", "co", "eu", "fm", "io", "me", "tv", "ws"))


def title_cases(report: Report, gazetteer: Gazetteer) -> list[Case]:
    """Make cases of the names in the title; ``Name.first`` counts characters of the title here."""
    words = list(_WORD.finditer(report.title or ""))
    cases, at = [], 0
    while at < len(words):
        size = 1
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            start, end = words[at].start(), words[at + size - 1].end()
            name = (report.title or "")[start:end]
            found = tuple(e for e in gazetteer.find(name) if e.quality != "variant") if name[0].isupper() else ()
            if found and not _generic(fold(name)) and not _initials(name, found):
                within = _areas(report.title or "", end, gazetteer)
                cases.append(Case(Name(start, end, fold(name)), found, weight=_WEIGHT, within=within))
                break
        at += size
    return cases


def _areas(title: str, end: int, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """Return the region or country that a title places a name in: "News for Leeds, AL"."""
    after = _AFTER.match(title, end)
    names = (after[1], after[1].split()[0]) if after else ()
    found = (tuple(e for e in gazetteer.find(n) if e.feature in ("region", "country")) for n in names)
    return next((areas for areas in found if areas), ())


def _initials(name: str, found: tuple[Entry, ...]) -> bool:
    """Tell whether capitals stand for a quarter of the compass, or for no region or country: "SE", "BB"."""
    short = name.isupper() and len(name) <= _SHORT
    return name in _COMPASS or (short and not any(e.feature in ("region", "country") for e in found))


def _generic(folded: str) -> bool:
    """Tell whether a name is an ordinary word, or one for a part of any town: "West", "Northside"."""
    words = cues()
    return folded in ordinary() or folded in words.compass or folded in words.quarters or folded.endswith("side")


def outlet_cases(report: Report, gazetteer: Gazetteer) -> list[Case]:
    """Make a case of the town in an outlet's name or domain: "limagazette.example" is at home in Lima."""
    cases = []
    for name in _names(report.outlet or ""):
        towns = tuple(e for e in gazetteer.find(name) if _home(e))
        if towns and not _generic(fold(name)):
            cases.append(Case(Name(-1, -1, fold(name)), towns, weight=_OUTLET_WEIGHT))
            break
    return cases


def _home(entry: Entry) -> bool:
    return entry.feature == "settlement" and entry.population >= _OUTLET_PEOPLE and entry.quality != "variant"


def _names(outlet: str) -> Iterator[str]:
    """Yield what may be a town in an outlet's name, longest first: words of a name, ends of the labels of a domain."""
    if " " in outlet:
        words = outlet.split()
        yield from (" ".join(words[:size]) for size in range(min(3, len(words)), 0, -1))
        yield from words[1:]
        return
    for label in outlet.casefold().split(":")[0].split(".")[:-1]:
        runs = [run for run in _LABEL.findall(label) if len(run) >= _OUTLET_LETTERS]
        for run in runs:
            for size in range(len(run), _OUTLET_LETTERS - 1, -1):
                yield from dict.fromkeys((run[:size], run[-size:]))


def country(report: Report, parse: Parse) -> str | None:
    """Return the country that a report is at home in: by its outlet's domain, else by its words of public life."""
    return _domain(report) or _spoken(parse)


def _spoken(parse: Parse) -> str | None:
    """Return the one country that words like "sheriff" or "crore" give away, None where they are of several."""
    words, nations, opening = [t.lower for t in parse.tokens[:_WORDS]], cues().nations, _opening()
    phrases = (
        " ".join(words[at : at + size])
        for at, word in enumerate(words)
        if word in opening
        for size in range(1, min(_PHRASE, len(words) - at) + 1)
    )
    found = {nations[phrase] for phrase in phrases if phrase in nations}
    return found.pop() if len(found) == 1 else None


@cache
def _opening() -> frozenset[str]:
    """Return the words that such a phrase begins with."""
    return frozenset(phrase.split(" ")[0] for phrase in cues().nations)


def _domain(report: Report) -> str | None:
    """Return the country of an outlet by its domain: "example.co.uk" is British; names used world-wide are none."""
    end = (report.outlet or "").casefold().rstrip("/").rsplit(":", 1)[0].rsplit(".", 1)
    if len(end) < 2 or len(end[1]) != 2 or not end[1].isalpha() or end[1] in _WORLDWIDE:
        return None
    return "GB" if end[1] == "uk" else end[1].upper()


def titled(report: Report, cases: list[Case]) -> list[Place]:
    """Return the places that a title says its news is from: after "in", before "police", or before a colon."""
    title = report.title or ""
    cut = _CUT.search(title)
    end = cut.start() if cut else len(title)
    places = []
    for case in cases:
        span = Span(case.name.first, case.name.last, title[case.name.first : case.name.last])
        if case.best is None or case.rivals or span.end > end or not _told(title, span):
            continue
        places.append(Place(report=report.id, span=span, role="location", site=case.best.site()))
    return places


def _told(title: str, span: Span) -> bool:
    """Tell whether the words beside a name in a title make it the scene."""
    before, after = title[: span.start].split(), title[span.end :].split()
    led = bool(before) and before[-1].casefold() in _LEADS
    office = bool(after) and after[0].casefold().strip(":,") in cues().offices
    happens = bool(after) and title[span.end : span.end + 1] == " " and after[0].casefold().strip(":,") in cues().titled
    return led or office or happens or (not before and title[span.end :].startswith(":"))
