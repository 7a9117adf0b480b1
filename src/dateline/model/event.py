"""Events: one row per happening in the world, however many reports carry it."""

from dataclasses import dataclass
from typing import Literal

from dateline.model.mention import Figure, Party, Source, Status
from dateline.model.place import Where
from dateline.model.span import Span
from dateline.model.when import When

Standing = Literal["reported", "corroborated", "disputed", "denied"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words of one report that an event rests on."""

    report: str
    span: Span
    mention: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFigure:
    """A figure of an event with the report that gave it; ``latest`` marks the newest count of its kind."""

    figure: Figure
    report: str
    latest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One happening. ``mentions`` are all mentions that were joined; ``evidence`` one stretch of text for each.

    ``reports`` and ``lineages`` count the texts and the independent texts. ``denied_by`` names who denies it.
    ``decisions`` are the ids of the corrections by hand that shaped this row.
    """

    id: str
    type: str
    summary: str
    status: Status
    standing: Standing
    mentions: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    reports: int
    lineages: int
    when: When | None = None
    where: Where | None = None
    actors: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    instruments: tuple[Span, ...] = ()
    figures: tuple[EventFigure, ...] = ()
    sources: tuple[Source, ...] = ()
    denied_by: tuple[Source, ...] = ()
    decisions: tuple[str, ...] = ()
