"""Words beside a name move its point or coarsen it."""

from collections.abc import Callable

import pytest

from dateline.model import Place, Site
from dateline.stages.places.distance import distance
from dateline.stages.places.modify import shifted

Find = Callable[..., list[Place]]


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("The blast was heard 20 km south of Kharkiv.", "20 km south of Kharkiv", "district"),
        ("A plane came down 10 miles north-west of Goma.", "16 km north-west of Goma", "district"),
        ("Shells fell on the outskirts of Donetsk.", "Donetsk", "district"),
        ("A convoy stopped near Aleppo.", "Aleppo", "district"),
        ("A convoy stopped in Aleppo.", "Aleppo", "settlement"),
        ("Fighting goes on in western Syria.", "western Syria", "region"),
    ],
)
def test_modified(places: Find, text: str, name: str, precision: str) -> None:
    """The site says what the words say."""
    assert [(p.site.name, p.site.precision) for p in places(text) if p.site] == [(name, precision)]


def test_offset_moves_the_point(places: Find) -> None:
    """Twenty kilometres south is twenty kilometres south."""
    moved = next(p.site for p in places("The blast was heard 20 km south of Kharkiv."))
    still = next(p.site for p in places("The blast was heard in Kharkiv."))
    assert moved is not None
    assert still is not None
    assert moved.lat is not None and still.lat is not None and moved.lon is not None and still.lon is not None  # noqa: PT018
    assert moved.lat < still.lat
    assert distance(moved.lat, moved.lon, still.lat, still.lon) == pytest.approx(20, abs=0.5)
    assert moved.geonameid is None


@pytest.mark.parametrize("bearing", [0, 45, 90, 180, 270, 315])
def test_shifted(bearing: int) -> None:
    """A shift is as long as it is said to be, in any direction, across the antimeridian too."""
    site = Site(
        name="X",
        geonameid=None,
        country=None,
        admin1=None,
        lat=-17.0,
        lon=179.9,
        precision="settlement",
        feature="settlement",
    )
    lat, lon = shifted(site, bearing, 100)
    assert -180 <= lon < 180
    assert distance(-17.0, 179.9, lat, lon) == pytest.approx(100, rel=0.02)
