"""The table of event types: keys, labels, definitions and the codes of ACLED and PLOVER.

It sits in the lowest layer because the events stage decides by it while the store and the exports translate by it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dateline.errors import SettingsError

_FIELDS = ("label", "definition", "acled_event", "acled_sub", "plover_event", "plover_mode", "example")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """One type of event. A code is None where the scheme has no fitting one."""

    key: str
    label: str
    definition: str
    acled_event: str | None = None
    acled_sub: str | None = None
    plover_event: str | None = None
    plover_mode: str | None = None
    example: str = ""


def event_types(extra: Path | None = None) -> Mapping[str, EventType]:
    """Return the types by key, those of the tables ``[types.KEY]`` in the file ``extra`` added to or replacing ours."""
    if extra is None:
        return _shipped()
    rows = _parse(extra.read_text(encoding="utf-8"), str(extra)).get("types", {})
    return extend_types(rows, str(extra))


def extend_types(rows: Mapping[str, Any], name: str) -> Mapping[str, EventType]:
    """Return our types with ``rows`` (fields by key) added or put in their place; ``name`` is for messages."""
    return MappingProxyType({**_shipped(), **{key: _type(key, row, name) for key, row in rows.items()}})


@cache
def _shipped() -> Mapping[str, EventType]:
    """Read the table that ships, once."""
    from importlib.resources import files  # as tomllib, loaded when needed: a record brings its own table

    rows = _parse(files("dateline.data").joinpath("event_types.toml").read_text(encoding="utf-8"), "event_types.toml")
    return MappingProxyType({key: _type(key, row, "event_types.toml") for key, row in rows.items()})


def _parse(text: str, name: str) -> dict[str, Any]:
    """Read TOML, or say what is wrong with the file."""
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise SettingsError(f"{name} is not valid TOML: {problem}") from problem


def _type(key: str, row: Mapping[str, Any], name: str) -> EventType:
    """Build one type from its row; an unknown or missing field is an error that names it."""
    unknown = sorted(set(row) - set(_FIELDS))
    if unknown or "label" not in row or "definition" not in row:
        wrong = f"unknown field {unknown[0]!r}" if unknown else "label and definition are needed"
        raise SettingsError(f"{name}, event type {key!r}: {wrong}.")
    values = {field: str(row.get(field, "")) for field in _FIELDS}
    codes = {field: values[field] or None for field in _FIELDS if field.startswith(("acled", "plover"))}
    return EventType(
        key=key, label=values["label"], definition=values["definition"], example=values["example"], **codes
    )
