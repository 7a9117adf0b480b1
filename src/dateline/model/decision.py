"""Decisions: what a person has corrected by hand, kept beside the evidence and applied again after every run."""

from dataclasses import dataclass
from typing import Literal

DecisionKind = Literal["merge", "split", "set", "drop", "note"]
Cell = Literal["type", "status", "standing", "date", "place", "actors", "targets", "figures", "summary"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A mention that a decision speaks of. Should its id change with a later analysis, its place in the text finds it."""

    mention: str
    report: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A correction by ``who`` ``at`` a time (ISO 8601) for a ``reason``.

    ``merge``: the events that hold the ``anchors`` are one. ``split``: the ``anchors`` leave their event and are one of
    their own. ``set``: ``cell`` of the event that holds the first anchor is ``value`` (JSON text in the shape of the
    export). ``drop``: the event that holds the first anchor is none.
    ``note``: nothing changes; the ``reason`` is a remark on the event that holds the first anchor.
    ``undone`` tells when it was taken back.
    """

    id: str
    kind: DecisionKind
    anchors: tuple[Anchor, ...]
    who: str
    at: str
    reason: str
    cell: Cell | None = None
    value: str | None = None
    undone: str | None = None
