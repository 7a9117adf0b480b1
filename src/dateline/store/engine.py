"""Open the database behind a record: make its tables, or bring those of an older Dateline up to date."""

from sqlalchemy import Connection, Engine, select, text

from dateline.errors import RecordDamaged, RecordError, RecordTooNew
from dateline.store import migrations, schema
from dateline.store.dialect import Dialect, behind
from dateline.store.version import VERSION


def connect(path: str, *, create: bool) -> Engine:
    """Return an engine on the record at ``path``.

    Raises:
        RecordError: there is none and ``create`` is false, or it cannot be opened.
    """
    dialect = behind(path)
    with dialect.translated(path):
        engine = dialect.engine(path, create=create)
        try:
            _prepare(engine, dialect, dialect.name(path), create=create)
        except BaseException:
            engine.dispose()
            raise
    return engine


def _prepare(engine: Engine, dialect: Dialect, name: str, *, create: bool) -> None:
    """Create the tables in a new record, or bring an older one up to date. One that is up to date is only looked at."""
    with dialect.reading(engine) as connection:
        version = _version(connection, dialect, name)
    if version == VERSION:
        return
    if version is None and not create:
        raise RecordError(f"There is no record at {name}. Make one with `dateline read PATH... --record {name}`.")
    with dialect.writing(engine) as connection:
        version = _version(connection, dialect, name)  # again: another process may have been quicker
        if version is not None:
            migrations.apply(connection, version)
            return
        schema.metadata.create_all(connection)
        for statement in schema.PARTIAL:
            connection.execute(text(statement))
        dialect.extend(connection)
        connection.execute(schema.meta.insert().values(key="schema_version", value=str(VERSION)))


def _version(connection: Connection, dialect: Dialect, name: str) -> int | None:
    """Return the version of a record's tables; None where there are no tables yet.

    Raises:
        RecordDamaged: there are tables, but not ours.
        RecordTooNew: a newer Dateline made them.
    """
    names = dialect.tables(connection)
    if not names:
        return None
    if "meta" not in names or "report" not in names:
        raise RecordDamaged(f"{name} is a database, but no Dateline record. Name another with --record.")
    version = connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == "schema_version")).scalar()
    if int(version or 0) > VERSION:
        raise RecordTooNew(
            f"{name} was written by a newer Dateline (schema {version}, this one knows {VERSION}). Upgrade Dateline."
        )
    return int(version or 0)
