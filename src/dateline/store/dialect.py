"""What the store asks of a database beyond SQL's standard: each database answers in a module of its own.

Nobody else asks which database it is. ``sqlite.py`` is a file on this machine, ``postgresql.py`` a server that several share.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, CursorResult, Engine, Insert, Table

from dateline.store.phrases import Phrases
from dateline.store.sqlite import SQLite

_SHARED = ("postgresql://", "postgres://", "postgresql+psycopg://")


class Claims(Protocol):
    """Which reports are in the hands of a run that analyses, so that two runs do not analyse the same."""

    def take(self, ids: Sequence[str]) -> list[str]:
        """Take reports into this run's hands; return those that no other run holds."""

    def leave(self, ids: Sequence[str]) -> None:
        """Let go of reports."""


class Dialect(Protocol):
    """A database with what a record needs of it."""

    # How it says what reading asks.
    phrases: Phrases
    # SQL for a table "listed" with a column "value", of one parameter as ``array`` makes it.
    listed: str

    def engine(self, path: str, *, create: bool) -> Engine:
        """Return an engine on the record at ``path``."""

    def name(self, path: str) -> str:
        """Name a record for people, without passwords."""

    def translated(self, path: str) -> AbstractContextManager[None]:
        """Turn the database's errors into ours, which say what to do."""

    def tables(self, connection: Connection) -> set[str]:
        """Return the names of the tables that are there already and could be taken for ours."""

    def extend(self, connection: Connection) -> None:
        """Make the indexes that SQL's standard lacks: full text over reports, points of events."""

    def reading(self, engine: Engine) -> AbstractContextManager[Connection]:
        """Hold one moment of the record."""

    def writing(self, engine: Engine) -> AbstractContextManager[Connection]:
        """Hold the record for one transaction that writes; one at a time."""

    def run(self, engine: Engine, path: str) -> AbstractContextManager[Claims]:
        """Hold what a run needs from its beginning to its end."""

    def plain(self, connection: Connection, sql: str, given: Any) -> CursorResult[Any]:
        """Run plain SQL whose parameters are question marks; ``given`` is one tuple, or a list of them."""

    def array(self, values: Sequence[int]) -> Any:
        """Return numbers as the one parameter that ``listed`` takes."""

    def joined(self, column: str) -> str:
        """Return SQL for the numbers of a column as one text, with commas."""

    def fill(
        self,
        connection: Connection,
        table: Table,
        rows: Sequence[tuple[Any, ...]],
        columns: Sequence[str] | None = None,
    ) -> None:
        """Insert many plain rows, in the order of the ``columns``, or of all that the table has; days in ISO 8601."""

    def once(self, table: Table) -> Insert:
        """Return an insert that passes over rows that are there already."""

    def index(self, connection: Connection, ids: Sequence[str]) -> None:
        """Enter reports into the full text."""

    def place(self, connection: Connection, ids: Sequence[str]) -> None:
        """Enter the points of events into the spatial index."""

    def displace(self, connection: Connection, numbers: Sequence[int]) -> None:
        """Take the points of events out of the spatial index."""

    def tidy(self, connection: Connection) -> None:
        """Take points out of the spatial index whose events are gone."""

    def faults(self, connection: Connection) -> Iterator[str]:
        """Yield what is wrong with the database itself and with its indexes."""

    def copy(self, path: str, target: Path) -> None:
        """Copy a record while it is in use."""


def behind(path: str) -> Dialect:
    """Return the database behind a record's path or address."""
    return _named("postgresql" if path.startswith(_SHARED) else "sqlite")


def of(connection: Connection | Engine) -> Dialect:
    """Return the database that a connection leads to."""
    return _named(connection.dialect.name)


@cache
def _named(name: str) -> Dialect:
    if name == "postgresql":
        from dateline.store.postgresql import PostgreSQL  # only those who use it wait for it

        return PostgreSQL()
    return SQLite()
