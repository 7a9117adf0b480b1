"""Which events are wanted: a filter, and the conditions that it comes to in the database.

Names and words are looked for once in a moment of the record, and what was found goes into the conditions as numbers.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Integer,
    Select,
    func,
    literal_column,
    or_,
    select,
    union,
)

from dateline.store import dialect
from dateline.store.schema import event, mention, report

# Square degrees (a sixteenth of the world) up to which the spatial index is quicker than reading all events in order.
_NARROW = 4_000
# Reports from which on words are frequent: whoever walks all reports in order soon has a page full of them.
_MANY = 5_000
# Events up to which it is quicker to fetch those that are wanted than to walk an index of all and pick them: among 333,000,
# 14,000 are counted in 26 ms by the one and in 98 ms by the other way.
_FEW = 40_000
# The same where only the first of them, in the order of an index, are wanted: where they are frequent, a walk soon has them.
LISTED = 5_000
# Under this name a connection keeps, for one moment of the record, which events were found by names and words.
_FOUND = "dateline_found"


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


def conditions(connection: Connection, wanted: Filter, few: int | None = None) -> list[ColumnElement[bool]]:
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
    for found in gathered(connection, wanted):
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
class Found:
    """The events that were found by a name or by words: how many, and their numbers as the database gathered them."""

    count: int
    numbers: Any


# The columns in which each kind of name stands.
NAMED = {
    "place": (event.c.place, event.c.admin1),
    "actor": (event.c.actors, event.c.targets),
    "source": (event.c.sources,),
}


def gathered(connection: Connection, wanted: Filter) -> Iterator[Found]:
    """Find the events that have the names and words that are wanted, kind by kind.

    They are gathered once, since a page asks for some of them, for their number, and for how they spread: no index has both
    the names and what is counted.
    """
    known: dict[tuple[str, str], Found] = connection.info.setdefault(_FOUND, {})
    for kind in (*NAMED, "words"):
        words = getattr(wanted, kind)
        if not words or (kind == "words" and not match(words)):
            continue
        if (kind, words) not in known:
            query = (_told(connection, words) if kind == "words" else _named(connection, kind, words)).subquery()
            numbers = select(func.count(), dialect.of(connection).gathered(query.c[0])).select_from(query)
            known[(kind, words)] = Found(*connection.execute(numbers).one())
        yield known[(kind, words)]


def _named(connection: Connection, kind: str, words: str) -> Select[Any]:
    """Return the numbers of the events with words in a kind of name."""
    contains = dialect.of(connection).containing
    return select(event.c.n).where(or_(*(contains(column, words) for column in NAMED[kind])))


def _told(connection: Connection, words: str) -> CompoundSelect[Any]:
    """Return the numbers of the events that are told in a report with some words, or are at a place of that name."""
    database = dialect.of(connection)
    named = select(event.c.n).where(database.containing(event.c.place, words))
    return union(_telling(database.holding(match(words), beginning=True)), named)


def _telling(reports: Select[Any]) -> Select[Any]:
    """Return the numbers of the events that are told in reports, of which the numbers are given."""
    return select(mention.c.event_n).where(mention.c.report_n.in_(reports), mention.c.event_n.is_not(None))


def holding(connection: Connection, words: str | None) -> list[ColumnElement[bool]]:
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


def forget(connection: Connection) -> None:
    """Forget what was found in another moment of the record, which this connection may have seen before."""
    connection.info.pop(_FOUND, None)
