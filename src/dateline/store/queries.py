"""What the page and the API ask: events under a filter, in pages, counted by facet, by day and by cell of the map.

Everything is one indexed query that reads plain columns, so that 300,000 events stay quick. Text of the user's only
ever travels as a bound parameter.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Integer,
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
    true,
    union,
)

from dateline.model import Event, Statement
from dateline.store import codec, dialect, events
from dateline.store.record import Record
from dateline.store.schema import event, lineage, mention, report, statement

# Events restored together.
_TOGETHER = 1000
# Square degrees (a sixteenth of the world) up to which the spatial index is quicker than reading all events in order.
_NARROW = 4_000
# Reports from which on words are frequent: whoever walks all reports in order soon has a page full of them.
_MANY = 5_000
# Events up to which it is quicker to fetch those that are wanted than to walk an index of all and pick them: among 333,000,
# 14,000 are counted in 26 ms by the one and in 98 ms by the other way.
_FEW = 40_000
# The same where only the first of them, in the order of an index, are wanted: where they are frequent, a walk soon has them.
_LISTED = 5_000


# Under this name a connection keeps, for one moment of the record, which events were found by names and words.
_FOUND = "dateline_found"


@contextmanager
def asking(record: Record) -> Iterator[Connection]:
    """Hold one moment of the record, so that several questions get answers that agree."""
    with record._read() as connection:
        connection.info.pop(_FOUND, None)  # of another moment
        yield connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which events are wanted; an empty field asks for nothing. Kinds of test are joined by "and".

    ``box`` is west, south, east, north in degrees; west may exceed east, across the antimeridian. ``dated`` and
    ``placed`` choose events that have, or lack, a date or a place.
    """

    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    standings: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    box: tuple[float, float, float, float] | None = None
    dated: bool | None = None
    placed: bool | None = None
    place: str | None = None
    actor: str | None = None
    source: str | None = None
    words: str | None = None
    outlet: str | None = None

    def without(self, *names: str) -> "Filter":
        """Return the filter with some tests lifted: a facet is counted without its own."""
        blank = Filter()
        return replace(self, **{name: getattr(blank, name) for name in names})


def _tests(connection: Connection, wanted: Filter, few: int | None = None) -> list[ColumnElement[bool]]:
    """Turn a filter into conditions on the table of events. Up to ``few`` found by names or words are looked up."""
    c = event.c
    lists = (
        (c.type, wanted.types),
        (c.status, wanted.statuses),
        (c.standing, wanted.standings),
        (c.country, wanted.countries),
    )
    tests: list[ColumnElement[bool]] = [column.in_(values) for column, values in lists if values]
    if wanted.first:
        tests.append(c.last >= wanted.first)
    if wanted.last:
        tests.append(c.first <= wanted.last)
    if wanted.dated is not None:
        tests.append(c.first.is_not(None) if wanted.dated else c.first.is_(None))
    if wanted.placed is not None:
        tests.append(c.place.is_not(None) if wanted.placed else c.place.is_(None))
    tests.extend(_box(connection, wanted.box) if wanted.box else ())
    if wanted.outlet:
        tests.append(c.n.in_(_telling(select(report.c.n).where(report.c.outlet == wanted.outlet))))
    for found in _found(connection, wanted):
        # With a sign before it, a column is not looked up: all events are walked in order, and those found picked out.
        number = c.n if found.count < (_FEW if few is None else few) else literal_column("+event.n", Integer)
        tests.append(dialect.of(connection).among(number, found.numbers))
    return tests


def _box(connection: Connection, box: tuple[float, float, float, float]) -> list[ColumnElement[bool]]:
    west, south, east, north = box
    c = event.c
    across = or_(c.lon >= west, c.lon <= east) if west > east else c.lon.between(west, east)
    exact = [c.place_precision != "country", c.lat.between(south, north), across]
    if west > east or (east - west) * (north - south) > _NARROW:
        return exact
    return [dialect.of(connection).inside(box), *exact]


@dataclass(frozen=True, slots=True)
class _Found:
    """The events that were found by a name or by words: how many, and their numbers as the database gathered them."""

    count: int
    numbers: Any


# The columns in which each kind of name stands.
_NAMED = {
    "place": (event.c.place, event.c.admin1),
    "actor": (event.c.actors, event.c.targets),
    "source": (event.c.sources,),
}


def _found(connection: Connection, wanted: Filter) -> Iterator[_Found]:
    """Find the events that have the names and words that are wanted, kind by kind.

    They are gathered once, since a page asks for some of them, for their number, and for how they spread: no index has both
    the names and what is counted.
    """
    known: dict[tuple[str, str], _Found] = connection.info.setdefault(_FOUND, {})
    for kind in (*_NAMED, "words"):
        words = getattr(wanted, kind)
        if not words or (kind == "words" and not match(words)):
            continue
        if (kind, words) not in known:
            query = (_told(connection, words) if kind == "words" else _named(connection, kind, words)).subquery()
            gathered = select(func.count(), dialect.of(connection).gathered(query.c[0]))
            known[(kind, words)] = _Found(*connection.execute(gathered.select_from(query)).one())
        yield known[(kind, words)]


def _named(connection: Connection, kind: str, words: str) -> Select[Any]:
    """Return the numbers of the events with words in a kind of name."""
    contains = dialect.of(connection).containing
    return select(event.c.n).where(or_(*(contains(column, words) for column in _NAMED[kind])))


def _told(connection: Connection, words: str) -> CompoundSelect[Any]:
    """Return the numbers of the events that are told in a report with some words, or are at a place of that name."""
    database = dialect.of(connection)
    named = select(event.c.n).where(database.containing(event.c.place, words))
    return union(_telling(database.holding(match(words), beginning=True)), named)


def _telling(reports: Select[Any]) -> Select[Any]:
    """Return the numbers of the events that are told in reports, of which the numbers are given."""
    return select(mention.c.event_n).where(mention.c.report_n.in_(reports), mention.c.event_n.is_not(None))


def _holding(connection: Connection, words: str | None) -> list[ColumnElement[bool]]:
    """Return the condition that a report has words in its text; none if there are no words.

    Reports with rare words are looked up and put in order; where the words are frequent (the sign before the number sees to
    it), all reports are walked in order, and those with the words are picked out until a page is full.
    """
    if not words or not (terms := match(words)):
        return []
    held = dialect.of(connection).holding(terms, beginning=True)
    few = len(connection.execute(held.limit(_MANY)).all()) < _MANY
    return [(report.c.n if few else literal_column("+report.n", Integer)).in_(held)]


def match(words: str) -> list[str]:
    """Return the words that a person typed, as the full text is asked for them."""
    terms = ["".join(ch for ch in word if ch.isalnum() or ch in "'-") for word in words.split()]
    return [term for term in terms if any(ch.isalnum() for ch in term)]


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
    query = query.where(*_tests(connection, wanted, _LISTED)).order_by(c.first.desc().nulls_last(), c.id)
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
    left, tests = limit, _tests(connection, wanted, _LISTED if limit else _FEW)
    for known in (c.first.is_not(None), c.first.is_(None)):  # one by one, so that each comes in the order of an index
        query = select(c.cells).where(*tests, known).order_by(c.first, c.id).limit(left)
        for row in connection.execute(query).yield_per(_TOGETHER):
            yield codec.load(Event, row.cells)
            left = None if left is None else left - 1


def filed(connection: Connection, wanted: Filter, limit: int | None = None) -> list[str]:
    """Return the ids of current reports with words in their text, of an outlet, published between two days."""
    c = report.c
    query = select(c.id).where(c.superseded_by.is_(None)).order_by(c.id).limit(limit)
    query = query.where(*_holding(connection, wanted.words))
    query = query.where(c.outlet == wanted.outlet) if wanted.outlet else query
    query = query.where(c.published >= wanted.first) if wanted.first else query
    query = query.where(c.published <= wanted.last) if wanted.last else query
    return list(connection.scalars(query))


def count(connection: Connection, wanted: Filter) -> int:
    """Return how many events there are under a filter."""
    found = list(_found(connection, wanted))
    if len(found) == 1 and wanted.without(*_NAMED, "words") == Filter():
        return found[0].count
    return int(connection.scalar(select(func.count()).select_from(event).where(*_tests(connection, wanted))) or 0)


def tally(connection: Connection, wanted: Filter, column: str) -> dict[str, int]:
    """Return how many events there are for each value of a column (type, status, standing, country)."""
    kind = event.c[column]
    found = connection.execute(
        select(kind, func.count()).where(*_tests(connection, wanted)).group_by(kind).order_by(kind)
    )
    return {str(value): number for value, number in found if value is not None}


def kinds(connection: Connection, wanted: Filter) -> Sequence[Any]:
    """Return events by type, status and standing, whichever of these are wanted: how many there are (``count``), and how
    many more there would be if it did not matter when (``undated``) or where (``unplaced``).
    """
    c = event.c
    when = and_(true(), *_tests(connection, _only(wanted, "first", "last", "dated")))
    where = and_(true(), *_tests(connection, _only(wanted, "box", "placed")))
    rest = wanted.without("types", "statuses", "standings", "first", "last", "dated", "box", "placed")
    query = select(
        c.type,
        c.status,
        c.standing,
        func.sum(case((and_(when, where), 1), else_=0)).label("count"),
        func.sum(case((and_(c.first.is_(None), where), 1), else_=0)).label("undated"),
        func.sum(case((and_(c.place.is_(None), when), 1), else_=0)).label("unplaced"),
    ).where(*_tests(connection, rest))
    return connection.execute(query.group_by(c.type, c.status, c.standing)).all()


def _only(wanted: Filter, *names: str) -> Filter:
    """Return the filter with no other tests than some."""
    return Filter(**{name: getattr(wanted, name) for name in names})


def days(connection: Connection, wanted: Filter) -> Sequence[Row[Any]]:
    """Return (first day in ISO 8601, type, count) for all dated events, by day."""
    c = event.c
    query = select(cast(c.first, Text), c.type, func.count()).where(*_tests(connection, wanted), c.first.is_not(None))
    return connection.execute(query.group_by(c.first, c.type).order_by(c.first, c.type)).all()


def spots(connection: Connection, wanted: Filter) -> Sequence[Row[Any]]:
    """Return the spots where events are: latitude, longitude, precision, type, how many, and the number of the last of them.

    There are far fewer spots than events, and they are counted in the order of an index.
    """
    c = event.c
    query = select(c.lat, c.lon, c.place_precision, c.type, func.count().label("count"), func.max(c.n).label("n"))
    query = query.where(*_tests(connection, wanted), c.lat.is_not(None), c.place_precision != "country")
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
        *_tests(connection, wanted), c.place_precision == literal_column("'country'"), c.country.is_not(None)
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
    query = query.where(*_holding(connection, words))
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
        query = query.join(report, report.c.id == c.report).where(*_holding(connection, wanted.words))
        query = query.where(dialect.of(connection).containing(c.text, wanted.words))
    return [codec.load(Statement, cells) for cells in connection.scalars(query.order_by(c.id).limit(limit))]


def lineages_page(connection: Connection, least: int, after: str, limit: int) -> list[str]:
    """Return ids of lineages of at least so many reports, in order of id, after one."""
    c = lineage.c
    return list(connection.scalars(select(c.id).where(c.id > after, c.reports >= least).order_by(c.id).limit(limit)))
