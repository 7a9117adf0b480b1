"""Look after a record: verify that it is whole, and copy it while it is in use."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError

from dateline.errors import RecordError

# What is wrong with a record is told by the first findings; a damaged one could have a million.
_MOST = 20

# Each is a rule of the record, and SQL that finds what breaks it.
_RULES = (
    (
        "a mention points to an event that is not there",
        "SELECT id FROM mention WHERE event IS NOT NULL AND event NOT IN (SELECT id FROM event)",
    ),
    (
        "an event has no mention",
        "SELECT id FROM event WHERE id NOT IN (SELECT event FROM mention WHERE event IS NOT NULL)",
    ),
    ("a lineage has no reports", "SELECT id FROM lineage WHERE id NOT IN (SELECT lineage FROM member)"),
    (
        "an event's point is not in the spatial index",
        "SELECT id FROM event WHERE lat IS NOT NULL AND n NOT IN (SELECT n FROM event_point)",
    ),
)
_QUOTED = (
    "SELECT q.report FROM {0} q JOIN report ON report.id = q.report "
    "WHERE substr(report.text, q.start + 1, q.end - q.start) != q.text"
)


def faults(connection: Connection) -> Iterator[str]:
    """Yield what is wrong with a record, in plain words; nothing when all is well."""
    for (said,) in connection.execute(text(f"PRAGMA integrity_check({_MOST})")):
        if said != "ok":
            yield f"the database file is damaged: {said}"
    for row in connection.execute(text("PRAGMA foreign_key_check")).fetchmany(_MOST):
        yield f"a row of {row[0]} points to a row of {row[2]} that is not there"
    for words, query in _rules():
        for (which,) in connection.execute(text(query)).fetchmany(_MOST):
            yield f"{words}: {which}"
    try:
        connection.execute(text("INSERT INTO report_text(report_text, rank) VALUES ('integrity-check', 1)"))
    except DatabaseError as error:
        yield f"the full-text index does not fit the reports: {error}"


def _rules() -> Iterator[tuple[str, str]]:
    for table in ("statement", "date", "place"):
        yield f"a {table} does not quote its report", _QUOTED.format(table)
    yield from _RULES


def copy(path: str, target: Path) -> None:
    """Copy the record at ``path`` to ``target`` while others read and write it.

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
