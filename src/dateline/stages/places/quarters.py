"""Quarters of large towns: a small place that lies within a large one that the report names is called by both names.

"Bridgeport" alone misleads where Chicago's is meant. GeoNames lists many quarters as towns, without saying of which.
"""

import math
from collections.abc import Sequence

from dateline.model import Parse
from dateline.stages.places.around import Case
from dateline.stages.places.cues import Cues
from dateline.stages.places.distance import distance
from dateline.stages.places.entry import Entry

_TIMES = 10  # a town with fewer than a tenth of the other's people may be its quarter
_POLICED = 5  # and, with fewer than a fifth, where the report names the other's police and none of its own
_LARGE = 200_000
_RADIUS = (
    0.0095  # kilometres for the root of its people: 16 for Chicago or Kyiv, 28 for New York; their suburbs lie beyond
)
_AROUND_KM = 40.0  # a quarter named as such lies this near to some other place of the report


def find_quarters(cases: Sequence[Case], others: Sequence[Case], parse: Parse, cues: Cues) -> None:
    """Name the large town of every quarter among the cases; a quarter that lies nowhere near the rest is none we know."""
    known = [c.best for c in (*cases, *others) if c.best and c.best.feature == "settlement" and not c.rivals]
    large = sorted({e.number: e for e in known if e.population >= _LARGE}.values(), key=lambda e: -e.population)
    governed = [c for c in cases if _governed(c, parse, cues)]
    own = {c.name.folded for c in (*governed, *(c for c in cases if c.stated))}
    policing = {c.best.number for c in governed if c.best}
    called = {c.name.folded for c in cases if _called(c, parse, cues)}
    for case in others:
        if case.name.folded in called:
            case.best = None  # a title does not say that what it names is a quarter
    for case in cases:
        best = case.best
        if best is None or case.rivals or best.feature != "settlement":
            continue
        if case.name.folded in called:
            case.town = next((e for e in case.within if e.feature == "settlement"), None) or _nearest(best, large)
            if not any(_km(best, e) < _AROUND_KM for e in known if e.number != best.number):
                case.best, case.absent, case.town = None, best, None
        elif case.name.folded not in own:
            case.town = next((e for e in large if _holds(e, best, policed=e.number in policing)), None)


def _nearest(place: Entry, towns: Sequence[Entry]) -> Entry | None:
    """Return the nearest of the large towns around a place."""
    near = [t for t in towns if t.number != place.number and _km(place, t) < _AROUND_KM]
    return min(near, key=lambda t: (_km(place, t), t.number), default=None)


def _holds(town: Entry, place: Entry, *, policed: bool) -> bool:
    """Tell whether a place lies within the built-up area of a town and is small beside it."""
    small = place.population * (_POLICED if policed else _TIMES) <= town.population
    same = place.country == town.country and place.admin1 == town.admin1 and place.number != town.number
    return small and same and _km(town, place) <= _RADIUS * math.sqrt(town.population)


def _km(one: Entry, other: Entry) -> float:
    """Return the distance of two places, infinite where one has no point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    return distance(one.lat, one.lon, other.lat, other.lon)


def _called(case: Case, parse: Parse, cues: Cues) -> bool:
    """Tell whether the words beside a name call it a quarter: "the Riverside neighborhood"."""
    after = parse.tokens[case.name.last].lower if case.name.last < len(parse.tokens) else ""
    return after in cues.quarter_kinds


def _governed(case: Case, parse: Parse, cues: Cues) -> bool:
    """Tell whether a place has an administration of its own: "Cicero police", "the village of", "suburban"."""
    name, tokens = case.name, parse.tokens
    after = tokens[name.last].lower if name.last < len(tokens) else ""
    before = [t.lower for t in tokens[max(0, name.first - 2) : name.first]]
    town = before[-1:] == ["of"] and before[0] in cues.kinds and before[0] not in cues.quarter_kinds
    return town or after in cues.offices or "suburban" in before or "suburb" in before
