"""The toll of what a short report is mainly about, or of the harm that it tells: every row of ``casualties.toml``."""

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dateline.model import Mention, Parse, Reading, Report
from dateline.stages.dates import find_dates
from dateline.stages.events import EventTable, find_events

Row = dict[str, Any]
ROWS: list[Row] = tomllib.loads((Path(__file__).parent / "casualties.toml").read_text(encoding="utf-8"))["report"]
TABLE = EventTable.load()


def main_harm(parse: Callable[..., Parse], row: Row) -> Mention:
    """Return the weightiest mention that tells of harm, or the weightiest of all."""
    parsed, day = parse(row["text"]), date.fromisoformat(row.get("published", "2026-05-05"))
    report = Report(id="r-1", given_id="1", text=row["text"], published=day, language="en")
    found = find_events(Reading(report=report, parse=parsed, dates=tuple(find_dates(parsed, day))), TABLE)
    return max(found, key=lambda m: (bool({f.kind for f in m.figures} & {"killed", "injured"}), m.salience))


@pytest.mark.parametrize("row", ROWS, ids=[row["why"] for row in ROWS])
def test_the_toll_is_settled(parse: Callable[..., Parse], row: Row) -> None:
    """The first figure of a kind is the number that the report stands by; without one nobody is counted."""
    figures = main_harm(parse, row).figures
    for kind in ("killed", "injured"):
        told = next((f.low for f in figures if f.kind == kind), 0)
        assert told == row.get(kind, 0), (kind, figures)


def test_a_weekend_s_total_is_of_none_of_its_incidents(parse: Callable[..., Parse]) -> None:
    """A round-up's total stays with the sum, and each incident has its own toll."""
    text = (
        "Six people were killed in crashes across the county since Friday, police said. "
        "On Saturday a lorry hit a bus near Ely, killing four passengers."
    )
    parsed = parse(text)
    report = Report(id="r-1", given_id="1", text=text, published=date(2026, 5, 5), language="en")
    found = find_events(Reading(report=report, parse=parsed), TABLE)
    tolls = [[f.low for f in m.figures if f.kind == "killed"] for m in found if not m.continues]
    assert [6] in tolls
    assert [4] in tolls
