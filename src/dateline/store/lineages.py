"""Lineages in the record: families of versions, each version's source, and what each inherits."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select

from dateline.model import Change, Copy, Lineage, Report
from dateline.store import codec
from dateline.store.schema import lineage, member

_CHUNK = 1000
_CHANGES = tuple[Change, ...]


def add(connection: Connection, lineages: Sequence[Lineage], inherited: Mapping[str, Report]) -> None:
    """Write lineages of which the record has neither the ids nor the reports, in the caller's transaction.

    ``inherited`` has, for reports that lack a date or credit of their own, the report with what it inherits.
    """
    for at in range(0, len(lineages), _CHUNK):
        some = lineages[at : at + _CHUNK]
        connection.execute(insert(lineage), [_row(family) for family in some])
        connection.execute(insert(member), [row for family in some for row in _members(family, inherited)])


def _row(family: Lineage) -> dict[str, Any]:
    also = json.dumps(family.also)
    return {"id": family.id, "primary_report": family.primary, "reports": len(family.reports), "also": also}


def _members(family: Lineage, inherited: Mapping[str, Report]) -> Iterator[dict[str, Any]]:
    copies = {copy.report: copy for copy in family.copies}
    for report in family.reports:
        copy, heir = copies.get(report), inherited.get(report)
        changes = copy.changes if copy else ()
        yield {
            "report": report,
            "lineage": family.id,
            "of": copy.of if copy else None,
            "relation": copy.relation if copy else None,
            "contained": copy.contained if copy else None,
            "contains": copy.contains if copy else None,
            "factual_changes": sum(change.factual for change in changes),
            "changes": codec.dump(changes, _CHANGES),
            "published": heir.published if heir else None,
            "credit": heir.credit if heir else None,
        }


def lineages(connection: Connection, ids: Sequence[str] | None = None) -> Iterator[Lineage]:
    """Yield lineages in order of id."""
    query = (
        select(lineage, member).join(member, member.c.lineage == lineage.c.id).order_by(lineage.c.id, member.c.report)
    )
    query = query if ids is None else query.where(lineage.c.id.in_(ids))
    rows: list[Any] = []
    for row in connection.execute(query).yield_per(_CHUNK):
        if rows and rows[0].id != row.id:
            yield _restore(rows)
            rows = []
        rows.append(row)
    if rows:
        yield _restore(rows)


def _restore(rows: Sequence[Any]) -> Lineage:
    copies = tuple(
        Copy(
            report=row.report,
            of=row.of,
            relation=row.relation,
            contained=row.contained,
            contains=row.contains,
            changes=codec.load(_CHANGES, row.changes),
        )
        for row in rows
        if row.of
    )
    reports = tuple(row.report for row in rows)
    also = tuple(json.loads(rows[0].also))
    return Lineage(id=rows[0].id, reports=reports, primary=rows[0].primary_report, copies=copies, also=also)
