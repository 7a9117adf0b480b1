"""Recognise the reports that ``dateline export --what reports --format jsonl`` wrote, so that they come back as they were.

An exported row also tells what a record has found out: a date inherited from another version, a lineage, an analysis.
None of that is the report's own, and none of it is input; what is taken back is what the outlet published.
"""

from typing import Any

from dateline.model import ids

# Keys that only an exported row has, all of them in every one.
_SIGNS = frozenset({"given_id", "published_basis", "analysis", "lineage", "lead_event", "chars", "text"})
_KEYS = _SIGNS | {"id", "outlet", "title", "url", "author", "published", "published_at", "dateline", "credit"}
_KEYS |= {"language", "notes"}
# Dates that were read elsewhere than in the text; the others are read from it again, or inherited again.
_TOLD = ("given", "page")


def exported(row: dict[str, Any]) -> bool:
    """Tell whether a row is one that Dateline wrote."""
    return row.keys() >= _SIGNS and isinstance(row["given_id"], str) and isinstance(row["text"], str)


def untouched(row: dict[str, Any]) -> bool:
    """Tell whether an exported row still is what it was: a report's id is derived from its content."""
    day = row["published"] if row["published_basis"] in (*_TOLD, "dateline") else None
    parts = (row.get("outlet"), row["given_id"], row.get("title"), row.get("url"), day, row["text"])
    if not all(part is None or isinstance(part, str) for part in parts):
        return False
    return bool(row.get("id") == ids.make("r", *(part or "" for part in parts)))


def inputs(row: dict[str, Any]) -> dict[str, Any]:
    """Return an exported row as it could have been read in the first place."""
    found = {key: value for key, value in row.items() if key not in _KEYS}
    found |= {key: row.get(key) for key in ("outlet", "title", "url", "author", "language", "text")}
    told = row["published_basis"] in _TOLD
    return found | {"id": row["given_id"], "published": (row.get("published_at") or row["published"]) if told else None}


def notes(row: dict[str, Any]) -> tuple[str, ...]:
    """Return what the first reading had to repair."""
    given = row.get("notes")
    return tuple(note for note in given if isinstance(note, str)) if isinstance(given, list) else ()
