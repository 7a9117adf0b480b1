"""Dateline turns many overlapping news reports into one sourced record of what happened.

>>> import dateline
>>> record = dateline.read(["reports/"], record="news.db")  # doctest: +SKIP
>>> for event in record.events():  # doctest: +SKIP
...     print(event.summary, event.standing)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from dateline.settings import Settings
    from dateline.store import Record

__version__ = "0.1.0"
__all__ = ["__version__", "open_record", "read"]


def read(paths: Iterable[str | Path], record: str | Path = ":memory:", settings: Settings | None = None) -> Record:
    """Read reports into a record and return it, open.

    Args:
        paths: files, folders, globs, or "-" for standard input.
        record: where the record is kept; ":memory:" for one that is gone when it is closed.
        settings: how far and with what to read; see :class:`dateline.settings.Settings`.

    Raises:
        DatelineError: the record or a table cannot be used. Files that cannot be read are in ``record.refusals()``.
    """
    from dateline import pipeline
    from dateline.store import Record

    opened = Record.open(record, create=True)
    try:
        pipeline.read(paths, opened, settings)
    except BaseException:
        opened.close()
        raise
    return opened


def open_record(path: str | Path) -> Record:
    """Open a record that is there already.

    Raises:
        RecordError: there is none, or it cannot be used.
    """
    from dateline.store import Record

    return Record.open(path)
