"""Rows of the record back to what they were made from, however they were fetched: whole (SQLAlchemy) or in a glance.

Only what the columns themselves say is used, each by its name.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date as Day  # noqa: N812 - a dateline has a date
from typing import Any

from dateline import model  # whose classes are each loaded when something of theirs is read
from dateline.store import codec

# Dateline analyses English; reports in other languages are kept and traced, and say so.
ANALYSED_LANGUAGE = "en"
# An empty list as it is kept.
NONE = "[]"


def filed(row: Any) -> model.Filed:
    """Return a report with all that reading, lineage and reconciling have added to it."""
    return model.Filed(report=_effective(row), lineage=row.lineage, lead_event=row.lead_event, analysis=_analysis(row))


def _effective(row: Any) -> model.Report:
    """Return the report with the date and credit that it has from its lineage where it has none of its own."""
    own = report(row)
    if own.published is None and row.inherited_published is not None:
        own = replace(own, published=day(row.inherited_published), published_basis="lineage")
    return replace(own, credit=own.credit or row.inherited_credit)


def _analysis(row: Any) -> model.Analysis:
    if row.language != ANALYSED_LANGUAGE:
        return "not analysed: language"
    return "done" if row.analysed_with else "pending"


def day(cell: str | Day | None) -> Day | None:
    """Return a day, which databases give as they have it: SQLite as text in ISO 8601."""
    return Day.fromisoformat(cell) if isinstance(cell, str) else cell


def report(row: Any) -> model.Report:
    """Return a report as it was read, without what it inherits."""
    line = None
    if row.dateline_start is not None:
        line = model.Dateline(
            place=row.dateline_place, date=day(row.dateline_date), start=row.dateline_start, end=row.dateline_end
        )
    return model.Report(
        id=row.id,
        given_id=row.given_id,
        text=row.text,
        outlet=row.outlet,
        title=row.title,
        url=row.url,
        author=row.author,
        published=day(row.published),
        published_at=row.published_at,
        published_basis=row.published_basis,
        dateline=line,
        credit=row.credit,
        language=row.language,
        origin=row.origin,
        extra=row.extra,
        notes=tuple(json.loads(row.notes)) if row.notes != NONE else (),
    )


def lineage(rows: Sequence[Any]) -> model.Lineage:
    """Return a lineage from the rows of its members, each joined with the lineage's own."""
    copies = tuple(copy_of(row) for row in rows if row.of)
    reports = tuple(row.report for row in rows)
    also = tuple(json.loads(rows[0].also))
    return model.Lineage(id=rows[0].id, reports=reports, primary=rows[0].primary_report, copies=copies, also=also)


def copy_of(row: Any) -> model.Copy:
    """Restore what is kept of a copy."""
    return model.Copy(
        report=row.report,
        of=row.of,
        relation=row.relation,
        contained=row.contained,
        contains=row.contains,
        changes=codec.load(tuple[model.Change, ...], row.changes) if row.changes != NONE else (),
    )
