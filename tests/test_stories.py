"""Golden stories: invented reports, and the record that is expected of them. Each cell is asked for; floors only rise."""

import json
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline.export.rows import Row, rows
from dateline.store import Record

STORIES = Path(__file__).parent / "stories"
FLOORS = json.loads((STORIES / "floors.json").read_text(encoding="utf-8"))
# A floor further below what is reached than this would let accuracy fall unseen.
_SLACK = 0.05
NAMES = sorted(p.name for p in STORIES.iterdir() if p.is_dir())


@pytest.fixture(scope="module", params=NAMES)
def story(request: pytest.FixtureRequest) -> Iterator[tuple[str, Record, dict[str, Any]]]:
    """Return a story's name, its record, and what is expected."""
    folder = STORIES / request.param
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    with dateline.read([folder / "reports.jsonl"]) as record:
        yield request.param, record, expected


def table(record: Record, what: Any) -> list[Row]:
    """Return the rows of one kind."""
    return list(rows(record, what, record.types()))


def test_versions_are_told_from_other_texts(story: tuple[str, Record, dict[str, Any]]) -> None:
    """As many lineages as there are independent texts; dates are inherited, facts told from form."""
    _, record, expected = story
    given = {r["id"]: r for r in table(record, "reports")}
    families = table(record, "lineages")
    assert len(families) == expected["lineages"]
    dates = {r["given_id"]: r["published"] for r in given.values() if r["published_basis"] == "lineage"}
    assert dates == expected.get("inherited", {})
    for copy in (c for family in families for c in family["copies"]):
        facts = sorted({x["kind"] for x in copy["changes"] if x["factual"]})
        assert facts == expected["factual"][given[copy["report"]]["given_id"]]


def test_the_record_is_as_expected(story: tuple[str, Record, dict[str, Any]]) -> None:
    """The share of expected cells that came out right is no lower than it has been."""
    name, record, expected = story
    judged = list(judge(record, expected))
    wrong = [what for what, right in judged if not right]
    share = 1 - len(wrong) / len(judged)
    assert share >= FLOORS[name], f"{name}: {share:.3f}, wrong: {wrong}"
    assert share < FLOORS[name] + _SLACK, f"{name} is better than its floor: raise it to {share:.3f}"


def judge(record: Record, expected: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """Yield every expected cell by name, and whether the record has it."""
    events = table(record, "events")
    for wanted in expected["events"]:
        found = [e for e in events if fits(e, wanted)]
        yield f"{wanted['name']}: one row", len(found) == 1
        yield from ((f"{wanted['name']}: {cell}", bool(found) and right) for cell, right in cells(found, wanted))
    said = {(s["report"], s["text"]): s for s in table(record, "statements")}
    given = {r["given_id"]: r["id"] for r in table(record, "reports")}
    for wanted in expected.get("statements", []):
        names = [
            (s["speaker"] or {}).get("name", "")
            for (report, text), s in said.items()
            if report == given[wanted["report"]] and wanted["text"] in text
        ]
        yield f"statement: {wanted['text'][:30]}", bool(names)
        yield f"speaker: {wanted['speaker']}", any(wanted["speaker"] in name for name in names)
    for kind in expected.get("no_types", []):
        yield f"no {kind}", all(e["type"] != kind for e in events)


def fits(event: Row, wanted: dict[str, Any]) -> bool:
    """Tell whether an event is the one that is wanted: its type, its place where it has one, the words that it rests on."""
    place = plain((event["place"] or {}).get("name"))
    there = not place or not wanted.get("place") or wanted["place"] in place
    told = any(wanted.get("words", "") in " ".join(v["text"].split()) for v in event["evidence"])
    return event["type"] in wanted["type"] and there and told


def plain(name: str | None) -> str:
    """Return a place's name without accents: gazetteers write more of them than reports do."""
    return "".join(c for c in unicodedata.normalize("NFD", name or "") if not unicodedata.combining(c))


def cells(found: list[Row], wanted: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """Yield each wanted cell of the fullest row that fits."""
    row = max(found, key=lambda e: (e["reports"], e["id"])) if found else {}
    place, date = row.get("place") or {}, row.get("date") or {}
    killed = [f for f in row.get("figures", []) if f["kind"] == "killed"]
    checks: dict[str, Callable[[Any], bool]] = {
        "date": lambda v: [date.get("start"), date.get("end")] == v,
        "place": lambda v: v in plain(place.get("name")) if v else bool(row) and not place,
        "country": lambda v: place.get("country") == v,
        "status": lambda v: row.get("status") == v,
        "standing": lambda v: row.get("standing") in v,
        "killed": lambda v: sorted({f["low"] for f in killed}) == v,
        "latest_killed": lambda v: [f["low"] for f in killed if f["latest"]] == [v],
        "reports": lambda v: row.get("reports") == v,
        "lineages": lambda v: row.get("lineages") == v,
        "source": lambda v: any(v.lower() in s["name"].lower() for s in row.get("sources", [])),
    }
    for cell, check in checks.items():
        if cell in wanted:
            yield cell, check(wanted[cell])
