"""What measures measure is sound, in short: a large invented record, what is asked of it, kills, and a soak."""

import signal
import time
from itertools import islice
from pathlib import Path

import pytest
from benchmarks import archive, kill, size, soak

from dateline.store import Record


def test_an_invented_record_is_whole(tmp_path: Path) -> None:
    """Echoes are reports like others: nothing points nowhere, every quotation stands in its report, and more can be added."""
    with Record.open(tmp_path / "large.db", create=True) as record:
        archive.fill(record, 240, first=60)
        before = record.counts()
        assert before["report"] == 240
        assert record.faults() == []
        archive.add(record, list(islice(archive.archive(5, seed=99), 5)))
        assert record.counts()["report"] == 245
        assert record.faults() == []


def test_everything_that_is_asked_is_answered(tmp_path: Path) -> None:
    """The short form of the measure of size: each question, command and addition, in a small record."""
    with Record.open(tmp_path / "some.db", create=True) as record:
        archive.fill(record, 200, first=100)
    found = size.measure(200, tmp_path / "some.db", times=1)
    assert found["reports"] == 200
    assert found["over_200_ms"] == {}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_kills_lose_nothing() -> None:
    """The short form of the measure of kills."""
    found = kill.measure(6, seed=int(time.time()) // 86_400)
    assert (found["kills"], found["records_that_differ"], found["faults"]) == (6, 0, [])


def test_a_short_soak() -> None:
    """A process reads while clients ask, and nobody gets an error; times are for the long form, on a quiet machine."""
    found = soak.measure(minutes=0.1, clients=8, begin=20)
    assert found["errors"] == 0, found["first_errors"]
    assert found["requests"] > 8
    assert not found["reader_failed"]
    assert found["faults"] == []
