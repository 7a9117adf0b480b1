"""A record that several share: runs side by side, the same exports as from a file, and clear words when the server says no."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import postgres
import pytest
import raw
from invent import fill

from dateline.data import sample_folder
from dateline.errors import RecordDamaged, RecordError
from dateline.export import jsonl
from dateline.export.rows import WHATS, rows
from dateline.model import Findings, Lineage, Report
from dateline.store import Record

SAMPLES = sorted(p for p in sample_folder().rglob("*") if p.is_file())[:16]


@pytest.fixture
def address(shared: str) -> str:
    """Return the address of a record that is not there yet."""
    return postgres.record(shared)


def exported(path: str | Path) -> dict[str, str]:
    """Return every export of a record as text."""
    import io

    out: dict[str, str] = {}
    with Record.open(path) as record:
        for what in WHATS:
            buffer = io.StringIO()
            jsonl.write(rows(record, what, record.types()), buffer)
            out[what] = buffer.getvalue()
    return out


def test_exports_are_those_of_a_file(address: str, tmp_path: Path) -> None:
    """Byte for byte, whichever database holds the record."""
    for record in (address, str(tmp_path / "news.db")):
        fill(record, 60)
    assert exported(address) == exported(tmp_path / "news.db")


def test_two_runs_at_once(address: str, samples: Path) -> None:
    """Two processes that read different reports at the same time leave the record of one run, and both succeed."""
    halves = (SAMPLES[::2], SAMPLES[1::2])
    command = [sys.executable, "-m", "dateline", "read", "--record", address, "--jobs", "1"]
    runs = [subprocess.Popen([*command, *map(str, some)], stdout=subprocess.DEVNULL) for some in halves]
    assert [run.wait(timeout=200) for run in runs] == [0, 0]
    one, other = exported(address), exported(str(samples))
    assert {what: sorted(text.splitlines()) for what, text in one.items()} == {
        what: sorted(text.splitlines()) for what, text in other.items()
    }
    with Record.open(address) as record:
        assert record.faults() == []


def test_a_report_is_in_one_hand(address: str) -> None:
    """What one run analyses no other takes, until it is done or the run has ended."""
    reports = [Report(id=f"r-{n}", given_id=str(n), text=f"Text {n}.", language="en") for n in range(3)]
    with Record.open(address, create=True) as one, Record.open(address) as other, one.writing():
        one.add(reports)
        with other.writing():
            assert [r.id for r in one.claim(["r-0", "r-1"], "model")] == ["r-0", "r-1"]
            assert [r.id for r in other.claim(["r-0", "r-1", "r-2"], "model")] == ["r-2"]
            one.keep(Findings(report="r-0"), "model")
            assert other.claim(["r-0", "r-1"], "model") == []
        assert [r.id for r in one.claim(["r-2"], "model")] == ["r-2"]


def test_a_date_found_meanwhile_leads_to_a_new_analysis(address: str) -> None:
    """An analysis that rested on the date of before is not taken for one with the date of now."""
    report = Report(id="r-0", given_id="0", text="Text.", language="en")
    with Record.open(address, create=True) as one, Record.open(address) as other, one.writing():
        one.add([report])
        one.claim(["r-0"], "model")
        dated = Report(id="r-0", given_id="0", text="Text.", language="en", published=date(2027, 5, 4))
        other.keep_lineages([Lineage(id="l-1", reports=("r-0",), primary="r-0")], {"r-0": dated})
        one.keep(Findings(report="r-0"), "model")
        assert one.pending("model") == ["r-0"]


@pytest.fixture
def reader(address: str) -> Iterator[str]:
    """Return a record's address for a user who may only read it."""
    fill(address, 5)
    role = f"reader{os.getpid()}"
    schema = raw.ask(address, "SELECT current_schema()")[0][0]
    raw.ask(address, f"CREATE ROLE {role} LOGIN")
    raw.ask(address, f"GRANT USAGE ON SCHEMA {schema} TO {role}")
    raw.ask(address, f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {role}")
    yield address.replace("postgres@", f"{role}@")
    raw.ask(address, f"DROP OWNED BY {role}")
    raw.ask(address, f"DROP ROLE {role}")


def test_a_user_who_may_only_read(reader: str) -> None:
    """The record opens for reading with no more than that right, and says so when it is to be written."""
    with Record.open(reader) as record:
        assert record.counts()["event"] == 5
        assert record.faults() == []
        with pytest.raises(RecordError, match="may be read but not written"):
            record.add([Report(id="r-0", given_id="0", text="Text.")])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda a: a.replace("/postgres?", "/nowhere?"), "createdb"),
        (lambda a: a.replace("dateline-pg", "no-such"), "cannot be reached"),
        (lambda a: "postgresql://user:secret@host:port/news", "no address"),
        (lambda a: "postgresql://user:secret@127.0.0.1:1/news", r"user:\*\*\*@127.0.0.1:1/news cannot be reached"),
    ],
)
def test_a_server_that_says_no(address: str, change: Callable[[str], str], said: str) -> None:
    """The message names the address without the password, and says what to do."""
    with pytest.raises(RecordError, match=said) as told:
        Record.open(change(address), create=True)
    assert "secret" not in str(told.value)


def test_a_record_that_is_missing(address: str) -> None:
    """Whoever asks for a record in a database without one is told how to make it."""
    with pytest.raises(RecordError, match="dateline read"):
        Record.open(address)


def test_tables_of_something_else_are_left_alone(address: str) -> None:
    """A database may hold other tables beside a record, but none of its names."""
    raw.ask(address, "CREATE TABLE report (name text)")
    with pytest.raises(RecordDamaged, match="no Dateline record"):
        Record.open(address, create=True)


def test_backups_are_made_with_its_own_tool(address: str, tmp_path: Path) -> None:
    """A person who asks for a copy is told how to make one."""
    with Record.open(address, create=True) as record, pytest.raises(RecordError, match="pg_dump"):
        record.copy(tmp_path / "copy.db")


def test_a_server_that_goes_away(tmp_path: Path) -> None:
    """A run whose server stops ends in one line; what was read before is there when it is back."""
    programs = postgres.programs()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed here")
    with postgres.server(programs) as address, Record.open(address, create=True) as record:
        record.add([Report(id="r-0", given_id="0", text="Text.", language="en")])
        folder = Path(raw.ask(address, "SHOW data_directory")[0][0])
        with (
            record.writing(),
            postgres.stopped(programs, folder),
            pytest.raises(RecordError, match=r"reached|shut down"),
        ):
            record.add([Report(id="r-1", given_id="1", text="Text 1.", language="en")])
        assert record.counts()["report"] == 1


def test_points_are_geometries_where_postgis_is(shared: str, tmp_path: Path) -> None:
    """In a database with PostGIS, QGIS and others find the events as points."""
    if not raw.ask(shared, "SELECT 1 FROM pg_available_extensions WHERE name = 'postgis'"):
        pytest.skip("PostGIS is not installed here")
    raw.ask(shared, "CREATE EXTENSION IF NOT EXISTS postgis SCHEMA public")
    address = postgres.record(shared, beside="public")
    fill(address, 20)
    [(points, same)] = raw.ask(
        address,
        "SELECT count(geometry), count(*) FILTER (WHERE ST_X(geometry) = lon AND ST_Y(geometry) = lat) "
        "FROM event LEFT JOIN event_point USING (n) WHERE lat IS NOT NULL",
    )
    assert points == same > 0
    with Record.open(address) as record:
        assert record.faults() == []
