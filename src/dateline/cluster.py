"""Many machines: the work of a run, done by the workers of a Dask cluster. The only door to Dask.

One process, the client, reads the files and writes the record; pieces of work travel to the workers and results come back
in the order of the work. What a worker that dies was doing is done again by another.
"""

import logging
import re
import shutil
import time
import warnings
from asyncio import CancelledError
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError as Cancelled
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar, cast
from uuid import uuid4

import dask
from distributed import Client, KilledWorker, LocalCluster, Security, WorkerPlugin, get_worker, wait
from distributed.client import ClosedClientError
from distributed.versions import VersionMismatchWarning

from dateline import errand, workers
from dateline.errors import ClusterError, SettingsError
from dateline.model import Analysed, Batch
from dateline.settings import LOCAL, Settings
from dateline.versions import versions

_ADDRESS = re.compile(r"(tcp|tls)://[^\s/]+:\d+")
# Seconds to wait for a scheduler, and for the first worker or, when all are gone, for another.
CONNECT = 10.0
PATIENCE = 30.0
# Seconds between two looks at whether there are workers at all, and for saying goodbye.
_PULSE = 1.0
_GOODBYE = 5.0
# Reports of any length may travel without a word about it.
_TRAVEL: Mapping[str, object] = {"distributed.admin.large-graph-warning-threshold": "10GiB"}
# A cluster on this machine shows no pages.
_NO_PAGES: Mapping[str, object] = {"distributed.scheduler.http.routes": [], "distributed.worker.http.routes": []}
_TABLES = ("events", "places")
_AGAIN = "What was read so far is kept; run the command again to go on."
_SAME = "Install the same versions on all machines, the scheduler's included, and start scheduler and workers anew."

Work = TypeVar("Work")
Done = TypeVar("Done")


class Cluster:
    """The workers of a cluster. Leaving the context lets go of them, and gives up what is still under way."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._link = _Link(settings.cluster or LOCAL)
        self._tables: _Tables | None = None

    def __enter__(self) -> Self:
        """Connect, and make sure that the workers find what would be found here.

        Raises:
            ClusterError: there is no scheduler or no worker, or one that would find something else.
        """
        try:
            self._link.connect(self._settings.jobs or workers.usual())
            self._link.compare(self._settings.language_model)
            self._tables = _tables_of(self._settings)
            if self._tables:
                self._link.bring(self._tables)
        except BaseException:
            self._link.leave(self._tables)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the workers."""
        self._link.leave(self._tables)

    def spread(self, function: Callable[[Work], Done], work: Iterable[Work]) -> Iterator[Done]:
        """Yield what ``function`` makes of each piece of work, in order. A single piece is done here: that is quicker."""
        left = iter(work)
        first = list(islice(left, 2))
        if len(first) < 2:
            yield from map(function, first)
        else:
            yield from self._in_order(function, chain(first, left))

    def expect(self, count: int) -> None:
        """Do nothing: the workers are there, and keep what they have loaded."""

    def analyse(self, batches: Iterable[Batch], count: int) -> Iterator[Analysed]:  # noqa: ARG002
        """Yield what was read from reports, in order. A small ``count`` goes to the workers too: they have the model."""
        settings = replace(self._settings, events_table=None, places_table=None, cluster=None, jobs=1)
        function = partial(_analyse, settings, self._tables.name if self._tables else None)
        yield from self._in_order(function, iter(batches))

    def _in_order(self, function: Callable[[Work], Done], left: Iterator[Work]) -> Iterator[Done]:
        ours, model, link = versions(self._settings.language_model), self._settings.language_model, self._link

        def submit(piece: Work) -> _Promise:
            return _Promise(link.submit(errand.run, errand.pack(function, piece), ours, model), link)

        return workers.in_order(submit, left, link.hands, link.pause)


class _Link:
    """The connection to a scheduler, and what is known of its workers."""

    def __init__(self, address: str) -> None:
        if address != LOCAL and not _ADDRESS.fullmatch(address):
            raise SettingsError(
                f"{address!r} is no address of a cluster: say tcp://HOST:8786, tls://HOST:8786, or local."
            )
        self._address = address
        self._own: Any = None
        self._client: Any = None
        self._hands, self._looked, self._alone = 1, 0.0, 0.0

    def connect(self, jobs: int) -> None:
        """Find the scheduler, or start one with ``jobs`` workers here, and wait for a worker."""
        _quieten()
        try:
            _certified(self._address)
            if self._address == LOCAL:  # nobody else can use it: workers and client know each other by certificate
                self._own = _start(jobs, Security.temporary())
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", VersionMismatchWarning)  # we compare versions, and say what to do
                self._client = Client(self._own or self._address, timeout=CONNECT, set_as_default=False)
        except ImportError as error:
            raise SettingsError("Please install what a cluster needs (`pip install 'dateline[cluster]'`).") from error
        except (OSError, ValueError, TypeError, RuntimeError) as error:
            raise ClusterError(
                f"The scheduler at {self._address} cannot be reached ({_brief(error)}). "
                "Is it running there, and does it speak this protocol?"
            ) from error
        with self.told():
            try:
                self._client.wait_for_workers(1, timeout=PATIENCE)
            except TimeoutError as error:
                raise ClusterError(f"The cluster at {self._address} has no workers. Start some.") from error

    def compare(self, language_model: str | None) -> None:
        """Refuse workers that would find something else than this machine."""
        with self.told():
            answers = self._client.run(errand.differ, versions(language_model), language_model, on_error="return")
        for worker, answer in sorted(answers.items()):
            if answer:
                told = _brief(answer) if isinstance(answer, BaseException) else answer
                raise ClusterError(f"The worker {worker} differs from this machine: {told}. {_SAME}")

    def bring(self, tables: "_Tables") -> None:
        """Give a user's own tables to every worker, also to those that come later."""
        with self.told():
            self._client.register_plugin(tables, name=tables.name)

    def submit(self, function: Callable[..., Any], *given: Any) -> Any:
        """Have something done by a worker."""
        with self.told(), dask.config.set(_TRAVEL):
            return self._client.submit(function, *given, pure=False)

    def hands(self) -> int:
        """Return how many workers there are, or were a moment ago."""
        self.look()
        return self._hands

    def pause(self, promises: Sequence[Any]) -> None:
        """Wait until one of some pieces of work may be done, and look after the workers meanwhile."""
        with self.told(), suppress(TimeoutError), self._client.as_current():
            wait([promise.future for promise in promises], timeout=_PULSE, return_when="FIRST_COMPLETED")
        self.look()

    def look(self) -> None:
        """Count the workers, from time to time.

        Raises:
            ClusterError: there has been none for a while.
        """
        now = time.monotonic()
        if now - self._looked < _PULSE:
            return
        with self.told():
            count, self._looked = len(self._client.nthreads()), now
        if count:
            self._hands, self._alone = count, 0.0
        elif not self._alone:
            self._alone = now
        elif now - self._alone > PATIENCE:
            raise ClusterError(f"All workers of the cluster at {self._address} are gone. {_AGAIN}")

    def leave(self, tables: "_Tables | None") -> None:
        """Let go of everything, in whatever state it is."""
        client, own, self._client, self._own = self._client, self._own, None, None
        with suppress(Exception):
            if tables and client.status == "running":
                client.unregister_worker_plugin(tables.name)
        with suppress(Exception):
            if client:
                client.close(timeout=_GOODBYE)
        with suppress(Exception):
            if own:
                own.close(timeout=_GOODBYE)

    @contextmanager
    def told(self) -> Iterator[None]:
        """Say in plain words what is wrong with a cluster."""
        try:
            yield
        except KilledWorker as error:
            raise ClusterError(
                f"A piece of work killed every worker that tried it, perhaps for want of memory. {_AGAIN}"
            ) from error
        except (ImportError, AttributeError, RuntimeError) as error:
            if self._client.status != "running":
                raise self._gone() from error
            raise ClusterError(
                f"The cluster at {self._address} lacks what this machine has: {_brief(error)}. {_SAME}"
            ) from error
        except (OSError, CancelledError, Cancelled, ClosedClientError) as error:
            raise self._gone() from error

    def _gone(self) -> ClusterError:
        return ClusterError(f"The scheduler at {self._address} has gone. {_AGAIN}")


@dataclass(frozen=True, slots=True)
class _Promise:
    """A piece of work that a worker does for us."""

    future: Any
    link: _Link

    def done(self) -> bool:
        """Tell whether it is done."""
        return bool(self.future.done())

    def result(self) -> Any:
        """Fetch what came out. It may have to be done again first, when the worker that had it is gone."""
        while True:
            with self.link.told(), suppress(TimeoutError):
                answer = self.future.result(timeout=_PULSE)
                break
            self.link.look()
        return errand.unpack(answer)


class _Tables(WorkerPlugin):
    """A user's own tables, by content since no path means the same on two machines; they leave with the run."""

    def __init__(self, files: Mapping[str, tuple[str, bytes]]) -> None:
        self.name = f"dateline-{uuid4().hex}"
        self._files = files
        self._folder: Path | None = None

    def setup(self, worker: Any) -> None:
        """Write the tables where the worker keeps its files."""
        self._folder = Path(worker.local_directory, self.name)
        self._folder.mkdir(mode=0o700)
        for name, (suffix, content) in self._files.items():
            Path(self._folder, name + suffix).write_bytes(content)

    def teardown(self, worker: Any) -> None:  # noqa: ARG002 - Dask's
        """Take them away again."""
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)

    def put(self, settings: Settings) -> Settings:
        """Return the settings with the tables as they are on this worker."""
        folder = cast("Path", self._folder)
        events, places = (folder / (name + self._files[name][0]) if name in self._files else None for name in _TABLES)
        return replace(settings, events_table=events, places_table=places)


def _tables_of(settings: Settings) -> _Tables | None:
    paths = zip(_TABLES, (settings.events_table, settings.places_table), strict=True)
    try:
        files = {name: (path.suffix, path.read_bytes()) for name, path in paths if path}
    except OSError as error:
        raise SettingsError(f"The table {error.filename} cannot be read: {error.strerror}.") from error
    return _Tables(files) if files else None


def _analyse(settings: Settings, tables: str | None, batch: Batch) -> Analysed:
    """Read some reports, on a worker."""
    own = cast("_Tables", get_worker().plugins[tables]).put(settings) if tables else settings
    return workers.analyse(own, batch)


def _start(jobs: int, security: Security) -> Any:
    """Start a cluster on this machine."""
    with dask.config.set(_NO_PAGES):
        return LocalCluster(
            n_workers=jobs,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            scheduler_kwargs={"dashboard": False},
            worker_dashboard_address=None,
            memory_limit=0,
            security=security,
            silence_logs=logging.CRITICAL,
        )


def _certified(address: str) -> None:
    """Refuse to speak TLS without certificates, before Dask tries."""
    if address.startswith("tls://") and not Security().get_connection_args("client").get("ssl_context"):
        raise SettingsError(
            f"{address} asks for certificates. Say where they are, in Dask's settings or in the environment: "
            "DASK_DISTRIBUTED__COMM__TLS__CA_FILE, DASK_DISTRIBUTED__COMM__TLS__CLIENT__CERT and ..._KEY."
        )


def _quieten() -> None:
    """Tell what matters ourselves, in one line; Dask's own lines are for those who run the cluster."""
    for name in ("distributed", "distributed.client", "distributed.gc", "tornado.application"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _brief(error: BaseException) -> str:
    return " ".join(str(error).split()).split(". ")[0][:200] or type(error).__name__
