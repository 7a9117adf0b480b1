"""Whether two places can be the place of one happening: the same, one inside the other, near, or apart."""

import math
from collections.abc import Sequence
from math import asin, cos, radians, sin, sqrt
from typing import Literal

from dateline.model import Site

# The north or south of a country reaches about so far from the point that stands for it, in all but the largest ones.
_PART_KM = 400.0

Nearness = Literal["same", "inside", "near", "region", "country", "apart"]

_EARTH = 12_742.0
# Two points of one town, or a town and its suburb, as gazetteers place them.
_SAME_KM = 8.0
# Outlets name the next larger town for a village: 40 km is about the size of a US county.
_NEAR_KM = 40.0
# Degrees of latitude, of 111 km each, beyond which two points are not near: seen without the work of a distance.
_NEAR_DEGREES = 0.37


def km(one: Site, other: Site) -> float | None:
    """Return the distance of two sites on the globe, None when one has no point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    north, south = radians(one.lat), radians(other.lat)
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(radians(other.lon - one.lon) / 2) ** 2
    return _EARTH * asin(min(1.0, sqrt(half)))


def nearness(one: Site, other: Site) -> Nearness:
    """Tell how two sites lie to each other."""
    if one.geonameid is not None and one.geonameid == other.geonameid:
        return "same"
    if one.country and other.country and one.country != other.country:
        return _by_distance(one, other, "apart")
    if "country" in (one.precision, other.precision):
        return "inside" if one.country == other.country else "apart"
    if "region" in (one.precision, other.precision):
        return _in_region(one, other)
    return _by_distance(one, other, "region" if one.admin1 == other.admin1 and one.admin1 else "country")


def _in_region(one: Site, other: Site) -> Nearness:
    """Compare sites of which one is a region (or a river, a sea, an area)."""
    region, place = (one, other) if one.precision == "region" else (other, one)
    if region.name in (place.admin1, place.name) or region.admin1 == place.admin1 is not None:
        return "inside"
    if _is_part(region) and region.country == place.country and (km(one, other) or math.inf) <= _PART_KM:
        return "inside"
    return _by_distance(one, other, "country")


def _is_part(region: Site) -> bool:
    """Tell a part of a country that no gazetteer knows: "southern Kyrgyzstan"."""
    return region.feature == "area" and region.geonameid is None and region.admin1 is None


def _by_distance(one: Site, other: Site, otherwise: Nearness) -> Nearness:
    """Decide by kilometres where both have a point; near ones may lie on two sides of a border."""
    if one.lat is not None and other.lat is not None and abs(one.lat - other.lat) > _NEAR_DEGREES:
        return otherwise
    distance = km(one, other)
    if distance is None:
        return "same" if one.name == other.name and otherwise != "apart" else otherwise
    if distance <= _SAME_KM and otherwise != "apart":
        return "same"
    return "near" if distance <= _NEAR_KM else otherwise


_RANK: tuple[Nearness, ...] = ("same", "near", "inside", "region", "country", "apart")


def nearest(some: Sequence[Site], others: Sequence[Site]) -> Nearness | None:
    """Return the best relation between any two sites of two accounts, None when one gives no place."""
    if not some or not others:
        return None
    if len(some) == len(others) == 1:
        return nearness(some[0], others[0])
    return min((nearness(a, b) for a in some for b in others), key=_RANK.index)
