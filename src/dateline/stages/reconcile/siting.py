"""The place of an event, chosen among those that its accounts give, and the district that it lies in."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.model import Site, Where
from dateline.stages.reconcile.cells import SCOPE, mentions_of, votes
from dateline.stages.reconcile.nearness import km, nearness
from dateline.stages.reconcile.strand import Strand, fineness

# For places the own clause outweighs the sentence of the mention that tells most: what else stands in it may lie elsewhere.
_SAID = {**SCOPE, "sentence": 1.4}
# A vote for a place a few kilometres off, or for the same in another spelling, next to one for the place itself.
_BESIDE = 0.6
# The share of a district's votes that a town within it needs to be named in its place.
_TOWN = 0.25
# How far from a town a place may lie that is told as "near" it, and a town be the one that is meant.
_OUTSKIRTS_KM = 15.0
# Coarsest fineness of each level of places: settlements and districts, regions, countries.
_LEVELS = (2, 3, 4)


def where_of(strands: Sequence[Strand]) -> Where | None:
    """Return the most specific place that the accounts agree on."""
    wheres = [m.where for m in mentions_of(strands) if m.where]
    total = votes(strands, lambda m: (m.where.site, _SAID[m.where.scope]) if m.where else None)
    if not total:
        return None
    if len(total) == 1:
        return _placed(next(iter(total)), wheres, strands)
    support = {site: sum(_support(site, s) * n for s, n in total.items()) for site in total}
    level = next(level for limit in _LEVELS if (level := [s for s in total if fineness(s) <= limit]))
    level = [s for s in level if s.lat is not None] or level  # a name without a point gives way to any town with one
    site = min(level, key=lambda s: (-support[s], fineness(s), s.name, s.geonameid or 0))
    return _placed(_town_of(site, total), wheres, strands)


def _placed(site: Site, wheres: Sequence[Where], strands: Sequence[Strand]) -> Where:
    """Write the chosen site as it is told nearest to a deed, with the county or district that the accounts name."""
    chosen = min((w for w in wheres if w.site == site), key=lambda w: -SCOPE[w.scope])
    return replace(chosen, district=_district_of(site, strands))


def _district_of(site: Site, strands: Sequence[Strand]) -> str | None:
    """Return the county or district that most accounts of this place, or of one beside it, name."""
    if site.precision not in ("site", "settlement", "district"):
        return None
    total = votes(strands, lambda m: _district(m.where, site))
    return min(total, key=lambda d: (-total[d], d), default=None)


def _district(where: Where | None, site: Site) -> tuple[str, float] | None:
    """Return the district that an account of this place names, or of another that is as good as the same."""
    if where is None or where.district is None:
        return None
    return (where.district, 1.0) if where.site == site or nearness(where.site, site) in ("same", "near") else None


def _town_of(area: Site, total: Mapping[Site, float]) -> Site:
    """Return the town that accounts name within a district or near "outside Lima", where enough of them do."""
    if area.precision != "district":
        return area
    within = [
        s
        for s, votes in total.items()
        if fineness(s) < fineness(area)
        and (s.country, s.admin1) == (area.country, area.admin1)
        and votes >= _TOWN * total[area]
        and _holds(area, s)
    ]
    return min(within, key=lambda s: (-total[s], s.name, s.geonameid or 0), default=area)


def _holds(area: Site, town: Site) -> bool:
    """Tell whether a town may lie in a district; "near Lima" holds Lima and what is beside it."""
    if area.feature == "settlement":
        apart = km(town, area)
        return apart is None or town.name == area.name or apart <= _OUTSKIRTS_KM
    return town.lat is None or nearness(town, area) in ("same", "near", "inside")


def _support(site: Site, other: Site) -> float:
    """Return how far a vote for another site speaks for one; of two towns side by side each keeps its own votes."""
    if site == other:
        return 1.0
    relation = nearness(site, other)
    return {"same": _BESIDE, "near": 0.3, "inside": 0.3, "region": -0.2, "country": -0.3}.get(relation, -0.3)
