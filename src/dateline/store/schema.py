"""The tables of the record. Columns that people query are plain; ``cells`` holds the whole object as JSON.

A row of ``mention`` or ``event`` can so be read in Datasette, QGIS or R, and restored without loss by us.
"""

from collections.abc import Sequence

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

metadata = MetaData()


def quoted(table: Table, columns: Sequence[str] | None = None) -> list[str]:
    """Return the names of columns of a table as SQL has them: of these, or of all in their order."""
    return [f'"{name}"' for name in columns or table.columns.keys()]


# Words are ordered by their bytes, as SQLite orders them, whatever language a server is set to.
Words = Text().with_variant(Text(collation="C"), "postgresql")

# Facts about the record itself: schema_version, the Dateline that wrote it.
meta = Table("meta", metadata, Column("key", Words, primary_key=True), Column("value", Words, nullable=False))


report = Table(
    "report",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", Words, nullable=False, unique=True),
    Column("given_id", Words, nullable=False),
    Column("outlet", Words),
    Column("title", Words),
    Column("url", Words),
    Column("author", Words),
    Column("published", Date),
    Column("published_at", Words),
    Column("published_basis", Words),
    Column("dateline_place", Words),
    Column("dateline_date", Date),
    Column("dateline_start", Integer),
    Column("dateline_end", Integer),
    Column("credit", Words),
    Column("language", Words),
    Column("chars", Integer, nullable=False),
    Column("text", Words, nullable=False),
    Column("origin", Words),
    Column("extra", Words),
    Column("notes", Words, nullable=False),
    # The run that last read it, counted from 1.
    Column("run", Integer, nullable=False),
    # The newer version of this report, where the same outlet sent one under the same given id.
    Column("superseded_by", Words),
    # What made the analysis (model, tables, date of the report); None while it is pending.
    Column("analysed_with", Words),
    Column("lead_mention", Words),
    Index("report_given", "given_id", "outlet").ddl_if(dialect="sqlite"),
)

# Reports whose place among the lineages has to be looked at: new ones, and those whose version stands or has been replaced.
queue = Table(
    "queue", metadata, Column("report", Words, ForeignKey("report.id"), primary_key=True), sqlite_with_rowid=False
)

lineage = Table(
    "lineage",
    metadata,
    Column("id", Words, primary_key=True),
    Column("primary_report", Words, ForeignKey("report.id"), nullable=False),
    Column("reports", Integer, nullable=False),
    Column("also", Words, nullable=False),
)

# One row for each report: its lineage, the version it was made from, and what it inherits.
member = Table(
    "member",
    metadata,
    Column("report", Words, ForeignKey("report.id"), primary_key=True),
    Column("lineage", Words, ForeignKey("lineage.id", deferrable=True, initially="DEFERRED"), nullable=False),
    Column("of", Words),
    Column("relation", Words),
    Column("contained", Float),
    Column("contains", Float),
    Column("factual_changes", Integer, nullable=False),
    Column("changes", Words, nullable=False),
    Column("published", Date),
    Column("credit", Words),
    Index("member_lineage", "lineage"),
)


def _of_report(*columns: Column[object] | Index) -> tuple[Column[object] | Index, ...]:
    """Every row that was read from a report names it and the characters it stands on."""
    return (
        Column("report", Words, ForeignKey("report.id"), nullable=False, index=True),
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        *columns,
    )


statement = Table(
    "statement",
    metadata,
    Column("id", Words, primary_key=True),
    *_of_report(
        Column("kind", Words, nullable=False),
        Column("speaker", Words),
        Column("side", Words),
        Column("text", Words, nullable=False),
        Column("cells", Words, nullable=False),
    ),
)

date = Table(
    "date",
    metadata,
    Column("n", Integer, primary_key=True),
    *_of_report(
        Column("text", Words, nullable=False),
        Column("type", Words, nullable=False),
        Column("value", Words),
        Column("first", Date),
        Column("last", Date),
        Column("cells", Words, nullable=False),
    ),
)

place = Table(
    "place",
    metadata,
    Column("n", Integer, primary_key=True),
    *_of_report(
        Column("text", Words, nullable=False),
        Column("role", Words, nullable=False),
        Column("name", Words),
        Column("geonameid", Integer),
        Column("country", Words),
        Column("lat", Float),
        Column("lon", Float),
        Column("precision", Words),
        Column("cells", Words, nullable=False),
    ),
)


def _happening(*, found: bool) -> tuple[Column[object], ...]:
    """The cells that a mention and an event share, as plain columns; by some of them events are found."""
    return (
        Column("type", Words, nullable=False, index=found),
        Column("status", Words, nullable=False),
        Column("first", Date, index=found),
        Column("last", Date),
        Column("date_precision", Words),
        Column("date_basis", Words),
        Column("place", Words),
        Column("geonameid", Integer),
        Column("country", Words, index=found),
        Column("admin1", Words),
        Column("lat", Float),
        Column("lon", Float),
        Column("place_precision", Words),
        Column("actors", Words),
        Column("targets", Words),
        Column("sources", Words),
        Column("killed", BigInteger),
        Column("injured", BigInteger),
        Column("cells", Words, nullable=False),
    )


mention = Table(
    "mention",
    metadata,
    Column("id", Words, primary_key=True),
    *_of_report(
        Column("event", Words, index=True),
        # The numbers of report and event, which are looked up by the ten thousand: from words in texts to what they tell.
        Column("report_n", Integer),
        Column("event_n", Integer),
        # What hangs together in reconciling; None until then.
        Column("part", Integer, index=True),
        # The id that an event has while this mention is its earliest: every id that an event ever had leads to it.
        Column("names", Words, nullable=False, index=True),
        Column("trigger", Words, nullable=False),
        Column("salience", Float, nullable=False),
        *_happening(found=False),
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
    Column("id", Words, nullable=False, unique=True),
    Column("part", Integer, index=True),
    Column("summary", Words, nullable=False),
    Column("standing", Words, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("lineages", Integer, nullable=False),
    *_happening(found=True),
)
# Lists read these columns alone, in their order, and so never touch the wide rows.
_BROWSED = (
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
_BROWSE = Index("event_browse", *_BROWSED).ddl_if(dialect="sqlite")
Index("event_browse_shared", *_BROWSED).ddl_if(dialect="postgresql")
# Where words are looked for in names, each name is looked at. Names may be too long for an ordered index of PostgreSQL.
_NAMED = (event.c.place, event.c.admin1, event.c.actors, event.c.targets, event.c.sources)
_NAMES = Index("event_names", *_NAMED).ddl_if(dialect="sqlite")
# What the page counts: by kind, by day, by spot. Each index has what it is grouped by in order, and then what it is filtered
# by, so that counting 300,000 events is one walk without sorting and without a look at the wide rows.
_FILTERED = (event.c.country, event.c.last, event.c.place, event.c.place_precision, event.c.lat, event.c.lon)
COUNTED = (
    _BROWSE,
    _NAMES,
    Index("event_kinds", event.c.type, event.c.status, event.c.standing, event.c.first, *_FILTERED),
    Index("event_days", event.c.first, event.c.type, event.c.status, event.c.standing, *_FILTERED),
    Index(
        "event_spots",
        event.c.lat,
        event.c.lon,
        event.c.place_precision,
        event.c.type,
        event.c.status,
        event.c.standing,
        event.c.first,
        event.c.last,
        event.c.country,
        event.c.place,
    ),
    Index("mention_told", mention.c.report_n, mention.c.event_n),
    Index("statement_speaker", statement.c.speaker, statement.c.id).ddl_if(dialect="sqlite"),
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
    Column("key", Words, primary_key=True),
    Column("label", Words, nullable=False),
    Column("definition", Words, nullable=False),
    Column("acled_event", Words),
    Column("acled_sub", Words),
    Column("plover_event", Words),
    Column("plover_mode", Words),
    Column("example", Words, nullable=False),
)

refusal = Table(
    "refusal",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("stage", Words, nullable=False),
    Column("origin", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("report", Words, ForeignKey("report.id")),
    Index("refusal_once", "stage", "origin", "reason", unique=True).ddl_if(dialect="sqlite"),
)

# Decisions by people (merge, split, set, drop), kept beside the evidence and applied after every reconciling.
decision = Table(
    "decision",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", Words, nullable=False, unique=True),
    Column("kind", Words, nullable=False),
    Column("who", Words, nullable=False),
    Column("at", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("undone", Words),
    Column("cells", Words, nullable=False),
)

# Indexes over some of the rows, in SQL that every database reads.
PARTIAL = (
    # The reports that count, by language and by what analysed them: how many there are is asked for at every turn, and those
    # that are still to be analysed are found at once.
    "CREATE INDEX report_current ON report (language, analysed_with) WHERE superseded_by IS NULL",
    # Events of which no more than the country is known, which the map counts apart.
    "CREATE INDEX event_nations ON event (country, type, status, standing, first, last, place) "
    "WHERE place_precision = 'country'",
)
