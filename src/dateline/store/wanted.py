"""Which events are wanted: a filter, and the conditions that it comes to in the database.

Names and words are looked for once in a moment of the record, and what was found goes into the conditions as numbers.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from dateline.store.moment import Moment, value
from dateline.store.phrases import Box, Clause, pattern

# Square degrees (a sixteenth of the world) up to which the spatial index is quicker than reading all events in order.
_NARROW = 4_000
# Reports from which on words are frequent: whoever walks all reports in order soon has a page full of them.
_MANY = 5_000
# Events up to which it is quicker to fetch those that are wanted than to walk an index of all and pick them: among 333,000,
# 14,000 are counted by day and kind in 57 ms by the one and in 77 ms by the other way.
_FEW = 20_000
# The same where only the first of them, in the order of an index, are wanted: where they are frequent, a walk soon has them.
LISTED = 5_000


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
    box: Box | None = None
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


def conditions(moment: Moment, wanted: Filter, few: int | None = None) -> list[Clause]:
    """Turn a filter into conditions on the table of events. Up to ``few`` found by names or words are looked up."""
    tests = [*_cells(wanted), *(_box(moment, wanted.box) if wanted.box else ())]
    if wanted.outlet:
        told = _telling("SELECT n FROM report WHERE outlet = :outlet")
        tests.append(Clause(f"event.n IN ({told})", {"outlet": wanted.outlet}))
    for kind in _asked(wanted):
        numbers = gathered(moment, wanted, kind)
        walked = len(numbers) >= (_FEW if few is None else few)
        tests.append(moment.phrases.numbered("event.n", kind, numbers, walked=walked))
    return tests


def _cells(wanted: Filter) -> Iterator[Clause]:
    """Yield the conditions on plain columns."""
    lists = {
        "type": wanted.types,
        "status": wanted.statuses,
        "standing": wanted.standings,
        "country": wanted.countries,
    }
    for column, values in lists.items():
        if values:
            given = {f"{column}{number}": each for number, each in enumerate(values)}
            yield Clause(f"event.{column} IN ({', '.join(':' + name for name in given)})", given)
    if wanted.first:
        yield Clause("event.last >= :first", {"first": wanted.first.isoformat()})
    if wanted.last:
        yield Clause("event.first <= :last", {"last": wanted.last.isoformat()})
    for column, there in (("first", wanted.dated), ("place", wanted.placed)):
        if there is not None:
            yield Clause(f"event.{column} IS {'NOT ' if there else ''}NULL")


def _box(moment: Moment, box: Box) -> list[Clause]:
    """Return the exact conditions, and before them one that the spatial index answers."""
    west, south, east, north = box
    given = {"west": west, "south": south, "east": east, "north": north}
    across = "(event.lon >= :west OR event.lon <= :east)" if west > east else "event.lon BETWEEN :west AND :east"
    exact = Clause(f"event.place_precision != 'country' AND event.lat BETWEEN :south AND :north AND {across}", given)
    if west > east or (east - west) * (north - south) > _NARROW:
        return [exact]
    return [moment.phrases.inside(box), exact]


# The columns in which each kind of name stands.
NAMED = {
    "place": ("place", "admin1"),
    "actor": ("actors", "targets"),
    "source": ("sources",),
}


def _asked(wanted: Filter) -> Iterator[str]:
    """Yield the kinds of name that are wanted, and "words" if there are any."""
    yield from (kind for kind in NAMED if getattr(wanted, kind))
    if wanted.words and match(wanted.words):
        yield "words"


def alone(wanted: Filter) -> str | None:
    """Return the one kind of name that a filter asks for, if it asks for nothing else."""
    kinds = list(_asked(wanted))
    return kinds[0] if len(kinds) == 1 and wanted.without(*NAMED, "words") == Filter() else None


def gathered(moment: Moment, wanted: Filter, kind: str) -> list[int]:
    """Find the events that have the names or words that are wanted of a kind.

    They are gathered once, since a page asks for some of them, for their number, and for how they spread: no index has both
    the names and what is counted.
    """
    words: str = getattr(wanted, kind)
    if (kind, words) not in moment.found:
        found = _told(moment, words) if kind == "words" else _named(moment, kind, words)
        moment.found[(kind, words)] = list(found)
    return moment.found[(kind, words)]


def _named(moment: Moment, kind: str, words: str) -> set[int]:
    """Return the numbers of the events with words in a kind of name."""
    tests = " OR ".join(moment.phrases.containing(column, "named") for column in NAMED[kind])
    return _numbers(moment, "n", Clause(f"SELECT n FROM event WHERE {tests}", {"named": pattern(words)}))


def _told(moment: Moment, words: str) -> set[int]:
    """Return the numbers of the events that are told in a report with some words, or are at a place of that name."""
    held = moment.phrases.holding(match(words), beginning=True)
    told = _numbers(moment, "event_n", Clause(_telling(held.sql), held.given))
    # Each name of a place is looked at once: there are a hundred times fewer than events.
    named = f"SELECT DISTINCT place FROM event WHERE {moment.phrases.containing('place', 'named')}"
    there = Clause(f"SELECT n FROM event WHERE place IN ({named})", {"named": pattern(words)})
    return told | _numbers(moment, "n", there)


def _numbers(moment: Moment, column: str, asked: Clause) -> set[int]:
    """Fetch numbers as one value, which takes a fifth of the time that rows take; they are made different here."""
    sql = f"SELECT {moment.phrases.gathered(column)} FROM ({asked.sql}) AS found"
    return set(moment.phrases.unpacked(value(moment, sql, asked.given)))


def _telling(reports: str) -> str:
    """Ask for the numbers of the events that are told in reports, of which the numbers (``n``) are asked for, one by one."""
    return f"SELECT event_n FROM ({reports}) AS held CROSS JOIN mention WHERE report_n = held.n AND event_n IS NOT NULL"


def holding(moment: Moment, words: str | None) -> list[Clause]:
    """Return the condition that a report has words in its text; none if there are no words.

    Reports with rare words are looked up and put in order; where the words are frequent (the sign before the number sees to
    it), all reports are walked in order, and those with the words are picked out until a page is full.
    """
    if not words or not (terms := match(words)):
        return []
    held = moment.phrases.holding(terms, beginning=True)
    some = f"SELECT count(*) FROM ({held.sql} LIMIT {_MANY}) AS held"
    sign = "" if value(moment, some, held.given) < _MANY else "+"
    return [Clause(f"{sign}report.n IN ({held.sql})", held.given)]


def match(words: str) -> list[str]:
    """Return the words that a person typed, as the full text is asked for them."""
    terms = ["".join(ch for ch in word if ch.isalnum() or ch in "'-") for word in words.split()]
    return [term for term in terms if any(ch.isalnum() for ch in term)]
