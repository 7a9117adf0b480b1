"""Read reports from paths: find the files, open each with the reader of its format, finish what comes out.

A new format is one more line in ``formats`` and one small module that yields drafts.
"""

import logging
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from io import BufferedReader, BytesIO, RawIOBase
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from dateline.model import Refusal, Report
from dateline.stages.read import feed, html, walk, web
from dateline.stages.read.address import AddressError
from dateline.stages.read.draft import Draft, File, FormatReader, refuse
from dateline.stages.read.finish import finish
from dateline.stages.read.formats import FORMATS, KINDS, reader_of
from dateline.stages.read.jsonl import read_jsonl
from dateline.stages.read.packed import read_gzip, read_zip
from dateline.stages.read.plain import read_plain
from dateline.stages.read.settings import ReadSettings
from dateline.stages.read.warc import host

# Compressed files hold files of the other formats, so they come on top of them.
ALL: dict[str, FormatReader] = {**FORMATS, **{f"{suffix}.gz": read_gzip for suffix in FORMATS}, ".zip": read_zip}
_DEFAULTS = ReadSettings()
# Drafts finished as one piece of work, by number and by length: enough to be worth sending to another process.
_PIECE = 100
_LENGTH = 1_000_000

Found = Draft | Refusal
Spread = Callable[
    [Callable[[list[Found]], list[Report | Refusal]], Iterable[list[Found]]], Iterable[list[Report | Refusal]]
]


def read(
    paths: Iterable[str | Path], *, settings: ReadSettings = _DEFAULTS, spread: Spread = map
) -> Iterator[Report | Refusal]:
    """Yield the reports in files, folders, patterns and ``-`` (standard input), and a refusal for all that is left out.

    ``spread`` is ``map``, or something like it that shares the work out among processes.
    """
    for piece in spread(partial(_finished, settings), _pieces(_drafts(paths, settings))):
        yield from piece


def _finished(settings: ReadSettings, piece: Sequence[Found]) -> list[Report | Refusal]:
    return [_finish(draft, settings) if isinstance(draft, Draft) else draft for draft in piece]


def _finish(draft: Draft, settings: ReadSettings) -> Report | Refusal:
    """Make a report of a draft. The story is found on a page here, where the work is shared out, since that takes longest."""
    try:
        told = html.page(draft, settings) if draft.page else draft
        return finish(told, settings) if isinstance(told, Draft) else told
    except Exception as problem:  # noqa: BLE001 - a fault of ours costs one report, and is told
        return refuse(draft.origin, _ours(problem))


def _pieces(drafts: Iterable[Found]) -> Iterator[list[Found]]:
    piece: list[Found] = []
    length = 0
    for draft in drafts:
        piece.append(draft)
        length += len(draft.text) if isinstance(draft, Draft) else 0
        if len(piece) == _PIECE or length > _LENGTH:
            yield piece
            piece, length = [], 0
    if piece:
        yield piece


def _drafts(paths: Iterable[str | Path], settings: ReadSettings) -> Iterator[Found]:
    for path in [paths] if isinstance(paths, str | Path) else paths:
        if str(path) == "-":
            yield from _standard_input(settings)
        else:
            yield from _address(str(path), settings) if web.is_address(str(path)) else _path(path, settings)


def _address(url: str, settings: ReadSettings) -> Iterator[Draft | Refusal]:
    """Fetch what a person named on the web, and read it as what its server says it is."""
    origin = walk.shown(url)
    try:
        fetched = web.fetch(url, settings)
    except AddressError as error:
        yield refuse(origin, str(error))
        return
    file = File(path=Path(urlsplit(url).path), origin=origin, name=url, outlet=host(fetched.url))
    if fetched.mime in html.KINDS and not feed.begins(fetched.content):
        base = Draft(text="", origin=origin, given_id=url, url=fetched.url, outlet=file.outlet)
        yield html.drafted(fetched.content, base, settings, fetched.charset)
    elif reader := feed.read_feed if feed.begins(fetched.content) else KINDS.get(fetched.mime):
        for found in reader(BufferedReader(cast("RawIOBase", BytesIO(fetched.content))), file, settings):
            yield replace(found, url=fetched.url) if isinstance(found, Draft) and reader is read_plain else found
    else:
        kind = fetched.mime or "of no known kind"
        yield refuse(origin, f"It is {kind}, neither a page nor a feed: save it to a file, and read that.")


def _path(path: str | Path, settings: ReadSettings) -> Iterator[Draft | Refusal]:
    for file in walk.find(path, ALL):
        if isinstance(file, Refusal):
            yield file
        else:
            yield from _file(file, settings)


def _file(file: File, settings: ReadSettings) -> Iterator[Draft | Refusal]:
    try:
        with file.path.open("rb", buffering=settings.sample) as stream:
            reader = reader_of(file.path.name, ALL) or read_plain
            yield from reader(cast("BufferedReader", stream), file, settings)
    except OSError as error:
        yield refuse(file.origin, walk.why(error, "file"))
    except Exception as problem:  # noqa: BLE001 - a fault of ours costs one file, and is told
        yield refuse(file.origin, _ours(problem))


def _ours(problem: Exception) -> str:
    """Tell of a failure that no input should be able to cause."""
    logging.getLogger(__name__).debug("reading failed", exc_info=True)
    told = f"{type(problem).__name__}: {problem}"[:200]
    return f"It could not be read, by a fault of Dateline ({told}). Please report this, with the file if you may."


def _standard_input(settings: ReadSettings) -> Iterator[Draft | Refusal]:
    """Read JSON Lines if the first character is an opening brace, and one plain text otherwise."""
    given: Any = sys.stdin.buffer
    stream: BufferedReader = given if hasattr(given, "peek") else BufferedReader(given)
    file = File(path=Path("-"), origin="standard input", name="standard input")
    head = stream.peek(1)[: settings.sample].lstrip(b"\xef\xbb\xbf \t\r\n")
    yield from (read_jsonl if head.startswith(b"{") else read_plain)(stream, file, settings)
