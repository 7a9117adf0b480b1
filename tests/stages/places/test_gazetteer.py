"""The gazetteer that ships, and what a person adds to it."""

from pathlib import Path

import pytest

from dateline.errors import SettingsError
from dateline.stages.places import Gazetteer
from dateline.stages.places.sources import table


@pytest.mark.parametrize(
    ("name", "found", "country", "feature"),
    [
        ("Mykolaiv", "Mykolayiv", "UA", "settlement"),
        ("Nikolaev", "Mykolayiv", "UA", "settlement"),
        ("El Fasher", "El Fasher", "SD", "settlement"),
        ("Al-Fashir", "El Fasher", "SD", "settlement"),
        ("Tenn.", "Tennessee", "US", "region"),
        ("W.Va.", "West Virginia", "US", "region"),
        ("North Darfur", "Northern Darfur", "SD", "region"),
        ("Rapides Parish", "Rapides Parish", "US", "district"),
        ("Burma", "Myanmar", "MM", "country"),
        ("Türkiye", "Turkey", "TR", "country"),
        ("Donbass", "Donbas", "UA", "area"),
        ("Dnieper", "Dnipro River", "UA", "river"),
        ("Straits of Hormuz", "Strait of Hormuz", None, "strait"),
        ("Hindu Kush", "Hindu Kush", None, "mountains"),
        ("Hmeimim air base", "Hmeimim", "SY", "base"),
        ("Golan", "Golan Heights", "SY", "area"),
    ],
)
def test_names_of_the_news(gazetteer: Gazetteer, name: str, found: str, country: str | None, feature: str) -> None:
    """Transliterations, former names, abbreviations and features of nature are known."""
    assert any((e.name, e.country, e.feature) == (found, country, feature) for e in gazetteer.find(name))


def test_every_point_is_on_earth() -> None:
    """Our own tables hold latitudes and longitudes, in that order, both or neither."""
    for name in ("countries.csv", "admin1.csv", "admin2.csv", "areas.csv", "waters.csv", "sites.csv"):
        for row in table(name):
            assert bool(row["lat"]) == bool(row["lon"]), row
            if row["lat"]:
                assert -90 <= float(row["lat"]) <= 90, row
                assert -180 <= float(row["lon"]) <= 180, row


def test_own_places_lie_in_their_countries(gazetteer: Gazetteer) -> None:
    """A place of our own tables lies within reach of its country's point: no swapped sign or column."""
    for name in ("areas.csv", "waters.csv", "sites.csv"):
        for row in table(name):
            country = gazetteer.country(row["country"]) if row["country"] else None
            if (
                country is None
                or country.lat is None
                or row["country"] in ("US", "RU", "FR", "PT", "ES", "NO", "EC", "CL")
            ):
                continue  # countries with far islands
            assert abs(float(row["lat"]) - country.lat) < 25, row


def test_regions_of_own_places_exist() -> None:
    """The first-level regions that our own tables name are spelled as the regions are."""
    known = {(row["code"][:2], row["name"]) for row in table("admin1.csv")}
    for name in ("areas.csv", "waters.csv", "sites.csv"):
        for row in table(name):
            assert not row["admin1"] or (row["country"], row["admin1"]) in known, row


def test_demonyms_and_seats(gazetteer: Gazetteer) -> None:
    """Peoples and seats of government lead to countries."""
    assert gazetteer.demonyms["ukrainians"] == "UA"
    assert gazetteer.seats["kremlin"] == "RU"


TOML = """
[[place]]
name = "Camp Sentinel"
aliases = ["Sentinel base"]
country = "JO"
lat = 32.1
lon = 36.9
feature = "base"

[[place]]
name = "Springfield"
country = "US"
admin1 = "Oregon"
lat = 44.05
lon = -123.02
feature = "settlement"
geonameid = 5754005

[[place]]
name = "Batman"
drop = true
"""


def test_own_toml(tmp_path: Path) -> None:
    """A person's places are added, overrule those of the index, or take a name away."""
    file = tmp_path / "mine.toml"
    file.write_text(TOML)
    gazetteer = Gazetteer.open(file)
    assert [(e.name, e.country, e.feature) for e in gazetteer.find("sentinel BASE")] == [
        ("Camp Sentinel", "JO", "base")
    ]
    assert [e.admin1 for e in gazetteer.find("Springfield")] == ["Oregon"]
    assert gazetteer.find("Batman") == ()


def test_own_csv(tmp_path: Path) -> None:
    """The same can be said in a CSV file, aliases parted by semicolons."""
    file = tmp_path / "mine.csv"
    file.write_text("name,aliases,country,lat,lon,feature\nCheckpoint Nine,CP9;CP Nine,IQ,33.1,44.2,crossing\n")
    assert [e.name for e in Gazetteer.open(file).find("cp nine")] == ["Checkpoint Nine"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[place]]\ncountry = 'IQ'\n", "has no name"),
        ("[[place]]\nname = 'X'\nfeature = 'moon'\n", "is none of"),
        ("[[place]]\nname = 'X'\nlat = 3\n", "together"),
        ("[[place]]\nname = 'X'\nlat = 'north'\nlon = 2\n", "could not convert"),
        ("[[place", "cannot be read"),
    ],
)
def test_bad_table(tmp_path: Path, text: str, message: str) -> None:
    """A table with a fault is refused with its name and the reason."""
    file = tmp_path / "mine.toml"
    file.write_text(text)
    with pytest.raises(SettingsError, match=message):
        Gazetteer.open(file)


def test_missing_table(tmp_path: Path) -> None:
    """A table that is not there is refused."""
    with pytest.raises(SettingsError, match="cannot be read"):
        Gazetteer.open(tmp_path / "none.toml")
