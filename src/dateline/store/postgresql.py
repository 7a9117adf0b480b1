"""A record that several machines share: PostgreSQL through psycopg 3, with GIN for full text, GiST for space, advisory locks.

Runs read and analyse side by side. Whatever writes takes turns, one transaction at a time, as in a file.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    CursorResult,
    Engine,
    Insert,
    Table,
    create_engine,
    inspect,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from dateline.errors import RecordDamaged, RecordError, RecordLocked
from dateline.store import lexemes, schema
from dateline.store.phrases import Phrases, Server

# How long a transaction waits for those before it. Tracing a first, large reading holds the record for minutes.
_PATIENCE = "30min"
# Dates as ISO 8601, numbers in full, whatever the server's own settings are.
_OPTIONS = "-c datestyle=ISO -c extra_float_digits=1 -c timezone=UTC"
_MOST = 20
# Reports whose full text is verified together.
_CHUNK = 500

# "several" marks the pieces of a text that is too long for one vector. A point's geometry is there where PostGIS is.
_INDEXES = (
    # Long words fit into no ordered index here; only equal ones are asked for.
    "CREATE INDEX report_given ON report USING hash (given_id)",
    "CREATE UNIQUE INDEX refusal_once ON refusal (stage, md5(origin), md5(reason))",
    "CREATE TABLE report_text (n integer NOT NULL REFERENCES report ON DELETE CASCADE, piece integer NOT NULL, "
    "several boolean NOT NULL, words tsvector NOT NULL, PRIMARY KEY (n, piece))",
    "CREATE INDEX report_text_words ON report_text USING gin (words)",
    "CREATE INDEX report_text_several ON report_text (n) WHERE several",
    "CREATE TABLE event_point (n integer PRIMARY KEY REFERENCES event ON DELETE CASCADE, point point NOT NULL)",
    "CREATE INDEX event_point_point ON event_point USING gist (point)",
)
_POSTGIS = (
    "ALTER TABLE event_point ADD COLUMN geometry geometry(Point, 4326) "
    "GENERATED ALWAYS AS (ST_SetSRID(ST_MakePoint(point[0], point[1]), 4326)) STORED",
    "CREATE INDEX event_point_geometry ON event_point USING gist (geometry)",
)
# One lock for each record (a record is a schema of a database), and one for each report that a run analyses.
_TURN = "SELECT pg_advisory_xact_lock(hashtextextended('dateline:' || current_schema(), 0))"
_TAKE = (
    "SELECT id FROM unnest(CAST(:ids AS text[])) AS asked(id) "
    "WHERE pg_try_advisory_lock(hashtextextended('dateline:' || current_schema() || ':' || id, 1))"
)
_LEAVE = (
    "SELECT count(pg_advisory_unlock(hashtextextended('dateline:' || current_schema() || ':' || id, 1))) "
    "FROM unnest(CAST(:ids AS text[])) AS held(id)"
)


class Shared:
    """The reports that this run analyses, as locks of a connection: whoever dies lets go of them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take(self, ids: Sequence[str]) -> list[str]:
        """Lock those reports that no other run has locked."""
        return list(self._connection.scalars(text(_TAKE), {"ids": list(ids)}))

    def leave(self, ids: Sequence[str]) -> None:
        """Unlock reports."""
        if ids:
            self._connection.execute(text(_LEAVE), {"ids": list(ids)})


class PostgreSQL:
    """PostgreSQL, as :class:`dateline.store.dialect.Dialect` asks."""

    phrases: Phrases = Server()
    listed = "unnest(CAST(? AS bigint[])) AS listed(value)"

    def engine(self, path: str, *, create: bool) -> Engine:  # noqa: ARG002 - whether there is a record, its tables tell
        """Return an engine on the database.

        Raises:
            RecordError: the address cannot be read, or psycopg is not installed.
        """
        try:
            url = make_url(path.replace("postgres://", "postgresql://", 1)).set(drivername="postgresql+psycopg")
            given = str(url.query.get("options", ""))
            url = url.update_query_dict({"options": f"{given} {_OPTIONS}".strip()})
            return create_engine(url, pool_size=20, max_overflow=20, pool_pre_ping=True)
        except (ArgumentError, ValueError) as error:
            raise RecordError(f"{self.name(path)} is no address of a database: {error}.") from error
        except ModuleNotFoundError as error:
            raise RecordError(
                "Please install psycopg to use a record in PostgreSQL: pip install 'dateline[postgresql]'."
            ) from error

    def name(self, path: str) -> str:
        """Return the address without its password."""
        try:
            return make_url(path).render_as_string(hide_password=True)
        except (ArgumentError, ValueError):
            return "What was given for the record"

    @contextmanager
    def translated(self, path: str) -> Iterator[None]:
        """Turn PostgreSQL's errors into ours, also those of the driver itself."""
        try:
            yield
        except DBAPIError as error:
            raise _told(self.name(path), error.orig or error) from error
        except Exception as error:
            if type(error).__module__.startswith("psycopg"):
                raise _told(self.name(path), error) from error
            raise

    def tables(self, connection: Connection) -> set[str]:
        """Return the tables of our names: a database may well hold others beside a record."""
        return set(inspect(connection).get_table_names()) & schema.metadata.tables.keys()

    def extend(self, connection: Connection) -> None:
        """Make full text and points; with PostGIS in the database, points are geometries too, for QGIS and its kind."""
        for statement in _INDEXES:
            connection.execute(text(statement))
        if connection.scalar(text("SELECT to_regtype('geometry')::text")):
            for statement in _POSTGIS:
                connection.execute(text(statement))

    @contextmanager
    def reading(self, engine: Engine) -> Iterator[Connection]:
        """Hold one moment of the record, with the right to read alone."""
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self, engine: Engine) -> Iterator[Connection]:
        """Wait for our turn to write; what others wrote before is seen from then on."""
        with engine.begin() as connection:
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_PATIENCE}'")
            connection.exec_driver_sql(_TURN)
            yield connection

    @contextmanager
    def run(self, engine: Engine, path: str) -> Iterator[Shared]:  # noqa: ARG002
        """Hold a connection for the reports in this run's hands; other runs go on beside it."""
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            try:
                yield Shared(connection)
            finally:
                with suppress(DBAPIError):  # where the server is gone, so are the locks
                    connection.exec_driver_sql("SELECT pg_advisory_unlock_all()")

    def plain(self, connection: Connection, sql: str, given: Any) -> CursorResult[Any]:
        """Run plain SQL with the marks that psycopg knows."""
        return connection.exec_driver_sql(sql.replace("?", "%s"), given)

    def array(self, values: Sequence[int]) -> list[int]:
        """Return numbers as a list, which psycopg sends as an array."""
        return list(values)

    def joined(self, column: str) -> str:
        """Return SQL that joins numbers."""
        return f"string_agg(CAST({column} AS text), ',')"

    def fill(
        self,
        connection: Connection,
        table: Table,
        rows: Sequence[tuple[Any, ...]],
        columns: Sequence[str] | None = None,
    ) -> None:
        """Copy rows in, which takes a tenth of the time that inserting takes."""
        names = ", ".join(schema.quoted(table, columns))
        driver: Any = connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def once(self, table: Table) -> Insert:
        """Return an insert that does nothing where a row is there."""
        return insert(table).on_conflict_do_nothing()

    def index(self, connection: Connection, ids: Sequence[str]) -> None:
        """Enter the words of reports."""
        rows = [
            {"n": number, "piece": piece, "several": len(pieces) > 1, "words": words}
            for number, pieces in _vectors(connection, ids)
            for piece, words in enumerate(pieces)
        ]
        if rows:
            entered = "INSERT INTO report_text VALUES (:n, :piece, :several, CAST(:words AS tsvector))"
            connection.execute(text(entered), rows)

    def place(self, connection: Connection, ids: Sequence[str]) -> None:
        """Enter points."""
        entered = (
            "INSERT INTO event_point (n, point) SELECT n, point(lon, lat) FROM event "
            "WHERE lat IS NOT NULL AND id = ANY(:ids)"
        )
        connection.execute(text(entered), {"ids": list(ids)})

    def displace(self, connection: Connection, numbers: Sequence[int]) -> None:
        """Nothing is left to do: points go with their events."""

    def tidy(self, connection: Connection) -> None:
        """Nothing is left to do: points go with their events."""

    def faults(self, connection: Connection) -> Iterator[str]:
        """Verify the full text; the server itself sees to references and pages."""
        numbers = list(connection.scalars(select(schema.report.c.id).order_by(schema.report.c.n)))
        for at in range(0, len(numbers), _CHUNK):
            yield from _differing(connection, numbers[at : at + _CHUNK])

    def copy(self, path: str, target: Path) -> None:  # noqa: ARG002
        """Leave it to PostgreSQL's own tool.

        Raises:
            RecordError: always.
        """
        raise RecordError(
            f"A record in PostgreSQL is copied with PostgreSQL's own tool: pg_dump --format=custom --file={target} "
            f"DATABASE. What a record needs can also be exported: `dateline export --what reports` and `--what decisions`."
        )


def _vectors(connection: Connection, ids: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    query = select(schema.report.c.n, schema.report.c.title, schema.report.c.text).where(schema.report.c.id.in_(ids))
    for row in connection.execute(query.order_by(schema.report.c.n)):
        yield row.n, lexemes.vectors(row.title or "", row.text)


def _differing(connection: Connection, ids: Sequence[str]) -> Iterator[str]:
    """Compare the words that are indexed with those of the texts."""
    made = [(n, piece, words) for n, pieces in _vectors(connection, ids) for piece, words in enumerate(pieces)]
    query = text(
        "SELECT report.id FROM report JOIN (SELECT unnest(CAST(:n AS integer[])) AS n, "
        "unnest(CAST(:piece AS integer[])) AS piece, unnest(CAST(:words AS text[])) AS words) AS made USING (n) "
        "LEFT JOIN report_text AS kept USING (n, piece) WHERE kept.words IS DISTINCT FROM CAST(made.words AS tsvector)"
    )
    given = {key: [row[at] for row in made] for at, key in enumerate(("n", "piece", "words"))}
    for report in connection.scalars(query, given).fetchmany(_MOST):
        yield f"the full-text index does not fit report {report}"


def _told(name: str, error: BaseException) -> RecordError:
    """Say what PostgreSQL's code for an error means here."""
    code = str(getattr(error, "sqlstate", None) or "")
    said = " ".join(str(error).split()) or type(error).__name__
    if not code and "password" in said:  # what goes wrong before a session begins has no code
        code = "28"
    if not code and "does not exist" in said and "database" in said:
        code = "3D"
    if not code or code.startswith("08"):
        return RecordError(f"{name} cannot be reached: {said}. Check the address, and that the server runs.")
    if code == "55P03":
        return RecordLocked(
            f"Another process has been writing to {name} for {_PATIENCE}. Wait for it to end, then try again."
        )
    for begins, words in _MEANING.items():
        if code.startswith(begins):
            return RecordError(f"{name} {words} ({said}).")
    if code.startswith(("XX", "58")):
        return RecordDamaged(f"{name} is damaged, says PostgreSQL: {said}.")
    return RecordError(f"{name}: the database said: {said}")


_MEANING = {
    "28": "does not let you in; put the password into ~/.pgpass or PGPASSWORD",
    "3D": "is not there; make the database first, with `createdb`",
    "3F": "has no such schema; make it first, with CREATE SCHEMA",
    "42501": "may be read but not written by this user",
    "25006": "may only be read: the server or the session is read-only",
    "53100": "cannot grow: the server's disk is full; nothing is lost",
    "53300": "has too many connections already; try again later",
    "57": "is being shut down; what was written before is kept, run the command again later",
}
