"""The examples that the OpenAPI description shows: one answer of each path, from invented reports."""

from typing import Any

from dateline.serve.problem import RESPONSES, Problem

Responses = dict[int | str, dict[str, Any]]

_CARD = {
    "id": "rep-1a2b3c4d5e",
    "outlet": "Harbour Wire",
    "title": "Gunmen attacked bus passengers in Taiz",
    "url": "https://news.example/17/0",
    "published": "2026-03-02",
    "published_at": "2026-03-02T06:30:00Z",
    "published_basis": "given",
    "credit": None,
    "lineage": "lin-7q8r9s0t1v",
    "chars": 312,
}
_BRIEF = {
    "id": "evt-4k2m8p1x0q",
    "type": "attack",
    "status": "happened",
    "standing": "reported",
    "summary": "Gunmen attacked bus passengers in Taiz on Sunday.",
    "from": "2026-03-01",
    "to": "2026-03-01",
    "precision": "day",
    "place": "Taiz",
    "country": "YE",
    "place_precision": "settlement",
    "reports": 2,
    "lineages": 1,
    "killed": 4,
}
_DETAIL = {
    "id": "evt-4k2m8p1x0q",
    "type": "attack",
    "label": "Attack",
    "summary": _BRIEF["summary"],
    "status": "happened",
    "date": {"start": "2026-03-01", "end": "2026-03-01", "precision": "day", "basis": "text", "text": "Sunday"},
    "standing": "reported",
    "reasons": {"standing": "One voice only: one text and its copies, or several texts that rest on one source."},
    "evidence": [
        {"report": _CARD["id"], "start": 0, "end": 48, "text": "Gunmen attacked bus passengers in Taiz on Sunday"}
    ],
}
_SAID = {
    "id": "sta-0f1e2d3c4b",
    "report": _CARD["id"],
    "start": 120,
    "end": 151,
    "text": "the road had been closed since dawn",
    "kind": "direct",
    "speaker": {"name": "hospital staff", "side": None},
}
_FEATURE = {
    "type": "Feature",
    "id": _BRIEF["id"],
    "geometry": {"type": "Point", "coordinates": [44.0209, 13.5795]},
    "properties": {"type": "attack", "status": "happened", "place": "Taiz"},
}
_CELL = {
    "lat": 13.6,
    "lon": 44.0,
    "box": [43.8, 13.4, 44.2, 13.9],
    "exact": True,
    "count": 7,
    "types": {"attack": 7},
    "id": None,
}


def _shown(content: object, media: str = "application/json") -> Responses:
    """Return the description of a path's answers: its own, and the errors that all share."""
    good = {"description": "As asked", "content": {media: {"example": content}}}
    return {200: good, 304: {"description": "Not modified since the ETag that the request names"}, **RESPONSES}


EVENTS = _shown({"items": [_BRIEF], "total": 1, "next": None})
EVENT = _shown(_DETAIL)
GEOJSON = _shown(
    {"type": "FeatureCollection", "features": [_FEATURE], "total": 1, "next": None}, "application/geo+json"
)
META = _shown({"dateline": "0.1.0", "counts": {"event": 200}, "edit": False, "boundaries": False, "types": []})
OVERVIEW = _shown({"all": 200, "total": 12, "type": {"attack": 12}, "days": [["2026-03-01", "attack", 2]]})
MAP = _shown(
    {"cells": [_CELL], "countries": [{"country": "TD", "numeric": "148", "name": "Chad", "count": 3, "types": {}}]}
)
REPORTS = _shown({"items": [_CARD], "next": None})
REPORT = _shown(_CARD | {"text": "Gunmen attacked …", "statements": [_SAID], "dates": [], "places": [], "mentions": []})
STATEMENTS = _shown({"items": [_SAID], "next": None})
STATEMENT = _shown(_SAID)
SEARCH = _shown({"items": [_CARD | {"snippet": "…attacked bus passengers in Taiz…"}]})
LINEAGES = _shown({"items": [{"id": "lin-7q8r9s0t1v", "reports": [_CARD["id"]], "primary": _CARD["id"]}], "next": None})
LINEAGE = _shown({"id": "lin-7q8r9s0t1v", "reports": [_CARD["id"]], "primary": _CARD["id"], "cards": [_CARD]})
COMPARE = _shown(
    {
        "a": _CARD,
        "b": _CARD,
        "parts": [{"same": "At least "}, {"before": "four", "after": "six", "kind": "number", "factual": True}],
    }
)
_DECISION = {
    "id": "d-1a2b3c4d5e",
    "action": "set",
    "by": "N. Aziz",
    "made_at": "2026-03-04T09:00:00+00:00",
    "reason": "Confirmed by telephone",
    "cell": "status",
    "value": '"happened"',
    "undone": None,
}
DECISIONS = _shown({"items": [_DECISION]})
DECIDED = _shown({"decision": _DECISION["id"], "event": _BRIEF["id"]}) | {
    status: {"model": Problem, "description": about}
    for status, about in ((403, "From another page"), (405, "Served read-only"), (413, "Too long"), (415, "Not JSON"))
}
