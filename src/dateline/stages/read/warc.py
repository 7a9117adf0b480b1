"""Read web archives (WARC): one report for each page that a server sent. With ``body`` the door to FastWARC."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from io import BufferedReader, BytesIO
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dateline.model import Refusal
from dateline.stages.read import body, html, plain
from dateline.stages.read.decode import decode, is_binary
from dateline.stages.read.draft import Draft, File, refuse
from dateline.stages.read.frames import Frame, frames
from dateline.stages.read.settings import ReadSettings

if TYPE_CHECKING:
    from fastwarc.warc import HeaderMap, WarcRecord

_TEXT = "text/plain"
# Records that tell of the crawl and hold nothing that anybody published.
_SILENT = frozenset({"warcinfo", "request", "metadata"})
# Kinds of records named when a file's other records are counted.
_NAMED = 5
_LONGEST = 60


class _OtherError(Exception):
    """The record holds no page. The text names what it holds."""


def read_warc(stream: BufferedReader, file: File, settings: ReadSettings) -> Iterator[Draft | Refusal]:
    """Yield the page of each record; images, redirects and the like are counted and told once."""
    others: Counter[str] = Counter()
    number = 0
    for number, frame in enumerate(frames(stream, settings), 1):  # noqa: B007 - tells whether there was any
        origin = f"{file.origin}:{frame.number}"
        try:
            found = refuse(origin, frame.fault) if frame.fault else _draft(frame, origin, settings)
        except _OtherError as other:
            others[str(other)] += 1
        else:
            if found:
                yield found
    if others:
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in others.most_common(_NAMED))
        more = "" if len(others) <= _NAMED else ", and others"
        yield refuse(file.origin, f"{others.total():,} records hold no page and are passed over: {kinds}{more}.")
    elif not number:
        yield refuse(file.origin, "There is no record in it: leave it out, or fetch the archive again.")


def _draft(frame: Frame, origin: str, settings: ReadSettings) -> Draft | Refusal | None:
    """Return the draft of one record, or None for what tells of the crawl alone."""
    record = _parse(frame.content)
    if record is None:
        return refuse(origin, "The record's header cannot be read: fetch the archive again.")
    if _type(record) in _SILENT:
        return None
    mime, charset = _kind(record)
    if mime not in (*html.KINDS, _TEXT):
        raise _OtherError(mime[:_LONGEST] or "of unknown kind")
    content = _content(record, settings)
    if content is None:
        return refuse(origin, "The page cannot be unpacked: fetch the archive again.")
    base = _base(record, origin)
    return _plain(content, base, settings) if mime == _TEXT else html.drafted(content, base, settings, charset)


def _parse(content: bytes) -> "WarcRecord | None":
    from fastwarc.warc import WarcRecord

    try:
        record = WarcRecord.from_reader(BytesIO(content), quirks_mode=True)
        if record.is_http:
            record.parse_http(quirks_mode=True, strict_mode=False)
    except Exception:  # noqa: BLE001 - whatever a record does to the parser, the next one is read
        return None
    return record


def _type(record: "WarcRecord") -> str:
    return _field(record.headers, "WARC-Type").strip().lower()


def _kind(record: "WarcRecord") -> tuple[str, str | None]:
    """Return a record's media type and the encoding that its server names."""
    kind = _type(record)
    if kind == "response" and record.is_http_parsed:
        status = record.http_headers.status_code
        if status is None or not 200 <= status < 300:
            raise _OtherError(f"answers with status {status or 'unknown'}")
        return (record.http_content_type or "").lower(), record.http_charset
    if kind in ("resource", "conversion"):
        return _field(record.headers, "Content-Type").partition(";")[0].strip().lower(), None
    raise _OtherError(f"of type {kind[:_LONGEST]}")


def _content(record: "WarcRecord", settings: ReadSettings) -> bytes | None:
    """Return the page as its server meant it, or None if it cannot be unpacked."""
    content: bytes | None = record.reader.read(settings.largest_page + settings.longest_header)
    for name in ("Transfer-Encoding", "Content-Encoding") if record.is_http_parsed else ():
        if content is not None:
            content = body.unwrap(content, _field(record.http_headers, name), settings.largest_page)
    return content


def _base(record: "WarcRecord", origin: str) -> Draft:
    """Return what the archive says of the page. The day on which it was fetched is not the day on which it was published."""
    url = _field(record.headers, "WARC-Target-URI").strip("<>") or None
    captured = _field(record.headers, "WARC-Date")
    return Draft(
        text="",
        origin=origin,
        given_id=url or _field(record.headers, "WARC-Record-ID").strip("<>") or None,
        outlet=host(url),
        url=url,
        extra=json.dumps({"captured": captured}) if captured else None,
    )


def host(url: str | None) -> str | None:
    """Return the domain of an address as an outlet's name, without its "www."."""
    try:
        name = urlsplit(url or "").hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None


def _field(headers: "HeaderMap", name: str) -> str:
    return headers.get(name) or ""


def _plain(content: bytes, base: Draft, settings: ReadSettings) -> Draft | Refusal:
    if is_binary(content[: settings.sample]):
        return refuse(base.origin, "This is no text, whatever its record says: leave it out.")
    text, notes = decode(content, settings)
    return replace(base, text=text, title=plain.title_of(text), notes=notes)
