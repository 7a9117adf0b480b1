"""The record at a glance: facets, days and the map agree with the list."""

from fastapi.testclient import TestClient


def _events(api: TestClient, query: str = "") -> list[dict[str, object]]:
    items: list[dict[str, object]] = api.get(f"/api/v1/events?fields=brief&limit=500&{query}").json()["items"]
    return items


def test_every_event_is_counted_once_in_each_facet(api: TestClient) -> None:
    """Types, statuses and standings each add up to all events; days and the undated do too."""
    found = api.get("/api/v1/overview").json()
    assert found["all"] == found["total"] == 120
    for facet in ("type", "status", "standing"):
        assert sum(found[facet].values()) == 120
    assert sum(count for _, _, count in found["days"]) + found["undated"] == 120


def test_a_facet_is_counted_without_its_own_test(api: TestClient) -> None:
    """Choosing a type keeps the counts of the other types in sight, but narrows all other facets."""
    free, chosen = api.get("/api/v1/overview").json(), api.get("/api/v1/overview?type=attack").json()
    assert chosen["type"] == free["type"]
    assert chosen["total"] == free["type"]["attack"] == sum(chosen["status"].values())


def test_the_timeline_shows_what_lies_around_the_chosen_days(api: TestClient) -> None:
    """A range of days narrows the total, not the bars."""
    free, chosen = api.get("/api/v1/overview").json(), api.get("/api/v1/overview?from=2026-05-01&to=2026-05-31").json()
    assert chosen["days"] == free["days"]
    assert chosen["total"] < free["total"]


def test_the_map_holds_every_event_that_has_a_place(api: TestClient) -> None:
    """Clusters, areas and country labels add up to the events with a place, at every zoom."""
    placed = [e for e in _events(api) if e["place"]]
    for zoom in (0, 2, 7, 12):
        found = api.get(f"/api/v1/map?zoom={zoom}").json()
        assert sum(c["count"] for c in found["cells"]) + sum(c["count"] for c in found["countries"]) == len(placed)


def test_precision_is_drawn_honestly(api: TestClient) -> None:
    """An event known by country is a label, one known by region an area, and only the rest are exact."""
    found = api.get("/api/v1/map?zoom=12").json()
    by_precision = [str(e["place_precision"]) for e in _events(api) if e["place"]]
    assert sum(c["count"] for c in found["countries"]) == by_precision.count("country") > 0
    assert sum(c["count"] for c in found["cells"] if not c["exact"]) == by_precision.count("region") > 0
    assert {c["numeric"] for c in found["countries"]} == {"148", "218"}


def test_only_what_is_in_sight_when_asked(api: TestClient) -> None:
    """With `inside=yes` a box bounds the map's answer; without it, what lies around shows too."""
    inside = api.get("/api/v1/map?zoom=8&bbox=20,-10,40,20&inside=yes").json()["cells"]
    assert inside
    assert all(20 <= cell["lon"] <= 40 for cell in inside)
    assert len(api.get("/api/v1/map?zoom=8&bbox=20,-10,40,20").json()["cells"]) > len(inside)


def test_meta_tells_types_and_rights(api: TestClient) -> None:
    """The page learns from it which types there are and that nothing may be changed."""
    meta = api.get("/api/v1/meta").json()
    assert meta["edit"] is False
    assert sum(t["count"] for t in meta["types"]) == meta["counts"]["event"] == 120
