"""Look after a record: verify that it is whole."""

from collections.abc import Iterator

from sqlalchemy import Connection, text

from dateline.store import dialect

# What is wrong with a record is told by the first findings; a damaged one could have a million.
_MOST = 20

# Each is a rule of the record, and SQL that finds what breaks it.
_RULES = (
    (
        "a mention points to an event that is not there",
        "SELECT id FROM mention WHERE event IS NOT NULL AND event NOT IN (SELECT id FROM event)",
    ),
    (
        "a mention has another number than its report or event",
        "SELECT mention.id FROM mention JOIN report ON report.id = mention.report LEFT JOIN event ON event.id = mention.event "
        "WHERE report_n IS NULL OR report_n != report.n OR coalesce(event_n, 0) != coalesce(event.n, 0)",
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
    (
        "the spatial index has a point without an event",
        "SELECT n FROM event_point WHERE n NOT IN (SELECT n FROM event WHERE lat IS NOT NULL)",
    ),
    (
        "a lineage counts other reports than it has",
        "SELECT id FROM lineage WHERE reports != (SELECT count(*) FROM member WHERE member.lineage = lineage.id)",
    ),
    (
        "an event counts other reports than tell of it",
        "SELECT id FROM event WHERE reports != "
        "(SELECT count(DISTINCT mention.report) FROM mention WHERE mention.event = event.id)",
    ),
)
_QUOTED = (
    "SELECT q.report FROM {0} q JOIN report ON report.id = q.report "
    'WHERE substr(report.text, q.start + 1, q."end" - q.start) != q.text'
)


def faults(connection: Connection) -> Iterator[str]:
    """Yield what is wrong with a record, in plain words; nothing when all is well."""
    yield from dialect.of(connection).faults(connection)
    for words, query in _rules():
        for (which,) in connection.execute(text(query)).fetchmany(_MOST):
            yield f"{words}: {which}"


def _rules() -> Iterator[tuple[str, str]]:
    for table in ("statement", "date", "place"):
        yield f"a {table} does not quote its report", _QUOTED.format(table)
    yield from _RULES
