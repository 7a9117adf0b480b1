"""A draft: what a reader of one format hands over, before the report is identified and its dateline parsed.

It exists so that a format (a CSV, a page, a feed) needs to know nothing of ids, datelines, agencies and languages.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from dateline.model import PublishedBasis, Refusal
from dateline.stages.read.settings import ReadSettings

STAGE = "read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The text and what its container says of it. ``published`` is still as written; ``given_id`` may be missing.

    ``exact`` tells that it comes from a record: nothing in it is repaired a second time. ``page`` tells that the text is a
    page's HTML, whose story is still to be found; ``folder`` is the outlet for want of a better one on that page.
    """

    text: str
    origin: str
    given_id: str | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    author: str | None = None
    published: str | None = None
    basis: PublishedBasis = "given"
    language: str | None = None
    extra: str | None = None
    notes: tuple[str, ...] = ()
    exact: bool = False
    page: bool = False
    folder: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file to read: where it is, what a person calls it, and the outlet that its folder names."""

    path: Path
    origin: str
    name: str
    outlet: str | None = None


FormatReader = Callable[[BufferedReader, File, ReadSettings], Iterator[Draft | Refusal]]


def refuse(origin: str, reason: str) -> Refusal:
    """Return a refusal of this stage."""
    return Refusal(stage=STAGE, origin=origin, reason=reason)
