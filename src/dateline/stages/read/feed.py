"""Read feeds (RSS, RDF, Atom): one report for each item. The only door to feedparser. No link in a feed is followed."""

import re
from collections.abc import Iterator
from io import BufferedReader, BytesIO
from typing import Any

from dateline.model import Refusal
from dateline.stages.read import days, fragment
from dateline.stages.read.decode import decode
from dateline.stages.read.draft import Draft, File, refuse
from dateline.stages.read.html import busy
from dateline.stages.read.settings import ReadSettings
from dateline.stages.read.warc import host

_NOTE = "the feed is not well-formed, so the text may be incomplete"

_ROOT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<[?!][^>]*>\s*)*<(?:rss|feed|rdf:RDF)\b")
_START = 4096


def begins(content: bytes) -> bool:
    """Tell whether this is a feed, whatever its server calls it."""
    return _ROOT.match(content[:_START]) is not None


def read_feed(stream: BufferedReader, file: File, settings: ReadSettings) -> Iterator[Draft | Refusal]:
    """Yield the report of each item."""
    content = stream.read(settings.largest_feed + 1)
    if len(content) > settings.largest_feed:
        yield refuse(file.origin, f"The feed is larger than {settings.largest_feed:,} bytes: split it.")
        return
    if busy(decode(content, settings)[0], settings.deepest_page, settings.busiest_feed):
        yield refuse(file.origin, "The feed has too many elements: it is no feed, or a broken one. Fetch it again.")
        return
    feed = _parse(content)
    if feed is None or not feed.get("version"):
        yield refuse(file.origin, "This is no feed (RSS or Atom) that can be read: fetch it again.")
        return
    notes = (_NOTE,) if _broken(feed) else ()
    for number, item in enumerate(feed.entries, 1):
        yield _item(
            item, feed.feed, File(path=file.path, origin=f"{file.origin}:{number}", name=file.name), notes, settings
        )
    if not feed.entries:
        yield refuse(file.origin, "The feed has no items: leave it out, or fetch it again.")


def _parse(content: bytes) -> Any | None:
    """Return feedparser's finding. It is given a stream, since it would open an address or a file's name by itself."""
    import feedparser

    try:
        return feedparser.parse(BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    except Exception:  # noqa: BLE001 - whatever a feed does to the parser, the run goes on without it
        return None


def _broken(feed: Any) -> bool:
    import feedparser

    fault = feed.get("bozo_exception")
    return fault is not None and not isinstance(
        fault, feedparser.CharacterEncodingOverride | feedparser.NonXMLContentType
    )


def _item(item: Any, feed: Any, here: File, notes: tuple[str, ...], settings: ReadSettings) -> Draft | Refusal:
    """Return the draft of one item: the longest of its content and summary."""
    bodies = [part.get("value") or "" for part in item.get("content", ())] + [item.get("summary") or ""]
    text = max(bodies, key=len)
    if not text.strip():
        return refuse(here.origin, "The item has no text beside its title: read the page behind its link.")
    url = item.get("link")
    draft = Draft(
        text=text,
        origin=here.origin,
        given_id=item.get("id") or url,
        outlet=_outlet(item, feed, url),
        title=fragment.plain(item.get("title") or ""),
        url=url,
        author=item.get("author"),
        published=_published(item),
        language=feed.get("language"),
        notes=notes,
    )
    return fragment.told(draft, settings)


def _outlet(item: Any, feed: Any, url: str | None) -> str | None:
    """Return who published an item: its own source in a feed that collects from many, the feed's name, or the link's domain."""
    source = item.get("source") or {}
    name = source.get("title") or feed.get("title")
    return (fragment.plain(name) if name else None) or host(url)


def _published(item: Any) -> str | None:
    """Return an item's day as written, or as feedparser understood what we do not."""
    written = item.get("published") or item.get("updated")
    if not written or days.moment(written)[0]:
        return written if isinstance(written, str) else None
    moment = item.get("published_parsed") or item.get("updated_parsed")
    return f"{moment.tm_year:04}-{moment.tm_mon:02}-{moment.tm_mday:02}" if moment else written
