"""Names of places in a report: found, given a role, resolved. The stage as one straight function."""

import math
import re

from dateline.model import Parse, Place, PlaceRole, Report, Span
from dateline.stages.places.around import Case, look_around
from dateline.stages.places.cues import cues
from dateline.stages.places.evidence import Signs, ordinary
from dateline.stages.places.gazetteer import Gazetteer
from dateline.stages.places.match import Name, find_names
from dateline.stages.places.modify import modify
from dateline.stages.places.names import fold
from dateline.stages.places.resolve import resolve
from dateline.stages.places.roles import PLACE_LABELS, Roles

_WORD = re.compile(r"[^\W\d_][\w.'’-]*\w|\w")
_TITLE_NAME = 4  # words of the longest name looked up in a title
_TITLE_WEIGHT = 0.5  # of a name in the title against one in the text: titles capitalise much that is no name
_WORLDWIDE = frozenset(("ai", "cc", "co", "eu", "fm", "io", "me", "tv", "ws"))


def find_places(parse: Parse, report: Report, gazetteer: Gazetteer) -> list[Place]:
    """Find and resolve the names of places of a report, in text order.

    A name that could mean several places is kept without a site, the contenders under ``candidates``.
    """
    words = cues()
    names = find_names(parse, gazetteer, words)
    cases = look_around(names, parse, report, gazetteer, words)
    odds = Signs(parse, words).odds(names, [_said(case) for case in cases])
    for case, weight in zip(cases, odds, strict=True):
        case.weight = 1 / (1 + math.exp(-weight))
    roles = Roles(parse, words, gazetteer.seats)
    parts = [(case, roles.role(case.name, weight)) for case, weight in zip(cases, odds, strict=True)]
    kept = [(case, role) for case, role in parts if role is not None]
    named = [case for case, role in kept if role in ("location", "part")]
    resolve([*named, *_hints(report, gazetteer)], _home(report))
    found = [modify(parse, _place(parse, case, role, gazetteer), case.name.first) for case, role in kept]
    return sorted([*found, *_unknown(parse, found)], key=lambda p: (p.span.start, p.span.end))


def _hints(report: Report, gazetteer: Gazetteer) -> list[Case]:
    """Make cases of the names in the title: it is no part of the text, but tells where the report is at home."""
    words = _WORD.findall(report.title or "")
    cases, at = [], 0
    while at < len(words):
        for size in range(min(_TITLE_NAME, len(words) - at), 0, -1):
            name = " ".join(words[at : at + size])
            found = tuple(e for e in gazetteer.find(name) if e.quality != "variant") if words[at][0].isupper() else ()
            if found and fold(name) not in ordinary():
                cases.append(Case(Name(-1, -1, fold(name)), found, weight=_TITLE_WEIGHT))
                break
        at += size
    return cases


def _said(case: Case) -> list[str]:
    """List the signs that the names around give."""
    return [*(["qualified"] if case.within else []), *(["states"] if case.states else [])]


def _place(parse: Parse, case: Case, role: PlaceRole, gazetteer: Gazetteer) -> Place:
    """Write down a name with its role and what it was resolved to."""
    name = case.name
    start, end = parse.tokens[name.first].start, parse.tokens[name.last - 1].end
    span = Span(start, end, parse.text[start:end])
    if role in ("demonym", "government"):
        code = name.demonym or gazetteer.seats[name.folded]
        country = gazetteer.country(code)
        return Place(report=parse.report, span=span, role=role, site=country.site() if country else None)
    if case.rivals and case.best:
        contenders = tuple(
            ", ".join(filter(None, (e.name, e.admin1, e.country))) for e in (case.best, *case.rivals)[:5]
        )
        return Place(report=parse.report, span=span, role=role, site=None, candidates=contenders)
    return Place(report=parse.report, span=span, role=role, site=case.best.site() if case.best else None)


def _home(report: Report) -> str | None:
    """Return the country of an outlet by its domain: "example.co.uk" is British; names that are used world-wide are none."""
    end = (report.outlet or "").casefold().rstrip("/").rsplit(":", 1)[0].rsplit(".", 1)
    if len(end) < 2 or len(end[1]) != 2 or not end[1].isalpha() or end[1] in _WORLDWIDE:
        return None
    return "GB" if end[1] == "uk" else end[1].upper()


def _unknown(parse: Parse, found: list[Place]) -> list[Place]:
    """Keep what the language model takes for a place though the gazetteer does not know it."""
    places = []
    people = {t for e in parse.entities if e.label == "PERSON" and e.last - e.first > 1 for t in e.text.split()}
    taken = _starts(parse, found)
    for entity in parse.entities:
        if entity.label not in PLACE_LABELS or entity.text in people or not entity.text[:1].isalpha():
            continue
        if entity.label == "GPE" and not entity.text[:1].isupper():
            continue
        if all(t.start not in taken for t in parse.tokens[entity.first : entity.last]):
            span = Span(entity.start, entity.end, parse.text[entity.start : entity.end])
            places.append(Place(report=parse.report, span=span, role="location", site=None))
    return places


def _starts(parse: Parse, found: list[Place]) -> set[int]:
    """Return where the tokens inside the places found begin."""
    spans = iter(sorted((p.span for p in found), key=lambda s: s.start))
    span, taken = next(spans, None), set()
    for token in parse.tokens:
        while span is not None and span.end <= token.start:
            span = next(spans, None)
        if span is not None and span.start < token.end:
            taken.add(token.start)
    return taken
