"""How two places lie to each other."""

from dataclasses import replace

import pytest

from dateline.model import PlacePrecision, Site
from dateline.stages.reconcile.nearness import nearness


def site(name: str, lat: float, lon: float, precision: PlacePrecision = "settlement", country: str = "KG") -> Site:
    """Return a place that no gazetteer numbers."""
    feature = "area" if precision == "region" else "settlement"
    return Site(
        name=name,
        geonameid=None,
        country=country,
        admin1=None if precision == "region" else "Osh",
        lat=lat,
        lon=lon,
        precision=precision,
        feature=feature,
    )


TOWN = site("Nookat", 40.27, 72.62)


@pytest.mark.parametrize(
    ("other", "relation"),
    [
        (site("southern Kyrgyzstan", 40.45, 74.53, "region"), "inside"),
        (site("eastern Kyrgyzstan", 42.4, 78.4, "region"), "country"),  # 560 km away
        (site("southern Kazakhstan", 42.9, 71.4, "region", "KZ"), "apart"),
        (site("Osh", 40.53, 72.80), "near"),
    ],
)
def test_a_part_of_a_country_holds_the_towns_around_its_middle(other: Site, relation: str) -> None:
    """No gazetteer knows "southern Kyrgyzstan": a town of the country within some hundred kilometres lies in it."""
    assert nearness(TOWN, other) == nearness(other, TOWN) == relation


def test_a_name_without_a_point() -> None:
    """Two villages of one name and no point are one, unless both are known to lie in different countries."""
    known, bare = replace(TOWN, lat=None, lon=None), replace(TOWN, lat=None, lon=None, country=None, admin1=None)
    assert nearness(known, bare) == nearness(bare, known) == "same"
    assert nearness(known, replace(known, country="KZ")) == "apart"
