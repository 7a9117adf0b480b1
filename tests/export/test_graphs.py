"""Lineages as graphs: every copy is an edge from its source, and what outlets wrote cannot break the file."""

import csv
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from io import BytesIO, StringIO

import pytest

from dateline.export.formats import LINEAGES, find
from dateline.model import Report
from dateline.stages.lineage import inherit, trace
from dateline.store import Record

NS = {"g": "http://graphml.graphdrawing.org/xmlns"}
STORY = "The ferry to Orlen ran aground in thick fog late on Monday and at least 12 passengers were hurt, the coast guard said."


@pytest.fixture
def traced() -> Iterator[Record]:
    """Return a record with one lineage of two reports, one of which changed a figure, and a report that stands alone."""
    reports = [
        Report(id="r-a", given_id="1", text=STORY, outlet='=Harbour & "Co" <x>', title="Fog\x00"),
        Report(id="r-b", given_id="2", text=STORY.replace("at least 12", "14"), outlet="Valley"),
        Report(id="r-c", given_id="3", text="Apples were picked early this year in the orchards of the upper valley."),
    ]
    with Record.open(":memory:", create=True) as record:
        record.add(reports)
        found = trace(reports)
        record.keep_lineages(found, inherit(found, reports))
        yield record


def _written(record: Record, name: str) -> str:
    out = BytesIO()
    find(name).write(record, out)
    return out.getvalue().decode()


def test_an_edge_list_has_a_row_for_each_copy(traced: Record) -> None:
    """Source and target are ids of reports, with what the copy is; a name that a spreadsheet would run is text."""
    [row] = csv.DictReader(StringIO(_written(traced, "edges")))
    assert (row["source"], row["target"], row["relation"], row["factual_changes"]) == ("r-a", "r-b", "edited", "1")
    assert row["source_outlet"] == '\'=Harbour & "Co" <x>'


def test_graphml_has_reports_as_nodes_and_copies_as_edges(traced: Record) -> None:
    """The file is well-formed whatever outlets are called; every end of an edge is a node."""
    graph = ET.fromstring(_written(traced, "graphml")).find("g:graph", NS)
    assert graph is not None
    assert [node.get("id") for node in graph.findall("g:node", NS)] == ["r-a", "r-b"]
    assert [(edge.get("source"), edge.get("target")) for edge in graph.findall("g:edge", NS)] == [("r-a", "r-b")]


@pytest.mark.parametrize("name", list(LINEAGES))
def test_a_record_without_copies_gives_an_empty_graph(name: str) -> None:
    """Nothing to export is no error."""
    with Record.open(":memory:", create=True) as empty:
        assert _written(empty, name)
