"""A whole record is found whole, a broken one is not; a copy is a record."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dateline.errors import RecordError
from dateline.model import Report
from dateline.store import Record


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a record with one report."""
    with Record.open(tmp_path / "news.db", create=True) as record:
        record.add([Report(id="r-1", given_id="1", text="Nothing happened.", language="en")])
    return tmp_path / "news.db"


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("INSERT INTO lineage VALUES ('l-1', 'r-1', 1, '[]')", "lineage has no reports"),
        (
            "INSERT INTO date(report, start, end, text, type, cells) VALUES ('r-1', 0, 7, 'Another', 'DATE', '')",
            "quote",
        ),
        ("INSERT INTO lineage VALUES ('l-1', 'r-9', 1, '[]')", "points to a row of report"),
        ("DELETE FROM report", "full-text index"),
    ],
)
def test_damage_is_found(path: Path, damage: str, said: str) -> None:
    """Every rule of the record can be seen broken."""
    with Record.open(path) as record:
        assert record.faults() == []
    with closing(sqlite3.connect(path)) as plain, plain:
        plain.execute(damage)
    with Record.open(path) as record:
        assert any(said in fault for fault in record.faults())


def test_a_copy_is_a_record(path: Path) -> None:
    """The copy has what the record has, even while it is being written to."""
    copied = path.with_name("copy.db")
    with Record.open(path) as record, record.writing():
        record.copy(copied)
    with Record.open(copied) as record:
        assert record.faults() == []
        assert [f.report.id for f in record.reports()] == ["r-1"]


def test_nothing_is_overwritten(path: Path) -> None:
    """A file that is there already stays as it is."""
    with Record.open(path) as record, pytest.raises(RecordError, match="there already"):
        record.copy(path)
