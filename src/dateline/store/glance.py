"""A glance at a record in a file: one thing by its id, in plain SQL, so that nobody waits for SQLAlchemy to load.

Loading it takes longer than the answer. Whatever is out of the ordinary (no such file, a server, an older record, a damaged
one, a locked one) is left to :class:`~dateline.store.record.Record`, which tells people what to do about it.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from types import SimpleNamespace, TracebackType
from typing import TYPE_CHECKING, Any, Self

from dateline.data.types import EventType, event_types
from dateline.errors import RecordDamaged
from dateline.model import Event, Filed, FiledMention, Lineage, Mention, Statement
from dateline.store import codec, restore
from dateline.store.version import VERSION

_DAYS = {"published", "dateline_date", "inherited_published"}
# SQLite takes 32,766 variables in a statement.
_CHUNK = 1000
_REPORTS = (
    "SELECT report.*, member.lineage, member.published AS inherited_published, member.credit AS inherited_credit, "
    "mention.event AS lead_event FROM report LEFT JOIN member ON member.report = report.id "
    "LEFT JOIN mention ON mention.id = report.lead_mention WHERE report.id IN ({marks}) ORDER BY report.id"
)
_LINEAGE = (
    "SELECT lineage.id, primary_report, also, member.* FROM lineage JOIN member ON member.lineage = lineage.id "
    "WHERE lineage.id = ? ORDER BY member.report"
)


class Glance:
    """One moment of a record in a file. Its methods are those of :class:`~dateline.store.record.Record` with the same names."""

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        self._connection = connection
        self.name = path

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
            connection.row_factory = _row
            connection.execute("BEGIN")
            found = connection.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone()
        except sqlite3.Error:
            found = None
        if found is None or found.value != str(VERSION):
            connection.close()
            return None
        return cls(connection, path)

    def __enter__(self) -> Self:
        """Return the glance itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the file."""
        self._connection.close()

    def event(self, id: str) -> Event | None:  # noqa: A002 - the record's own word
        """Return one event. An id that it had before it was merged with another leads to it too."""
        query = "SELECT cells FROM event WHERE id = ?"
        merged = "SELECT event.cells FROM mention JOIN event ON event.id = mention.event WHERE mention.names = ?"
        row = next(self._rows(query, [id]), None) or next(self._rows(merged, [id]), None)
        return codec.load(Event, row.cells) if row else None

    def mention(self, id: str) -> FiledMention | None:  # noqa: A002
        """Return one mention with its event."""
        row = next(self._rows("SELECT cells, event FROM mention WHERE id = ?", [id]), None)
        return FiledMention(mention=codec.load(Mention, row.cells), event=row.event) if row else None

    def statement(self, id: str) -> Statement | None:  # noqa: A002
        """Return one statement."""
        row = next(self._rows("SELECT cells FROM statement WHERE id = ?", [id]), None)
        return codec.load(Statement, row.cells) if row else None

    def statements(self, report: str) -> Iterator[Statement]:
        """Yield the statements of a report in order of their place in the text."""
        query = 'SELECT cells FROM statement WHERE report = ? ORDER BY start, "end", cells'
        return (codec.load(Statement, row.cells) for row in self._rows(query, [report]))

    def report(self, id: str) -> Filed | None:  # noqa: A002
        """Return one report, current or superseded."""
        return next(self.reports([id]), None)

    def reports(self, ids: Iterable[str]) -> Iterator[Filed]:
        """Yield the reports of some ids in order of id."""
        named = sorted(ids)
        for at in range(0, len(named), _CHUNK):
            some = named[at : at + _CHUNK]
            yield from map(restore.filed, self._rows(_REPORTS.format(marks=", ".join("?" * len(some))), some))

    def lineage(self, id: str) -> Lineage | None:  # noqa: A002
        """Return one lineage."""
        rows = list(self._rows(_LINEAGE, [id]))
        return restore.lineage(rows) if rows else None

    def given(self, given_id: str) -> str | None:
        """Return the id of the current report that the caller named ``given_id`` (the first by id where several are)."""
        query = "SELECT id FROM report WHERE given_id = ? AND superseded_by IS NULL ORDER BY id"
        row = next(self._rows(query, [given_id]), None)
        return row.id if row else None

    def types(self) -> dict[str, EventType]:
        """Return the event types, those that ship and those of a person's own table."""
        rows = self._rows("SELECT * FROM event_type ORDER BY key", [])
        return {row.key: EventType(**vars(row)) for row in rows} or dict(event_types())

    def _rows(self, query: str, given: Sequence[str]) -> Iterator[Any]:
        try:
            with closing(self._connection.execute(query, given)) as found:
                yield from found
        except sqlite3.Error as error:
            raise RecordDamaged(
                f"{self.name} cannot be read any further ({error}). `dateline check --record {self.name}` tells "
                f"whether it is whole; if it is not, restore a copy, or read the reports again into a new record."
            ) from error


def _row(cursor: sqlite3.Cursor, values: Sequence[Any]) -> Any:
    """Return a row with its columns as attributes, days as days."""
    cells = {name[0]: value for name, value in zip(cursor.description, values, strict=True)}
    days = {name: date.fromisoformat(cells[name]) for name in _DAYS & cells.keys() if cells[name]}
    return SimpleNamespace(**cells | days)


if TYPE_CHECKING:
    from dateline.store.record import Record

    # What shows one thing asks either.
    Seen = Glance | Record
