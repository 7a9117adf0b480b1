"""What was read from reports: statements, dates, places, mentions. A report's rows are written together or not at all."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date as Day  # noqa: N812 - the store has dates of its own
from typing import Any

from sqlalchemy import Connection, Table, select

from dateline.model import Date, FiledMention, Findings, Mention, Party, Place, Source, Statement, When, Where, ids
from dateline.store import codec, dialect, reports, schema

_CHUNK = 1000


def keep(connection: Connection, found: Sequence[Findings], maker: str, days: Mapping[str, Day | None]) -> None:
    """Write all that was read from some reports in place of what was there, in the caller's transaction.

    ``days`` has the days on which analyses rested, where they may be others than the record has by now.
    """
    for report in reports.analysed(connection, [each.report for each in found]):
        reports.forget(connection, report)
    numbers = reports.numbers(connection, [each.report for each in found])
    for table, rows in (
        (schema.statement, [_statement(s) for each in found for s in each.statements]),
        (schema.date, [_date(d) for each in found for d in each.dates]),
        (schema.place, [_place(p) for each in found for p in each.places]),
        (schema.mention, [_mention(m) | {"report_n": numbers[m.report]} for each in found for m in each.mentions]),
    ):
        insert(connection, table, rows)
    reports.mark(connection, {each.report: _lead(each) for each in found}, maker, days)


def insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all name the same columns; days are in ISO 8601."""
    if rows:
        dialect.of(connection).fill(connection, table, [tuple(row.values()) for row in rows], list(rows[0]))


def _lead(found: Findings) -> str | None:
    """Return the mention that a report is mainly about."""
    lead = min(found.mentions, key=lambda m: (-m.salience, m.trigger.start, m.id), default=None)
    return lead.id if lead else None


def _statement(s: Statement) -> dict[str, Any]:
    return {
        "id": s.id,
        "report": s.report,
        "start": s.content.start,
        "end": s.content.end,
        "kind": s.kind,
        "speaker": s.speaker.name if s.speaker else None,
        "side": s.speaker.side if s.speaker else None,
        "text": s.content.text,
        "cells": codec.dump(s),
    }


def _date(d: Date) -> dict[str, Any]:
    return {
        "report": d.report,
        "start": d.span.start,
        "end": d.span.end,
        "text": d.span.text,
        "type": d.type,
        "value": d.value,
        "first": _iso(d.first),
        "last": _iso(d.last),
        "cells": codec.dump(d),
    }


def _place(p: Place) -> dict[str, Any]:
    site = p.site
    return {
        "report": p.report,
        "start": p.span.start,
        "end": p.span.end,
        "text": p.span.text,
        "role": p.role,
        "name": site.name if site else None,
        "geonameid": site.geonameid if site else None,
        "country": site.country if site else None,
        "lat": site.lat if site else None,
        "lon": site.lon if site else None,
        "precision": site.precision if site else None,
        "cells": codec.dump(p),
    }


def _mention(m: Mention) -> dict[str, Any]:
    figures = {kind: next((f.low for f in m.figures if f.kind == kind), None) for kind in ("killed", "injured")}
    return {
        "id": m.id,
        "report": m.report,
        "start": m.clause.start,
        "end": m.clause.end,
        "names": ids.make("e", m.id),
        "trigger": m.trigger.text,
        "salience": m.salience,
        **columns(m.when, m.where, m.actors, m.targets, m.sources),
        **figures,
        "type": m.type,
        "status": m.status,
        "cells": codec.dump(m),
    }


def columns(
    when: When | None, where: Where | None, actors: Sequence[Party], targets: Sequence[Party], sources: Sequence[Source]
) -> dict[str, Any]:
    """Return the plain columns that a mention and an event share."""
    site = where.site if where else None
    return {
        "first": _iso(when.first) if when else None,
        "last": _iso(when.last) if when else None,
        "date_precision": when.precision if when else None,
        "date_basis": when.basis if when else None,
        "place": site.name if site else None,
        "geonameid": site.geonameid if site else None,
        "country": site.country if site else None,
        "admin1": site.admin1 if site else None,
        "lat": site.lat if site else None,
        "lon": site.lon if site else None,
        "place_precision": site.precision if site else None,
        "actors": "; ".join(p.name for p in actors) or None,
        "targets": "; ".join(p.name for p in targets) or None,
        "sources": "; ".join(s.name for s in sources) or None,
    }


def _iso(day: Day | None) -> str | None:
    return day.isoformat() if day else None


def statements(connection: Connection, report: str | None = None, id: str | None = None) -> Iterator[Statement]:  # noqa: A002
    """Yield statements in order of report and place in the text."""
    if id is not None:
        rows = connection.scalars(select(schema.statement.c.cells).where(schema.statement.c.id == id))
        return (codec.load(Statement, cells) for cells in rows)
    return _restored(connection, schema.statement, Statement, report)


def dates(connection: Connection, report: str | None = None) -> Iterator[Date]:
    """Yield date expressions in order of report and place in the text."""
    return _restored(connection, schema.date, Date, report)


def places(connection: Connection, report: str | None = None) -> Iterator[Place]:
    """Yield place names in order of report and place in the text."""
    return _restored(connection, schema.place, Place, report)


def mentions(
    connection: Connection,
    report: str | None = None,
    event: str | None = None,
    id: str | None = None,  # noqa: A002
) -> Iterator[FiledMention]:
    """Yield mentions with the events that they were joined to, in order of report and place in the text."""
    table = schema.mention
    query = select(table.c.cells, table.c.event).order_by(table.c.report, table.c.start, table.c.id)
    query = query.where(table.c.report == report) if report else query
    query = query.where(table.c.event == event) if event else query
    query = query.where(table.c.id == id) if id else query
    for row in connection.execute(query).yield_per(_CHUNK):
        yield FiledMention(mention=codec.load(Mention, row.cells), event=row.event)


def _restored(connection: Connection, table: Table, kind: Any, report: str | None) -> Iterator[Any]:
    query = select(table.c.cells).order_by(table.c.report, table.c.start, table.c.end, table.c.cells)
    query = query.where(table.c.report == report) if report else query
    return (codec.load(kind, row.cells) for row in connection.execute(query).yield_per(_CHUNK))
