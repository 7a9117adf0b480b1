"""The scenes of a report's events: where each happened, found once, and which two lie apart.

Three villages shelled, floods in two provinces, marches in five cities: what a report tells of separate places is
separate events, however alike the words.
"""

import math

from dateline.model import Reading, Site, Where
from dateline.stages.events import clauses
from dateline.stages.events.drafts import Draft
from dateline.stages.events.home import distance
from dateline.stages.events.scene import inside
from dateline.stages.events.where import where_of

_APART_KM = 12.0  # from here on two towns are two: nearer ones may be a town and its suburb, or a point ill set
_COUNTY_KM = 60.0  # from the centre of a county: beyond lies another, wherever its border runs
_OWN = ("clause", "sentence")  # places that the words of a deed itself name
# A storm or quake does harm in many towns, and is felt and measured in more: only what it did itself, by its own clause,
# is done elsewhere.
_HAZARD = "natural_hazard"
_SMALL = ("site", "settlement", "district")


class Scenes:
    """Where the drafts of one report happened, asked for by draft."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._known: dict[tuple[int, str], Where | None] = {}

    def of(self, draft: Draft) -> Where | None:
        """Return the place of a draft."""
        key = draft.i, draft.type
        if key not in self._known:
            span = clauses.span(self._reading.parse, *draft.edges)
            self._known[key] = where_of(self._reading, draft.i, span)
        return self._known[key]

    def apart(self, one: Draft, other: Draft) -> bool:
        """Tell whether the own words of two drafts place them where one event cannot be."""
        here, there = self.of(one), self.of(other)
        own = _OWN[:1] if _HAZARD in (one.type, other.type) else _OWN
        if here is None or there is None or here.scope not in own or there.scope not in own:
            return False
        if other.type == _HAZARD and one.type != _HAZARD:
            return False
        return _apart(here.site, there.site)


def _far(one: Site, other: Site, limit: float) -> bool:
    """Tell whether two points are farther from one another than a limit; without a point nothing is far."""
    return limit < distance(one, other) < math.inf


def _apart(one: Site, other: Site) -> bool:
    """Tell whether two sites are neither one inside the other nor near."""
    if one.precision in _SMALL and other.precision in _SMALL:
        wide = "district" in (one.feature, other.feature)
        return one != other and _far(one, other, _COUNTY_KM if wide else _APART_KM)
    if inside(one, other) or inside(other, one):
        return False
    divided = one.feature in ("region", "country") and other.feature in ("region", "country")
    return divided and one.precision == other.precision and (one.name, one.country) != (other.name, other.country)
