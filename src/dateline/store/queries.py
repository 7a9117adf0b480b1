"""What the page and the API ask: events under a filter, in pages, counted by facet, by day and by cell of the map.

Everything is one indexed query that reads plain columns, so that 300,000 events stay quick. Text of the user's only
ever travels as a bound parameter.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Text,
    and_,
    case,
    cast,
    func,
    literal_column,
    or_,
    select,
)

from dateline.model import Event, Statement
from dateline.store import codec, dialect, events
from dateline.store.record import Record
from dateline.store.schema import event, lineage, report, statement
from dateline.store.wanted import LISTED, NAMED, Filter, conditions, forget, gathered, holding

# Events restored together.
_TOGETHER = 1000


@contextmanager
def asking(record: Record) -> Iterator[Connection]:
    """Hold one moment of the record, so that several questions get answers that agree."""
    with record._read() as connection:
        forget(connection)
        yield connection


_BRIEF = (
    event.c.id,
    event.c.type,
    event.c.status,
    event.c.standing,
    event.c.summary,
    event.c.first,
    event.c.last,
    event.c.date_precision,
    event.c.place,
    event.c.country,
    event.c.place_precision,
    event.c.reports,
    event.c.lineages,
    event.c.killed,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Which statements are wanted."""

    report: str | None = None
    speaker: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Which part of the events, newest first and undated last: ``after`` a cursor (first day and id), or at ``offset``."""

    limit: int
    after: tuple[date | None, str] | None = None
    offset: int = 0


def ids(connection: Connection, wanted: Filter, window: Window) -> list[tuple[date | None, str]]:
    """Return the sort keys (first day, id) of a window of events."""
    found = connection.execute(_windowed(connection, select(event.c.first, event.c.id), wanted, window))
    return [(row.first, row.id) for row in found]


def briefs(connection: Connection, keys: Sequence[str]) -> Sequence[Row[Any]]:
    """Return the plain columns of the events of some ids, in their order, for a list."""
    rows: dict[str, Any] = {row.id: row for row in connection.execute(select(*_BRIEF).where(event.c.id.in_(keys)))}
    return [rows[key] for key in keys]


def _windowed(connection: Connection, query: Select[Any], wanted: Filter, window: Window) -> Select[Any]:
    c = event.c
    query = query.where(*conditions(connection, wanted, LISTED)).order_by(c.first.desc().nulls_last(), c.id)
    if window.after is not None:
        day, key = window.after
        if day is None:
            query = query.where(c.first.is_(None), c.id > key)
        else:
            query = query.where(or_(c.first < day, and_(c.first == day, c.id > key), c.first.is_(None)))
    return query.limit(window.limit).offset(window.offset)


def selected(connection: Connection, wanted: Filter, limit: int | None = None) -> Iterator[Event]:
    """Yield the events under a filter as the record does: by day, those without one last; at most ``limit``."""
    c = event.c
    left, tests = limit, conditions(connection, wanted, LISTED if limit else None)
    for known in (c.first.is_not(None), c.first.is_(None)):  # one by one, so that each comes in the order of an index
        query = select(c.cells).where(*tests, known).order_by(c.first, c.id).limit(left)
        for row in connection.execute(query).yield_per(_TOGETHER):
            yield codec.load(Event, row.cells)
            left = None if left is None else left - 1


def filed(connection: Connection, wanted: Filter, limit: int | None = None) -> list[str]:
    """Return the ids of current reports with words in their text, of an outlet, published between two days."""
    c = report.c
    query = select(c.id).where(c.superseded_by.is_(None)).order_by(c.id).limit(limit)
    query = query.where(*holding(connection, wanted.words))
    query = query.where(c.outlet == wanted.outlet) if wanted.outlet else query
    query = query.where(c.published >= wanted.first) if wanted.first else query
    query = query.where(c.published <= wanted.last) if wanted.last else query
    return list(connection.scalars(query))


def count(connection: Connection, wanted: Filter) -> int:
    """Return how many events there are under a filter."""
    found = list(gathered(connection, wanted))
    if len(found) == 1 and wanted.without(*NAMED, "words") == Filter():
        return found[0].count
    return int(connection.scalar(select(func.count()).select_from(event).where(*conditions(connection, wanted))) or 0)


def tally(connection: Connection, wanted: Filter, column: str) -> dict[str, int]:
    """Return how many events there are for each value of a column (type, status, standing, country)."""
    kind = event.c[column]
    found = connection.execute(
        select(kind, func.count()).where(*conditions(connection, wanted)).group_by(kind).order_by(kind)
    )
    return {str(value): number for value, number in found if value is not None}


def kinds(connection: Connection, wanted: Filter) -> Sequence[Any]:
    """Return events by type, status and standing, whichever of these are wanted: how many there are (``count``), and how
    many more there would be if it did not matter when (``undated``) or where (``unplaced``).
    """
    c = event.c
    when = conditions(connection, _only(wanted, "first", "last", "dated"))
    where = conditions(connection, _only(wanted, "box", "placed"))
    rest = wanted.without("types", "statuses", "standings", "first", "last", "dated", "box", "placed")
    query = select(
        c.type,
        c.status,
        c.standing,
        _number([*when, *where]).label("count"),
        (_number([c.first.is_(None), *where]) if where else func.count() - func.count(c.first)).label("undated"),
        (_number([c.place.is_(None), *when]) if when else func.count() - func.count(c.place)).label("unplaced"),
    ).where(*conditions(connection, rest))
    return connection.execute(query.group_by(c.type, c.status, c.standing)).all()


def _number(tests: Sequence[ColumnElement[bool]]) -> ColumnElement[int]:
    """Return how many rows of a group pass tests; without any, rows are counted in two thirds of the time."""
    return func.sum(case((and_(*tests), 1), else_=0)) if tests else func.count()


def _only(wanted: Filter, *names: str) -> Filter:
    """Return the filter with no other tests than some."""
    return Filter(**{name: getattr(wanted, name) for name in names})


def days(connection: Connection, wanted: Filter) -> Sequence[Row[Any]]:
    """Return (first day in ISO 8601, type, count) for all dated events, by day."""
    c = event.c
    query = select(cast(c.first, Text), c.type, func.count()).where(
        *conditions(connection, wanted), c.first.is_not(None)
    )
    return connection.execute(query.group_by(c.first, c.type).order_by(c.first, c.type)).all()


def spots(connection: Connection, wanted: Filter) -> Sequence[Row[Any]]:
    """Return the spots where events are: latitude, longitude, precision, type, how many, and the number of the last of them.

    There are far fewer spots than events, and they are counted in the order of an index.
    """
    c = event.c
    query = select(c.lat, c.lon, c.place_precision, c.type, func.count().label("count"), func.max(c.n).label("n"))
    query = query.where(*conditions(connection, wanted), c.lat.is_not(None), c.place_precision != "country")
    return connection.execute(query.group_by(c.lat, c.lon, c.place_precision, c.type)).all()


def called(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    """Return the ids of the events with some numbers."""
    found: dict[int, str] = {}
    for at in range(0, len(numbers), _TOGETHER):
        query = select(event.c.n, event.c.id).where(event.c.n.in_(numbers[at : at + _TOGETHER]))
        found |= {row.n: row.id for row in connection.execute(query)}
    return found


def nations(connection: Connection, wanted: Filter) -> Sequence[Row[Any]]:
    """Return events known only to lie in a country: counts by country and type."""
    c = event.c
    query = select(c.country, c.type, func.count().label("count")).where(
        *conditions(connection, wanted), c.place_precision == literal_column("'country'"), c.country.is_not(None)
    )
    return connection.execute(query.group_by(c.country, c.type).order_by(c.country, c.type)).all()


def names(connection: Connection, column: str, beginning: str, limit: int) -> list[str]:
    """Return the most frequent values of a column (place, actors, sources) that contain some words, for suggestions."""
    kind = event.c[column]
    query = select(kind).where(kind.is_not(None)).group_by(kind).order_by(func.count().desc(), kind).limit(limit)
    query = query.where(kind.icontains(beginning, autoescape=True)) if beginning else query
    return [str(value) for value in connection.scalars(query)]


def reports_page(connection: Connection, words: str | None, after: str, limit: int) -> list[str]:
    """Return ids of current reports in order of id, after one; with all of ``words`` in their text, if given."""
    query = select(report.c.id).where(report.c.superseded_by.is_(None), report.c.id > after)
    query = query.where(*holding(connection, words))
    return list(connection.scalars(query.order_by(report.c.id).limit(limit)))


def chosen(connection: Connection, keys: Sequence[str]) -> list[Event]:
    """Return the events of some ids in the order of the ids; those that are gone are left out."""
    found = {e.id: e for e in events.events(connection, keys)}
    return [found[key] for key in keys if key in found]


def statements_page(connection: Connection, wanted: Said, after: str, limit: int) -> list[Statement]:
    """Return statements in order of id, after one."""
    c = statement.c
    query = select(c.cells).where(c.id > after)
    query = query.where(c.report == wanted.report) if wanted.report else query
    if wanted.speaker:  # in an index of speakers alone
        speaks = dialect.of(connection).containing(c.speaker, wanted.speaker)
        query = query.where(c.id.in_(select(c.id).where(speaks)))
    if wanted.words:  # only in reports that have the words somewhere
        query = query.join(report, report.c.id == c.report).where(*holding(connection, wanted.words))
        query = query.where(dialect.of(connection).containing(c.text, wanted.words))
    return [codec.load(Statement, cells) for cells in connection.scalars(query.order_by(c.id).limit(limit))]


def lineages_page(connection: Connection, least: int, after: str, limit: int) -> list[str]:
    """Return ids of lineages of at least so many reports, in order of id, after one."""
    c = lineage.c
    return list(connection.scalars(select(c.id).where(c.id > after, c.reports >= least).order_by(c.id).limit(limit)))
