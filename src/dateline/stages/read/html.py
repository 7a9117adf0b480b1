"""Read HTML pages: the story and what the page says of itself. The only door to trafilatura.

Pages come from anywhere, so size and depth are checked before any parser that recurses sees them.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from io import BufferedReader
from typing import Any

from dateline.model import Refusal
from dateline.stages.read.decode import decode, is_binary
from dateline.stages.read.draft import Draft, File, refuse
from dateline.stages.read.settings import ReadSettings

KINDS = ("text/html", "application/xhtml+xml")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]{0,20})")
# Elements that never enclose others, or that the next one of their kind closes.
_FLAT = re.compile(
    "area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|path|p|li|td|th|tr|dt|dd|option|thead|tbody|tfoot"
)


def read_html(stream: BufferedReader, file: File, settings: ReadSettings) -> Iterator[Draft | Refusal]:
    """Yield the page in a file."""
    base = Draft(text="", origin=file.origin, given_id=file.name, folder=file.outlet)
    yield drafted(stream.read(settings.largest_page + 1), base, settings)


def drafted(content: bytes, base: Draft, settings: ReadSettings, charset: str | None = None) -> Draft | Refusal:
    """Return ``base`` with a page's HTML, decoded; ``charset`` is what came with the page from its server."""
    if not content:
        return refuse(base.origin, "The page is empty: leave it out, or save it again.")
    if len(content) > settings.largest_page:
        return _too_large(base, settings)
    if is_binary(content[: settings.sample]):
        return refuse(base.origin, "This is no HTML, whatever its name says: save the page again.")
    declared = _CHARSET.search(content[:4096])
    text, notes = decode(content, settings, declared[1].decode("ascii") if declared and not charset else charset)
    return replace(base, text=text, notes=(*base.notes, *notes), page=True)


def page(draft: Draft, settings: ReadSettings) -> Draft | Refusal:
    """Return the draft with the story in place of the page's HTML; what the draft already says wins over the page."""
    if len(draft.text) > settings.largest_page:
        return _too_large(draft, settings)
    if busy(draft.text, settings.deepest_page, settings.busiest_page):
        limits = f"{settings.deepest_page} in one another or {settings.busiest_page:,} in all"
        return refuse(draft.origin, f"The page has too many elements (over {limits}): save the story's text instead.")
    found = _extract(draft.text)
    if found is None:
        return refuse(draft.origin, "No story was found on the page: save the story's text instead.")
    return replace(
        draft,
        text=found.text,
        page=False,
        outlet=draft.outlet or found.sitename or found.hostname or draft.folder,
        title=draft.title or found.title,
        url=draft.url or found.url,
        author=draft.author or found.author,
        published=draft.published or found.date,
        basis="given" if draft.published else "page",
    )


def _too_large(draft: Draft, settings: ReadSettings) -> Refusal:
    limit = f"{settings.largest_page:,}"
    return refuse(draft.origin, f"The page is larger than {limit} bytes: save the story's text instead.")


def busy(html: str, deepest: int, most: int) -> bool:
    """Tell whether a page nests deeper or has more elements than a parser should be given."""
    depth, elements = shape(html)
    return depth > deepest or elements > most


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
