"""Several processes on one machine: they start when there is enough work for them, and load what they need once.

Results come back in the order of the work, so that a run with four processes writes what a run with one writes.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache, partial
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from dateline.errors import DatelineError
from dateline.model import Analysed, Batch
from dateline.settings import Settings

if TYPE_CHECKING:
    from dateline.analyst import Analyst

# Pieces of work that wait in the queue for each process: enough to keep it busy, few enough to keep memory flat.
_AHEAD = 2
# More processes than this gain little, since one process writes the record; each takes about 500 MB.
_MOST = 8
# Reports for which another process is worth its start: loading the model takes as long as analysing about thirty.
_WORTH = 60

Work = TypeVar("Work")
Done = TypeVar("Done")


class Workers:
    """Processes that help a run. None is started before there is work enough; leaving the context ends them."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._jobs = settings.jobs or min(_MOST, cores())
        self._pool: ProcessPoolExecutor | None = None
        self._ready: Future[None] | None = None

    def __enter__(self) -> Self:
        """Return the workers."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes."""
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def spread(self, function: Callable[[Work], Done], work: Iterable[Work]) -> Iterator[Done]:
        """Yield what ``function`` makes of each piece of work, in order: ``map`` over all processes.

        Small work is done here and at once; processes are started at the second piece, and used as soon as they run.
        """
        left = iter(work)
        for piece in left:
            yield function(piece)
            if self._running():
                break
        yield from self._in_order(function, left)

    def analyse(self, batches: Iterable[Batch], count: int) -> Iterator[Analysed]:
        """Yield what came of batches with ``count`` reports in all, in order."""
        function = partial(_analyse, self._settings)
        alone = self._jobs == 1 or (self._settings.jobs is None and count < _WORTH * 2)
        yield from map(function, batches) if alone else self._in_order(function, iter(batches))

    def _in_order(self, function: Callable[[Work], Done], left: Iterator[Work]) -> Iterator[Done]:
        """Keep some work in the queue; yield the results in the order of the work."""
        waiting: deque[Future[Done]] = deque()
        try:
            for piece in left:
                waiting.append(self._start().submit(function, piece))
                if len(waiting) > self._jobs * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise DatelineError(
                "A worker process was killed, perhaps for want of memory. What was read so far is kept; "
                "run the command again, with fewer --jobs if memory is short."
            ) from error

    def _running(self) -> bool:
        """Start the processes if there may be any; tell whether one is there to take work."""
        if self._jobs == 1:
            return False
        if self._ready is None:
            self._ready = self._start().submit(_nothing)
        return self._ready.done()

    def _start(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # Forking would copy this process's threads and database connections in an unknown state.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._jobs, context, initializer=_begin)
        return self._pool


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _begin() -> None:
    """Leave interrupts to the process that started this one, and end when it ends, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _nothing() -> None:
    """Do nothing, which shows that the process runs."""


def _analyse(settings: Settings, batch: Batch) -> Analysed:
    return _analyst(settings).analyse(batch)


@lru_cache(maxsize=1)
def _analyst(settings: Settings) -> "Analyst":
    """Load models and tables once in each process, and not at all where nothing is analysed."""
    from dateline.analyst import Analyst

    return Analyst(settings)
