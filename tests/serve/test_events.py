"""Events over the API: filters, pages, GeoJSON, ETags, one by one."""

from datetime import date

import pytest
from fastapi.testclient import TestClient

from dateline.serve.answer import pack, unpack

EVENTS = "/api/v1/events"


def _all(api: TestClient, **params: str) -> list[dict[str, object]]:
    """Follow the pages to their end."""
    found: list[dict[str, object]] = []
    cursor = ""
    while True:
        page = api.get(
            EVENTS, params={**params, "fields": "brief", "limit": "17", **({"cursor": cursor} if cursor else {})}
        )
        assert page.status_code == 200
        found += page.json()["items"]
        cursor = page.json()["next"]
        if not cursor:
            return found


def test_pages_hold_every_event_once(api: TestClient) -> None:
    """Following `next` gives all events, none of them twice."""
    found = _all(api)
    assert len(found) == 120 == len({event["id"] for event in found})


def test_newest_come_first_and_undated_last(api: TestClient) -> None:
    """Days fall from page to page; events without one stand at the end."""
    days = [event["from"] for event in _all(api)]
    dated = [str(day) for day in days if day]
    assert dated == sorted(dated, reverse=True)
    assert None in days
    assert days.index(None) == len(dated)


def test_offset_is_a_window_of_the_same_list(api: TestClient) -> None:
    """The window that a long list asks for holds what stands there."""
    whole = _all(api)
    window = api.get(EVENTS, params={"fields": "brief", "offset": 50, "limit": 10}).json()["items"]
    assert window == whole[50:60]


@pytest.mark.parametrize(
    ("params", "fits"),
    [
        ({"type": "attack"}, lambda e: e["type"] == "attack"),
        ({"status": "planned"}, lambda e: e["status"] == "planned"),
        ({"standing": "disputed"}, lambda e: e["standing"] == "disputed"),
        ({"country": "ua"}, lambda e: e["country"] == "UA"),
        ({"from": "2026-05-01", "to": "2026-05-31"}, lambda e: e["from"] and "2026-05-01" <= e["from"] <= "2026-05-31"),
        ({"dated": "no"}, lambda e: e["from"] is None),
        ({"placed": "no"}, lambda e: e["place"] is None),
        ({"place": "goma"}, lambda e: e["place"] == "Goma"),
        # A box around Fiji that crosses the antimeridian.
        ({"bbox": "170,-25,-170,-10"}, lambda e: e["place"] == "Suva"),
        # An event known by country only has no point, so no box holds it.
        ({"bbox": "-180,-90,180,90"}, lambda e: e["place"] and e["place_precision"] != "country"),
    ],
)
def test_filters_choose_exactly_what_fits(api: TestClient, params: dict[str, str], fits: object) -> None:
    """Each filter gives those events of the whole list that fit it, and there are some."""
    assert callable(fits)
    wanted = {event["id"] for event in _all(api) if fits(event)}
    assert wanted
    assert {event["id"] for event in _all(api, **params)} == wanted


def test_names_and_words_are_found(api: TestClient) -> None:
    """Actors, sources and words of the texts can be searched; an unknown word finds nothing."""
    assert all(e["type"] == "peaceful_protest" for e in _all(api, actor="teachers"))
    assert _all(api, source="hospital")
    assert _all(api, q="curfew")
    assert _all(api, q="curf"), "the last word may be a beginning"
    assert not _all(api, q="xylophone")


def test_a_filter_of_odd_characters_is_only_words(api: TestClient) -> None:
    """Quotes, wildcards and SQL are looked for as they stand."""
    for odd in ('" OR 1=1 --', "%", "_", "a*b", "'; DROP TABLE event; --", "\x00", "NEAR(a b)", "🙂"):
        assert api.get(EVENTS, params={"q": odd, "place": odd, "actor": odd}).status_code == 200
    assert len(_all(api)) == 120


def test_an_event_has_its_evidence_in_place(api: TestClient) -> None:
    """Marks point at the words that the cells were read from."""
    key = next(e["id"] for e in _all(api) if e["place"] == "Goma" and e["from"])
    event = api.get(f"{EVENTS}/{key}").json()
    passage = event["passages"][0]
    words = {mark["kind"]: passage["text"][mark["start"] : mark["end"]] for mark in passage["marks"]}
    assert words["where"] == "Goma"
    assert words["when"] == event["date"]["text"]
    assert event["reasons"]["standing"]
    assert {card["id"] for family in event["families"] for card in family["reports"]} == {
        e["report"] for e in event["evidence"]
    }


def test_geojson_by_suffix_and_by_accept(api: TestClient) -> None:
    """Both give features; no country-level event is a pin, and none is left out."""
    by_suffix = api.get(f"{EVENTS}.geojson", params={"limit": 500})
    by_accept = api.get(EVENTS, params={"limit": 500}, headers={"Accept": "application/geo+json"})
    assert by_suffix.json() == by_accept.json()
    assert by_suffix.headers["content-type"].startswith("application/geo+json")
    features = by_suffix.json()["features"]
    assert len(features) == 120
    pins = [f for f in features if f["geometry"]]
    assert pins
    assert all(f["properties"]["place_precision"] != "country" for f in pins)


def test_etags_spare_a_second_transfer(api: TestClient) -> None:
    """The same question with the ETag of its answer is answered with 304 and no body."""
    first = api.get(EVENTS)
    again = api.get(EVENTS, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert api.get(EVENTS, params={"limit": 3}, headers={"If-None-Match": first.headers["etag"]}).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"{EVENTS}/e-0000000000", 404),
        (f"{EVENTS}/../../etc/passwd", 404),
        (f"{EVENTS}/%2e%2e%2fsecret", 404),
        (f"{EVENTS}/e-1;drop", 422),
        (f"{EVENTS}?limit=0", 422),
        (f"{EVENTS}?limit=9999999", 422),
        (f"{EVENTS}?cursor=nonsense", 422),
        (f"{EVENTS}?from=yesterday", 422),
        (f"{EVENTS}?bbox=1,2,3", 422),
        (f"{EVENTS}?bbox=nan,nan,nan,nan", 422),
        (f"{EVENTS}?status=maybe", 422),
        (f"{EVENTS}?q={'x' * 300}", 422),
        ("/api/v1/nothing", 404),
        ("/assets/../app.py", 404),
        ("/assets/%2e%2e/%2e%2e/app.py", 404),
    ],
)
def test_what_does_not_fit_is_refused_in_one_shape(api: TestClient, path: str, status: int) -> None:
    """Every refusal has the same body, with a sentence for a person."""
    found = api.get(path)
    assert found.status_code == status
    fault = found.json()["error"]
    assert set(fault) == {"status", "code", "message", "fields"}
    assert fault["status"] == status
    assert fault["message"]


def test_cursors_come_back_as_they_went() -> None:
    """A cursor holds the day and the id, or the id alone."""
    assert unpack(pack(None, "e-1")) == (None, "e-1")
    day, key = unpack(pack(date(2026, 3, 1), "e-2"))
    assert (str(day), key) == ("2026-03-01", "e-2")
