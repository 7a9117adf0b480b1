"""Statements: what somebody is reported to have said, and who that is."""

from dataclasses import dataclass
from typing import Literal

from dateline.model.span import Span

StatementKind = Literal["direct", "indirect", "mixed"]
Act = Literal["assert", "deny", "threaten", "promise", "urge", "expect", "ask"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Whoever speaks or relays: ``name`` resolved within the report, ``mention`` as written ("he").

    ``description`` is the office or affiliation ("Kherson administration chief"); ``side`` the party to the conflict or
    dispute that the text puts the source on ("Russian", "Ukrainian", "rebel"), or None.
    """

    name: str
    mention: Span
    description: str | None = None
    side: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A stretch of text and its speaker. ``content`` is what was said, without cue and quotation marks outside it.

    ``via`` lists those who relay it, outermost first. ``act`` is what the speaker does with the words: a denial
    denies the events inside it, a threat threatens them.
    """

    id: str
    report: str
    content: Span
    kind: StatementKind
    cue: Span | None
    speaker: Speaker | None
    via: tuple[Speaker, ...] = ()
    act: Act = "assert"
