"""What was read from reports: statements, dates, places, mentions. A report's rows are written together or not at all."""

from collections.abc import Mapping, Sequence
from datetime import date as Day  # noqa: N812 - the store has dates of its own
from typing import Any

from sqlalchemy import Connection, Table

from dateline.model import Date, Findings, Mention, Party, Place, Source, Statement, When, Where, ids
from dateline.store import codec, dialect, reports, schema


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
