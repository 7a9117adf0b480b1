"""The index on disk: what is written is read back, and broken files are refused."""

import os
from pathlib import Path

import numpy as np
import pytest

from dateline.stages.places import build, index
from dateline.stages.places.gazetteer import Gazetteer
from dateline.stages.places.sources import Raw


def test_round_trip(tmp_path: Path) -> None:
    """Arrays come back as they were written, whatever their types and lengths."""
    arrays = {
        "a": np.arange(7, dtype="<u8"),
        "b": np.array([1.5, np.nan], dtype="<f4"),
        "empty": np.array([], dtype="u1"),
    }
    index.write(tmp_path / "x.bin", arrays)
    found = index.read(tmp_path / "x.bin")
    assert list(found) == list(arrays)
    for name, array in arrays.items():
        np.testing.assert_array_equal(found[name], array)


def test_no_half_file_is_left(tmp_path: Path) -> None:
    """After writing, nothing but the file itself lies in the folder."""
    index.write(tmp_path / "x.bin", {"a": np.arange(3)})
    assert [f.name for f in tmp_path.iterdir()] == ["x.bin"]


def test_foreign_file(tmp_path: Path) -> None:
    """A file that is no index is refused."""
    (tmp_path / "x.bin").write_bytes(b"something else entirely")
    with pytest.raises(ValueError, match="no gazetteer index"):
        index.read(tmp_path / "x.bin")


@pytest.fixture
def small() -> Gazetteer:
    """Return a gazetteer of three invented places."""
    rows = [
        Raw("Freedonia", "country", "QF", None, 10.0, 20.0, 1000, 1, ("Land of the Free",)),
        Raw("Glücksburg", "settlement", "QF", "North", 10.5, 20.5, 500, 2, (), ("Gluecksbourg", "Somewhere Else")),
        Raw("Freedonia", "settlement", "QF", "South", None, None, 50, None),
    ]
    return Gazetteer(build.compile(rows))


def test_most_populous_first(small: Gazetteer) -> None:
    """Places of one name come in the order of their inhabitants."""
    assert [(e.feature, e.population) for e in small.find("FREEDONIA")] == [("country", 1000), ("settlement", 50)]


def test_missing_is_none(small: Gazetteer) -> None:
    """A place without a point or a number has none, not zero."""
    entry = small.find("Freedonia")[1]
    assert (entry.lat, entry.lon, entry.geonameid) == (None, None, None)


@pytest.mark.parametrize(
    ("name", "quality"),
    [("Glucksburg", "name"), ("land of the free", "alias"), ("Somewhere Else", "variant")],
)
def test_quality(small: Gazetteer, name: str, quality: str) -> None:
    """An entry says how the name belongs to it."""
    assert small.find(name)[0].quality == quality


def test_unknown_name(small: Gazetteer) -> None:
    """A name that nobody has finds nothing."""
    assert small.find("Nirgendwo") == ()


def test_country_by_code(small: Gazetteer) -> None:
    """Countries are found by their codes."""
    country = small.country("QF")
    assert country is not None
    assert country.name == "Freedonia"
    assert small.country("ZZ") is None


def test_unwritable_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the cache folder cannot be written to, the temporary folder serves."""
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    monkeypatch.setattr(build, "folder", lambda: blocked / "dateline")
    monkeypatch.setattr(build, "gather", lambda: [Raw("Freedonia", "country", "QF", None, 10.0, 20.0, 1000, 1)])
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "tmp"))
    assert build.path().is_file()


def test_old_indexes_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new index leaves one earlier one beside it, in case another Dateline is reading."""
    monkeypatch.setattr(build, "folder", lambda: tmp_path)
    monkeypatch.setattr(build, "gather", lambda: [Raw("Freedonia", "country", "QF", None, 10.0, 20.0, 1000, 1)])
    for age in (1, 2, 3):
        monkeypatch.setattr(build, "digest", lambda age=age: f"v{age}")
        os.utime(build.path(), (age, age))
    assert sorted(f.name for f in tmp_path.iterdir()) == ["gazetteer-v2.bin", "gazetteer-v3.bin"]
