"""Reports, statements, search, lineages and comparison over the API."""

from fastapi.testclient import TestClient

from dateline.model import Report
from dateline.serve.compare import compare


def test_a_report_comes_with_its_layers(api: TestClient) -> None:
    """All layers point at the words that they name."""
    key = api.get("/api/v1/reports?limit=1").json()["items"][0]["id"]
    report = api.get(f"/api/v1/reports/{key}").json()
    assert report["statements"]
    assert report["mentions"]
    for layer in ("statements", "places", "dates", "mentions"):
        for row in report[layer]:
            assert report["text"][row["start"] : row["end"]] == row["text"]


def test_lists_are_paged_to_their_end(api: TestClient) -> None:
    """Reports, statements and lineages give each row once."""
    for name in ("reports", "statements", "lineages"):
        found: list[str] = []
        cursor: str | None = ""
        while cursor is not None:
            page = api.get(f"/api/v1/{name}", params={"limit": 40, "cursor": cursor}).json()
            found += [row["id"] for row in page["items"]]
            cursor = page["next"]
        assert found == sorted(set(found))
        assert len(found) >= 120


def test_search_shows_where_the_words_stand(api: TestClient) -> None:
    """Each hit has a snippet with the word."""
    hits = api.get("/api/v1/search?q=curfew").json()["items"]
    assert hits
    assert all("curfew" in hit["snippet"] for hit in hits)


def test_statements_by_speaker(api: TestClient) -> None:
    """Statements can be asked for by who spoke."""
    found = api.get("/api/v1/statements?speaker=rebel").json()["items"]
    assert found
    assert {s["speaker"]["name"] for s in found} == {"a rebel spokesman"}
    assert api.get(f"/api/v1/statements/{found[0]['id']}").json() == found[0]


def test_a_lineage_lists_its_versions_in_time(api: TestClient) -> None:
    """Cards stand in order of publication, one for each report."""
    family = api.get("/api/v1/lineages?min_reports=3&limit=1").json()["items"][0]
    whole = api.get(f"/api/v1/lineages/{family['id']}").json()
    times = [card["published_at"] for card in whole["cards"]]
    assert times == sorted(times)
    assert {card["id"] for card in whole["cards"]} == set(family["reports"])


def test_two_versions_are_compared(api: TestClient) -> None:
    """The parts of a comparison add up to both texts; two reports that are not there are a 404."""
    family = api.get("/api/v1/lineages?min_reports=2&limit=1").json()["items"][0]
    a, b = family["reports"][:2]
    parts = api.get("/api/v1/compare", params={"a": a, "b": b}).json()["parts"]
    one, other = (api.get(f"/api/v1/reports/{key}").json()["text"] for key in (a, b))
    assert "".join(part.get("same", part.get("before", "")) for part in parts) == one
    assert "".join(part.get("same", part.get("after", "")) for part in parts) == other
    assert api.get("/api/v1/compare", params={"a": a, "b": "r-nothing"}).status_code == 404


def _report(key: str, text: str) -> Report:
    return Report(id=key, given_id=key, text=text, language="en")


def test_changes_of_fact_are_told_from_changes_of_form() -> None:
    """A toll that grew is of fact; "15 per cent" that became "15%" is not."""
    before = (
        "The council met on Friday. Four people died in the fire, said the mayor, and 15 per cent of homes burned down."
    )
    after = "The council met on Friday. Nine people died in the fire, said the mayor, and 15% of homes burned down."
    changed = [p for p in compare(_report("r-a", before), _report("r-b", after)) if "same" not in p]
    assert (changed[0]["before"].strip(), changed[0]["factual"]) == ("Four", True)
    assert not changed[-1]["factual"]


def test_very_long_texts_are_compared_by_line() -> None:
    """Ten thousand lines take no longer than a person waits."""
    lines = [f"Line {n} of a very long register of parcels and their owners.\n" for n in range(10_000)]
    changed = [*lines[:5000], "A new line.\n", *lines[5001:]]
    parts = compare(_report("r-a", "".join(lines)), _report("r-b", "".join(changed)))
    assert [p["after"] for p in parts if "same" not in p] == ["A new line.\n"]
