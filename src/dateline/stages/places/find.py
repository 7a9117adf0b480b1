"""Names of places in a report: found, given a role, resolved. The stage as one straight function."""

from dateline.model import Parse, Place, PlaceRole, Report, Span
from dateline.stages.places.cues import cues
from dateline.stages.places.evidence import Signs
from dateline.stages.places.gazetteer import Gazetteer
from dateline.stages.places.match import Name, find_names
from dateline.stages.places.resolve import Case, home, kinds, lies_in, qualifiers, resolve
from dateline.stages.places.roles import PLACE_LABELS, Roles


def find_places(parse: Parse, report: Report, gazetteer: Gazetteer) -> list[Place]:
    """Find and resolve the names of places of a report, in text order.

    A name that could mean several places is kept without a site, the contenders under ``candidates``.
    """
    words = cues()
    names = find_names(parse, gazetteer, words)
    cases = _cases(names, parse)
    odds = Signs(parse, words).odds(names, [_qualified(case) for case in cases])
    roles = Roles(parse, words, gazetteer.seats)
    parts = [(case, roles.role(case.name, weight)) for case, weight in zip(cases, odds, strict=True)]
    kept = [(case, role) for case, role in parts if role is not None]
    resolve([case for case, role in kept if role in ("location", "part")], home(report))
    found = [_place(parse, case, role, gazetteer) for case, role in kept]
    return sorted([*found, *_unknown(parse, found)], key=lambda p: (p.span.start, p.span.end))


def _cases(names: list[Name], parse: Parse) -> list[Case]:
    """Gather for each name its candidates and what the words around say."""
    words = cues()
    return [
        Case(name, name.entries, qualifiers(names, at, parse, words), kinds(name, parse, words))
        for at, name in enumerate(names)
    ]


def _qualified(case: Case) -> bool:
    """Tell whether the words around place the name where one of its candidates lies."""
    return any(lies_in(entry, area) for area in case.within for entry in case.entries)


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


def _unknown(parse: Parse, found: list[Place]) -> list[Place]:
    """Keep what the language model takes for a place though the gazetteer does not know it."""
    places = []
    for entity in parse.entities:
        if entity.label in PLACE_LABELS and not any(p.span.overlaps(entity.start, entity.end) for p in found):
            span = Span(entity.start, entity.end, parse.text[entity.start : entity.end])
            places.append(Place(report=parse.report, span=span, role="location", site=None))
    return places
