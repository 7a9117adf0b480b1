"""Read CSV: one report in each row, under a heading that names the columns."""

import csv
from collections.abc import Iterator, Sequence
from io import BufferedReader, TextIOBase
from typing import TYPE_CHECKING

from dateline.model import Refusal
from dateline.stages.read import jsonl
from dateline.stages.read.decode import is_binary, mend, text_lines
from dateline.stages.read.draft import Draft, File, refuse
from dateline.stages.read.settings import ReadSettings
from dateline.stages.read.tables import load

if TYPE_CHECKING:
    import _csv

_DELIMITERS = ",;\t|"


class _TooLongError(Exception):
    """A line that is too long to hold."""


def read_csv(stream: BufferedReader, file: File, settings: ReadSettings) -> Iterator[Draft | Refusal]:
    """Yield the report of each row."""
    head = stream.peek(settings.sample)[: settings.sample]
    if not head or is_binary(head):
        yield refuse(file.origin, "The file is empty or no text: save the table as CSV (UTF-8) again.")
        return
    csv.field_size_limit(settings.longest_line)
    with text_lines(stream, settings) as (lines, note):
        rows = csv.reader(_lines(lines, settings), delimiter=_delimiter(head))
        try:
            yield from _rows(rows, file, (note,) if note else ())
        except (csv.Error, _TooLongError) as error:
            reason = f"The table breaks off here ({error}): close its quotation marks and read it again."
            yield refuse(f"{file.origin}:{rows.line_num}", reason)


def _rows(rows: "_csv.Reader", file: File, notes: tuple[str, ...]) -> Iterator[Draft | Refusal]:
    names = columns(next(rows, []))
    if "text" not in names and "html" not in names:
        yield refuse(file.origin, no_text())
        return
    empty = True
    for cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        empty = False
        here = File(path=file.path, origin=f"{file.origin}:{rows.line_num}", name=file.name)
        row = {name: cell for name, cell in zip(names, cells, strict=False) if name and cell.strip()}
        if "text" in row or "html" in row:
            yield jsonl.draft_of(row, here, notes)
        else:
            yield refuse(here.origin, "The row has no text: fill it in, or leave the row out.")
    if empty:
        yield refuse(file.origin, "The table has a heading but no rows: leave it out, or save it again.")


def no_text() -> str:
    """Say that no column of a table is known to hold text."""
    wanted = ", ".join(load("columns")["text"][:5])
    return f"No column holds the reports' text: name one of them text (also read: {wanted})."


def columns(heading: Sequence[str]) -> list[str]:
    """Return the contract's key for each column, or the column's own name; the first of two synonyms wins."""
    keys = {name: key for key, names in load("columns").items() for name in (key, *names)}
    plain = [cell.strip().lstrip("\ufeff").strip() for cell in heading]
    wanted = [keys.get(cell.lower().replace(" ", "_"), cell) for cell in plain]
    exact = {cell.lower() for cell in plain}
    found: list[str] = []
    for cell, key in zip(plain, wanted, strict=True):
        taken = key in found or (key != cell.lower() and key in exact)
        found.append(cell if taken else key)
    return found


def _lines(lines: TextIOBase, settings: ReadSettings) -> Iterator[str]:
    for number, line in jsonl.bounded(lines, settings.longest_line):
        if line is None:
            raise _TooLongError(f"line {number} is longer than {settings.longest_line:,} characters")
        yield mend(line)[0]


def _delimiter(head: bytes) -> str:
    """Return the separator that the heading uses most."""
    first = head.replace(b"\x00", b"").split(b"\n", 1)[0]
    return max(_DELIMITERS, key=lambda mark: first.count(mark.encode()))
