"""Lineages in the record: families of versions, each version's source, and what each inherits."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from dateline.model import Copy, Lineage, Report
from dateline.store import dialect, restore
from dateline.store.schema import lineage, member

_CHUNK = 1000


def add(connection: Connection, lineages: Sequence[Lineage], inherited: Mapping[str, Report]) -> None:
    """Write lineages of which the record has neither the ids nor the reports, in the caller's transaction.

    ``inherited`` has, for reports that lack a date or credit of their own, the report with what it inherits.
    """
    for at in range(0, len(lineages), _CHUNK):
        some = lineages[at : at + _CHUNK]
        database = dialect.of(connection)
        database.fill(connection, lineage, [_row(family) for family in some])
        database.fill(connection, member, [row for family in some for row in _members(family, inherited)])


def _row(family: Lineage) -> tuple[Any, ...]:
    """Return the columns of a lineage in the table's order."""
    return family.id, family.primary, len(family.reports), json.dumps(family.also) if family.also else restore.NONE


def _members(family: Lineage, inherited: Mapping[str, Report]) -> Iterator[tuple[Any, ...]]:
    """Yield the columns of each report of a lineage in the table's order."""
    copies = {copy.report: copy for copy in family.copies}
    for report in family.reports:
        copy, heir = copies.get(report), inherited.get(report)
        made = (copy.of, copy.relation, copy.contained, copy.contains) if copy else (None,) * 4
        yield report, family.id, *made, *_changed(copy), *_gained(heir)


def _changed(copy: Copy | None) -> tuple[int, str]:
    """Return how many facts a copy changed, and all its changes."""
    if copy is None or not copy.changes:
        return 0, restore.NONE
    cells = [{"kind": c.kind, "before": c.before, "after": c.after, "factual": c.factual} for c in copy.changes]
    return sum(c.factual for c in copy.changes), json.dumps(cells, ensure_ascii=False, separators=(",", ":"))


def _gained(heir: Report | None) -> tuple[str | None, str | None]:
    """Return the date and the credit that a report inherits."""
    if heir is None:
        return None, None
    return heir.published.isoformat() if heir.published else None, heir.credit
