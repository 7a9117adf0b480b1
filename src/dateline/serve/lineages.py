"""Lineages: the versions of a text, and any two of them side by side."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from dateline.export.rows import lineage_row
from dateline.serve import examples, shapes
from dateline.serve.answer import answer
from dateline.serve.compare import compare
from dateline.serve.params import USUAL, Key, Limit, Open
from dateline.serve.problem import missing
from dateline.serve.reports import After
from dateline.store import queries

router = APIRouter(tags=["lineages"])

Which = Annotated[str, Query(max_length=40, description="The id of a report.")]
_LEAST = Annotated[int, Query(alias="min_reports", ge=1, le=1_000_000, description="Only lineages of so many reports.")]


@router.get("/lineages", responses=examples.LINEAGES, response_model=None)
def lineages(request: Request, record: Open, limit: Limit = USUAL, cursor: After = "", least: _LEAST = 1) -> Response:
    """List lineages in order of id."""
    with record.asking() as moment:
        keys = queries.lineages_page(moment, least, cursor, limit)
    found = list(record.lineages(keys))
    following = keys[-1] if len(keys) == limit else None
    return answer(request, {"items": [lineage_row(family) for family in found], "next": following})


@router.get("/lineages/{key}", responses=examples.LINEAGE, response_model=None)
def lineage(request: Request, record: Open, key: Key) -> Response:
    """Return one lineage with a card for each of its reports."""
    family = record.lineage(key)
    if family is None:
        raise missing("lineage", key)
    cards = [shapes.card(filed) for filed in record.reports(family.reports)]
    cards.sort(key=lambda card: (card["published_at"] or card["published"] or "9", card["id"]))
    return answer(request, {**lineage_row(family), "cards": cards})


@router.get("/compare", responses=examples.COMPARE, response_model=None)
def versions(request: Request, record: Open, a: Which, b: Which) -> Response:
    """Compare two reports word by word; changes of fact are told apart from changes of form."""
    found = {filed.report.id: filed for filed in record.reports([a, b])}
    for key in (a, b):
        if key not in found:
            raise missing("report", key)
    one, other = found[a], found[b]
    content = {"a": shapes.card(one), "b": shapes.card(other), "parts": compare(one.report, other.report)}
    return answer(request, content)
