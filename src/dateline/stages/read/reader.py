"""Read reports from paths: find the files, open each with the reader of its format, finish what comes out.

A new format is one more line in ``FORMATS`` and one small module that yields drafts.
"""

import sys
from collections.abc import Iterable, Iterator
from io import BufferedReader
from pathlib import Path
from typing import Any, cast

from dateline.model import Refusal, Report
from dateline.stages.read import walk
from dateline.stages.read.draft import Draft, File, FormatReader, refuse
from dateline.stages.read.finish import finish
from dateline.stages.read.html import read_html
from dateline.stages.read.jsonl import read_jsonl
from dateline.stages.read.plain import read_plain
from dateline.stages.read.settings import ReadSettings
from dateline.stages.read.table import read_csv

FORMATS: dict[str, FormatReader] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_plain,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".csv": read_csv,
    ".tsv": read_csv,
}
_DEFAULTS = ReadSettings()


def read(paths: Iterable[str | Path], *, settings: ReadSettings = _DEFAULTS) -> Iterator[Report | Refusal]:
    """Yield the reports in files, folders, patterns and ``-`` (standard input), and a refusal for all that is left out."""
    for path in [paths] if isinstance(paths, str | Path) else paths:
        found = _standard_input(settings) if str(path) == "-" else _path(path, settings)
        for draft in found:
            yield finish(draft, settings) if isinstance(draft, Draft) else draft


def _path(path: str | Path, settings: ReadSettings) -> Iterator[Draft | Refusal]:
    for file in walk.find(path, FORMATS):
        if isinstance(file, Refusal):
            yield file
        else:
            yield from _file(file, settings)


def _file(file: File, settings: ReadSettings) -> Iterator[Draft | Refusal]:
    try:
        with file.path.open("rb", buffering=settings.sample) as stream:
            yield from _format(file.path.name)(cast("BufferedReader", stream), file, settings)
    except OSError as error:
        yield refuse(file.origin, walk.why(error, "file"))


def _format(name: str) -> FormatReader:
    return next(FORMATS[suffix] for suffix in sorted(FORMATS, key=len, reverse=True) if name.lower().endswith(suffix))


def _standard_input(settings: ReadSettings) -> Iterator[Draft | Refusal]:
    """Read JSON Lines if the first character is an opening brace, and one plain text otherwise."""
    given: Any = sys.stdin.buffer
    stream: BufferedReader = given if hasattr(given, "peek") else BufferedReader(given)
    file = File(path=Path("-"), origin="standard input", name="standard input")
    head = stream.peek(1)[: settings.sample].lstrip(b"\xef\xbb\xbf \t\r\n")
    yield from (read_jsonl if head.startswith(b"{") else read_plain)(stream, file, settings)
