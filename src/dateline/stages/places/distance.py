"""Distances on the sphere."""

import math

from dateline.stages.places.entry import Entry

_FAR_KM = 100.0  # two points farther apart than this are different places to any reader


def distance(lat: float, lon: float, to_lat: float, to_lon: float) -> float:
    """Return kilometres between two points on the sphere (haversine)."""
    p, q = math.radians(lat), math.radians(to_lat)
    h = math.sin((p - q) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(lon - to_lon) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))


def apart(one: Entry, other: Entry) -> bool:
    """Tell whether two places lie so far apart that taking one for the other would mislead."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return one.country != other.country
    return distance(one.lat, one.lon, other.lat, other.lon) > _FAR_KM
