"""An entry of the gazetteer and what kinds of places there are."""

from dataclasses import dataclass
from typing import Literal

from dateline.model import PlacePrecision, Site

Quality = Literal["name", "alias", "variant"]

FEATURES = (
    "country", "region", "district", "settlement", "continent", "area", "island", "islands", "river", "sea", "lake",
    "bay", "strait", "canal", "mountains", "mountain", "volcano", "desert", "pass", "line", "glacier", "site", "base",
    "dam", "bridge", "crossing", "airport", "park",
)  # fmt: skip
QUALITIES: tuple[Quality, ...] = ("name", "alias", "variant")

_PRECISION: dict[str, PlacePrecision] = {
    "country": "country",
    "settlement": "settlement",
    "district": "district",
    **dict.fromkeys(("site", "base", "dam", "bridge", "crossing", "airport", "mountain", "volcano"), "site"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer. ``admin1`` is the first-level region's plain name, ``population`` 0 where not known.

    ``number`` is its row in the index; ``quality`` says how the name it was found under belongs to it: its own "name",
    an English "alias" from our tables, or a "variant" among GeoNames' alternate names, which are noisy.
    """

    number: int
    name: str
    geonameid: int | None
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    population: int
    feature: str
    quality: Quality = "name"
    capital: bool = False

    @property
    def precision(self) -> PlacePrecision:
        """How small a place this is: whatever is no country, settlement, district or site is a region."""
        return _PRECISION.get(self.feature, "region")

    def site(self) -> Site:
        """Return the place as the model has it."""
        return Site(
            name=self.name,
            geonameid=self.geonameid,
            country=self.country,
            admin1=self.admin1,
            lat=self.lat,
            lon=self.lon,
            precision=self.precision,
            feature=self.feature,
        )
