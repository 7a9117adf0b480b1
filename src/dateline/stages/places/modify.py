"""What words beside a resolved name do to the point: "20 km south of", "near", "between X and Y", "western".

A modified place keeps its country but not its number: the text does not mean the place itself.
"""

import math
from dataclasses import replace
from functools import cache

from dateline.model import Parse, Place, Site, Span
from dateline.stages.places.sources import split, table

_KM = {
    "km": 1.0, "kms": 1.0, "kilometer": 1.0, "kilometre": 1.0, "kilometers": 1.0, "kilometres": 1.0,
    "mile": 1.609, "miles": 1.609, "mi": 1.609, "m": 0.001, "metre": 0.001, "metres": 0.001, "meters": 0.001, "meter": 0.001,
}  # fmt: skip
_BEARING = {
    "north": 0,
    "northeast": 45,
    "east": 90,
    "southeast": 135,
    "south": 180,
    "southwest": 225,
    "west": 270,
    "northwest": 315,
}
_NEAR = frozenset(("near", "outside", "around", "beyond"))
_EDGES = frozenset(("outskirts", "edge", "suburbs", "vicinity", "environs", "countryside"))
_DEGREE_KM = 111.2
_QUARTER = 0.25  # "western X" means the point a quarter of its width west of the centre
_FARTHEST_KM = 500.0  # "2,000 miles west of" tells nobody where


def modify(parse: Parse, place: Place, first: int) -> Place:
    """Return a place changed by the words before its first token, or the place itself where there are none."""
    site = place.site
    if site is None or place.role != "location" or site.lat is None or site.lon is None:
        return place
    words = [t.lower for t in parse.tokens[max(0, first - 6) : first]]
    moved = _offset(parse, place, site, first) or _compass(parse, place, site, first)
    if moved:
        return moved
    edge = words[-1:] == ["of"] and bool(_EDGES & set(words[-3:-1]))
    if site.precision == "settlement" and (edge or (words and words[-1] in _NEAR)):
        return replace(place, site=replace(site, precision="district"))
    return place


def _bearing(word: str) -> int | None:
    """Return the degrees of "south", "south-west", "southwestern"."""
    return _BEARING.get(word.casefold().replace("-", "").removesuffix("ern"))


def _offset(parse: Parse, place: Place, site: Site, first: int) -> Place | None:
    """Move the point by "20 km (12 miles) south of"."""
    tokens, at = parse.tokens, first - 1
    if at < 3 or tokens[at].lower not in ("of", "from"):
        return None
    half = 2 if at > 3 and tokens[at - 2].text == "-" else 0  # the model parts "north-west" in three
    direction = parse.text[tokens[at - 1 - half].start : tokens[at - 1].end].lower()
    bearing = _bearing(direction)
    number, start = _measure(parse, at - 2 - half)
    if bearing is None or number is None or number > _FARTHEST_KM:
        return None
    lat, lon = shifted(site, bearing, number)
    span = Span(tokens[start].start, place.span.end, parse.text[tokens[start].start : place.span.end])
    name = f"{round(number)} km {direction} of {site.name}"
    return replace(
        place, span=span, site=replace(site, name=name, geonameid=None, lat=lat, lon=lon, precision="district")
    )


def _measure(parse: Parse, at: int) -> tuple[float | None, int]:
    """Read "20 km" or "20km" that ends at token ``at``: kilometres and the token that it begins at."""
    tokens = parse.tokens
    for back in range(at, max(-1, at - 6), -1):
        if tokens[back].lower in _KM and back:
            try:
                return float(tokens[back - 1].text.replace(",", "")) * _KM[tokens[back].lower], back - 1
            except ValueError:
                continue
    return None, at


def shifted(site: Site, bearing: int, km: float) -> tuple[float, float]:
    """Return the point so many kilometres from a site in a direction (flat: good enough below 500 km)."""
    assert site.lat is not None
    assert site.lon is not None
    turn = math.radians(bearing)
    lat = max(-89.0, min(89.0, site.lat + km * math.cos(turn) / _DEGREE_KM))
    lon = site.lon + km * math.sin(turn) / (_DEGREE_KM * max(0.1, math.cos(math.radians(site.lat))))
    return round(lat, 4), round((lon + 180) % 360 - 180, 4)


def _compass(parse: Parse, place: Place, site: Site, first: int) -> Place | None:
    """Move a country's point for "western", a quarter of its width; it is then a region of that country."""
    before = parse.tokens[first - 1] if first else None
    if (
        before is not None and first > 2 and parse.tokens[first - 2].text == "-"
    ):  # the model parts "north-eastern" in three
        before, word = parse.tokens[first - 3], parse.text[parse.tokens[first - 3].start : before.end]
    else:
        word = before.text if before is not None else ""
    bearing = _bearing(word) if word[:1].islower() else None
    if before is None or bearing is None or site.feature != "country" or site.lat is None or site.lon is None:
        return None
    height, width = _spans().get(site.country or "", (0.0, 0.0))
    turn = math.radians(bearing)
    lat = round(site.lat + _QUARTER * height * math.cos(turn), 3)
    lon = round(site.lon + _QUARTER * width * math.sin(turn), 3)
    span = Span(before.start, place.span.end, parse.text[before.start : place.span.end])
    name = f"{word} {site.name}"
    return replace(
        place,
        span=span,
        site=replace(site, name=name, geonameid=None, lat=lat, lon=lon, precision="region", feature="area"),
    )


@cache
def _spans() -> dict[str, tuple[float, float]]:
    """Map country codes to height and width in degrees."""
    spans = {row["code"]: split(row["span"]) for row in table("countries.csv")}
    return {code: (float(span[0]), float(span[1])) for code, span in spans.items() if len(span) == 2}
