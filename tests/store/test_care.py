"""A whole record is found whole, a broken one is not; a copy is a record."""

from collections.abc import Callable
from pathlib import Path

import pytest
import raw

from dateline.errors import RecordError
from dateline.model import Report
from dateline.store import Record

REPORT = Report(id="r-1", given_id="1", text="Nothing happened.", language="en")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a record with one report in a file."""
    with Record.open(tmp_path / "news.db", create=True) as record:
        record.add([REPORT])
    return tmp_path / "news.db"


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("INSERT INTO lineage VALUES ('l-1', 'r-1', 1, '[]')", "lineage has no reports"),
        (
            """INSERT INTO date(report, start, "end", text, type, cells) VALUES ('r-1', 0, 7, 'Another', 'DATE', '')""",
            "quote",
        ),
        (
            'INSERT INTO mention(id, report, start, "end", event, names, trigger, salience, type, status, cells) '
            "VALUES ('m-1', 'r-1', 0, 7, 'e-1', 'e-1', '', 0, '', '', '')",
            "points to an event",
        ),
        (
            "INSERT INTO event(id, summary, standing, reports, lineages, lat, type, status, cells) "
            "VALUES ('e-1', '', '', 3, 1, 1.5, '', '', '')",
            "an event has no mention: e-1; an event's point is not in the spatial index: e-1; an event counts other reports",
        ),
        ("UPDATE report SET text = 'Another text.'", "full-text index"),
    ],
)
def test_damage_is_found(new_record: Callable[[], str], damage: str, said: str) -> None:
    """Every rule of the record can be seen broken."""
    path = new_record()
    with Record.open(path, create=True) as record:
        record.add([REPORT])
        assert record.faults() == []
    raw.ask(path, damage)
    with Record.open(path) as record:
        assert said in "; ".join(record.faults())


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("INSERT INTO lineage VALUES ('l-1', 'r-9', 1, '[]')", "points to a row of report"),
        ("DELETE FROM report", "full-text index"),
        ("INSERT INTO event_point VALUES (7, 1, 1, 1, 1)", "a point without an event"),
    ],
)
def test_damage_that_a_server_would_not_allow_is_found(path: Path, damage: str, said: str) -> None:
    """A file can be changed past SQLite's own rules."""
    raw.ask(str(path), damage)
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
