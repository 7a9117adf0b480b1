"""Open the database behind a record: connection settings, the indexes that SQL's standard lacks, and clear errors."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select, text
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError

from dateline.errors import RecordConflict, RecordDamaged, RecordError, RecordLocked, RecordTooNew
from dateline.store import migrations, schema

# How long a statement waits for another process's transaction (milliseconds); commits take a few.
_BUSY_MS = 10_000
# Pages (of 4 KB) written before they are moved into the file itself. At SQLite's own 1,000 a bulk run spends a quarter of
# its writing on moving the same pages again and again; at 16,000 the log grows to 64 MB while a run writes.
_CHECKPOINT = 16_000

# Full text over reports and points of events: SQLite's own modules, so plain SQL.
# The quotes around the content's name are those by which Datasette and sqlite-utils find the index of a table.
_SQLITE_INDEXES = (
    "CREATE VIRTUAL TABLE report_text USING fts5(title, text, content=\"report\", content_rowid='n', "
    "tokenize='unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE event_point USING rtree(n, min_lon, max_lon, min_lat, max_lat)",
)


def connect(path: str, *, create: bool) -> Engine:
    """Return an engine on the record at ``path``.

    Raises:
        RecordError: there is none and ``create`` is false, or it cannot be opened.
    """
    if not create and not Path(path).exists():
        raise RecordError(f"There is no record at {path}. Make one with `dateline read PATH... --record {path}`.")
    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    with translated(path):
        _prepare(engine, path, create=create)
    return engine


@contextmanager
def translated(path: str) -> Iterator[None]:
    """Turn the database's errors into ours, which say what to do."""
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
    connection.exec_driver_sql("BEGIN")


def _prepare(engine: Engine, path: str, *, create: bool) -> None:
    """Create the tables in a new record, or bring an older one up to date."""
    with engine.begin() as connection:
        names = set(inspect(connection).get_table_names())
        if not names and create:
            schema.metadata.create_all(connection)
            for statement in _SQLITE_INDEXES:
                connection.execute(text(statement))
            connection.execute(schema.meta.insert().values(key="schema_version", value=str(schema.VERSION)))
            return
        if "meta" not in names or "report" not in names:
            raise RecordDamaged(f"{path} is a database, but no Dateline record. Name another file with --record.")
        version = connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == "schema_version")).scalar()
        if int(version or 0) > schema.VERSION:
            raise RecordTooNew(
                f"{path} was written by a newer Dateline (schema {version}, this one knows {schema.VERSION}). Upgrade Dateline."
            )
        migrations.apply(connection, int(version or 0))
