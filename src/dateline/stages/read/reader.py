"""Read reports from paths: find the files, open each with the reader of its format, finish what comes out.

A new format is one more line in ``formats`` and one small module that yields drafts.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from io import BufferedReader
from pathlib import Path
from typing import Any, cast

from dateline.model import Refusal, Report
from dateline.stages.read import walk
from dateline.stages.read.draft import Draft, File, FormatReader, refuse
from dateline.stages.read.finish import finish
from dateline.stages.read.formats import FORMATS, reader_of
from dateline.stages.read.jsonl import read_jsonl
from dateline.stages.read.packed import read_gzip, read_zip
from dateline.stages.read.plain import read_plain
from dateline.stages.read.settings import ReadSettings

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
    return [finish(draft, settings) if isinstance(draft, Draft) else draft for draft in piece]


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
        yield from _standard_input(settings) if str(path) == "-" else _path(path, settings)


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


def _standard_input(settings: ReadSettings) -> Iterator[Draft | Refusal]:
    """Read JSON Lines if the first character is an opening brace, and one plain text otherwise."""
    given: Any = sys.stdin.buffer
    stream: BufferedReader = given if hasattr(given, "peek") else BufferedReader(given)
    file = File(path=Path("-"), origin="standard input", name="standard input")
    head = stream.peek(1)[: settings.sample].lstrip(b"\xef\xbb\xbf \t\r\n")
    yield from (read_jsonl if head.startswith(b"{") else read_plain)(stream, file, settings)
