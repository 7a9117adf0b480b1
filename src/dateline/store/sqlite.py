"""A record in a file: SQLite with its modules for full text (FTS5) and space (R*Tree), and a lock beside the file."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    CursorResult,
    Engine,
    Insert,
    Table,
    create_engine,
    event,
    insert,
    inspect,
    text,
)
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError

from dateline.errors import RecordConflict, RecordDamaged, RecordError, RecordLocked
from dateline.store import schema
from dateline.store.phrases import File, Phrases

# Another run may be just ending; longer waits are the person's to decide.
_LOCK_SECONDS = 2.0
# How long a statement waits for another process's transaction (milliseconds); commits take a few.
_BUSY_MS = 10_000
# Pages (of 4 KB) written before they are moved into the file itself. At SQLite's own 1,000 a bulk run spends a quarter of
# its writing on moving the same pages again and again; at 16,000 the log grows to 64 MB while a run writes.
_CHECKPOINT = 16_000
# What is wrong with a file is told by the first findings; a damaged one could have a million.
_MOST = 20

# Reports entered into the full text together from which it gathers 8 MB of entries before it writes them, and leaves what it
# wrote in parts until there are sixteen of them: a third less work. By default it writes every 1 MB, and joins parts as it
# goes on, which spares those who add report by report a long wait now and then.
_BULK = 500
_GATHERED = {True: (("automerge", 0), ("hashsize", 8 << 20)), False: (("automerge", 4), ("hashsize", 1 << 20))}

# Full text over reports and points of events: SQLite's own modules, so plain SQL.
# The quotes around the content's name are those by which Datasette and sqlite-utils find the index of a table.
_INDEXES = (
    "CREATE VIRTUAL TABLE report_text USING fts5(title, text, content=\"report\", content_rowid='n', "
    "tokenize='unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE event_point USING rtree(n, min_lon, max_lon, min_lat, max_lat)",
)


class Alone:
    """A record in a file has one run at a time, so every report is in its hands."""

    def take(self, ids: Sequence[str]) -> list[str]:
        """Return the reports."""
        return list(ids)

    def leave(self, ids: Sequence[str]) -> None:
        """Nobody waits for them."""


class SQLite:
    """SQLite, as :class:`dateline.store.dialect.Dialect` asks."""

    phrases: Phrases = File()
    listed = "json_each(?) AS listed"

    def engine(self, path: str, *, create: bool) -> Engine:
        """Return an engine on the file.

        Raises:
            RecordError: there is none and ``create`` is false.
        """
        if not create and not Path(path).exists():
            raise RecordError(f"There is no record at {path}. Make one with `dateline read PATH... --record {path}`.")
        engine = create_engine(f"sqlite:///{path}")
        event.listen(engine, "connect", _configure)
        event.listen(engine, "begin", _begin)
        return engine

    def name(self, path: str) -> str:
        """Return the path."""
        return path

    @contextmanager
    def translated(self, path: str) -> Iterator[None]:
        """Turn SQLite's errors into ours."""
        try:
            yield
        except OperationalError as error:
            raise _operational(path, str(error.orig).lower()) from error
        except IntegrityError as error:
            raise RecordConflict(f"{path} is whole, but would not keep what was found ({error.orig}).") from error
        except DatabaseError as error:
            raise RecordDamaged(
                f"{path} is not a Dateline record, or it is damaged ({error.orig}). "
                f"Restore a copy, or read the reports again into a new record."
            ) from error

    def tables(self, connection: Connection) -> set[str]:
        """Return all tables: the file is ours or another program's."""
        return set(inspect(connection).get_table_names())

    def extend(self, connection: Connection) -> None:
        """Make the virtual tables."""
        for statement in _INDEXES:
            connection.execute(text(statement))

    @contextmanager
    def reading(self, engine: Engine) -> Iterator[Connection]:
        """Hold one moment of the record; writers go on."""
        with engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self, engine: Engine) -> Iterator[Connection]:
        """Take the right to write at the beginning, so that nothing read before can be out of date when it is used."""
        with engine.connect().execution_options(dateline_writes=True) as connection, connection.begin():
            yield connection

    @contextmanager
    def run(self, engine: Engine, path: str) -> Iterator[Alone]:  # noqa: ARG002
        """Hold the lock beside the file. A killed run lets go by itself."""
        from filelock import FileLock, Timeout  # whoever only reads does not wait for it

        lock = FileLock(f"{path}.lock")
        try:
            lock.acquire(timeout=_LOCK_SECONDS)
        except Timeout as error:
            raise RecordLocked(
                f"Another process is writing to {path}. Wait for it to end, then run the command again; nothing is lost."
            ) from error
        except OSError as error:
            raise RecordError(f"{path} cannot be written: {error.strerror or error}.") from error
        try:
            yield Alone()
        finally:
            lock.release()

    def plain(self, connection: Connection, sql: str, given: Any) -> CursorResult[Any]:
        """Run plain SQL; question marks are SQLite's own."""
        return connection.exec_driver_sql(sql, given)

    def array(self, values: Sequence[int]) -> str:
        """Return numbers as JSON."""
        return json.dumps(list(values))

    def joined(self, column: str) -> str:
        """Return SQL that joins numbers."""
        return f"group_concat({column})"

    def fill(
        self,
        connection: Connection,
        table: Table,
        rows: Sequence[tuple[Any, ...]],
        columns: Sequence[str] | None = None,
    ) -> None:
        """Insert plain tuples: they cost a third of what named rows cost."""
        names = schema.quoted(table, columns)
        marks = ", ".join("?" * len(names))
        connection.exec_driver_sql(f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})", list(rows))

    def once(self, table: Table) -> Insert:
        """Return an insert that ignores what is there."""
        return insert(table).prefix_with("OR IGNORE")

    def index(self, connection: Connection, ids: Sequence[str]) -> None:
        """Enter reports in order of number: in any other FTS5 writes out what it has gathered after almost every row."""
        entered = (
            "INSERT INTO report_text(rowid, title, text) SELECT n, title, text FROM report "
            "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY n"
        )
        self._gather(connection, bulk=len(ids) >= _BULK)
        connection.exec_driver_sql(entered, (json.dumps(list(ids)),))

    def _gather(self, connection: Connection, *, bulk: bool) -> None:
        """Have the full text written in the way that suits many reports at once, or few; the file remembers which."""
        asked = "SELECT v FROM report_text_config WHERE k = 'automerge'"
        if bulk != (connection.exec_driver_sql(asked).scalar() == 0):
            for option, value in _GATHERED[bulk]:
                connection.exec_driver_sql("INSERT INTO report_text(report_text, rank) VALUES (?, ?)", (option, value))

    def place(self, connection: Connection, ids: Sequence[str]) -> None:
        """Enter points as boxes without extent."""
        entered = (
            "INSERT INTO event_point SELECT n, lon, lon, lat, lat FROM event "
            "WHERE lat IS NOT NULL AND id IN (SELECT value FROM json_each(?))"
        )
        connection.exec_driver_sql(entered, (json.dumps(list(ids)),))

    def displace(self, connection: Connection, numbers: Sequence[int]) -> None:
        """Delete by number."""
        if numbers:
            connection.exec_driver_sql("DELETE FROM event_point WHERE n = ?", [(n,) for n in numbers])

    def tidy(self, connection: Connection) -> None:
        """Delete what has no event."""
        connection.execute(text("DELETE FROM event_point WHERE n NOT IN (SELECT n FROM event)"))

    def faults(self, connection: Connection) -> Iterator[str]:
        """Ask SQLite to verify the file, its references and its full text."""
        try:  # first, since FTS5 takes this for writing, which is refused once another process wrote after we have read
            connection.execute(text("INSERT INTO report_text(report_text, rank) VALUES ('integrity-check', 1)"))
        except DatabaseError as error:
            yield f"the full-text index does not fit the reports: {error}"
        for (said,) in connection.execute(text(f"PRAGMA integrity_check({_MOST})")):
            if said != "ok":
                yield f"the database file is damaged: {said}"
        for row in connection.execute(text("PRAGMA foreign_key_check")).fetchmany(_MOST):
            yield f"a row of {row[0]} points to a row of {row[2]} that is not there"

    def copy(self, path: str, target: Path) -> None:
        """Copy page by page with SQLite's own backup.

        Raises:
            RecordError: the target is there already, or cannot be written.
        """
        if target.exists():
            raise RecordError(f"{target} is there already. Name a file that is not, or remove it first.")
        try:
            with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copied:
                source.backup(copied)
        except sqlite3.Error as error:
            raise RecordError(f"{path} could not be copied to {target}: {error}.") from error


def _operational(path: str, said: str) -> RecordError:
    if "locked" in said or "busy" in said:
        return RecordLocked(f"Another process is writing to {path}. Wait for it to end, then try again.")
    if "disk is full" in said or "full" in said:
        return RecordError(
            f"The disk that holds {path} is full. Free some space and run the command again; nothing is lost."
        )
    if "readonly" in said or "read-only" in said:
        return RecordError(f"{path} cannot be written: the file or its folder is read-only.")
    if "unable to open" in said:
        return RecordError(f"{path} cannot be opened: check that its folder exists and may be read.")
    if "malformed" in said or "not a database" in said:
        return RecordDamaged(
            f"{path} is damaged or is not a Dateline record. Restore a copy or read the reports again."
        )
    return RecordError(f"{path}: the database said: {said}")


def _configure(connection: Any, _record: object) -> None:
    """Set what SQLite leaves off by default; transactions are begun by us, so that reads and writes can differ."""
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        f"busy_timeout={_BUSY_MS}",
        "cache_size=-65536",
        f"wal_autocheckpoint={_CHECKPOINT}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("dateline_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
