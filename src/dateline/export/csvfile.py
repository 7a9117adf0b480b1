"""CSV for spreadsheets: nested cells become columns of their own ("place.lat") or, for lists, JSON in one cell."""

import csv
import json
from collections.abc import Iterable, Iterator
from typing import IO, Any

from dateline.export.rows import Row

# A spreadsheet runs what begins so as a formula; a leading apostrophe makes it text (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

# What may be null as a whole still has its columns, so that the header does not depend on the rows.
_NESTED = {
    "dateline": ("place", "date", "start", "end"),
    "cue": ("start", "end", "text"),
    "speaker": ("name", "start", "end", "text", "description", "side"),
    "trigger": ("start", "end", "text"),
    "acled": ("event_type", "sub_event_type"),
    "plover": ("event", "mode"),
}
_DATE = ("start", "end", "precision", "basis", "scope", "text")
_PLACE = ("name", "geonameid", "country", "admin1", "lat", "lon", "precision", "feature", "scope", "text", "district")


def write(rows: Iterable[Row], out: IO[str]) -> None:
    """Write rows with a header line (none when there are no rows)."""
    writer = None
    for row in rows:
        flat = dict(_flatten(row))
        if writer is None:
            writer = csv.DictWriter(out, list(flat), lineterminator="\n")
            writer.writeheader()
        writer.writerow(flat)


def _flatten(row: Row) -> Iterator[tuple[str, Any]]:
    for key, value in row.items():
        if inner := _columns(row, key):
            yield from ((f"{key}.{name}", cell((value or {}).get(name))) for name in inner)
        else:
            yield key, cell(value)


def _columns(row: Row, key: str) -> tuple[str, ...]:
    """Return the columns that a nested cell takes; a happening's ``date`` and ``place`` are nested."""
    if "status" in row and key in {"date", "place"}:
        return _DATE if key == "date" else _PLACE
    return _NESTED.get(key, ())


def cell(value: Any) -> Any:
    """Return a value as a spreadsheet takes it: lists as JSON, text that could be a formula as text."""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False) if value else None
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value
