"""Corrections from the page, as decisions beside the evidence: the same as ``dateline correct`` makes.

Every path here changes the record; the guard lets nothing through to them unless the record is served with ``--edit``.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from dateline.model import Anchor, Cell, Decision, DecisionKind, Mention, ids
from dateline.pipeline import decide
from dateline.serve import examples, shapes
from dateline.serve.answer import answer
from dateline.serve.params import Key, Open
from dateline.serve.problem import missing
from dateline.store import Record

router = APIRouter(tags=["corrections"])

_Id = Annotated[str, Field(max_length=40, pattern=r"^[a-z]{1,8}-[0-9a-z]{1,32}$")]


class Reasoned(BaseModel):
    """What every correction says: why, and by whom (else whoever serves the record)."""

    reason: Annotated[str, Field(min_length=1, max_length=500)]
    by: Annotated[str | None, Field(max_length=80)] = None


class Setting(Reasoned):
    """A cell and its value, in the shape of the export; null where it is not known."""

    cell: Cell
    value: Any = None


class Merging(Reasoned):
    """The event that is the same happening."""

    other: _Id


class Splitting(Reasoned):
    """The mentions that tell of another happening."""

    mentions: Annotated[list[_Id], Field(min_length=1, max_length=200)]


@router.get("/decisions", responses=examples.DECISIONS, response_model=None)
def decisions(request: Request, record: Open) -> Response:
    """List what people have decided, oldest first, what was taken back included."""
    return answer(request, {"items": [shapes.decided(d) for d in record.decisions()]})


@router.post("/events/{key}/set", responses=examples.DECIDED, response_model=None)
def set_cell(request: Request, record: Open, key: Key, body: Setting) -> dict[str, str | None]:
    """Set a cell of an event."""
    anchors = [_anchor(_mentions(record, key)[0])]
    return _decide(request, "set", anchors, body, cell=body.cell, value=json.dumps(body.value, ensure_ascii=False))


@router.post("/events/{key}/merge", responses=examples.DECIDED, response_model=None)
def merge(request: Request, record: Open, key: Key, body: Merging) -> dict[str, str | None]:
    """Make one event of two."""
    anchors = [_anchor(_mentions(record, event)[0]) for event in (key, body.other)]
    return _decide(request, "merge", anchors, body)


@router.post("/events/{key}/split", responses=examples.DECIDED, response_model=None)
def split(request: Request, record: Open, key: Key, body: Splitting) -> dict[str, str | None]:
    """Take mentions out of their event; they become an event of their own."""
    leaving = [m for m in _mentions(record, key) if m.id in set(body.mentions)]
    if len(leaving) != len(set(body.mentions)):
        raise HTTPException(422, "mentions: not all of them are mentions of this event.")
    return _decide(request, "split", [_anchor(m) for m in leaving], body)


@router.post("/events/{key}/drop", responses=examples.DECIDED, response_model=None)
def drop(request: Request, record: Open, key: Key, body: Reasoned) -> dict[str, str | None]:
    """Take an event out of the events; its evidence stays."""
    return _decide(request, "drop", [_anchor(_mentions(record, key)[0])], body)


@router.post("/events/{key}/note", responses=examples.DECIDED, response_model=None)
def note(request: Request, record: Open, key: Key, body: Reasoned) -> dict[str, str | None]:
    """Keep a remark on an event; nothing else changes."""
    return _decide(request, "note", [_anchor(_mentions(record, key)[0])], body)


@router.post("/decisions/{key}/undo", responses=examples.DECIDED, response_model=None)
def undo(request: Request, record: Open, key: Key, body: Reasoned) -> dict[str, str | None]:
    """Take back a decision; it stays in the history."""
    made = next((d for d in record.decisions() if d.id == key), None)
    if made is None:
        raise missing("decision", key)
    decide(record, replace(made, undone=f"{_now()} by {_signed(request, body)}: {body.reason}"))
    return {"decision": made.id, "event": _home(record, made.anchors)}


def _decide(
    request: Request, kind: DecisionKind, anchors: Sequence[Anchor], body: Reasoned, **cell: Any
) -> dict[str, str | None]:
    """Keep the decision, apply it, and tell where its first mention is now."""
    who, at, record = _signed(request, body), _now(), request.app.state.record
    made = ids.make("d", kind, at, who, body.reason, *(a.mention for a in anchors))
    decide(record, Decision(id=made, kind=kind, anchors=tuple(anchors), who=who, at=at, reason=body.reason, **cell))
    return {"decision": made, "event": _home(record, anchors)}


def _signed(request: Request, body: Reasoned) -> str:
    who: str = body.by or request.app.state.settings.by
    return who


def _mentions(record: Record, key: str) -> list[Mention]:
    found = record.event(key)
    mentions = [filed.mention for filed in record.mentions(event=found.id)] if found else []
    if not mentions:
        raise missing("event", key)
    return mentions


def _home(record: Record, anchors: Sequence[Anchor]) -> str | None:
    first = anchors[0]
    return next((f.event for f in record.mentions(report=first.report) if f.mention.id == first.mention), None)


def _anchor(mention: Mention) -> Anchor:
    return Anchor(mention=mention.id, report=mention.report, start=mention.clause.start, end=mention.clause.end)


def _now() -> str:
    """Return the time finely enough that decisions of one second keep their order."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
