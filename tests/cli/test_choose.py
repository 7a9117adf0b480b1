"""`dateline export` writes the part of a record that its options choose, and no other."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from invent import fill

from dateline.cli import group

Row = dict[str, Any]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a record of 80 invented events."""
    path = tmp_path_factory.mktemp("choose") / "news.db"
    fill(path, 80)
    return path


def export(record: Path, *options: str) -> list[Row]:
    """Return the rows that an export writes."""
    done = CliRunner().invoke(group, ["export", "--record", str(record), *options], standalone_mode=False)
    assert done.exception is None, done.output
    return [json.loads(line) for line in done.output.splitlines()]


@pytest.mark.parametrize(
    ("options", "fits"),
    [
        (["--type", "attack", "--type", "arrest"], lambda e: e["type"] in ("attack", "arrest")),
        (["--status", "planned"], lambda e: e["status"] == "planned"),
        (["--standing", "reported"], lambda e: e["standing"] == "reported"),
        (["--country", "ua"], lambda e: bool(e["place"]) and e["place"]["country"] == "UA"),
        (["--from", "2026-05-01"], lambda e: bool(e["date"]) and e["date"]["end"] >= "2026-05-01"),
        (["--to", "2026-05-01"], lambda e: bool(e["date"]) and e["date"]["start"] <= "2026-05-01"),
        (["--actor", "gunmen"], lambda e: any(a["name"] == "Gunmen" for a in e["actors"])),
        (["--box", "20,40,40,55"], lambda e: _in(e, (20, 40, 40, 55))),
        (["--box", "170,-30,-170,0"], lambda e: _in(e, (170, -30, 180, 0))),
    ],
)
def test_events_are_chosen(record: Path, options: list[str], fits: Callable[[Row], bool]) -> None:
    """Every event that fits is written, in the order of the whole, and none that does not."""
    expected = [event for event in export(record) if fits(event)]
    assert export(record, *options) == expected != []


def _in(event: Row, box: tuple[float, float, float, float]) -> bool:
    place, (west, south, east, north) = event["place"], box
    return (
        bool(place)
        and place["precision"] != "country"
        and west <= place["lon"] <= east
        and south <= place["lat"] <= north
    )


def test_reports_are_chosen(record: Path) -> None:
    """Reports are chosen by outlet, by words and by day."""
    whole = export(record, "--what", "reports")
    some = export(record, "--what", "reports", "--outlet", "Meridian Post", "--text", "riot police")
    assert some == [r for r in whole if r["outlet"] == "Meridian Post" and "riot police" in r["text"]] != []
    assert export(record, "--what", "reports", "--limit", "3") == whole[:3]


def test_other_rows_are_not_chosen(record: Path) -> None:
    """An option that would be passed over is refused."""
    for options in (["--what", "places", "--limit", "1"], ["--what", "reports", "--type", "attack"]):
        done = CliRunner().invoke(group, ["export", "--record", str(record), *options])
        assert done.exit_code == 2, done.output
