"""A report: one published text from one outlet, exactly as read."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

PublishedBasis = Literal["given", "page", "dateline", "lineage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """The line that opens a wire report: ``KYIV, Ukraine, Oct 14 (Reuters) -``.

    ``place`` is as written ("KYIV/KUPYANSK, Ukraine"); ``start`` and ``end`` cover the whole line in the report's text,
    so that what follows ``end`` is the story itself.
    """

    place: str | None
    date: date | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One published text. ``text`` is what every offset in the record counts in.

    ``published`` is the day of publication or None; ``published_at`` keeps the time of day (ISO 8601) where it was given.
    ``extra`` holds the input's unknown keys as JSON text; ``notes`` says in words what reading had to repair.
    """

    id: str
    given_id: str
    text: str
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    author: str | None = None
    published: date | None = None
    published_at: str | None = None
    published_basis: PublishedBasis | None = None
    dateline: Dateline | None = None
    credit: str | None = None
    language: str | None = None
    origin: str | None = None
    extra: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Something that a stage could not take, kept with its reason so that nothing vanishes.

    ``origin`` names the file (and line) for a person; ``report`` the report's id where there is one.
    """

    stage: str
    origin: str
    reason: str
    report: str | None = None
