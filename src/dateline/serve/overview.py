"""The record at a glance: what it holds, and how the events under a filter spread over types, days and the map."""

from collections import Counter
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from dateline import __version__
from dateline.export.countries import country
from dateline.export.rows import Row
from dateline.serve import examples, grid
from dateline.serve.answer import answer
from dateline.serve.params import Open, Wanted, YesNo
from dateline.store import queries
from dateline.store.wanted import Filter

router = APIRouter(tags=["overview"])

# A dot with a number needs about forty of the 256 pixels that the world is wide at zoom 0.
_DOT, _WORLD = 40, 256
_DEEPEST_ZOOM = 18


@router.get("/meta", responses=examples.META, response_model=None)
def meta(request: Request, record: Open) -> Response:
    """Return what the record holds, its event types, and what this server allows."""
    settings = request.app.state.settings
    types = record.types()
    with record.asking() as moment:
        counts = queries.tally(moment, Filter(), "type")
    return answer(
        request,
        {
            "dateline": __version__,
            "counts": record.counts(),
            "edit": settings.edit,
            "boundaries": settings.boundaries is not None,
            "types": [
                {
                    "key": t.key,
                    "label": t.label,
                    "definition": t.definition,
                    "group": t.acled_event,
                    "count": counts.get(t.key, 0),
                }
                for t in types.values()
            ],
        },
    )


@router.get("/overview", responses=examples.OVERVIEW, response_model=None)
def overview(request: Request, record: Open, wanted: Wanted) -> Response:
    """Count the events under a filter. Each facet is counted without its own test, so that it shows what else there is."""
    with record.asking() as moment:
        total = queries.count(moment, Filter())
        spread = queries.spread(moment, wanted)
    return answer(request, {"all": total, **_facets(spread.kinds, wanted), "days": spread.days})


@router.get("/map", responses=examples.MAP, response_model=None)
def cells(
    request: Request,
    record: Open,
    wanted: Wanted,
    zoom: Annotated[int, Query(ge=0, le=_DEEPEST_ZOOM)] = 2,
    inside: YesNo = "no",
) -> Response:
    """Gather the events under a filter for a map: clusters, points, areas, and whole countries apart from all these.

    `bbox` is left out of account, so that the map also shows what lies around it, unless `inside=yes`.
    """
    degrees = 360 * _DOT / (_WORLD * 2**zoom)
    seen = wanted if inside == "yes" else wanted.without("box")
    with record.asking() as moment:
        found = grid.gather(queries.spots(moment, seen), degrees)
        ids = queries.lone(moment, seen, [cell.spot for cell in found if cell.count == 1])
        nations = queries.nations(moment, wanted.without("box"))
    return answer(request, {"cells": [cell.row(ids) for cell in found], "countries": _countries(nations)})


def _facets(rows: Sequence[queries.Kind], wanted: Filter) -> Row:
    """Count each facet without its own test, and all of them with every test."""
    chosen = {"type": wanted.types, "status": wanted.statuses, "standing": wanted.standings}
    found: dict[str, Counter[str]] = {name: Counter() for name in chosen}
    every = Counter[str]()
    for row in rows:
        fits = {name: not some or getattr(row, name) in some for name, some in chosen.items()}
        for name, counts in found.items():
            if all(fit for other, fit in fits.items() if other != name):
                counts[getattr(row, name)] += row.count
        if all(fits.values()):
            every.update(total=row.count, undated=row.undated, unplaced=row.unplaced)
    facets = {name: dict(sorted((+counts).items())) for name, counts in found.items()}
    return {"total": every["total"], **facets, "undated": every["undated"], "unplaced": every["unplaced"]}


def _countries(rows: Sequence[Any]) -> list[Row]:
    found: dict[str, Counter[str]] = {}
    for row in rows:
        found.setdefault(row.country, Counter())[row.type] += row.count
    return [_nation(code, types) for code, types in found.items()]


def _nation(code: str, types: Counter[str]) -> Row:
    land = country(code)
    numeric = land.numeric.zfill(3) if land else None
    name = land.name if land else code
    return {
        "country": code,
        "numeric": numeric,
        "name": name,
        "count": types.total(),
        "types": dict(types.most_common()),
    }
