"""Corrections from the page: kept as decisions, applied at once, taken back, and only for those who may."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from invent import fill
from served import client

from dateline.model import Anchor, Decision
from dateline.pipeline import decide
from dateline.serve.settings import ServeSettings
from dateline.store import Record

WHY = {"reason": "Confirmed by telephone", "by": "N. Aziz"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TestClient]:
    """Return a client that may edit a record of its own, whose events come from reconciling."""
    path = tmp_path / "edit.db"
    fill(path, 12, versions=2)
    with Record.open(path) as record:
        first = next(iter(record.mentions())).mention
        anchor = Anchor(mention=first.id, report=first.report, start=first.clause.start, end=first.clause.end)
        decide(
            record, Decision(id="d-start", kind="note", anchors=(anchor,), who="test", at="2026-01-01", reason="start")
        )
    with client(path, ServeSettings(edit=True, by="server")) as asking:
        yield asking


def _events(desk: TestClient) -> list[dict[str, object]]:
    items: list[dict[str, object]] = desk.get("/api/v1/events?limit=500").json()["items"]
    return items


def _post(desk: TestClient, path: str, **body: object) -> dict[str, str]:
    found = desk.post(f"/api/v1/{path}", json={**WHY, **body})
    assert found.status_code == 200, found.text
    answer: dict[str, str] = found.json()
    return answer


def test_a_cell_is_set_and_tells_by_whom(desk: TestClient) -> None:
    """The event has the new value, its history the reason and the name."""
    key = _events(desk)[0]["id"]
    answer = _post(desk, f"events/{key}/set", cell="standing", value="corroborated")
    event = desk.get(f"/api/v1/events/{answer['event']}").json()
    assert event["standing"] == "corroborated"
    assert (event["history"][-1]["by"], event["history"][-1]["reason"]) == ("N. Aziz", "Confirmed by telephone")


def test_a_decision_can_be_taken_back(desk: TestClient) -> None:
    """Undoing restores the value and keeps both in the list of decisions."""
    event = next(e for e in _events(desk) if e["status"] == "happened")
    answer = _post(desk, f"events/{event['id']}/set", cell="status", value="planned")
    assert desk.get(f"/api/v1/events/{answer['event']}").json()["status"] == "planned"
    back = _post(desk, f"decisions/{answer['decision']}/undo")
    assert desk.get(f"/api/v1/events/{back['event']}").json()["status"] == "happened"
    made = desk.get("/api/v1/decisions").json()["items"]
    assert any(d["id"] == answer["decision"] and d["undone"] for d in made)


def test_events_are_merged_and_split_again(desk: TestClient) -> None:
    """Two become one that holds the mentions of both; splitting gives them back their own."""
    before = _events(desk)
    one, other = before[0]["id"], before[1]["id"]
    merged = _post(desk, f"events/{one}/merge", other=other)["event"]
    assert len(_events(desk)) == len(before) - 1
    passages = desk.get(f"/api/v1/events/{merged}").json()["passages"]
    _post(desk, f"events/{merged}/split", mentions=[passages[-1]["mention"]])
    assert len(_events(desk)) == len(before)


def test_an_event_is_dropped_and_a_note_changes_nothing(desk: TestClient) -> None:
    """A note stands in the history; a dropped event is gone from the list."""
    before = _events(desk)
    noted = _post(desk, f"events/{before[0]['id']}/note")["event"]
    assert desk.get(f"/api/v1/events/{noted}").json()["history"][-1]["action"] == "note"
    assert len(_events(desk)) == len(before)
    assert _post(desk, f"events/{before[0]['id']}/drop")["event"] is None
    assert len(_events(desk)) == len(before) - 1


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("set", {"cell": "status", "value": "perhaps"}, 400),  # no such status
        ("set", {"cell": "colour", "value": "red"}, 422),  # no such cell
        ("set", {"cell": "date", "value": {"start": "soon"}}, 400),
        ("merge", {"other": "e-0000000000"}, 404),
        ("merge", {"other": "../secret"}, 422),
        ("split", {"mentions": ["m-0000000000"]}, 422),
        ("note", {"reason": ""}, 422),
    ],
)
def test_what_does_not_fit_is_refused_and_not_kept(
    desk: TestClient, path: str, body: dict[str, object], status: int
) -> None:
    """A correction that makes no sense says so and leaves no decision behind."""
    key = _events(desk)[0]["id"]
    made = len(desk.get("/api/v1/decisions").json()["items"])
    assert desk.post(f"/api/v1/events/{key}/{path}", json={**WHY, **body}).status_code == status
    assert len(desk.get("/api/v1/decisions").json()["items"]) == made


@pytest.mark.parametrize(
    ("headers", "content", "status"),
    [
        ({"Origin": "http://evil.example", "Content-Type": "application/json"}, b"{}", 403),
        ({"Origin": "null", "Content-Type": "application/json"}, b"{}", 403),
        ({"Content-Type": "text/plain"}, b"{}", 415),
        ({"Content-Type": "application/json"}, b"x" * 70_000, 413),
    ],
)
def test_other_pages_change_nothing(desk: TestClient, headers: dict[str, str], content: bytes, status: int) -> None:
    """A form or a script of another page is refused before the correction is read."""
    key = _events(desk)[0]["id"]
    found = desk.post(f"/api/v1/events/{key}/note", headers=headers, content=content)
    assert found.status_code == status
