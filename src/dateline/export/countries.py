"""Countries as other people's formats name them: ISO codes, English names, and the regions of ACLED and UCDP.

The rows come from GeoNames (CC BY 4.0); regions follow the lists that ACLED and UCDP publish with their data.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Country:
    """One country or territory. ``numeric`` is ISO 3166-1's number; a region is "" where the scheme has none."""

    alpha2: str
    alpha3: str
    numeric: str
    name: str
    acled_region: str
    ucdp_region: str


@cache
def _table() -> Mapping[str, Country]:
    text = files("dateline.data").joinpath("export", "countries.csv").read_text(encoding="utf-8")
    return {row["alpha2"]: Country(**row) for row in csv.DictReader(text.splitlines())}


def country(code: str | None) -> Country | None:
    """Return the country with an ISO 3166-1 alpha-2 ``code``, or None for no code or one that we do not know."""
    return _table().get(code) if code else None
