"""Places: names in a report resolved to the gazetteer, and the place of an event."""

from dataclasses import dataclass
from typing import Literal

from dateline.model.span import Span
from dateline.model.when import Scope

PlacePrecision = Literal["site", "settlement", "district", "region", "country"]
PlaceRole = Literal["location", "demonym", "government", "part"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place in the world. ``country`` is ISO 3166-1 alpha-2; ``admin1`` the first-level region's plain name.

    ``geonameid`` is None where GeoNames has no entry that we know of; ``lat`` and ``lon`` are WGS 84 degrees, both None
    together where no honest point exists. ``feature`` says what it is: settlement, region, district, country, river,
    sea, mountains, area, site ...
    """

    name: str
    geonameid: int | None
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision
    feature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A name of a place in a report. ``site`` is None when it could not be told which place is meant.

    ``role``: "location" when a place is meant, "demonym" for "Russian", "government" for "Washington said", "part" for a
    name inside a longer one that is no place ("Paris Hilton", "Bank of China"). ``candidates`` are the names of the
    contenders where the choice was too close to make.
    """

    report: str
    span: Span
    role: PlaceRole
    site: Site | None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """The place cell of an event: a site and how far from the event's own words its name stood.

    ``scope`` is "title" when only the report's title names it (there is no ``span`` then, for spans count in the text),
    "decision" when a person set the place. ``district`` is the county or district that the report names around it.
    """

    site: Site
    scope: Scope | Literal["dateline", "title", "decision"]
    span: Span | None = None
    district: str | None = None
