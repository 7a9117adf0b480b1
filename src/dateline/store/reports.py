"""Reports in the record: adding them, their versions, and reading them back with what they inherited."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - the store has dates of its own
from typing import Any

from sqlalchemy import (
    Connection,
    Text,
    bindparam,
    case,
    cast,
    delete,
    func,
    select,
    union_all,
    update,
)

from dateline.model import Refusal, Report
from dateline.store import dialect, restore, schema
from dateline.store.schema import date, member, mention, part, place, queue, report, statement

# SQLite allows 32,766 variables in a statement; a thousand ids at a time keep well below.
_CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Added:
    """How many reports were new, known already, or newer versions of known ones."""

    new: int = 0
    known: int = 0
    versions: int = 0

    def __add__(self, other: "Added") -> "Added":
        """Sum the counts of two batches."""
        return Added(self.new + other.new, self.known + other.known, self.versions + other.versions)


def add(connection: Connection, reports: Sequence[Report], run: int) -> tuple[Added, list[Report]]:
    """File reports; return how many came and those that are new. A known id changes nothing; a known given id of the same
    outlet with other content is a new version.

    ``run`` counts the runs that wrote to the record: of two versions the one with the later time of publication stands,
    then the one read in the later run, then the one with the greater id, so that the order within a run does not matter.
    """
    total, fresh = Added(), list[Report]()
    for at in range(0, len(reports), _CHUNK):
        added, new = _add(connection, reports[at : at + _CHUNK], run)
        total += added
        fresh += new
    return total, fresh


def _add(connection: Connection, reports: Sequence[Report], run: int) -> tuple[Added, list[Report]]:
    found = {r.id: r for r in reports}
    known = set(connection.scalars(select(report.c.id).where(report.c.id.in_(found))))
    new = [r for r in found.values() if r.id not in known]
    if new:
        database = dialect.of(connection)
        database.fill(connection, report, [_row(r, run) for r in new], _COLUMNS)
        database.index(connection, [r.id for r in new])
        database.fill(connection, queue, [(r.id,) for r in new])
    versions = _settle(connection, list(found.values()), run)
    newer = len(versions - known)
    return Added(new=len(new) - newer, known=len(reports) - len(new), versions=newer), new


def _settle(connection: Connection, batch: Sequence[Report], run: int) -> set[str]:
    """Decide which version of a report stands wherever there are several; return those of the batch that are versions."""
    several = select(report.c.given_id).where(report.c.given_id.in_({r.given_id for r in batch}))
    names = list(connection.scalars(several.group_by(report.c.given_id).having(func.count() > 1)))
    if not names:
        return set()
    again = [r.id for r in batch if r.given_id in set(names)]
    connection.execute(update(report).where(report.c.id.in_(again)).values(run=run))
    query = select(report.c.id, report.c.outlet, report.c.given_id, report.c.published_at, report.c.run)
    families: dict[tuple[str | None, str], list[Any]] = {}
    for row in connection.execute(query.where(report.c.given_id.in_(names))):
        families.setdefault((row.outlet, row.given_id), []).append(row)
    rivals = [family for family in families.values() if len(family) > 1]
    for family in rivals:
        stands = max(family, key=lambda row: (row.published_at or "", row.run, row.id))
        _supersede(connection, stands.id, [row.id for row in family if row.id != stands.id])
    return {row.id for family in rivals for row in family} & set(again)


def _supersede(connection: Connection, stands: str, others: Sequence[str]) -> None:
    """Make ``stands`` the current version, and take back what was read from the others."""
    again = [{"report": each} for each in (stands, *others)]
    connection.execute(dialect.of(connection).once(queue), again)
    connection.execute(update(report).where(report.c.id == stands).values(superseded_by=None))
    for other in others:
        replaced = update(report).where(report.c.id == other, report.c.superseded_by.is_distinct_from(stands))
        if connection.execute(replaced.values(superseded_by=stands)).rowcount:
            forget(connection, other)


def forget(connection: Connection, report_id: str) -> None:
    """Take back what was read from a report, so that it is analysed anew when it is wanted."""
    loosen(connection, [report_id])
    for table in (statement, date, place, mention):
        connection.execute(delete(table).where(table.c.report == report_id))
    connection.execute(update(report).where(report.c.id == report_id).values(analysed_with=None, lead_mention=None))


def loosen(connection: Connection, reports: Sequence[str]) -> None:
    """Note that what the mentions of some reports were joined to has to be found anew."""
    for at in range(0, len(reports), _CHUNK):
        some = mention.c.report.in_(reports[at : at + _CHUNK])
        held = select(mention.c.part).where(some, mention.c.part.is_not(None))
        connection.execute(update(part).where(part.c.n.in_(held)).values(loose=1))


_COLUMNS = (
    "id given_id outlet title url author published published_at published_basis dateline_place dateline_date dateline_start "
    "dateline_end credit language chars text origin extra notes run"
).split()


def _row(r: Report, run: int) -> tuple[Any, ...]:
    """Return the values of ``_COLUMNS`` for a report."""
    line = r.dateline
    return (
        r.id,
        r.given_id,
        r.outlet,
        r.title,
        r.url,
        r.author,
        r.published.isoformat() if r.published else None,
        r.published_at,
        r.published_basis,
        line.place if line else None,
        line.date.isoformat() if line and line.date else None,
        line.start if line else None,
        line.end if line else None,
        r.credit,
        r.language,
        len(r.text),
        r.text,
        r.origin,
        r.extra,
        json.dumps(r.notes, ensure_ascii=False) if r.notes else restore.NONE,
        run,
    )


# The day that an analysis rested on, as text. Whatever gives a report another day takes back its stamp (``outdate``).
_INHERITED = select(member.c.published).where(member.c.report == report.c.id).scalar_subquery()
_DAY = func.coalesce(cast(func.coalesce(report.c.published, _INHERITED), Text), "")


def pending(connection: Connection, maker: str, among: Sequence[str] | None = None) -> list[str]:
    """Return the ids of current English reports that ``maker`` has not analysed with the date that they have now.

    Versions of one text stand side by side, so that what they share is analysed once.
    """
    with_ = report.c.analysed_with
    # Ranges, asked for one by one rather than "not like", so that an index finds the few among hundreds of thousands.
    stale = (with_.is_(None), with_ < f"{maker}|", with_ >= f"{maker}}}")
    current = select(report.c.id).where(
        report.c.superseded_by.is_(None), report.c.language == restore.ANALYSED_LANGUAGE
    )
    wanted = select(report.c.id).where(report.c.id.in_(union_all(*(current.where(each) for each in stale))))
    wanted = wanted if among is None else wanted.where(report.c.id.in_(among))
    family = select(member.c.lineage).where(member.c.report == report.c.id).scalar_subquery()
    return list(connection.scalars(wanted.order_by(family, report.c.id)))


# The stamp of a report that is to be analysed anew: something was read from it already, and is to be replaced.
_OUTDATED = ""


def analysed(connection: Connection, ids: Sequence[str]) -> list[str]:
    """Return which of some reports something was read from already."""
    query = select(report.c.id).where(report.c.id.in_(ids), report.c.analysed_with.is_not(None))
    return list(connection.scalars(query.order_by(report.c.id)))


def numbers(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    """Return the numbers that some reports have in this record."""
    found: dict[str, int] = {}
    for at in range(0, len(ids), _CHUNK):
        query = select(report.c.id, report.c.n).where(report.c.id.in_(ids[at : at + _CHUNK]))
        found |= {row.id: row.n for row in connection.execute(query)}
    return found


def mark(connection: Connection, leads: Mapping[str, str | None], maker: str, days: Mapping[str, Day | None]) -> None:
    """Note that ``maker`` has analysed some reports, each with its leading mention.

    One that rested on another day (in ``days``) than the report has by now is not done: it stays pending.
    """
    now = maker + "|" + _DAY
    done = update(report).where(report.c.id == bindparam("key"))
    for stamp, some in (
        (case((now == bindparam("stamp", type_=Text), now), else_=_OUTDATED), [key for key in leads if key in days]),
        (now, [key for key in leads if key not in days]),
    ):
        rows = [{"key": key, "stamp": f"{maker}|{days.get(key) or ''}", "lead": leads[key]} for key in some]
        if rows:
            connection.execute(done.values(analysed_with=stamp, lead_mention=bindparam("lead")), rows)


def outdate(connection: Connection, ids: Sequence[str]) -> None:
    """Note that what dates some reports without a date of their own has changed, so that they are analysed anew."""
    for at in range(0, len(ids), _CHUNK):
        some = report.c.id.in_(ids[at : at + _CHUNK])
        held = (report.c.published.is_(None), report.c.analysed_with.is_not(None))
        connection.execute(update(report).where(some, *held).values(analysed_with=_OUTDATED))


def stale(connection: Connection) -> list[str]:
    """Return the reports whose analysis rested on another day than they have, as records of schema 2 had them."""
    day = func.substr(report.c.analysed_with, -func.length(_DAY) - 1)
    return list(connection.scalars(select(report.c.id).where(report.c.analysed_with.is_not(None), day != "|" + _DAY)))


def refuse(connection: Connection, refusals: Sequence[Refusal]) -> None:
    """Keep what was refused, once however often it is refused."""
    rows = [{"stage": r.stage, "origin": r.origin, "reason": r.reason, "report": r.report} for r in refusals]
    if rows:
        connection.execute(dialect.of(connection).once(schema.refusal), rows)
