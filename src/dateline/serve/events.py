"""Events under a filter: as a list in pages, as GeoJSON, one by one, and counted for the page."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from dateline.export.flat import flatten
from dateline.export.geojson import feature
from dateline.export.rows import event_row
from dateline.export.source import Desk
from dateline.model import Event
from dateline.serve import examples, shapes
from dateline.serve.answer import GEOJSON, answer, pack
from dateline.serve.params import Key, Open, Part, Wanted
from dateline.serve.problem import missing
from dateline.store import Record, queries
from dateline.store.queries import Window
from dateline.store.wanted import Filter

router = APIRouter(tags=["events"])

Fields = Annotated[
    Literal["all", "brief"], Query(description="`brief` gives the plain columns that a list needs, without evidence.")
]


@router.get("/events", responses=examples.EVENTS, response_model=None)
def events(request: Request, record: Open, wanted: Wanted, window: Part, fields: Fields = "all") -> Response:
    """List events, newest first and undated last; GeoJSON when `Accept` asks for `application/geo+json`."""
    if GEOJSON in request.headers.get("accept", ""):
        return _features(request, record, wanted, window)
    types = record.types() if fields == "all" else {}
    with record.asking() as moment:
        keys = queries.ids(moment, wanted, window)
        total = queries.count(moment, wanted)
        if fields == "brief":
            rows = [shapes.brief(row) for row in queries.briefs(moment, [key for _, key in keys])]
        else:
            rows = [event_row(e, types) for e in queries.chosen(moment, [key for _, key in keys])]
    following = pack(*keys[-1]) if len(keys) == window.limit else None
    return answer(request, {"items": rows, "total": total, "next": following})


@router.get("/events.geojson", responses=examples.GEOJSON, response_model=None)
def events_geojson(request: Request, record: Open, wanted: Wanted, window: Part) -> Response:
    """List events as GeoJSON features; those without an honest point have no geometry. `next` continues the list."""
    return _features(request, record, wanted, window)


@router.get("/events/{key}", responses=examples.EVENT, response_model=None)
def event(request: Request, record: Open, key: Key) -> Response:
    """Return one event with its evidence in context, its reports by lineage, and its standing explained."""
    found = record.event(key)
    if found is None:
        raise missing("event", key)
    return answer(request, whole(record, found))


def whole(record: Record, event: Event) -> dict[str, Any]:
    """Gather all that the page shows of one event."""
    mentions = [filed.mention for filed in record.mentions(event=event.id)]
    names = {e.report for e in event.evidence} | {m.report for m in mentions}
    reports = {filed.report.id: filed for filed in record.reports(sorted(names))}
    made = [shapes.decided(d) for d in record.decisions() if d.id in event.decisions]
    return shapes.detail(event, mentions, reports, record.types()) | {"history": made}


def _features(request: Request, record: Record, wanted: Filter, window: Window) -> Response:
    with record.asking() as moment:
        keys = queries.ids(moment, wanted, window)
        total = queries.count(moment, wanted)
        found = queries.chosen(moment, [key for _, key in keys])
    cited = sorted({e.report for event in found for e in event.evidence})
    desk = Desk({filed.report.id: filed for filed in record.reports(cited)}, record.types())
    following = pack(*keys[-1]) if len(keys) == window.limit else None
    features = [feature(flatten(event, desk)) for event in found]
    content = {"type": "FeatureCollection", "features": features, "total": total, "next": following}
    return answer(request, content, GEOJSON)
