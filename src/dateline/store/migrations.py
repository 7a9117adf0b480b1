"""Bring a record that an older Dateline wrote up to the present tables, one version at a time."""

from collections.abc import Callable, Mapping

from sqlalchemy import Connection, text, update

from dateline.store import reports, schema
from dateline.store.version import VERSION


def _index(connection: Connection) -> None:
    """1 to 2: the index of lineages, the parts of the reconciliation, and more. All fill themselves."""
    for table in ("mention", "event"):
        connection.execute(text(f"ALTER TABLE {table} ADD COLUMN part INTEGER"))
        connection.execute(text(f"CREATE INDEX ix_{table}_part ON {table} (part)"))
    schema.metadata.create_all(connection)
    connection.execute(text("DROP INDEX IF EXISTS report_given"))
    connection.execute(text("CREATE INDEX report_given ON report (given_id, outlet)"))


def _large(connection: Connection) -> None:
    """2 to 3: what is still to be traced or analysed is found at once, however large a record is."""
    connection.execute(text("DROP INDEX IF EXISTS report_pending"))
    schema.metadata.create_all(connection)
    connection.execute(text("DROP INDEX IF EXISTS event_browse"))
    for index in schema.COUNTED:
        if index.name != "mention_told":  # whose columns come with the next version
            index.create(connection, checkfirst=True)
    for statement in schema.PARTIAL:
        connection.execute(text(statement))
    connection.execute(
        text(
            "INSERT INTO queue SELECT id FROM report LEFT JOIN index_member ON index_member.report = report.id "
            "WHERE (superseded_by IS NULL) = (index_member.report IS NULL)"
        )
    )
    reports.outdate(connection, reports.stale(connection))


def _told(connection: Connection) -> None:
    """3 to 4: mentions have the numbers of their report and event, so that many are found at once."""
    for column in ("report_n", "event_n"):
        connection.execute(text(f"ALTER TABLE mention ADD COLUMN {column} INTEGER"))
    connection.execute(
        text(
            "UPDATE mention SET report_n = (SELECT n FROM report WHERE report.id = mention.report), "
            "event_n = (SELECT n FROM event WHERE event.id = mention.event)"
        )
    )
    connection.execute(text("DROP INDEX IF EXISTS mention_told"))
    next(index for index in schema.COUNTED if index.name == "mention_told").create(connection)


def _narrow(connection: Connection) -> None:
    """4 to 5: names have an index of their own, others have no more than what is asked of them."""
    for name in ("event_browse", "event_spots", *(f"ix_mention_{column}" for column in ("type", "first", "country"))):
        connection.execute(text(f"DROP INDEX IF EXISTS {name}"))
    for index in schema.COUNTED:
        index.create(connection, checkfirst=True)


# From the version in the key to the next one.
STEPS: Mapping[int, Callable[[Connection], None]] = {1: _index, 2: _large, 3: _told, 4: _narrow}


def apply(connection: Connection, version: int) -> None:
    """Run every step between ``version`` and the present one, in the caller's transaction."""
    for step in range(version, VERSION):
        STEPS[step](connection)
    if version < VERSION:
        key = schema.meta.c.key == "schema_version"
        connection.execute(update(schema.meta).where(key).values(value=str(VERSION)))
