"""The rows of the contract, as JSON Lines and as CSV."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from dateline.data.types import event_types
from dateline.export import csvfile, jsonl
from dateline.export.rows import WHATS, event_row, offsets, report_row, rows
from dateline.model import Event, Evidence, Filed, Party, Report, Site, Span, When, Where
from dateline.store import Record

SITE = Site(
    name="Gao", geonameid=1, country="ML", admin1="Gao", lat=16.3, lon=-0.04, precision="settlement", feature="city"
)
EVENT = Event(
    id="e-1",
    type="attack",
    summary="Gunmen attacked residents in Gao.",
    status="happened",
    standing="reported",
    mentions=("m-1",),
    evidence=(Evidence(report="r-1", span=Span(0, 6, "Gunmen"), mention="m-1"),),
    reports=1,
    lineages=1,
    when=When(first=date(2027, 3, 1), last=date(2027, 3, 1), precision="day", basis="text", scope="clause"),
    where=Where(site=SITE, scope="clause", district="Gao Cercle"),
    actors=(Party(name="gunmen", span=Span(0, 6, "Gunmen")),),
)


def test_an_event_has_the_keys_of_the_contract() -> None:
    """Every key of an event's row stands in the docs, and is what it says."""
    row = event_row(EVENT, event_types())
    assert row["date"]["start"] == row["date"]["end"] == "2027-03-01"
    assert (row["place"]["name"], row["place"]["district"]) == ("Gao", "Gao Cercle")
    assert row["acled"] == {"event_type": "Violence against civilians", "sub_event_type": "Attack"}
    page = (Path(__file__).parents[2] / "docs" / "record.md").read_text(encoding="utf-8")
    assert all(f"`{key}`" in page for key in row)


def test_what_is_unknown_is_null() -> None:
    """A report that has only its text has nulls and no invented values."""
    row = report_row(
        Filed(report=Report(id="r-1", given_id="1", text="x"), lineage=None, lead_event=None, analysis="done")
    )
    assert {k for k, v in row.items() if v is None} >= {
        "outlet",
        "title",
        "url",
        "published",
        "dateline",
        "credit",
        "lead_event",
    }
    assert 0 not in row.values()
    assert "" not in row.values()


def test_json_lines_keep_every_character() -> None:
    """One object a line, whatever line breaks and letters the text has."""
    out = io.StringIO()
    jsonl.write([{"text": "a\nb\u2028ц"}, {"text": None}], out)
    lines = out.getvalue().split("\n")
    assert [json.loads(line) for line in lines if line] == [{"text": "a\nb\u2028ц"}, {"text": None}]


def test_csv_spreads_nested_cells() -> None:
    """A place has its columns, and the header is the same whether the first row has one or not."""
    out = io.StringIO()
    placeless = event_row(EVENT, event_types()) | {"place": None}
    csvfile.write([placeless, event_row(EVENT, event_types())], out)
    first, second = csv.DictReader(io.StringIO(out.getvalue()))
    assert (first["place.name"], second["place.name"]) == ("", "Gao")
    assert (first["place.district"], second["place.district"]) == ("", "Gao Cercle")
    assert json.loads(second["evidence"])[0]["mention"] == "m-1"


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@x", "\t=1"])
def test_csv_does_not_run_in_a_spreadsheet(value: str) -> None:
    """A cell that a spreadsheet would take for a formula is text."""
    out = io.StringIO()
    csvfile.write([{"title": value}], out)
    assert next(csv.DictReader(io.StringIO(out.getvalue())))["title"] == "'" + value


def test_an_empty_record_has_no_rows() -> None:
    """Every kind of row can be asked of an empty record."""
    with Record.open(":memory:") as record:
        assert all(list(rows(record, what, event_types())) == [] for what in WHATS)


def test_words_of_a_title_stand_nowhere_in_the_text() -> None:
    """A span says where its words stand; what only the title tells stands nowhere, and says so."""
    assert offsets(Span(3, 7, "fire")) == (3, 7)
    assert offsets(Span(0, 0, "Fire in Osh")) == (None, None)
