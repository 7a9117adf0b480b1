"""Reports with the layers that were read from them, statements, and search over the texts."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from dateline.export.rows import date_row, place_row, report_row, statement_row
from dateline.serve import examples, shapes
from dateline.serve.answer import answer
from dateline.serve.params import USUAL, Key, Limit, Open, Words
from dateline.serve.problem import missing
from dateline.store import queries
from dateline.store.queries import Said

router = APIRouter()

After = Annotated[str, Query(alias="cursor", max_length=60, description="`next` of the page before.")]
# Characters on either side of the first word that was searched for.
_AROUND = 90


@router.get("/reports", tags=["reports"], responses=examples.REPORTS, response_model=None)
def reports(request: Request, record: Open, limit: Limit = USUAL, cursor: After = "", q: Words = None) -> Response:
    """List the current reports without their texts; with `q`, those that have all of its words."""
    with record.asking() as moment:
        keys = queries.reports_page(moment, q, cursor, limit)
    rows = [shapes.card(filed) for filed in record.reports(keys)]
    return answer(request, {"items": rows, "next": keys[-1] if len(keys) == limit else None})


@router.get("/reports/{key}", tags=["reports"], responses=examples.REPORT, response_model=None)
def report(request: Request, record: Open, key: Key) -> Response:
    """Return one report: its text, and the statements, dates, places and mentions that were read from it."""
    filed = record.report(key)
    if filed is None:
        raise missing("report", key)
    mentions = [(found.mention, found.event) for found in record.mentions(report=key)]
    return answer(
        request,
        {
            **report_row(filed),
            "statements": [statement_row(s) for s in record.statements(key)],
            "dates": [date_row(d) for d in record.dates(key)],
            "places": [place_row(p) for p in record.places(key)],
            "mentions": shapes.layers(mentions, record.types()),
        },
    )


def _said(report: Words = None, speaker: Words = None, q: Words = None) -> Said:
    """Read which statements are wanted."""
    return Said(report=report, speaker=speaker, words=q)


@router.get("/statements", tags=["statements"], responses=examples.STATEMENTS, response_model=None)
def statements(
    request: Request, record: Open, wanted: Annotated[Said, Depends(_said)], limit: Limit = USUAL, cursor: After = ""
) -> Response:
    """List statements: of one report, of a speaker, with words in what was said."""
    with record.asking() as moment:
        found = queries.statements_page(moment, wanted, cursor, limit)
    following = found[-1].id if len(found) == limit else None
    return answer(request, {"items": [statement_row(s) for s in found], "next": following})


@router.get("/statements/{key}", tags=["statements"], responses=examples.STATEMENT, response_model=None)
def statement(request: Request, record: Open, key: Key) -> Response:
    """Return one statement."""
    found = record.statement(key)
    if found is None:
        raise missing("statement", key)
    return answer(request, statement_row(found))


@router.get("/search", tags=["search"], responses=examples.SEARCH, response_model=None)
def search(
    request: Request, record: Open, q: Annotated[str, Query(min_length=1, max_length=200)], limit: Limit = 20
) -> Response:
    """Find reports by the words of their texts, best first, with a snippet of each."""
    keys = record.search(q.replace("\x00", " "), limit)
    found = {filed.report.id: filed for filed in record.reports(keys)}
    rows = [shapes.card(found[key]) | {"snippet": _snippet(found[key].report.text, q)} for key in keys if key in found]
    return answer(request, {"items": rows})


def _snippet(text: str, words: str) -> str:
    """Return the surroundings of the first of the words, as plain text."""
    folded = text.casefold()
    at = min((found for word in words.casefold().split() if (found := folded.find(word)) >= 0), default=0)
    start = max(0, at - _AROUND)
    return ("…" if start else "") + " ".join(text[start : at + _AROUND].split()) + "…"
