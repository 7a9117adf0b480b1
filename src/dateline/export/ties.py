"""Who copied whom: each copy with its source as one edge, for the formats that draw lineages as a graph."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from dateline.model import Copy, Filed, Lineage

# Lineages whose reports are looked up together.
_TOGETHER = 500


class Traced(Protocol):
    """The part of :class:`dateline.store.Record` that these formats read."""

    def lineages(self) -> Iterator[Lineage]:
        """Yield lineages by id."""
        ...

    def reports(self, ids: Iterable[str] | None = None) -> Iterator[Filed]:
        """Yield reports."""
        ...


@dataclass(frozen=True, slots=True)
class Edge:
    """A copy and what it was made from."""

    lineage: str
    source: Filed
    copy: Filed
    row: Copy

    @property
    def factual(self) -> int:
        """Return how many facts the copy changed."""
        return sum(change.factual for change in self.row.changes)


def edges(record: Traced) -> Iterator[Edge]:
    """Yield every copy with its source, by lineage and then by copy."""
    families = record.lineages()
    while some := list(islice(families, _TOGETHER)):
        ids = {report for family in some if family.copies for report in family.reports}
        reports = {filed.report.id: filed for filed in record.reports(ids)} if ids else {}
        for family in some:
            for copy in family.copies:
                yield Edge(family.id, reports[copy.of], reports[copy.report], copy)
