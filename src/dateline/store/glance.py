"""A glance at a record in a file, through Python's own module for SQLite, so that nobody waits for SQLAlchemy to load.

Loading it takes longer than the answer. Whatever is out of the ordinary (no such file, a server, an older record, a damaged
one, a locked one) is left to :class:`~dateline.store.record.Record`, which tells people what to do about it.
"""

import sqlite3
from collections import namedtuple
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Self

from dateline.errors import RecordDamaged
from dateline.store.moment import NOTHING
from dateline.store.phrases import File, Phrases
from dateline.store.reader import Reader
from dateline.store.version import VERSION


def look(path: str) -> Reader:
    """Open a record to read it: in a glance, if that will do, else whole.

    Raises:
        RecordError: it is not there, cannot be opened, is damaged, or is too new.
    """
    return Glance.open(path) or _whole(path)


def _whole(path: str) -> Reader:
    from dateline.store.record import Record

    return Record.open(path)


class Glance(Reader):
    """One moment of a record in a file, for as long as it is open."""

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        self._moment = _Seen(connection, path)
        self._connection = connection
        self._path = path

    @property
    def name(self) -> str:
        """Return the path."""
        return self._path

    @classmethod
    def open(cls, path: str) -> Self | None:
        """Open a file that has the present tables; None if there is none or it has others."""
        if not Path(path).is_file():
            return None
        try:
            connection = sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)
        except sqlite3.Error:
            return None
        try:
            connection.execute("BEGIN")
            found = connection.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone()
        except sqlite3.Error:
            found = None
        if found != (str(VERSION),):
            connection.close()
            return None
        return cls(connection, path)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @contextmanager
    def asking(self) -> Iterator["_Seen"]:
        """Return the one moment there is."""
        yield self._moment


class _Seen:
    """A moment of a file."""

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        self._connection = connection
        self._path = path
        self.phrases: Phrases = File()
        self.found: dict[tuple[str, str], list[int]] = {}

    def rows(self, sql: str, given: Mapping[str, Any] = NOTHING) -> Iterator[Any]:
        """Yield rows as they come.

        Raises:
            RecordDamaged: they break off.
        """
        try:
            found = self._connection.execute(sql, dict(given))
            yield from map(_named(tuple(name for name, *_ in found.description))._make, found)
        except sqlite3.Error as error:
            raise RecordDamaged(
                f"{self._path} cannot be read any further ({error}). `dateline check --record {self._path}` tells "
                f"whether it is whole; if it is not, restore a copy, or read the reports again into a new record."
            ) from error


@cache
def _named(columns: tuple[str, ...]) -> Any:
    return namedtuple("Row", columns, rename=True)  # noqa: PYI024 - which columns there are, the question tells
