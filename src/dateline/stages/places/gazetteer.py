"""The gazetteer: names in, places out. Opened from the compiled index, with a user's own places laid over it."""

import csv
import math
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from dateline.errors import SettingsError
from dateline.stages.places import build, index
from dateline.stages.places.entry import FEATURES, QUALITIES, Entry
from dateline.stages.places.names import fold, key
from dateline.stages.places.sources import split, table

_CAPITAL = 50_000  # inhabitants: a hamlet named like the capital is none
_MEMO = 200_000  # names remembered with their entries; a run over a million reports stays below about 100 MB


class Gazetteer:
    """Look-up of places by name. ``extra`` entries win over the index's under the same name."""

    def __init__(
        self, arrays: index.Arrays, extra: tuple[tuple[str, Entry], ...] = (), dropped: frozenset[str] = frozenset()
    ) -> None:
        self._a = arrays
        self._size = len(arrays["keys"])
        self._countries = bytes(arrays["countries"]).decode().split("\n")
        self._admins = bytes(arrays["admins"]).decode().split("\n")
        self._memo: dict[str, tuple[Entry, ...]] = {}
        self._dropped = dropped
        self._extra: dict[str, list[Entry]] = {}
        for name, entry in extra:
            self._extra.setdefault(fold(name), []).append(entry)
        self.demonyms, self.seats = _peoples()

    @classmethod
    def open(cls, extra: Path | None = None, progress: Callable[[str], None] | None = None) -> "Gazetteer":
        """Open the compiled index, with the places of a user's TOML or CSV file added.

        The index is built on first use; ``progress`` is told then, and only then.
        """
        arrays = index.read(build.path(progress))
        if extra is None:
            return cls(arrays)
        rows = _read_extra(extra)
        return cls(arrays, _entries(rows), frozenset(fold(str(r["name"])) for r in rows if r.get("drop")))

    def find(self, name: str) -> tuple[Entry, ...]:
        """Return the places that go by a name, most populous first."""
        folded = fold(name)
        found = self._memo.get(folded)
        if found is None:
            if len(self._memo) >= _MEMO:
                self._memo.clear()
            found = self._memo[folded] = self._look_up(folded)
        return found

    def _look_up(self, folded: str) -> tuple[Entry, ...]:
        """Read the entries of a folded name from the index."""
        if folded in self._extra:
            return tuple(self._extra[folded])
        if len(folded) < 2 or folded in self._dropped:
            return ()
        wanted = np.uint64(key(folded))
        at, entries = int(np.searchsorted(self._a["keys"], wanted)), []
        while at < self._size and self._a["keys"][at] == wanted:
            entries.append(self._entry(int(self._a["owners"][at]), int(self._a["qualities"][at])))
            at += 1
        return tuple(sorted(entries, key=lambda e: (-e.population, e.number)))

    def _entry(self, row: int, quality: int) -> Entry:
        """Return one row of the index."""
        a = self._a
        lat, lon, number = float(a["lat"][row]), float(a["lon"][row]), int(a["geonameid"][row])
        start = int(a["name_ends"][row - 1]) if row else 0
        name, feature = bytes(a["names"][start : int(a["name_ends"][row])]).decode(), FEATURES[int(a["feature"][row])]
        country = self._countries[int(a["country"][row])] or None
        population = int(a["population"][row])
        seat = feature == "settlement" and population >= _CAPITAL and self.seats.get(fold(name)) == country is not None
        return Entry(
            number=row,
            name=name,
            geonameid=None if number == build.NONE else number,
            country=country,
            admin1=self._admins[int(a["admin1"][row])] or None,
            lat=None if math.isnan(lat) else round(lat, 5),
            lon=None if math.isnan(lon) else round(lon, 5),
            population=population,
            feature=feature,
            quality=QUALITIES[quality],
            capital=seat,
        )

    def country(self, code: str) -> Entry | None:
        """Return the country of an ISO 3166-1 alpha-2 code."""
        return self._by_code.get(code)

    @property
    def _by_code(self) -> dict[str, Entry]:
        """Map codes to countries, which are the first rows of the index."""
        memo: dict[str, Entry] = getattr(self, "_codes", {})
        if not memo:
            row = 0
            while FEATURES[int(self._a["feature"][row])] == "country":
                entry = self._entry(row, 0)
                memo[entry.country or ""] = entry
                row += 1
            self._codes = memo
        return memo


def _peoples() -> tuple[dict[str, str], dict[str, str]]:
    """Return demonyms ("ukrainians") and seats of government ("kremlin"), folded, with their countries' codes."""
    demonyms, seats = {}, {}
    for row in table("nations.csv"):
        demonyms.update(dict.fromkeys(map(fold, split(row["demonyms"])), row["code"]))
        seats.update(dict.fromkeys(map(fold, split(row["seats"])), row["code"]))
    return demonyms, seats


def _read_extra(path: Path) -> list[dict[str, Any]]:
    """Read a user's table: CSV with a header, or TOML with ``[[place]]`` blocks."""
    try:
        text = path.read_text("utf-8-sig")
        if path.suffix.casefold() == ".toml":
            rows: list[dict[str, Any]] = tomllib.loads(text).get("place", [])
        else:
            rows = list(csv.DictReader(text.splitlines()))
    except (OSError, ValueError, csv.Error) as error:
        raise SettingsError(f"The table of places {path} cannot be read: {error}") from error
    for number, row in enumerate(rows, 1):
        if not row.get("name"):
            raise SettingsError(f"The table of places {path}: place {number} has no name")
    return rows


def _entries(rows: list[dict[str, Any]]) -> tuple[tuple[str, Entry], ...]:
    """Turn a user's rows into entries under all their names."""
    found: list[tuple[str, Entry]] = []
    for number, row in enumerate(r for r in rows if not r.get("drop")):
        entry = _own_entry(number, row)
        aliases = row.get("aliases") or ()
        names = split(aliases) if isinstance(aliases, str) else tuple(map(str, aliases))
        found += [(entry.name, entry), *((n, replace(entry, quality="alias")) for n in names)]
    return tuple(found)


def _own_entry(number: int, row: dict[str, Any]) -> Entry:
    """Turn one row of a user's table into an entry; rows are numbered below zero, apart from the index's."""
    feature = str(row.get("feature") or "site")
    if feature not in FEATURES:
        raise SettingsError(f"Place {row['name']!r}: feature {feature!r} is none of {', '.join(FEATURES)}")
    try:
        lat, lon = (None if row.get(k) in (None, "") else float(row[k]) for k in ("lat", "lon"))
        geonameid = int(row["geonameid"]) if row.get("geonameid") else None
    except (TypeError, ValueError) as error:
        raise SettingsError(f"Place {row['name']!r}: {error}") from error
    if (lat is None) != (lon is None):
        raise SettingsError(f"Place {row['name']!r}: lat and lon are given together or not at all")
    return Entry(
        number=-1 - number,
        name=str(row["name"]),
        geonameid=geonameid,
        country=row.get("country") or None,
        admin1=row.get("admin1") or None,
        lat=lat,
        lon=lon,
        population=int(row.get("population") or 10_000_000),
        feature=feature,
    )
