"""Show on standard error how far a run is, on a terminal only: logs and pipes stay clean."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn


class Bar:
    """A progress bar for each stage of a run."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)
        self._bar: Progress | None = None

    def stage(self, name: str, total: int | None) -> AbstractContextManager[object]:
        """Draw a bar for the stage until it is left."""
        return self._stage(name, total)

    @contextmanager
    def _stage(self, name: str, total: int | None) -> Iterator[None]:
        columns = (
            TextColumn("{task.description:<18}"),
            BarColumn(bar_width=40),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=self._console, transient=True, disable=not self._console.is_terminal) as bar:
            self._bar = bar
            bar.add_task(name, total=total)
            yield
        self._bar = None

    def step(self, count: int = 1) -> None:
        """Move the bar on."""
        if self._bar:
            self._bar.advance(self._bar.task_ids[0], count)

    def say(self, words: str) -> None:
        """Print a line, on a terminal only."""
        if self._console.is_terminal:
            self._console.print(words, style="dim", markup=False)
