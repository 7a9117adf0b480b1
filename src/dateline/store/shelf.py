"""The index of lineages in the record: texts, their anchors, and which are versions of one another.

Implements what stage 2 asks of a shelf (``stages/lineage/shelf.py``) without importing it; both meet in the model.
Anchors are the bulk: about one for every four words. They stand in the order in which they are looked up, without a row id.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Float,
    Integer,
    LargeBinary,
    Row,
    Select,
    Table,
    delete,
    exists,
    insert,
    or_,
    select,
)

from dateline.model import Copy, Lineage, Report, Tie
from dateline.store import dialect, lineages, reports, restore
from dateline.store.schema import Words, metadata, queue, report
from dateline.store.schema import lineage as family
from dateline.store.schema import member as filed

if TYPE_CHECKING:  # who only looks something up does not wait for it
    import numpy as np
    from numpy.typing import NDArray

text = Table(
    "index_text",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("digest", BigInteger, nullable=False, unique=True),
    Column("anchors", Integer, nullable=False),
)
member = Table(
    "index_member",
    metadata,
    Column("report", Words, primary_key=True),
    Column("text", Integer, nullable=False, index=True),
    sqlite_with_rowid=False,
)
anchor = Table(
    "index_anchor",
    metadata,
    Column("anchor", BigInteger, primary_key=True, autoincrement=False),
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("text", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
# The anchors of a first, large reading as plain numbers: putting them in order can wait until somebody looks one up.
packed = Table(
    "index_packed",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("anchors", LargeBinary, nullable=False),
)
tie = Table(
    "index_tie",
    metadata,
    Column("a", Integer, primary_key=True, autoincrement=False),
    Column("b", Integer, primary_key=True, autoincrement=False, index=True),
    Column("first", Float, nullable=False),
    Column("second", Float, nullable=False),
    Column("union", Float, nullable=False),
    sqlite_with_rowid=False,
)

# Plain statements, since they are run by the ten thousand: how many texts hold an anchor, up to a limit; which do; and
# which stand beside a place among them.
_COUNTED = (
    "SELECT value, held FROM (SELECT value, (SELECT count(*) FROM "
    "(SELECT 1 FROM index_anchor WHERE anchor = value LIMIT ?) AS few) AS held FROM {listed}) AS counted WHERE held >= ?"
)
_HELD = "SELECT text FROM index_anchor WHERE anchor = value LIMIT ?"
_HOLDERS = f"SELECT value, (SELECT {{joined}} FROM ({_HELD}) AS few) FROM {{listed}}"
_BESIDE = (
    '(SELECT text FROM index_anchor WHERE anchor = value AND ("key", text) {sign} (?, ?) {only} '
    'ORDER BY "key" {way}, text {way} LIMIT 1 OFFSET {place})'
)
# Which of some pairs are tied, each pair one number.
_SHIFT = 32
_TIED = (
    f"SELECT a, b FROM {{listed}} CROSS JOIN index_tie WHERE a = value >> {_SHIFT} AND b = value & {(1 << _SHIFT) - 1}"
)
# SQLite takes 32,766 variables in a statement.
_CHUNK = 10_000
_PLAIN = 100_000


class RecordShelf:
    """A shelf in the record, within the caller's transaction. Reports must be in the record before they are indexed.

    ``fresh`` has reports, by id, that were filed just now, so that they need not be read back; they are taken from it.
    """

    def __init__(self, connection: Connection, fresh: dict[str, Report] | None = None) -> None:
        self._connection = connection
        self._fresh = {} if fresh is None else fresh
        self._database = dialect.of(connection)
        self._in_order = False
        self._parted: dict[str, Any] = {}

    def empty(self) -> bool:
        """Tell whether no text is on the shelf."""
        return self._connection.execute(select(text.c.n).limit(1)).first() is None

    def file(self, texts: Sequence[tuple[int, int]]) -> Mapping[int, int]:
        """Give a number to each new (digest, count of anchors); return the numbers of all these digests."""
        digests = [digest for digest, _ in texts]
        known = self.known(digests)
        new = {digest: anchors for digest, anchors in texts if digest not in known}
        last = self._connection.scalar(select(text.c.n).order_by(text.c.n.desc()).limit(1)) or 0
        numbers = {digest: n for n, digest in enumerate(new, last + 1)}
        self._fill(text, [(numbers[digest], digest, anchors) for digest, anchors in new.items()])
        return {**known, **numbers}

    def known(self, digests: Sequence[int]) -> Mapping[int, int]:
        """Return the numbers of the digests that are on the shelf."""
        rows = self._rows(lambda some: select(text.c.digest, text.c.n).where(text.c.digest.in_(some)), digests)
        return {row.digest: row.n for row in rows}

    def join(self, members: Sequence[tuple[str, int]]) -> None:
        """Note that a report, by id, has a text; a report has one text, the last noted."""
        self.leave([report_id for report_id, _ in members])
        self._fill(member, members)
        self._looked_at([report_id for report_id, _ in members])

    def leave(self, gone: Sequence[str]) -> Sequence[int]:
        """Note that reports, by id, are gone; return the texts that they had."""
        rows = self._rows(lambda some: select(member.c.text).where(member.c.report.in_(some)), gone)
        left = sorted({row.text for row in rows})
        for some in _chunks(gone) if left else ():
            self._connection.execute(delete(member).where(member.c.report.in_(some)))
        return left

    def _looked_at(self, ids: Sequence[str]) -> None:
        for some in _chunks(ids):
            self._connection.execute(delete(queue).where(queue.c.report.in_(some)))

    def keep(self, rows: "NDArray[np.int64]") -> None:
        """Keep which texts have which anchors. Those of a first reading are put in order when one is looked up."""
        if self._first():
            for some in _chunks(rows, _PLAIN):
                self._connection.execute(insert(packed).values(anchors=some.tobytes()))
        else:
            self._order()
            self._write(rows)

    def discard(self, texts: Sequence[int], rows: "NDArray[np.int64]") -> None:
        """Take texts away, with these rows of anchors."""
        self._order()
        if len(rows):
            self._plain('DELETE FROM index_anchor WHERE anchor = ? AND "key" = ? AND text = ?', _tuples(rows))
        for some in _chunks(texts):
            self._connection.execute(delete(text).where(text.c.n.in_(some)))

    def _first(self) -> bool:
        """Tell whether no anchors have been kept yet."""
        return not any(self._connection.execute(select(table.c[0]).limit(1)).first() for table in (anchor, packed))

    def _order(self) -> None:
        """Put the anchors of a first reading in order."""
        if self._in_order:
            return
        import numpy as np

        parts = [np.frombuffer(some, np.int64) for some in self._connection.scalars(select(packed.c.anchors))]
        if parts:
            self._write(np.concatenate(parts).reshape(-1, 3))
            self._connection.execute(delete(packed))
        self._in_order = True

    def _write(self, rows: "NDArray[np.int64]") -> None:
        """Insert anchors in the order in which they are kept."""
        import numpy as np

        ordered = rows[np.lexsort((rows[:, 2], rows[:, 1], rows[:, 0]))]
        for some in _chunks(ordered, _PLAIN):
            self._fill(anchor, _tuples(some))

    def counts(self, anchors: Sequence[int], least: int, limit: int) -> Mapping[int, int]:
        """Return how many texts have each anchor that ``least`` have, or the limit where they are more."""
        self._order()
        chunks = (self._listed(_COUNTED, some, before=[limit], after=[least]) for some in _chunks(anchors, _PLAIN))
        return {anchor: held for rows in chunks for anchor, held in rows}

    def holders(self, anchors: Sequence[int], most: int) -> "tuple[NDArray[np.int64], NDArray[np.int64]]":
        """Return how many texts have each anchor, and one after the other the texts that have those which up to ``most`` have.

        An anchor that more have counts as ``most + 1``, and its texts are left out.
        """
        import numpy as np

        self._order()
        sql = _HOLDERS.replace("{joined}", self._database.joined("text"))
        chunks = (self._listed(sql, some, before=[most + 1]) for some in _chunks(anchors, _PLAIN))
        # As text, one row an anchor: a row for each holder takes twice the time.
        said = {anchor: held for rows in chunks for anchor, held in rows if held}
        held = [said.get(anchor, "") for anchor in anchors]
        counts = [row.count(",") + 1 if row else 0 for row in held]
        few = ",".join(row for row, count in zip(held, counts, strict=True) if 0 < count <= most)
        return np.array(counts, np.int64), np.fromstring(few, np.int64, sep=",")

    def beside(
        self, key: int, text: int, anchors: Sequence[int], count: int, below: int | None = None
    ) -> Sequence[Sequence[int | None]]:
        """Return, in any order, a row for each anchor that has the ``count`` texts before, and then those after, the place of
        ``key`` and ``text`` among the texts with the anchor, the nearest first; None where there are fewer.

        With ``below`` only texts with lower numbers are looked at.
        """
        self._order()
        only, given = ("", (key, text)) if below is None else ("AND text < ?", (key, text, below))
        near = [
            _BESIDE.format(sign=sign, only=only, way=way, place=place)
            for sign, way in (("<", "DESC"), (">", "ASC"))
            for place in range(count)
        ]
        return self._listed(f"SELECT {', '.join(near)} FROM {{listed}}", anchors, before=given * len(near))

    def tied(self, pairs: "NDArray[np.int64]") -> Sequence[tuple[int, int]]:
        """Return those of the pairs (a, b), a < b, that are tied."""
        codes = (pairs[:, 0] << _SHIFT | pairs[:, 1]).tolist()
        return [(a, b) for some in _chunks(codes, _PLAIN) for a, b in self._listed(_TIED, some)]

    def sizes(self, texts: Sequence[int]) -> Mapping[int, int]:
        """Return how many anchors each text has."""
        rows = self._rows(lambda some: select(text.c.n, text.c.anchors).where(text.c.n.in_(some)), texts)
        return {row.n: row.anchors for row in rows}

    def tie(self, ties: Sequence[Tie]) -> None:
        """Keep which texts are versions of one another."""
        self._fill(tie, ties)

    def untie(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Forget that texts are versions of one another."""
        if pairs:
            self._plain("DELETE FROM index_tie WHERE a = ? AND b = ?", list(pairs))

    def held(self, ids: Sequence[str]) -> Mapping[int, Report]:
        """Return the texts of reports, by id, each with one of the reports as it was read, replaced by now or not."""
        query = select(member.c.text.label("held"), report).join(report, report.c.id == member.c.report)
        rows = self._rows(lambda some: query.where(member.c.report.in_(some)), ids)
        return {row.held: restore.report(row) for row in rows}

    def ties(self, texts: Sequence[int]) -> Sequence[Tie]:
        """Return the ties that any of the texts has."""
        rows = self._rows(lambda some: select(tie).where(or_(tie.c.a.in_(some), tie.c.b.in_(some))), texts)
        return sorted({Tie._make(row) for row in rows})

    def reports(self, texts: Sequence[int]) -> Mapping[int, Sequence[Report]]:
        """Return the current reports that have each text."""
        members: dict[int, list[Report]] = {n: [] for n in texts}
        rows = self._rows(lambda some: select(member.c.report, member.c.text).where(member.c.text.in_(some)), texts)
        of = {row.report: row.text for row in rows}
        for some in _chunks(list(of)):
            current = (
                select(report).where(report.c.id.in_(some), report.c.superseded_by.is_(None)).order_by(report.c.id)
            )
            for row in self._connection.execute(current):
                members[of[row.id]].append(restore.report(row))
        return members

    def copies(self, ids: Sequence[str]) -> Sequence[Copy]:
        """Return what was found of reports before: a family that grows is not compared anew."""
        query = select(filed).where(filed.c.of.is_not(None))
        return [restore.copy_of(row) for row in self._rows(lambda some: query.where(filed.c.report.in_(some)), ids)]

    # What a run needs beside the shelf itself

    def waiting(self, limit: int) -> list[Report]:
        """Return the current reports that are not indexed yet, at most ``limit`` of them, in order of id."""
        query = select(queue.c.report).join(report, queue.c.report == report.c.id).order_by(queue.c.report)
        query = query.where(report.c.superseded_by.is_(None), ~exists().where(member.c.report == queue.c.report))
        ids = list(self._connection.scalars(query.limit(limit)))
        found = {each: self._fresh.pop(each) for each in ids if each in self._fresh}
        lacking = [each for each in ids if each not in found]
        for row in self._rows(lambda some: select(report).where(report.c.id.in_(some)), lacking):
            found[row.id] = restore.report(row)
        return [found[each] for each in ids]

    def outdated(self) -> list[str]:
        """Return the ids of indexed reports that a newer version has replaced."""
        query = select(queue.c.report).join(report, report.c.id == queue.c.report)
        query = query.where(report.c.superseded_by.is_not(None)).order_by(queue.c.report)
        found = list(self._connection.scalars(query))
        indexed = select(queue.c.report).join(member, member.c.report == queue.c.report)
        self._looked_at([*found, *self._connection.scalars(indexed)])
        return found

    def own(self, families: Iterable[Lineage], known: Iterable[Report] = ()) -> list[Report]:
        """Return the reports of lineages with several, as they were read, without what they inherited.

        Those that are ``known`` need not be looked up.
        """
        here = {one.id: one for one in known}
        ids = [report_id for one in families if len(one.reports) > 1 for report_id in one.reports]
        lacking = [report_id for report_id in ids if report_id not in here]
        rows = self._rows(lambda some: select(report).where(report.c.id.in_(some)), lacking)
        return [here[each] for each in ids if each in here] + [restore.report(row) for row in rows]

    def renew(self, gone: Sequence[str], found: Sequence[Lineage], inherited: Mapping[str, Report]) -> None:
        """Put ``found`` in the place of every lineage that their reports, or those that are ``gone``, were in.

        The other reports of such a lineage are left without one until they are renewed too.
        """
        ids = [*gone, *(report_id for one in found for report_id in one.reports)]
        held = select(filed.c.report, filed.c.lineage, filed.c.credit, filed.c.published)
        old = {row.report: row for row in self._rows(lambda some: held.where(filed.c.report.in_(some)), ids)}
        for some in _chunks(sorted({row.lineage for row in old.values()})):
            rows = self._connection.execute(held.where(filed.c.lineage.in_(some)))
            self._parted.update((row.report, row) for row in rows if row.report not in old)
            self._connection.execute(delete(filed).where(filed.c.lineage.in_(some)))
            self._connection.execute(delete(family).where(family.c.id.in_(some)))
        old |= {each: self._parted.pop(each) for each in ids if each in self._parted}
        lineages.add(self._connection, found, inherited)
        now = {
            each: (one.id, heir.credit if (heir := inherited.get(each)) else None)
            for one in found
            for each in one.reports
        }
        moved = [each for each, row in old.items() if now.get(each) != (row.lineage, row.credit)]
        reports.loosen(self._connection, moved)
        dates = {each: inherited[each].published if each in inherited else None for each in now}
        reports.outdate(
            self._connection, [each for each in now if dates[each] != (old[each].published if each in old else None)]
        )

    def _listed(
        self, sql: str, values: Sequence[int], *, before: Sequence[int] = (), after: Sequence[int] = ()
    ) -> list[Any]:
        """Run plain SQL that has a table of values, with parameters before and after it; return the driver's own rows."""
        given = (*before, self._database.array(values), *after)
        rows: list[Any] = self._plain(sql.format(listed=self._database.listed), given).cursor.fetchall()
        return rows

    def _plain(self, sql: str, given: Any) -> Any:
        return self._database.plain(self._connection, sql, given)

    def _fill(self, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
        if rows:
            self._database.fill(self._connection, table, rows)

    def _rows(self, query: Callable[[Sequence[Any]], Select[Any]], values: Sequence[Any]) -> Iterator[Row[Any]]:
        for some in _chunks(values):
            yield from self._connection.execute(query(some))


def _chunks(values: Any, size: int = _CHUNK) -> Iterator[Any]:
    return (values[at : at + size] for at in range(0, len(values), size))


def _tuples(rows: "NDArray[np.int64]") -> list[tuple[int, ...]]:
    return list(zip(*rows.T.tolist(), strict=True))
