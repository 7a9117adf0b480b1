"""Mentions: the words in one report that describe one event, and the cells that they give."""

from dataclasses import dataclass
from typing import Literal

from dateline.model.place import Where
from dateline.model.span import Span
from dateline.model.when import When

Status = Literal["happened", "ongoing", "planned", "threatened", "called_for", "denied", "hypothetical"]
FigureKind = Literal["killed", "injured", "missing", "displaced", "arrested", "participants", "munitions", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who did it, or to whom it was done. ``name`` is resolved ("Ukraine's forces"), ``span`` the words.

    ``kind`` is a key of ``data/actor_kinds.toml`` (state_forces, rebels, civilians ...); ``country`` ISO 3166-1 alpha-2.
    """

    name: str
    span: Span
    kind: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Whoever an assertion is pinned to. ``side``: the party to the conflict that the text puts them on."""

    name: str
    side: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """How many. ``low`` to ``high``; an open end is None ("at least 12" is 12 to None). ``source`` names who counts."""

    kind: FigureKind
    low: int | None
    high: int | None
    span: Span
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One event as one report tells it at one spot. ``clause`` is the evidence, ``trigger`` the words that name the deed.

    ``type`` is a key of ``data/event_types.toml``. ``sources`` run outermost first; none is the reporter's own voice.
    ``continues`` names an earlier mention of the same report that this one takes up ("the attack").
    ``salience`` (0 to 1) is how much the report is about it. Where only the title tells it, the spans are words of the title.
    """

    id: str
    report: str
    type: str
    status: Status
    clause: Span
    trigger: Span
    actors: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    instruments: tuple[Span, ...] = ()
    when: When | None = None
    where: Where | None = None
    figures: tuple[Figure, ...] = ()
    sources: tuple[Source, ...] = ()
    continues: str | None = None
    salience: float = 0.0
