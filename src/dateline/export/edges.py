"""An edge list in CSV: one row for each copy with its source, for Gephi, NetworkX, igraph, R or a spreadsheet."""

import csv
import io
from typing import BinaryIO

from dateline.export.csvfile import cell
from dateline.export.ties import Traced, edges
from dateline.model import Filed

_HEAD = ("source", "target", "lineage", "relation", "contained", "contains", "factual_changes", "changes")
_SIDES = ("source_outlet", "source_id", "source_published", "target_outlet", "target_id", "target_published")


def write(record: Traced, out: BinaryIO) -> None:
    """Write the edges; ``source`` and ``target`` are ids of reports."""
    words = io.TextIOWrapper(out, encoding="utf-8", errors="replace", newline="")
    rows = csv.writer(words, lineterminator="\n")
    rows.writerow((*_HEAD, *_SIDES))
    for edge in edges(record):
        row = edge.row
        told = (row.of, row.report, edge.lineage, row.relation, round(row.contained, 4), round(row.contains, 4))
        rows.writerow((*told, edge.factual, len(row.changes), *_side(edge.source), *_side(edge.copy)))
    words.flush()
    words.detach()


def _side(filed: Filed) -> tuple[object, ...]:
    r = filed.report
    return cell(r.outlet), cell(r.given_id), r.published.isoformat() if r.published else None
