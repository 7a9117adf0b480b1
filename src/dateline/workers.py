"""Several processes on one machine: each loads the language model once and analyses one batch after another.

The results come back in the order of the batches, so that a run with four processes writes what a run with one writes.
"""

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from dateline.analyst import Analyst
from dateline.errors import DatelineError
from dateline.model import Findings, Report
from dateline.settings import Settings

# Batches that wait in the queue for each process: enough to keep it busy, few enough to keep memory flat.
_AHEAD = 2

_analyst: Analyst | None = None


def analyse(batches: Iterable[Sequence[Report]], settings: Settings) -> Iterator[Findings]:
    """Yield what was read from the reports of all batches, in order, with as many processes as the settings say."""
    if settings.jobs <= 1:
        analyst = Analyst(settings)
        for batch in batches:
            yield from analyst.analyse(batch)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(settings.jobs, context, initializer=_load, initargs=(settings,)) as pool:
        try:
            yield from _in_order(pool, batches, settings.jobs * _AHEAD)
        except BrokenProcessPool as error:
            raise DatelineError(
                "A worker process was killed, perhaps for want of memory. What was read so far is kept; "
                "run the command again, with fewer --jobs if memory is short."
            ) from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _in_order(pool: ProcessPoolExecutor, batches: Iterable[Sequence[Report]], ahead: int) -> Iterator[Findings]:
    """Keep ``ahead`` batches in the queue; yield their findings in the order of the batches."""
    left = iter(batches)
    waiting = deque(pool.submit(_analyse, batch) for batch in islice(left, ahead))
    while waiting:
        yield from waiting.popleft().result()
        waiting.extend(pool.submit(_analyse, batch) for batch in islice(left, 1))


def _load(settings: Settings) -> None:
    """Load the models once in each process."""
    global _analyst  # noqa: PLW0603 - a worker process has one analyst for its whole life
    _analyst = Analyst(settings)


def _analyse(batch: Sequence[Report]) -> list[Findings]:
    assert _analyst is not None
    return list(_analyst.analyse(batch))
