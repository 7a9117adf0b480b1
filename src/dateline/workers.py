"""Several processes on one machine: they start when there is enough work for them, and load what they need once.

Results come back in the order of the work, so that a run with four processes writes what a run with one writes.
How work is queued and put in order again (``in_order``) does not depend on who does it; ``cluster.py`` uses it too.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache, partial
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self, TypeVar

from dateline import processes
from dateline.collector import settle
from dateline.errors import DatelineError
from dateline.model import Analysed, Batch
from dateline.settings import Settings

if TYPE_CHECKING:
    from dateline.analyst import Analyst

# Pieces of work that are given out for each process, the one at work included: enough to keep it busy, no more.
AHEAD = 3
# Pieces done that may wait for a slow one before them, for each process. A piece of 25 reports takes about a megabyte when
# it is done, so this holds a few dozen megabytes while one huge report is read, and the other processes go on meanwhile.
_HELD = 16
# More processes than this gain little, since one process writes the record; each takes about 500 MB.
_MOST = 8
# Reports for which another process is worth its start: loading the model takes as long as analysing about thirty.
_WORTH = 60

Work = TypeVar("Work")
Done = TypeVar("Done")
Result_co = TypeVar("Result_co", covariant=True)


class Promise(Protocol[Result_co]):
    """What somebody else is doing for us."""

    def done(self) -> bool:
        """Tell whether it is done."""

    def result(self) -> Result_co:
        """Return what came out, when it is done."""


def in_order(
    submit: Callable[[Work], Promise[Done]],
    left: Iterable[Work],
    hands: Callable[[], int],
    pause: Callable[[Sequence[Promise[Done]]], object],
) -> Iterator[Done]:
    """Give work out to as many ``hands`` as there are, and yield what comes back in the order of the work.

    ``pause`` waits until one of some promises may be done. Neither the work that is given out nor the results that wait
    for an earlier one grow without limit.
    """
    waiting: deque[Promise[Done]] = deque()
    for piece in left:
        waiting.append(submit(piece))
        while waiting and (waiting[0].done() or _enough(waiting, hands())):
            if waiting[0].done():
                yield waiting.popleft().result()
            else:
                pause([promise for promise in waiting if not promise.done()])
    while waiting:
        if waiting[0].done():
            yield waiting.popleft().result()
        else:
            pause([waiting[0]])


def _enough(waiting: Sequence[Promise[object]], hands: int) -> bool:
    """Tell whether all hands are busy for now, or too much that is done waits for what is not."""
    busy = sum(not promise.done() for promise in waiting)
    return busy >= hands * AHEAD or len(waiting) >= hands * _HELD


class Workers:
    """Processes that help a run. None is started before there is work enough; leaving the context ends them."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._jobs = settings.jobs or usual()
        self._pool: ProcessPoolExecutor | None = None
        self._ready: Future[None] | None = None

    def __enter__(self) -> Self:
        """Return the workers."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes; those of a run that failed or was interrupted in the middle of what they are doing."""
        if self._pool:
            for process in list(self._pool._processes.values()) if kind else ():
                process.terminate()  # shutting down alone would wait for all that was given out
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

    def expect(self, count: int) -> None:
        """Let the processes start, and load what they need, while this one goes on, if they will analyse ``count`` reports."""
        for _ in range(self._jobs if count and not self._alone(count) else 0):
            self._submit(_load, self._settings)

    def analyse(self, batches: Iterable[Batch], count: int) -> Iterator[Analysed]:
        """Yield what came of batches with ``count`` reports in all, in order."""
        function = partial(analyse, self._settings)
        yield from map(function, batches) if self._alone(count) else self._in_order(function, iter(batches))

    def _alone(self, count: int) -> bool:
        """Tell whether this process analyses so many reports by itself."""
        return self._jobs == 1 or (self._settings.jobs is None and count < _WORTH * 2)

    def _in_order(self, function: Callable[[Work], Done], left: Iterator[Work]) -> Iterator[Done]:
        """Share the work out among the processes."""
        try:
            yield from in_order(lambda piece: self._submit(function, piece), left, lambda: self._jobs, _pause)
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
            self._ready = self._submit(_nothing)
        return self._ready.done()

    def _submit(self, function: Callable[..., Done], *given: object) -> Future[Done]:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._jobs, processes.context(), initializer=processes.begin)
        with processes.aside():
            return self._pool.submit(function, *given)


def usual() -> int:
    """Return how many processes work when nobody says: one for each core that this process may use, up to a limit."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(_MOST, cores)


def _pause(promises: Sequence[Promise[object]]) -> None:
    wait([promise for promise in promises if isinstance(promise, Future)], return_when=FIRST_COMPLETED)


def _nothing() -> None:
    """Do nothing, which shows that the process runs."""


def _load(settings: Settings) -> None:
    """Load what analysing needs. What is wrong with it is told when the first batch comes."""
    _analyst(settings)


def analyse(settings: Settings, batch: Batch) -> Analysed:
    """Read some reports in this process."""
    return _analyst(settings).analyse(batch)


@lru_cache(maxsize=1)
def _analyst(settings: Settings) -> "Analyst":
    """Load models and tables once in each process, and not at all where nothing is analysed."""
    from dateline.analyst import Analyst

    analyst = Analyst(settings)
    settle()
    return analyst
