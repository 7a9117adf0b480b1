"""What a record keeps, read back as the objects that it was made from. SQL that every database reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from dateline import model  # whose classes are each loaded when something of theirs is read
from dateline.data.types import EventType
from dateline.store import codec, restore
from dateline.store.moment import Moment, value

# Things restored together.
_TOGETHER = 1000
_REPORTS = (
    "SELECT report.*, member.lineage, member.published AS inherited_published, member.credit AS inherited_credit, "
    "mention.event AS lead_event FROM report LEFT JOIN member ON member.report = report.id "
    "LEFT JOIN mention ON mention.id = report.lead_mention WHERE {} ORDER BY report.id"
)
_LINEAGES = (
    "SELECT lineage.id, primary_report, also, member.* FROM lineage JOIN member ON member.lineage = lineage.id "
    "WHERE {} ORDER BY lineage.id, member.report"
)


def reports(moment: Moment, ids: Iterable[str] | None = None) -> Iterator[model.Filed]:
    """Yield the current reports (or those named, old versions included) in order of id."""
    if ids is None:
        yield from map(restore.filed, moment.rows(_REPORTS.format("superseded_by IS NULL")))
        return
    named = sorted(ids)
    for at in range(0, len(named), _TOGETHER):
        yield from map(restore.filed, _among(moment, _REPORTS, "report.id", named[at : at + _TOGETHER]))


def lineages(moment: Moment, ids: Sequence[str] | None = None) -> Iterator[model.Lineage]:
    """Yield lineages, or those named, in order of id."""
    rows = moment.rows(_LINEAGES.format("TRUE")) if ids is None else _among(moment, _LINEAGES, "lineage.id", ids)
    return (restore.lineage(list(some)) for _, some in groupby(rows, lambda row: row.id))


def statements(moment: Moment, report: str | None = None, id: str | None = None) -> Iterator[model.Statement]:  # noqa: A002
    """Yield statements, of one report or of all, in order of report and place in the text."""
    return _read(moment, "statement", model.Statement, report=report, id=id)


def dates(moment: Moment, report: str | None = None) -> Iterator[model.Date]:
    """Yield expressions of time, of one report or of all, in order of report and place in the text."""
    return _read(moment, "date", model.Date, report=report)


def places(moment: Moment, report: str | None = None) -> Iterator[model.Place]:
    """Yield names of places, of one report or of all, in order of report and place in the text."""
    return _read(moment, "place", model.Place, report=report)


def mentions(
    moment: Moment,
    report: str | None = None,
    event: str | None = None,
    id: str | None = None,  # noqa: A002
) -> Iterator[model.FiledMention]:
    """Yield mentions with the events that they were joined to, in order of report and place in the text."""
    sql = "SELECT cells, event FROM mention WHERE {} ORDER BY report, start, id"
    for row in _equal(moment, sql, report=report, event=event, id=id):
        yield model.FiledMention(mention=codec.load(model.Mention, row.cells), event=row.event)


def events(moment: Moment, ids: Sequence[str] | None = None) -> Iterator[model.Event]:
    """Yield events, or those named, by day (those without one last), then by id."""
    sql = "SELECT cells FROM event WHERE {} ORDER BY first IS NULL, first, id"
    rows = moment.rows(sql.format("TRUE")) if ids is None else _among(moment, sql, "id", ids)
    return (codec.load(model.Event, row.cells) for row in rows)


def event(moment: Moment, id: str) -> model.Event | None:  # noqa: A002 - the record's own word
    """Return one event. An id that it had before it was merged with another leads to it too."""
    merged = "SELECT event FROM mention WHERE names = :id"
    return next(events(moment, [id]), None) or next(events(moment, [value(moment, merged, {"id": id}) or id]), None)


def types(moment: Moment) -> dict[str, EventType]:
    """Return the types that the record's events were given."""
    names = ", ".join(EventType.__slots__)
    return {row.key: EventType(**row._asdict()) for row in moment.rows(f"SELECT {names} FROM event_type ORDER BY key")}


def decisions(moment: Moment) -> Iterator[model.Decision]:
    """Yield all decisions, oldest first."""
    return (codec.load(model.Decision, row.cells) for row in moment.rows("SELECT cells FROM decision ORDER BY n"))


def refusals(moment: Moment) -> Iterator[model.Refusal]:
    """Yield what was refused, oldest first."""
    for row in moment.rows("SELECT stage, origin, reason, report FROM refusal ORDER BY n"):
        yield model.Refusal(**row._asdict())


def given(moment: Moment, name: str) -> str | None:
    """Return the id of the current report that the caller named so (the first by id where several are)."""
    sql = "SELECT id FROM report WHERE given_id = :name AND superseded_by IS NULL ORDER BY id"
    found: str | None = value(moment, sql, {"name": name})
    return found


def _read(moment: Moment, table: str, kind: Any, **asked: str | None) -> Iterator[Any]:
    sql = f'SELECT cells FROM {table} WHERE {{}} ORDER BY report, start, "end", cells'
    return (codec.load(kind, row.cells) for row in _equal(moment, sql, **asked))


def _equal(moment: Moment, sql: str, **asked: str | None) -> Iterator[Any]:
    """Ask for the rows that have some values, as far as these are given."""
    known = {column: one for column, one in asked.items() if one is not None}
    return moment.rows(sql.format(" AND ".join(f"{column} = :{column}" for column in known) or "TRUE"), known)


def _among(moment: Moment, sql: str, column: str, ids: Sequence[str]) -> Iterator[Any]:
    """Ask for the rows of some ids."""
    some = moment.phrases.among(column, "ids", ids)
    return moment.rows(sql.format(some.sql), some.given)
