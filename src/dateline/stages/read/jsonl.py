"""Read JSON Lines: one report on each line, as text or as HTML. A broken line costs that line alone."""

import json
import math
from collections.abc import Iterator
from dataclasses import replace
from io import BufferedReader, TextIOBase
from typing import Any

from dateline.model import PublishedBasis, Refusal
from dateline.stages.read import own
from dateline.stages.read.decode import is_binary, mend, text_lines
from dateline.stages.read.draft import Draft, File, refuse
from dateline.stages.read.settings import ReadSettings

_KEYS = ("id", "outlet", "title", "url", "published", "language", "author")


def read_jsonl(stream: BufferedReader, file: File, settings: ReadSettings) -> Iterator[Draft | Refusal]:
    """Yield the report of each line."""
    head = stream.peek(settings.sample)[: settings.sample]
    if is_binary(head):
        yield refuse(file.origin, "This is no text, whatever its name says: unpack or convert it to JSON Lines first.")
        return
    empty = True
    with text_lines(stream, settings) as (lines, note):
        for number, line in bounded(lines, settings.longest_line):
            if line is None or not line.isspace():
                empty = False
                yield _line(
                    line, File(path=file.path, origin=f"{file.origin}:{number}", name=file.name), note, settings
                )
    if empty:
        yield refuse(file.origin, "The file is empty: leave it out, or write it again.")


def bounded(lines: TextIOBase, longest: int) -> Iterator[tuple[int, str | None]]:
    """Yield each line and its number; None in place of a line that is too long to hold."""
    number = 0
    while line := lines.readline(longest + 1):
        number += 1
        if len(line) <= longest:
            yield number, line
            continue
        while line and not line.endswith("\n"):
            line = lines.readline(longest)
        yield number, None


def _line(line: str | None, file: File, note: str | None, settings: ReadSettings) -> Draft | Refusal:
    if line is None:
        return refuse(
            file.origin, f"The line is longer than {settings.longest_line:,} characters: split it into its reports."
        )
    line, mended = mend(line)
    try:
        row = _DECODER.decode(line.strip().lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        why = getattr(error, "msg", None) or "it nests or counts beyond all limits"
        return refuse(file.origin, f"The line is no JSON object ({why}): write one whole object on each line.")
    if not isinstance(row, dict):
        return refuse(file.origin, "The line is JSON but no object: write one object in braces on each line.")
    notes = tuple(filter(None, (note, mended)))
    return _again(row, file) if own.exported(row) else draft_of(row, file, notes)


def _again(row: dict[str, Any], file: File) -> Draft | Refusal:
    """Return the draft of a report that a record wrote out."""
    draft = draft_of(own.inputs(row), file, own.notes(row))
    if isinstance(draft, Refusal):
        return draft
    basis: PublishedBasis = "page" if row["published_basis"] == "page" else "given"
    return replace(draft, basis=basis, exact=own.untouched(row))


def draft_of(row: dict[str, Any], file: File, notes: tuple[str, ...] = ()) -> Draft | Refusal:
    """Return the draft of one object; keys that the contract does not know are kept as JSON text."""
    body, page = row.get("text"), row.get("html")
    if not isinstance(body, str) and not isinstance(page, str):
        return refuse(file.origin, 'There is neither a "text" nor an "html" in it: name the report\'s text "text".')
    known = {key: _written(row.get(key)) for key in _KEYS}
    rest = {key: value for key, value in row.items() if key not in known and key not in ("text", "html")}
    return Draft(
        text=body if isinstance(body, str) else str(page),
        origin=file.origin,
        given_id=known["id"],
        outlet=known["outlet"],
        title=known["title"],
        url=known["url"],
        author=known["author"],
        published=known["published"],
        language=known["language"],
        extra=json.dumps(rest, sort_keys=True) if rest else None,
        notes=notes,
        page=not isinstance(body, str),
    )


def _written(value: Any) -> str | None:
    """Return a field as text: numbers as written, lists joined; objects and truth values say nothing here."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, list):
        return ", ".join(filter(None, map(_written, value))) or None
    return str(value) if isinstance(value, str | int | float) else None


def _number(written: str) -> float | str:
    """Return a number, or its digits if it is larger than a number can be."""
    value = float(written)
    return value if math.isfinite(value) else written


_DECODER = json.JSONDecoder(parse_constant=str, parse_float=_number)
