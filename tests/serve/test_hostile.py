"""Hostile reports go through the API as data, and only as data."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from served import client

from dateline.model import Report
from dateline.store import Record

HOSTILE = {
    "r-1111111111": '<script>alert(1)</script><img src=x onerror="alert(2)">',
    "r-2222222222": "\u202egnp.exe\u202c \u2066isolated\u2069 RTL override",
    "r-3333333333": "x" * 2_000_000,
    "r-4444444444": "\x00\x07\ufffe\ud800 lone surrogate 🙂 e\u0301 ﷽",
    "r-5555555555": '=HYPERLINK("http://evil.example")',
}


@pytest.fixture
def api(tmp_path: Path) -> Iterator[TestClient]:
    """Return a client over a record of hostile reports."""
    path = tmp_path / "hostile.db"
    with Record.open(path, create=True) as record:
        for key, text in HOSTILE.items():
            safe = text.encode("utf-8", "replace").decode()
            record.add(
                [Report(id=key, given_id=key, text=safe, outlet=safe[:90], title=safe[:90], url="javascript:alert(3)")]
            )
    with client(path) as asking:
        yield asking


@pytest.mark.parametrize("key", list(HOSTILE))
def test_a_hostile_report_is_data(api: TestClient, key: str) -> None:
    """It comes as JSON that no browser takes for a page, with no address that would run."""
    found = api.get(f"/api/v1/reports/{key}")
    assert found.status_code == 200
    assert found.headers["content-type"] == "application/json"
    assert found.headers["x-content-type-options"] == "nosniff"
    card = next(c for c in api.get("/api/v1/reports").json()["items"] if c["id"] == key)
    assert card["url"] is None


def test_comparing_and_searching_hostile_reports_ends(api: TestClient) -> None:
    """Megabytes without a space and odd characters are compared and searched like any text."""
    assert api.get("/api/v1/compare", params={"a": "r-3333333333", "b": "r-1111111111"}).status_code == 200
    assert api.get("/api/v1/search", params={"q": "<script>"}).status_code == 200
    assert api.get("/api/v1/search", params={"q": "\u202e"}).status_code == 200
