"""When the machine or the record is in the way, a run ends in one clear line and its exit code, and damages nothing."""

import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import invent
import pytest
from filelock import FileLock

from dateline.store import Filter, Record, queries
from dateline.store.queries import Window

# Indexes that schema 3 has and those of before had not.
NEW = (
    "event_kinds",
    "event_days",
    "event_spots",
    "event_nations",
    "event_browse",
    "mention_told",
    "statement_speaker",
    "report_current",
)
_THROUGH = ("--through", "lineage", "--jobs", "1")


def read(record: Path, reports: Path, before: str = "") -> subprocess.CompletedProcess[str]:
    """Run ``dateline read`` in a process of its own, after the Python statements in ``before``."""
    command = _command(record, reports, before)
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ}, check=False)


def _command(record: Path, reports: Path, before: str) -> list[str]:
    code = f"import sys; {before}\nfrom dateline.cli import main\nmain()"
    return [sys.executable, "-c", code, "read", str(reports), "--record", str(record), *_THROUGH]


def told(run: subprocess.CompletedProcess[str]) -> str:
    """Return the one line that a run told on standard error."""
    assert "Traceback" not in run.stderr
    [line] = run.stderr.strip().splitlines()
    return line


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Return a file of 300 reports that share nothing."""
    file = tmp_path / "reports.jsonl"
    rows = ({"id": str(n), "text": " ".join(f"word{n * 300 + k}" for k in range(300))} for n in range(300))
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return file


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """Return a record without reports."""
    path = tmp_path / "news.db"
    Record.open(path, create=True).close()
    return path


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="no limits on this system")
def test_a_full_disk(tmp_path: Path, reports: Path) -> None:
    """A record that cannot grow is told, and is whole; with room again the run goes on where it stopped."""
    path = tmp_path / "news.db"
    # From the first filing on: the language identifier unpacks its model into a temporary file before.
    limit = (
        "import resource, signal; from dateline.store import Record; add = Record.add; "
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); size = (400_000, 400_000); "
        "Record.add = lambda *given: (resource.setrlimit(resource.RLIMIT_FSIZE, size), add(*given))[1]"
    )
    run = read(path, reports, limit)
    assert run.returncode == 5
    assert str(path) in told(run)
    with Record.open(path) as left:
        assert left.faults() == []
    assert read(path, reports).returncode == 0
    with Record.open(path) as whole:
        assert whole.counts()["report"] == 300


def test_a_locked_record(record: Path, reports: Path) -> None:
    """While another process writes, a second one is told to wait."""
    with FileLock(f"{record}.lock"):
        run = read(record, reports)
    assert run.returncode == 4
    assert "Another process is writing" in told(run)


def test_a_newer_record(record: Path, reports: Path) -> None:
    """A record from a newer Dateline is left alone."""
    with closing(sqlite3.connect(record)) as raw, raw:
        raw.execute("UPDATE meta SET value = '999' WHERE key = 'schema_version'")
    run = read(record, reports)
    assert run.returncode == 5
    assert "newer Dateline" in told(run)


@pytest.mark.parametrize("content", [b"Not a database at all." * 500, b"SQLite format 3\x00" + b"\xff" * 9000])
def test_a_corrupted_record(record: Path, reports: Path, content: bytes) -> None:
    """A damaged file is told as such, and stays as it is."""
    record.write_bytes(content)
    run = read(record, reports)
    assert run.returncode == 5
    assert "damaged" in told(run)
    assert record.read_bytes() == content


def test_a_folder_that_is_missing(tmp_path: Path, reports: Path) -> None:
    """A record in a folder that is not there cannot be opened."""
    run = read(tmp_path / "nowhere" / "news.db", reports)
    assert run.returncode == 5
    assert "check that its folder exists" in told(run)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_read_only(tmp_path: Path, reports: Path) -> None:
    """A record in a folder without the right to write is told."""
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    run = read(folder / "news.db", reports)
    assert run.returncode == 5
    assert str(folder) in told(run)


@pytest.mark.parametrize(
    ("sent", "code", "word"), [(signal.SIGINT, 130, "Interrupted"), (signal.SIGTERM, 143, "Ended")]
)
def test_an_interrupted_run(tmp_path: Path, reports: Path, sent: signal.Signals, code: int, word: str) -> None:
    """Ctrl-C, or the system's wish that it end, ends a run in one line; run again, it goes on."""
    path = tmp_path / "news.db"
    # The run tells when it has filed its reports, and then waits to be interrupted in the middle of tracing.
    wait = (
        "from dateline.store import Record; import time, pathlib; shelf = Record.shelf; "
        f"Record.shelf = lambda self: (pathlib.Path({str(tmp_path / 'ready')!r}).touch(), time.sleep(60), shelf(self))[2]"
    )
    run = subprocess.Popen(_command(path, reports, wait), stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    while not (tmp_path / "ready").exists() and run.poll() is None:
        time.sleep(0.05)
    run.send_signal(sent)
    said = run.communicate(timeout=60)[1]
    assert run.returncode == code
    assert said.strip() == f"{word}. What was read so far is kept; run the same command again to go on."
    with Record.open(path) as left:
        assert left.counts()["report"] == 300
        assert left.faults() == []
    assert read(path, reports).returncode == 0
    with Record.open(path) as whole:
        assert whole.counts()["lineage"] == 300


def test_what_a_record_of_schema_2_knows_is_kept(tmp_path: Path, reports: Path) -> None:
    """Reports that were traced are not traced again, others are; an analysis with another day is done again."""
    path = tmp_path / "news.db"
    assert read(path, reports).returncode == 0
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("DROP TABLE queue")
        raw.execute("DROP TABLE unit")
        for index in NEW:
            raw.execute(f"DROP INDEX {index}")
        _without_numbers(raw)
        raw.execute("CREATE INDEX report_pending ON report (analysed_with)")
        raw.execute("UPDATE report SET language = 'en', analysed_with = 'model|2027-01-01', published = '2027-01-01'")
        raw.execute("UPDATE report SET published = NULL WHERE given_id = '7'")
        raw.execute("DELETE FROM index_member WHERE report IN (SELECT id FROM report WHERE given_id = '8')")
        raw.execute("UPDATE meta SET value = '2' WHERE key = 'schema_version'")
    with Record.open(path) as brought:
        assert [brought.report(key).report.given_id for key in brought.pending("model")] == ["7"]  # type: ignore[union-attr]
        with brought.shelf() as shelf:
            assert [report.given_id for report in shelf.waiting(10)] == ["8"]
        brought.remember("model")
        assert brought.recall([b"unit"]) == {}
        assert brought.faults() == []


def _without_numbers(raw: sqlite3.Connection) -> None:
    """Take out the columns that schema 4 brought."""
    for column in ("report_n", "event_n"):
        raw.execute(f"ALTER TABLE mention DROP COLUMN {column}")


def test_a_record_of_schema_3_gains_its_numbers(tmp_path: Path) -> None:
    """What is found by words in the texts is the same in a record that was brought up."""
    path = tmp_path / "news.db"
    invent.fill(path, 20)
    with Record.open(path) as record, record.asking() as moment:
        before = queries.ids(moment, Filter(words="sector dawn"), Window(limit=50))
    assert len(before) == 20
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("DROP INDEX mention_told")
        _without_numbers(raw)
        raw.execute("CREATE INDEX mention_told ON mention (report, event)")
        raw.execute("UPDATE meta SET value = '3' WHERE key = 'schema_version'")
    with Record.open(path) as brought, brought.asking() as moment:
        assert queries.ids(moment, Filter(words="sector dawn"), Window(limit=50)) == before
        assert brought.faults() == []


def test_an_older_record_is_brought_up(tmp_path: Path, reports: Path) -> None:
    """A record of schema 1 gains what it lacks, and is read into as if it were new."""
    path = tmp_path / "news.db"
    Record.open(path, create=True).close()
    with closing(sqlite3.connect(path)) as raw, raw:
        for table in (
            "queue",
            "part",
            "part_key",
            *(f"index_{x}" for x in ("text", "member", "anchor", "packed", "tie")),
        ):
            raw.execute(f"DROP TABLE {table}")
        for index in NEW:
            raw.execute(f"DROP INDEX {index}")
        _without_numbers(raw)
        for table in ("mention", "event"):
            raw.execute(f"DROP INDEX ix_{table}_part")
            raw.execute(f"ALTER TABLE {table} DROP COLUMN part")
        raw.execute("UPDATE meta SET value = '1' WHERE key = 'schema_version'")
    assert read(path, reports).returncode == 0
    with Record.open(path) as brought:
        assert brought.counts()["lineage"] == 300
        assert brought.faults() == []
