"""Other people's formats: their columns, their readers, and that only what happened is told as having happened."""

import csv
import json
import re
import sqlite3
import xml.etree.ElementTree as ET
from io import BytesIO, StringIO
from pathlib import Path

import pytest

from dateline.errors import SettingsError
from dateline.export import acled, source, ucdp
from dateline.export.formats import FORMATS, find
from dateline.export.source import HAPPENED, inert, pinned
from dateline.store import Record


def _written(record: Record, name: str) -> bytes:
    out = BytesIO()
    find(name).write(record, out)
    return out.getvalue()


def _rows(record: Record, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(_written(record, name).decode())))


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "parquet"])
def test_the_same_record_gives_the_same_bytes(record: Record, name: str) -> None:
    """No clock and no chance enters an export."""
    assert _written(record, name) == _written(record, name)


@pytest.mark.parametrize("name", list(FORMATS))
def test_an_empty_record_gives_a_file_without_rows(name: str) -> None:
    """Nothing to export is no error."""
    with Record.open(":memory:", create=True) as empty:
        assert _written(empty, name)


def test_only_the_reports_of_a_few_events_are_in_memory(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every event comes once with all reports that it rests on, and with few others."""
    monkeypatch.setattr(source, "_TOGETHER", 7)
    found = list(source.laid_out(record))
    assert [event for event, _ in found] == list(record.events())
    for event, desk in found:
        assert {piece.report for piece in event.evidence} <= desk.reports.keys()
        assert len(desk.reports) <= 7 * 3


def test_an_unknown_format_names_the_known_ones() -> None:
    """The error helps."""
    with pytest.raises(SettingsError, match="geojson"):
        find("dwg")


def test_acled_has_its_31_columns_and_codes(record: Record) -> None:
    """The header is ACLED's; codes come from its lists; what is not known is empty."""
    rows = _rows(record, "acled")
    assert rows
    assert len(acled.COLUMNS) == 31
    assert list(rows[0]) == list(acled.COLUMNS)
    for row in rows:
        assert row["time_precision"] in {"", "1", "2", "3"}
        assert row["geo_precision"] in {"", "1", "2", "3"}
        assert re.fullmatch(r"|[1-8][0-8]", row["interaction"])
        assert row["interaction"][:1] <= row["interaction"][1:] or row["interaction"][1:] == "0"
        assert not row["timestamp"]
        assert row["event_date"] or not row["time_precision"]
    assert any(row["event_date"] == "" for row in rows), "an undated event keeps its row and an empty cell"
    assert {row["sub_event_type"] for row in rows} >= {"Attack", "Air/drone strike", "Peaceful protest"}


def test_acled_and_ucdp_leave_out_what_did_not_happen(record: Record) -> None:
    """Planned, threatened and denied events have no row."""
    status = {event.id: event.status for event in record.events()}
    assert {"planned", "denied"} <= set(status.values())
    for name, key in (("acled", "event_id_cnty"), ("ucdp", "id")):
        assert {status[row[key]] for row in _rows(record, name)} <= HAPPENED


def test_ucdp_has_its_49_columns_and_only_deadly_violence(record: Record) -> None:
    """The header is GED's; every row has a death, bounds around it, and a cell of the PRIO grid where it has a point."""
    rows = _rows(record, "ucdp")
    assert rows
    assert len(ucdp.COLUMNS) == 49
    assert list(rows[0]) == list(ucdp.COLUMNS)
    for row in rows:
        assert int(row["low"]) <= int(row["best"]) <= int(row["high"])
        assert int(row["best"]) >= 1
        assert bool(row["latitude"]) == bool(row["priogrid_gid"]) == (row["where_prec"] not in {"", "6"})
        assert row["type_of_violence"] in {"", "1", "2", "3"}


def test_plover_has_what_the_manual_requires(record: Record) -> None:
    """Each record has id, date, actor and event, from PLOVER's lists."""
    entries = json.loads(_written(record, "plover"))
    assert entries
    for entry in entries:
        assert {"id", "date", "actor", "event"} <= set(entry)
        assert entry["quad_code"] in {
            "verbal cooperation",
            "material cooperation",
            "verbal conflict",
            "material conflict",
        }
        assert entry["text"] in entry["event_text"]


def test_geojson_keeps_every_event_and_pins_no_country(record: Record) -> None:
    """Coordinates are longitude first; events without an honest point have no geometry."""
    found = json.loads(_written(record, "geojson"))
    events = {event.id: event for event in record.events()}
    assert len(found["features"]) == len(events)
    for feature in found["features"]:
        point = pinned(events[feature["id"]])
        assert (feature["geometry"] is None) == (point is None)
        if point:
            assert feature["geometry"]["coordinates"] == [pytest.approx(point[1]), pytest.approx(point[0])]


def test_the_geopackage_is_sound(record: Record, tmp_path: Path) -> None:
    """SQLite finds no fault in it, its identifiers are right, and every event, figure and quote is in it."""
    path = tmp_path / "events.gpkg"
    path.write_bytes(_written(record, "gpkg"))
    base = sqlite3.connect(path)
    try:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert base.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
        assert base.execute("SELECT count(*) FROM events").fetchone() == (90,)
        quotes = sum(len(event.evidence) for event in record.events())
        assert base.execute("SELECT count(*) FROM evidence").fetchone() == (quotes,)
    finally:
        base.close()


@pytest.mark.gdal
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", ["geojson", "gpkg", "kml"])
def test_gdal_reads_it(record: Record, tmp_path: Path, name: str) -> None:
    """GDAL, and so QGIS, sees every event and the points of those that have one."""
    pyogrio = pytest.importorskip("pyogrio")
    path = tmp_path / f"events{FORMATS[name].suffix}"
    path.write_bytes(_written(record, name))
    layers = [layer for layer, _ in pyogrio.list_layers(path) if layer not in {"figures", "evidence"}]
    shapes = [shape for layer in layers for shape in pyogrio.raw.read(path, layer=layer)[2]]
    assert len(shapes) == 90
    assert sum(shape is not None for shape in shapes) == sum(pinned(event) is not None for event in record.events())


def test_kml_parts_deeds_from_plans(record: Record) -> None:
    """There is a folder for each status, so a denied event does not look like one that happened."""
    kml = "{http://www.opengis.net/kml/2.2}"
    root = ET.fromstring(_written(record, "kml"))
    folders = {str(f.findtext(f"{kml}name")): len(f.findall(f"{kml}Placemark")) for f in root.iter(f"{kml}Folder")}
    assert sum(folders.values()) == 90
    assert {"happened", "planned", "denied"} <= set(folders)


@pytest.mark.filterwarnings("ignore")
def test_json_ld_parses_and_points_at_the_words(record: Record) -> None:
    """A library reads it; each annotation has the quote and its place; only what happened is a schema.org Event."""
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph().parse(data=_written(record, "jsonld"), format="json-ld")
    oa = rdflib.Namespace("http://www.w3.org/ns/oa#")
    quotes = {str(o) for o in graph.objects(None, oa.exact)}
    assert quotes == {e.span.text for event in record.events() for e in event.evidence}
    happenings = set(graph.subjects(rdflib.RDF.type, rdflib.URIRef("https://schema.org/Event")))
    assert len(happenings) == sum(event.status in HAPPENED for event in record.events())


def test_parquet_has_one_row_for_each_event(record: Record) -> None:
    """Pyarrow reads it back with counts as numbers."""
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(BytesIO(_written(record, "parquet")))
    assert table.num_rows == 90
    assert str(table.schema.field("killed_low").type) == "int64"


def test_rss_is_sound_and_marks_what_did_not_happen(record: Record) -> None:
    """A feed reader gets a title, an id and a day; a plan says that it is one."""
    items = list(ET.fromstring(_written(record, "rss")).iter("item"))
    assert len(items) == 90
    titles = [str(item.findtext("title")) for item in items]
    assert any(title.startswith("[planned]") for title in titles)
    assert all(item.findtext("guid") and item.findtext("pubDate") for item in items)


def test_the_html_file_stands_alone(record: Record) -> None:
    """It names no file to load, allows only its own script, and has every quote."""
    text = _written(record, "html").decode()
    assert not re.search(r"<(?:link|img|iframe|script src)", text)
    assert "script-src 'sha256-" in text
    assert text.count("<details ") == 90
    assert text.count("<mark>") == sum(len(event.evidence) for event in record.events())


def test_cells_cannot_be_formulas() -> None:
    """What a spreadsheet would run becomes text; numbers stay numbers."""
    assert inert({"a": "=1+1", "b": "@x", "c": "-3.5", "d": "-x", "e": "+1"}) == {
        "a": "'=1+1",
        "b": "'@x",
        "c": "-3.5",
        "d": "'-x",
        "e": "'+1",
    }
