"""A real cluster of two worker processes on this machine: whoever does the work, or dies of it, the record is the same."""

import io
import os
import signal
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

import dask
import errands
import pytest
from distributed import Security
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invent import tell

from dateline import cluster, pipeline, versions
from dateline.cluster import Cluster
from dateline.errors import ClusterError, SettingsError
from dateline.export import jsonl
from dateline.export.rows import WHATS, rows
from dateline.model import Report
from dateline.settings import Settings
from dateline.store import Record

Exports = dict[str, str]
kills = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")


# A cluster on this machine that is open to whoever has its address, as other people's are.
start = partial(cluster._start, security=Security())


@pytest.fixture(scope="module")
def machines() -> Iterator[Any]:
    """Return two workers and their scheduler."""
    with start(2) as started:
        yield started


@pytest.fixture
def on(machines: Any) -> Settings:
    """Return settings that ask for the two workers."""
    return Settings(cluster=machines.scheduler_address)


def write(folder: Path, reports: Iterable[Report]) -> Path:
    """Write the texts of reports as files."""
    for report in reports:
        (folder / f"{report.id}.txt").write_text(f"{report.title or ''}\n\n{report.text}", encoding="utf-8")
    return folder


def read(folder: Path, settings: Settings, watch: pipeline.Watch | None = None) -> Exports:
    """Return every export of the record that reading gives."""
    with Record.open(":memory:", create=True) as record:
        pipeline.read([folder], record, settings, watch)
        return exported(record)


def exported(record: Record) -> Exports:
    """Return every export of a record as text."""
    out: Exports = {}
    for what in WHATS:
        buffer = io.StringIO()
        jsonl.write(rows(record, what, record.types()), buffer)
        out[what] = buffer.getvalue()
    return out


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return invented reports with their copies, enough for several pieces of work."""
    return write(tmp_path_factory.mktemp("reports"), (r for s in tell(40, versions=3, seed=5) for r in s.reports))


@pytest.fixture(scope="module")
def alone(folder: Path) -> Exports:
    """Return the record of one process."""
    return read(folder, Settings())


class Watcher:
    """Does something at the first report that is analysed."""

    def __init__(self, then: Callable[[], object]) -> None:
        self.done = False
        self._then = then
        self._at = ""

    def stage(self, name: str, total: int | None) -> AbstractContextManager[object]:
        """Remember the stage."""
        self._at = name
        return nullcontext()

    def step(self, count: int = 1) -> None:
        """Do it, once."""
        if self._at == "analysing" and not self.done:
            self.done = True
            self._then()

    def say(self, words: str) -> None:
        """Say nothing."""


def test_the_record_is_that_of_one_process(folder: Path, alone: Exports, on: Settings) -> None:
    """Two workers of a cluster, and two processes, write what one process writes, byte for byte."""
    assert len(alone["events"].splitlines()) > 10
    assert len(alone["reports"].splitlines()) > pipeline._ANALYSED * 2  # so that there is work for both
    assert read(folder, on) == alone
    assert read(folder, Settings(jobs=2)) == alone


@kills
def test_a_worker_killed_in_the_middle_costs_nothing(folder: Path, alone: Exports, machines: Any, on: Settings) -> None:
    """What a dead worker was doing is done by others, and the record is the same."""
    killer = Watcher(lambda: os.kill(next(iter(machines.workers.values())).pid, signal.SIGKILL))
    assert read(folder, on, killer) == alone
    assert killer.done


@kills
def test_work_that_a_worker_died_of_is_tried_again(on: Settings, tmp_path: Path) -> None:
    """A piece whose worker is killed over it comes back all the same, in its place."""
    with Cluster(on) as crew:
        assert list(crew.spread(partial(errands.die_once, str(tmp_path / "tried")), range(12))) == list(range(12))
    assert (tmp_path / "tried").exists()


@kills
def test_a_piece_that_kills_all_workers_is_told() -> None:
    """Work that no worker survives ends the run with a clear line rather than for ever."""
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        start(1) as own,
        Cluster(Settings(cluster=own.scheduler_address)) as crew,
        pytest.raises(ClusterError, match="killed every worker"),
    ):
        list(crew.spread(errands.die, range(2)))


def test_results_come_in_order_and_errors_where_they_belong(on: Settings) -> None:
    """A slow first piece stops nobody; an error is raised in the place of its piece."""
    with Cluster(on) as crew:
        assert list(crew.spread(errands.slow_first, range(20))) == list(range(20))
        found = crew.spread(errands.fail_on_three, range(20))
        assert [next(found) for _ in range(3)] == [0, 1, 2]
        with pytest.raises(ValueError, match="three is too many"):
            next(found)


def test_long_reports_travel_without_a_word(on: Settings) -> None:
    """A piece of work may be large: that is no matter for a warning."""
    with Cluster(on) as crew:
        assert list(crew.spread(len, ["x" * 12_000_000, "y"])) == [12_000_000, 1]


def test_a_table_that_cannot_be_read_is_told(on: Settings, tmp_path: Path) -> None:
    """A table that is not there is named before anything is read."""
    lacking = Settings(cluster=on.cluster, places_table=tmp_path / "lacking.csv")
    with pytest.raises(SettingsError, match=r"lacking\.csv cannot be read"), Cluster(lacking):
        pass


def test_a_single_piece_is_done_here(on: Settings) -> None:
    """Nothing travels for the sake of one piece of work."""
    with Cluster(on) as crew:
        assert list(crew.spread(lambda x: x + 1, [1])) == [2]
        assert list(crew.spread(lambda x: x + 1, [])) == []


def test_tables_of_a_user_reach_the_workers(tmp_path: Path, machines: Any, on: Settings) -> None:
    """Events and places of a user's own are found by workers that cannot see his files, and are gone afterwards."""
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "a.txt").write_text("The council of Vorrin Quay zorbled the harbour tax on Monday.", encoding="utf-8")
    events, places = tmp_path / "events.toml", tmp_path / "places.csv"
    events.write_text(
        '[types.zorble]\nlabel = "Zorbling"\ndefinition = "A tax is zorbled."\n'
        '[[trigger]]\ntype = "zorble"\nframe = "act"\nverbs = ["zorble"]\n',
        encoding="utf-8",
    )
    places.write_text("name,lat,lon,country\nVorrin Quay,1.5,2.5,GA\n", encoding="utf-8")
    tables = Settings(events_table=events, places_table=places)
    here = read(reports, tables)
    assert "Vorrin Quay" in here["places"]
    assert '"zorble"' in here["events"]
    assert read(reports, Settings(cluster=on.cluster, events_table=events, places_table=places)) == here
    assert not [kept for nanny in machines.workers.values() for kept in Path(nanny.worker_dir).glob("dateline-*")]


def test_other_versions_are_refused(on: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that would read texts otherwise is named, with what differs."""
    theirs = versions.versions(None)
    ours = tuple((name, "9.9.9" if name == "Dateline" else it) for name, it in theirs)
    monkeypatch.setattr(cluster, "versions", lambda model: ours)
    with pytest.raises(ClusterError, match=r"worker tcp://.* differs .*: Dateline 0.* \(here 9.9.9\)"), Cluster(on):
        pass


def test_a_language_model_that_workers_lack_is_refused(on: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is installed here alone is told before anything is read."""
    monkeypatch.setattr(cluster, "versions", lambda model: ())
    lacking = Settings(cluster=on.cluster, language_model="xx_lacking")
    with pytest.raises(ClusterError, match=r"xx_lacking.*not installed"), Cluster(lacking):
        pass


def test_nobody_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """An address at which nobody answers costs one clear line."""
    monkeypatch.setattr(cluster, "CONNECT", 0.5)
    nobody = Settings(cluster="tcp://127.0.0.1:9")
    with pytest.raises(ClusterError, match=r"scheduler at tcp://127.0.0.1:9 cannot be reached"), Cluster(nobody):
        pass


def test_no_workers_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A scheduler alone does no work."""
    monkeypatch.setattr(cluster, "PATIENCE", 0.2)
    with (
        start(0) as own,
        pytest.raises(ClusterError, match="has no workers"),
        Cluster(Settings(cluster=own.scheduler_address)),
    ):
        pass


def test_tls_without_certificates_is_told() -> None:
    """Who asks for TLS is told where to say which certificates."""
    with pytest.raises(SettingsError, match="asks for certificates"), Cluster(Settings(cluster="tls://127.0.0.1:9")):
        pass


def test_a_cluster_of_one_run_is_closed_to_others_and_leaves_no_port_open() -> None:
    """On this machine nobody else can use the workers of a run, and when it ends nothing listens any more."""
    with Cluster(Settings(cluster="local", jobs=1)) as crew:
        assert list(crew.spread(errands.square, range(3))) == [0, 1, 4]
        address = crew._link._own.scheduler_address
        assert address.startswith("tls://127.0.0.1:")
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.1", int(address.split(":")[-1]))):
        pass


@pytest.mark.parametrize("address", ["example.org", "8786", "http://example.org:8786", "tcp://", "tcp://host", "Local"])
def test_what_is_no_address_is_refused(address: str) -> None:
    """A slip of the pen is told as such, without a search for it."""
    with pytest.raises(SettingsError, match="no address of a cluster"):
        Cluster(Settings(cluster=address))


def test_workers_that_are_all_gone_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without workers the run ends after a while rather than waiting for ever."""
    monkeypatch.setattr(cluster, "PATIENCE", 1.5)
    with start(1) as own, Cluster(Settings(cluster=own.scheduler_address)) as crew:
        found = crew.spread(errands.square, range(100))
        assert next(found) == 0
        own.scale(0)
        with pytest.raises(ClusterError, match=r"All workers .* are gone. What was read so far is kept"):
            list(found)


def test_a_scheduler_that_goes_is_told(folder: Path, alone: Exports, tmp_path: Path) -> None:
    """Without the scheduler the run ends at once; run again without a cluster, it ends in the same record."""
    own = start(1)
    with Record.open(tmp_path / "news.db", create=True) as record:
        with pytest.raises(ClusterError, match="has gone"):
            pipeline.read([folder], record, Settings(cluster=own.scheduler_address), Watcher(own.close))
        pipeline.read([folder], record, Settings())
        assert exported(record) == alone


def test_an_interrupt_lets_go_of_the_cluster(folder: Path, on: Settings) -> None:
    """Ctrl-C ends the run at once and leaves a whole record and a cluster that works."""

    def interrupt() -> None:
        raise KeyboardInterrupt

    with Record.open(":memory:", create=True) as record:
        with pytest.raises(KeyboardInterrupt):
            pipeline.read([folder], record, on, Watcher(interrupt))
        assert record.faults() == []
    with Cluster(on) as crew:
        assert list(crew.spread(errands.square, range(4))) == [0, 1, 4, 9]


@settings(deadline=None, max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), copies=st.integers(1, 4))
def test_any_news_comes_out_the_same(
    on: Settings, tmp_path_factory: pytest.TempPathFactory, seed: int, copies: int
) -> None:
    """Whatever the reports say, a cluster gives the record of one process."""
    stories = tell(6, versions=copies, seed=seed)
    folder = write(tmp_path_factory.mktemp("any"), (report for story in stories for report in story.reports))
    assert read(folder, on) == read(folder, Settings())
