"""What the page and the API ask: events under a filter, in pages, counted by facet, by day and by cell of the map.

Everything is one indexed query that reads plain columns, so that 300,000 events stay quick. Text of the user's only
ever travels as a parameter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline import model  # whose classes are each loaded when something of theirs is read
from dateline.store import codec, kept, restore
from dateline.store.moment import Moment
from dateline.store.phrases import Clause, every, pattern
from dateline.store.wanted import LISTED, Filter, alone, conditions, gathered, holding

Spot = tuple[float, float, str, str]
"""Where events of a type are: latitude, longitude, precision, type."""

_SPOT = "lat, lon, place_precision, type"
# Spots asked for together; each brings four parameters, of which SQLite takes 32,766.
_TOGETHER = 500
_BRIEF = (
    "id, type, status, standing, summary, first, last, date_precision, place, country, place_precision, reports, lineages, "
    "killed"
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


def _asked(moment: Moment, sql: str, tests: Sequence[Clause], **given: Any) -> Iterator[Any]:
    """Ask for rows under some conditions, which stand where the braces are."""
    where = every(tests)
    return moment.rows(sql.format(where.sql), {**where.given, **given})


def ids(moment: Moment, wanted: Filter, window: Window) -> list[tuple[date | None, str]]:
    """Return the sort keys (first day, id) of a window of events."""
    tests = [*conditions(moment, wanted, LISTED), *_following(window)]
    sql = "SELECT first, id FROM event WHERE {} ORDER BY first DESC NULLS LAST, id LIMIT :most OFFSET :skipped"
    rows = _asked(moment, sql, tests, most=window.limit, skipped=window.offset)
    return [(restore.day(row.first), row.id) for row in rows]


def _following(window: Window) -> Iterator[Clause]:
    """Yield the condition that an event comes after the cursor of a window, if it has one."""
    if window.after is None:
        return
    day, key = window.after
    if day is None:
        yield Clause("first IS NULL AND id > :key", {"key": key})
    else:
        later = "(first < :day OR (first = :day AND id > :key) OR first IS NULL)"
        yield Clause(later, {"day": day.isoformat(), "key": key})


def briefs(moment: Moment, keys: Sequence[str]) -> list[Any]:
    """Return the plain columns of the events of some ids, in their order, for a list."""
    some = moment.phrases.among("id", "keys", keys)
    rows = {row.id: row for row in _asked(moment, f"SELECT {_BRIEF} FROM event WHERE {{}}", [some])}
    return [rows[key] for key in keys]


def selected(moment: Moment, wanted: Filter, limit: int | None = None) -> Iterator[model.Event]:
    """Yield the events under a filter as the record does: by day, those without one last; at most ``limit``."""
    left, tests = limit, conditions(moment, wanted, LISTED if limit else None)
    for known in ("NOT NULL", "NULL"):  # one by one, so that each comes in the order of an index
        sql = f"SELECT cells FROM event WHERE {{}} AND first IS {known} ORDER BY first, id"
        sql, given = (sql, {}) if left is None else (f"{sql} LIMIT :most", {"most": left})
        for row in _asked(moment, sql, tests, **given):
            yield codec.load(model.Event, row.cells)
            left = None if left is None else left - 1


def filed(moment: Moment, wanted: Filter, limit: int | None = None) -> list[str]:
    """Return the ids of current reports with words in their text, of an outlet, published between two days."""
    tests = [Clause("superseded_by IS NULL"), *holding(moment, wanted.words)]
    if wanted.outlet:
        tests.append(Clause("outlet = :outlet", {"outlet": wanted.outlet}))
    if wanted.first:
        tests.append(Clause("published >= :first", {"first": wanted.first.isoformat()}))
    if wanted.last:
        tests.append(Clause("published <= :last", {"last": wanted.last.isoformat()}))
    most = "" if limit is None else f" LIMIT {limit:d}"
    return [row.id for row in _asked(moment, f"SELECT id FROM report WHERE {{}} ORDER BY id{most}", tests)]


def count(moment: Moment, wanted: Filter) -> int:
    """Return how many events there are under a filter."""
    if kind := alone(wanted):
        return len(gathered(moment, wanted, kind))
    [(number,)] = _asked(moment, "SELECT count(*) FROM event WHERE {}", conditions(moment, wanted))
    return int(number)


def tally(moment: Moment, wanted: Filter, column: str) -> dict[str, int]:
    """Return how many events there are for each value of a column (type, status, standing, country)."""
    sql = f"SELECT {column}, count(*) FROM event WHERE {{}} GROUP BY {column} ORDER BY {column}"
    found = _asked(moment, sql, conditions(moment, wanted))
    return {kind: number for kind, number in found if kind is not None}


@dataclass(slots=True)
class Kind:
    """Events of one type, status and standing: how many there are (``count``), and how many more there would be if it did not
    matter when (``undated``) or where (``unplaced``).
    """

    type: str
    status: str
    standing: str
    count: int = 0
    undated: int = 0
    unplaced: int = 0


@dataclass(frozen=True, slots=True)
class Spread:
    """Events under a filter by kind, whichever kinds are wanted; and by day, whichever days are: (day, type, how many)."""

    kinds: list[Kind]
    days: list[tuple[str, str, int]]


def spread(moment: Moment, wanted: Filter) -> Spread:
    """Count events by kind and by day in one walk."""
    when = conditions(moment, _only(wanted, "first", "last", "dated"))
    where = conditions(moment, _only(wanted, "box", "placed"))
    rest = wanted.without("types", "statuses", "standings", "first", "last", "dated", "box", "placed")
    unplaced = _number([Clause("place IS NULL"), *when]) if when else "count(*) - count(place)"
    sql = (
        f"SELECT CAST(first AS text), type, status, standing, {_number([*when, *where])}, {_number(where)}, {unplaced} "
        "FROM event WHERE {} GROUP BY first, type, status, standing ORDER BY first, type"
    )
    rows = _asked(moment, sql, conditions(moment, rest), **every([*when, *where]).given)
    return _summed(rows, (wanted.types, wanted.statuses, wanted.standings))


def _summed(rows: Iterator[Any], chosen: Sequence[Sequence[str]]) -> Spread:
    """Sum up rows of one day and kind each: all kinds, and the days of those that are chosen."""
    kinds: dict[tuple[str, str, str], Kind] = {}
    fitting: dict[tuple[str, str, str], bool] = {}
    days: dict[tuple[str, str], int] = {}
    for day, *key, count, there, lacking in rows:
        kind = kinds.get(name := tuple(key))
        if kind is None:
            kind = kinds[name] = Kind(*name)
            fitting[name] = all(not some or value in some for value, some in zip(name, chosen, strict=True))
        kind.count += count
        kind.unplaced += lacking
        if day is None:
            kind.undated += there
        elif there and fitting[name]:
            days[day, kind.type] = days.get((day, kind.type), 0) + there
    return Spread(list(kinds.values()), [(*key, count) for key, count in days.items()])


def _number(tests: Sequence[Clause]) -> str:
    """Say how many rows of a group pass tests; without any, rows are counted in two thirds of the time."""
    return f"sum(CASE WHEN {every(tests).sql} THEN 1 ELSE 0 END)" if tests else "count(*)"


def _only(wanted: Filter, *names: str) -> Filter:
    """Return the filter with no other tests than some."""
    return Filter(**{name: getattr(wanted, name) for name in names})


def spots(moment: Moment, wanted: Filter) -> list[Any]:
    """Return the spots where events are (latitude, longitude, precision, type), each with how many there are.

    There are far fewer spots than events, and they are counted in the order of an index.
    """
    sql = (
        f"SELECT {_SPOT}, count(*) FROM event WHERE {{}} AND lat IS NOT NULL "
        f"GROUP BY {_SPOT} HAVING place_precision != 'country'"
    )
    return list(_asked(moment, sql, conditions(moment, wanted)))


def lone(moment: Moment, wanted: Filter, spots: Sequence[Spot]) -> dict[Spot, str]:
    """Return the ids of the events at some spots, of which each has one."""
    found: dict[Spot, str] = {}
    tests = conditions(moment, wanted)
    for at in range(0, len(spots), _TOGETHER):
        named = [
            dict(zip((f"lat{k}", f"lon{k}", f"precision{k}", f"kind{k}"), spot, strict=True))
            for k, spot in enumerate(spots[at : at + _TOGETHER])
        ]
        values = ", ".join(f"(:{', :'.join(one)})" for one in named)
        sql = (
            f"WITH spot (a, b, c, d) AS (VALUES {values}) SELECT {_SPOT}, id FROM spot "
            "JOIN event ON lat = a AND lon = b AND place_precision = c AND type = d WHERE {}"
        )
        given = {name: value for one in named for name, value in one.items()}
        found |= {tuple(spot): key for *spot, key in _asked(moment, sql, tests, **given)}
    return found


def nations(moment: Moment, wanted: Filter) -> list[Any]:
    """Return events known only to lie in a country: counts by country and type."""
    sql = (
        "SELECT country, type, count(*) AS count FROM event WHERE {} AND place_precision = 'country' AND country IS NOT NULL "
        "GROUP BY country, type ORDER BY country, type"
    )
    return list(_asked(moment, sql, conditions(moment, wanted)))


def names(moment: Moment, column: str, beginning: str, limit: int) -> list[str]:
    """Return the most frequent values of a column (place, actors, sources) that contain some words, for suggestions."""
    tests = [Clause(f"{column} IS NOT NULL")]
    if beginning:
        tests.append(Clause(moment.phrases.containing(column, "named"), {"named": pattern(beginning)}))
    sql = f"SELECT {column} FROM event WHERE {{}} GROUP BY {column} ORDER BY count(*) DESC, {column} LIMIT {limit:d}"
    return [name for (name,) in _asked(moment, sql, tests)]


def reports_page(moment: Moment, words: str | None, after: str, limit: int) -> list[str]:
    """Return ids of current reports in order of id, after one; with all of ``words`` in their text, if given."""
    tests = [Clause("superseded_by IS NULL AND id > :after", {"after": after}), *holding(moment, words)]
    return [row.id for row in _asked(moment, f"SELECT id FROM report WHERE {{}} ORDER BY id LIMIT {limit:d}", tests)]


def chosen(moment: Moment, keys: Sequence[str]) -> list[model.Event]:
    """Return the events of some ids in the order of the ids; those that are gone are left out."""
    found = {e.id: e for e in kept.events(moment, keys)}
    return [found[key] for key in keys if key in found]


def statements_page(moment: Moment, wanted: Said, after: str, limit: int) -> list[model.Statement]:
    """Return statements in order of id, after one."""
    tests = [Clause("statement.id > :after", {"after": after})]
    if wanted.report:
        tests.append(Clause("statement.report = :report", {"report": wanted.report}))
    if wanted.speaker:  # in an index of speakers alone
        speaks = f"statement.id IN (SELECT id FROM statement WHERE {moment.phrases.containing('speaker', 'speaker')})"
        tests.append(Clause(speaks, {"speaker": pattern(wanted.speaker)}))
    if wanted.words:  # only in reports that have the words somewhere
        said = moment.phrases.containing("statement.text", "said")
        tests += [*holding(moment, wanted.words), Clause(said, {"said": pattern(wanted.words)})]
    table = "statement JOIN report ON report.id = statement.report" if wanted.words else "statement"
    sql = f"SELECT statement.cells FROM {table} WHERE {{}} ORDER BY statement.id LIMIT {limit:d}"
    return [codec.load(model.Statement, row.cells) for row in _asked(moment, sql, tests)]


def lineages_page(moment: Moment, least: int, after: str, limit: int) -> list[str]:
    """Return ids of lineages of at least so many reports, in order of id, after one."""
    sql = "SELECT id FROM lineage WHERE id > :after AND reports >= :least ORDER BY id LIMIT :most"
    return [row.id for row in moment.rows(sql, {"after": after, "least": least, "most": limit})]
