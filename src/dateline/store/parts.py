"""Parts of the reconciliation in the record: which events hang together, so that a new report redoes those alone.

Each mention and event knows its part, and each part the blocking keys of its mentions (as numbers). A part is *loose*
when something under it has changed: a mention is gone, or its report has another day or lineage.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Select, delete, func, insert, select, update

from dateline.model import Anchor, Event, Mention
from dateline.store import codec, dialect, events
from dateline.store.asked import Asked
from dateline.store.schema import event, member, mention, meta, part, part_key, report

# What the parts were made with; another reconciling makes them all anew.
_MAKER = "reconciled_with"
# SQLite takes 32,766 variables in a statement.
_CHUNK = 10_000


@dataclass(frozen=True, slots=True)
class KeptPart:
    """A part as the record keeps it: its number, and how many strands stand under each key."""

    id: int
    keys: dict[int, int]


class RecordParts:
    """The parts in the record, within the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._database = dialect.of(connection)
        self._moment = Asked(connection)

    def begin(self, maker: str) -> None:
        """Forget all parts if something else than ``maker`` made them."""
        known = self._connection.scalar(select(meta.c.value).where(meta.c.key == _MAKER))
        if known != maker:
            self._connection.execute(update(mention).values(part=None, event=None, event_n=None))
            for table in (part_key, part, event):
                self._connection.execute(delete(table))
            events.tidy(self._connection)
            self._connection.execute(delete(meta).where(meta.c.key == _MAKER))
            self._connection.execute(insert(meta).values(key=_MAKER, value=maker))

    def empty(self) -> bool:
        """Tell whether nothing has been reconciled yet."""
        return self._connection.execute(select(part.c.n).limit(1)).first() is None

    def loose(self, anchors: Iterable[Anchor]) -> list[KeptPart]:
        """Return the parts to be made anew whatever is new: loose ones, and those that a person's decision speaks of."""
        found = set(self._connection.scalars(select(part.c.n).where(part.c.loose == 1)))
        for anchor in anchors:
            near = (mention.c.report == anchor.report) & (mention.c.start < anchor.end) & (mention.c.end > anchor.start)
            query = select(mention.c.part).where((mention.c.id == anchor.mention) | near)
            found |= {n for n in self._connection.scalars(query) if n is not None}
        return list(self._kept(sorted(found)))

    def find(self, keys: Collection[int]) -> list[KeptPart]:
        """Return the parts that hold any of the keys."""
        rows = self._among("SELECT DISTINCT part FROM part_key WHERE {}", "key", sorted(keys))
        return list(self._kept(sorted({row.part for row in rows})))

    def counts(self, keys: Collection[int]) -> dict[int, int]:
        """Return how many strands of all parts stand under each of the keys, as far as any does."""
        if self.empty():  # a first run asks for tens of thousands of keys
            return {}
        sql = "SELECT key, sum(strands) FROM part_key WHERE {} GROUP BY key"
        return {key: int(strands) for key, strands in self._among(sql, "key", sorted(keys))}

    def new(self, limit: int) -> tuple[list[str], bool]:
        """Return the ids of mentions that are in no part yet, of ``limit`` reports in order of their day; are there more?"""
        own = report.outerjoin(member, member.c.report == report.c.id)
        day = func.coalesce(report.c.published, member.c.published)
        first = select(report.c.id).select_from(own).where(report.c.id.in_(self._unplaced(mention.c.report)))
        ids = list(self._connection.scalars(first.order_by(day.is_(None), day, report.c.id).limit(limit + 1)))
        rows = self._of("SELECT id FROM mention WHERE part IS NULL AND {}", "report", ids[:limit])
        return sorted(row.id for row in rows), len(ids) > limit

    def _unplaced(self, column: Column[str]) -> Select[Any]:
        return select(column).where(mention.c.part.is_(None))

    def mentions(self, parts: Sequence[KeptPart]) -> list[str]:
        """Return the ids of the mentions of some parts."""
        rows = self._among("SELECT id FROM mention WHERE {}", "part", [p.id for p in parts])
        return sorted(row.id for row in rows)

    def around(self, ids: Sequence[str]) -> list[Mention]:
        """Return all mentions of the reports that the given ones are in, in order of report and place in the text."""
        reports = sorted({row.report for row in self._of("SELECT report FROM mention WHERE {}", "id", ids)})
        found = self._of("SELECT cells FROM mention WHERE {} ORDER BY report, start, id", "report", reports)
        return [codec.load(Mention, row.cells) for row in found]

    def lineage_of(self, reports: Sequence[str]) -> dict[str, str]:
        """Return the lineages of reports."""
        rows = self._of("SELECT report, lineage FROM member WHERE {}", "report", reports)
        return {row.report: row.lineage for row in rows}

    def settle(self, old: Sequence[KeptPart], made: Iterable[tuple[Collection[str], Mapping[int, int]]]) -> list[int]:
        """Put new parts, each with its mentions and keys, in the place of old ones; return the old numbers."""
        gone = [p.id for p in old]
        for some in _chunks(gone):
            self._connection.execute(delete(part_key).where(part_key.c.part.in_(some)))
            self._connection.execute(delete(part).where(part.c.n.in_(some)))
        n = (self._connection.scalar(select(part.c.n).order_by(part.c.n.desc()).limit(1)) or 0) + 1
        parts, mentions = [], []
        keys: dict[tuple[int, int], int] = {}
        for number, (ids, strands) in enumerate(made, max([n, *(k + 1 for k in gone)])):
            parts.append((number, 0))
            keys |= {(key, number): count for key, count in sorted(strands.items())}
            mentions += [(number, each) for each in ids]
        for sql, rows in (
            ("INSERT INTO part (n, loose) VALUES (?, ?)", parts),
            (
                "INSERT INTO part_key (key, part, strands) VALUES (?, ?, ?)",
                sorted((*key, n) for key, n in keys.items()),
            ),
            ("UPDATE mention SET part = ? WHERE id = ?", mentions),
        ):
            if rows:
                self._database.plain(self._connection, sql, rows)
        return gone

    def keep(self, gone: Sequence[int], mentions: Sequence[str], found: Sequence[Event]) -> None:
        """Write the events of new parts in the place of those of the parts that are gone; ``mentions`` are all of theirs."""
        old: dict[str, str] = {}
        for some in _chunks(gone):
            query = select(event.c.id, event.c.cells).where(event.c.part.in_(some))
            old |= {row.id: row.cells for row in self._connection.execute(query)}
        events.exchange(self._connection, old, found, mentions)
        first = [(e.mentions[0], e.id) for e in found]
        if first:
            sql = "UPDATE event SET part = (SELECT part FROM mention WHERE id = ?) WHERE id = ?"
            self._database.plain(self._connection, sql, first)

    def _kept(self, numbers: Sequence[int]) -> Iterator[KeptPart]:
        held: dict[int, dict[int, int]] = {n: {} for n in numbers}
        for key, number, strands in self._among("SELECT key, part, strands FROM part_key WHERE {}", "part", numbers):
            held[number][key] = strands
        return (KeptPart(n, keys) for n, keys in held.items())

    def _among(self, sql: str, column: str, numbers: Sequence[int]) -> Iterator[Any]:
        """Ask for rows by numbers, which stand where the braces are."""
        some = self._moment.phrases.numbered(column, "numbers", numbers, walked=False)
        return self._moment.rows(sql.format(some.sql), some.given)

    def _of(self, sql: str, column: str, ids: Sequence[str]) -> Iterator[Any]:
        """Ask for rows by ids, likewise."""
        some = self._moment.phrases.among(column, "ids", ids)
        return self._moment.rows(sql.format(some.sql), some.given)


def _chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (values[at : at + _CHUNK] for at in range(0, len(values), _CHUNK))
