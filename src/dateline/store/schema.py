"""The tables of the record. Columns that people query are plain; ``cells`` holds the whole object as JSON.

A row of ``mention`` or ``event`` can so be read in Datasette, QGIS or R, and restored without loss by us.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

# Raised with every change of the tables; ``migrations.py`` says how an older record is brought up to it.
VERSION = 3

metadata = MetaData()

# Facts about the record itself: schema_version, the Dateline that wrote it.
meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

report = Table(
    "report",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("given_id", Text, nullable=False),
    Column("outlet", Text),
    Column("title", Text),
    Column("url", Text),
    Column("author", Text),
    Column("published", Date),
    Column("published_at", Text),
    Column("published_basis", Text),
    Column("dateline_place", Text),
    Column("dateline_date", Date),
    Column("dateline_start", Integer),
    Column("dateline_end", Integer),
    Column("credit", Text),
    Column("language", Text),
    Column("chars", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("origin", Text),
    Column("extra", Text),
    Column("notes", Text, nullable=False),
    # The run that last read it, counted from 1.
    Column("run", Integer, nullable=False),
    # The newer version of this report, where the same outlet sent one under the same given id.
    Column("superseded_by", Text),
    # What made the analysis (model, tables, date of the report); None while it is pending.
    Column("analysed_with", Text),
    Column("lead_mention", Text),
    Index("report_given", "given_id", "outlet"),
    Index("report_pending", "analysed_with"),
)

lineage = Table(
    "lineage",
    metadata,
    Column("id", Text, primary_key=True),
    Column("primary_report", Text, ForeignKey("report.id"), nullable=False),
    Column("reports", Integer, nullable=False),
    Column("also", Text, nullable=False),
)

# One row for each report: its lineage, the version it was made from, and what it inherits.
member = Table(
    "member",
    metadata,
    Column("report", Text, ForeignKey("report.id"), primary_key=True),
    Column("lineage", Text, ForeignKey("lineage.id", deferrable=True, initially="DEFERRED"), nullable=False),
    Column("of", Text),
    Column("relation", Text),
    Column("contained", Float),
    Column("contains", Float),
    Column("factual_changes", Integer, nullable=False),
    Column("changes", Text, nullable=False),
    Column("published", Date),
    Column("credit", Text),
    Index("member_lineage", "lineage"),
)


def _of_report(*columns: Column[object] | Index) -> tuple[Column[object] | Index, ...]:
    """Every row that was read from a report names it and the characters it stands on."""
    return (
        Column("report", Text, ForeignKey("report.id"), nullable=False, index=True),
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        *columns,
    )


statement = Table(
    "statement",
    metadata,
    Column("id", Text, primary_key=True),
    *_of_report(
        Column("kind", Text, nullable=False),
        Column("speaker", Text),
        Column("side", Text),
        Column("text", Text, nullable=False),
        Column("cells", Text, nullable=False),
    ),
)

date = Table(
    "date",
    metadata,
    Column("n", Integer, primary_key=True),
    *_of_report(
        Column("text", Text, nullable=False),
        Column("type", Text, nullable=False),
        Column("value", Text),
        Column("first", Date),
        Column("last", Date),
        Column("cells", Text, nullable=False),
    ),
)

place = Table(
    "place",
    metadata,
    Column("n", Integer, primary_key=True),
    *_of_report(
        Column("text", Text, nullable=False),
        Column("role", Text, nullable=False),
        Column("name", Text),
        Column("geonameid", Integer),
        Column("country", Text),
        Column("lat", Float),
        Column("lon", Float),
        Column("precision", Text),
        Column("cells", Text, nullable=False),
    ),
)


def _happening() -> tuple[Column[object], ...]:
    """The cells that a mention and an event share, as plain columns."""
    return (
        Column("type", Text, nullable=False, index=True),
        Column("status", Text, nullable=False),
        Column("first", Date, index=True),
        Column("last", Date),
        Column("date_precision", Text),
        Column("date_basis", Text),
        Column("place", Text),
        Column("geonameid", Integer),
        Column("country", Text, index=True),
        Column("admin1", Text),
        Column("lat", Float),
        Column("lon", Float),
        Column("place_precision", Text),
        Column("actors", Text),
        Column("targets", Text),
        Column("sources", Text),
        Column("killed", Integer),
        Column("injured", Integer),
        Column("cells", Text, nullable=False),
    )


mention = Table(
    "mention",
    metadata,
    Column("id", Text, primary_key=True),
    *_of_report(
        Column("event", Text, index=True),
        # What hangs together in reconciling; None until then.
        Column("part", Integer, index=True),
        # The id that an event has while this mention is its earliest: every id that an event ever had leads to it.
        Column("names", Text, nullable=False, index=True),
        Column("trigger", Text, nullable=False),
        Column("salience", Float, nullable=False),
        *_happening(),
    ),
)

# Events that hang together: a new report changes only the parts that share a key with it. Loose ones are made anew.
part = Table(
    "part",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("loose", Integer, nullable=False, index=True),
)
part_key = Table(
    "part_key",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("part", Integer, primary_key=True, autoincrement=False, index=True),
    Column("strands", Integer, nullable=False),
    sqlite_with_rowid=False,
)

event = Table(
    "event",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("part", Integer, index=True),
    Column("summary", Text, nullable=False),
    Column("standing", Text, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("lineages", Integer, nullable=False),
    *_happening(),
)
# Lists, maps and counts read these columns alone, and so never touch the wide rows.
Index(
    "event_browse",
    event.c.first.desc(),
    event.c.id,
    event.c.last,
    event.c.type,
    event.c.status,
    event.c.standing,
    event.c.country,
    event.c.place_precision,
    event.c.lat,
    event.c.lon,
    event.c.place,
)

# What the language model said of units of text, by the digest of the text.
unit = Table(
    "unit",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("digest", LargeBinary, nullable=False, unique=True),
    Column("piece", LargeBinary, nullable=False),
)

# The types that events were given, with their codes, so that the record explains itself without Dateline.
event_type = Table(
    "event_type",
    metadata,
    Column("key", Text, primary_key=True),
    Column("label", Text, nullable=False),
    Column("definition", Text, nullable=False),
    Column("acled_event", Text),
    Column("acled_sub", Text),
    Column("plover_event", Text),
    Column("plover_mode", Text),
    Column("example", Text, nullable=False),
)

refusal = Table(
    "refusal",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("stage", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("report", Text, ForeignKey("report.id")),
    Index("refusal_once", "stage", "origin", "reason", unique=True),
)

# Decisions by people (merge, split, set, drop), kept beside the evidence and applied after every reconciling.
decision = Table(
    "decision",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("undone", Text),
    Column("cells", Text, nullable=False),
)
