"""Who does the work of a run: this process with its helpers, or the workers of a cluster. Nobody else asks which it is."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

from dateline.errors import SettingsError
from dateline.model import Analysed, Batch
from dateline.settings import Settings
from dateline.workers import Workers

Work = TypeVar("Work")
Done = TypeVar("Done")


class Crew(Protocol):
    """Somebody who does the work of a run. Results come in the order of the work, whoever did which piece."""

    def spread(self, function: Callable[[Work], Done], work: Iterable[Work]) -> Iterator[Done]:
        """Yield what ``function`` makes of each piece of work: ``map`` over all helpers."""

    def expect(self, count: int) -> None:
        """Get ready to analyse about ``count`` reports soon: what has to be loaded is loaded while other work goes on."""

    def analyse(self, batches: Iterable[Batch], count: int) -> Iterator[Analysed]:
        """Yield what came of batches with ``count`` reports in all, in order."""


def hire(settings: Settings) -> AbstractContextManager[Crew]:
    """Return the crew that the settings ask for; leaving its context ends it.

    Raises:
        SettingsError: a cluster is asked for and what it needs is not installed, or its address is none.
    """
    if settings.cluster is None:
        return Workers(settings)
    try:
        from dateline.cluster import Cluster
    except ImportError as error:
        raise SettingsError("Please install what a cluster needs (`pip install 'dateline[cluster]'`).") from error
    return Cluster(settings)
