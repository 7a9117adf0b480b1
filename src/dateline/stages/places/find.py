"""Names of places in a report: found, given a role, resolved. The stage as one straight function."""

import math
from dataclasses import dataclass, replace

from dateline.model import Parse, Place, PlaceRole, Report, Span
from dateline.stages.places import hints
from dateline.stages.places.around import Case, look_around
from dateline.stages.places.cues import cues
from dateline.stages.places.evidence import Signs
from dateline.stages.places.gazetteer import Gazetteer
from dateline.stages.places.match import find_names
from dateline.stages.places.modify import modify
from dateline.stages.places.quarters import find_quarters
from dateline.stages.places.resolve import resolve
from dateline.stages.places.roles import Roles
from dateline.stages.places.unknown import unknown


@dataclass(frozen=True, slots=True)
class Survey:
    """The places of a report's text, in text order, and those that its title names as the scene of its news."""

    places: tuple[Place, ...]
    titled: tuple[Place, ...] = ()


def find_places(parse: Parse, report: Report, gazetteer: Gazetteer) -> list[Place]:
    """Find and resolve the names of places of a report's text, in text order.

    A name that could mean several places is kept without a site, the contenders under ``candidates``.
    """
    return list(survey(parse, report, gazetteer).places)


def survey(parse: Parse, report: Report, gazetteer: Gazetteer) -> Survey:
    """Find and resolve the names of places of a report's text and title together: each helps to tell the others."""
    words = cues()
    credit = _credit(report)
    names = [n for n in find_names(parse, gazetteer, words) if parse.tokens[n.first].start not in credit]
    cases = look_around(names, parse, report, gazetteer, words)
    odds = Signs(parse, words, report.dateline).odds(names, [_said(case) for case in cases])
    for case, weight in zip(cases, odds, strict=True):
        case.weight = 1 / (1 + math.exp(-weight))
    roles = Roles(parse, words, gazetteer.seats)
    parts = [(case, roles.role(case.name, weight)) for case, weight in zip(cases, odds, strict=True)]
    kept = [(case, role) for case, role in parts if role is not None]
    named = [case for case, role in kept if role in ("location", "part")]
    title, outlet = hints.title_cases(report, gazetteer), hints.outlet_cases(report, gazetteer)
    resolve([*named, *title, *outlet], hints.country(report, parse))
    find_quarters(named, [*title, *outlet], parse, words)
    found = [modify(parse, _place(parse, case, role, gazetteer), case.name.first) for case, role in kept]
    more = (p for p in unknown(parse, found, words) if p.span.start not in credit)
    places = sorted([*found, *more], key=lambda p: (p.span.start, p.span.end))
    return Survey(tuple(places), tuple(hints.titled(report, title)))


def _credit(report: Report) -> range:
    """Return the characters of a dateline behind its place: "May 3 (AP)" names a day and an agency, no Andhra Pradesh."""
    line = report.dateline
    if line is None or not line.place:
        return range(0)
    at = report.text.find(line.place, line.start, line.end)
    return range(at + len(line.place), line.end) if at >= 0 else range(0)


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
    contenders = (case.best, *case.rivals)[:5] if case.rivals and case.best else (case.absent,) if case.absent else ()
    if contenders:
        named = tuple(", ".join(filter(None, (e.name, e.admin1, e.country))) for e in contenders)
        return Place(report=parse.report, span=span, role=role, site=None, candidates=named)
    site = case.best.site() if case.best else None
    if site and case.town:
        site = replace(site, name=f"{site.name}, {case.town.name}")
    return Place(report=parse.report, span=span, role=role, site=site)
