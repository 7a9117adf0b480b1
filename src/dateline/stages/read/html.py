"""Read HTML pages: the story and what the page says of itself. The only door to trafilatura.

Pages come from anywhere, so size and depth are checked before any parser that recurses sees them.
"""

import logging
import re
from collections.abc import Iterator
from io import BufferedReader
from typing import Any

from dateline.model import Refusal
from dateline.stages.read.decode import decode, is_binary
from dateline.stages.read.draft import Draft, File, refuse
from dateline.stages.read.settings import ReadSettings

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]{0,20})")
# Elements that never enclose others, or that the next one of their kind closes.
_FLAT = re.compile(
    "area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|path|p|li|td|th|tr|dt|dd|option|thead|tbody|tfoot"
)


def read_html(stream: BufferedReader, file: File, settings: ReadSettings) -> Iterator[Draft | Refusal]:
    """Yield the report on a page."""
    content = stream.read(settings.largest_page + 1)
    if not content:
        yield refuse(file.origin, "The file is empty: leave it out, or save the page again.")
    elif len(content) > settings.largest_page:
        yield refuse(
            file.origin, f"The page is larger than {settings.largest_page:,} bytes: save the story's text instead."
        )
    elif is_binary(content[: settings.sample]):
        yield refuse(file.origin, "This is no HTML, whatever its name says: save the page again.")
    else:
        declared = _CHARSET.search(content[:4096])
        text, notes = decode(content, settings, declared[1].decode("ascii") if declared else None)
        base = Draft(text=text, origin=file.origin, given_id=file.name, outlet=file.outlet, notes=notes)
        yield page(base, settings)


def page(draft: Draft, settings: ReadSettings) -> Draft | Refusal:
    """Return the draft with the story in place of the page's HTML; what the draft already says wins over the page."""
    if len(draft.text) > settings.largest_page:
        return refuse(
            draft.origin, f"The page is larger than {settings.largest_page:,} bytes: give the story's text instead."
        )
    deepest, elements = shape(draft.text)
    if deepest > settings.deepest_page or elements > settings.busiest_page:
        limits = f"{settings.deepest_page} in one another or {settings.busiest_page:,} in all"
        return refuse(draft.origin, f"The page has too many elements (over {limits}): save the story's text instead.")
    found = _extract(draft.text)
    if found is None:
        return refuse(draft.origin, "No story was found on the page: save the story's text instead.")
    return Draft(
        text=found.text,
        origin=draft.origin,
        given_id=draft.given_id,
        outlet=found.sitename or found.hostname or draft.outlet,
        title=draft.title or found.title,
        url=draft.url or found.url,
        author=draft.author or found.author,
        published=draft.published or found.date,
        basis="given" if draft.published else "page",
        language=draft.language,
        extra=draft.extra,
        notes=draft.notes,
    )


def shape(html: str) -> tuple[int, int]:
    """Return how deep a page's elements nest, at most, and how many there are, by counting tags without a parser."""
    deepest = level = elements = 0
    for tag in _TAG.finditer(html):
        elements += not tag["close"]
        if not _FLAT.fullmatch(tag["name"].lower()):
            level = max(level + (-1 if tag["close"] else 1), 0)
            deepest = max(deepest, level)
    return deepest, elements


def _extract(html: str) -> Any | None:
    """Return trafilatura's document, or None if it finds no text."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    if "<body" not in html.lower():
        html = f"<html><body><article>{html}</article></body></html>"
    dates = {"original_date": True, "extensive_search": False}
    try:
        found = trafilatura.bare_extraction(
            html, with_metadata=True, include_comments=False, include_images=False, date_extraction_params=dates
        )
    except Exception:  # noqa: BLE001 - whatever a page does to the parsers, the run goes on without it
        return None
    return found if isinstance(found, trafilatura.settings.Document) and found.text and found.text.strip() else None
