"""GraphML: reports as nodes, copies as edges from what they were made from, for Gephi, yEd, Cytoscape and NetworkX."""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from dateline.export.markup import clean
from dateline.export.ties import Edge, Traced, edges
from dateline.model import Filed

_NODE = {"outlet": "string", "given_id": "string", "title": "string", "published": "string", "lineage": "string"}
_EDGE = {"relation": "string", "contained": "double", "contains": "double", "factual_changes": "int"}
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'


def write(record: Traced, out: BinaryIO) -> None:
    """Write one directed graph; reports without copies are not in it."""
    out.write(_HEAD.encode())
    for kind, columns in (("node", _NODE), ("edge", _EDGE)):
        for name, form in columns.items():
            out.write(f'<key id="{name}" for="{kind}" attr.name="{name}" attr.type="{form}"/>\n'.encode())
    out.write(b'<graph id="lineages" edgedefault="directed">\n')
    seen: set[str] = set()
    for edge in edges(record):
        for element in _elements(edge, seen):
            out.write(element.encode("utf-8", "replace"))
    out.write(b"</graph>\n</graphml>\n")


def _elements(edge: Edge, seen: set[str]) -> Iterator[str]:
    """Yield the nodes of an edge that have not been written yet, then the edge."""
    for filed in (edge.source, edge.copy):
        if filed.report.id not in seen:
            seen.add(filed.report.id)
            yield _node(filed, edge.lineage)
    row = edge.row
    shares = {"contained": round(row.contained, 4), "contains": round(row.contains, 4)}
    cells = {"relation": row.relation, **shares, "factual_changes": edge.factual}
    yield f'<edge source="{row.of}" target="{row.report}">{_data(cells)}</edge>\n'


def _node(filed: Filed, lineage: str) -> str:
    r = filed.report
    cells = {"outlet": r.outlet, "given_id": r.given_id, "title": r.title, "published": r.published, "lineage": lineage}
    return f'<node id="{r.id}">{_data(cells)}</node>\n'


def _data(cells: Mapping[str, object]) -> str:
    return "".join(f'<data key="{key}">{clean(value)}</data>' for key, value in cells.items() if value is not None)
