"""Whole objects to JSON and back, for the ``cells`` columns. pydantic does the work; only this module knows it.

It is loaded when it is first used: those who only trace versions do not wait for it.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import TypeAdapter

# Building an adapter takes milliseconds, using it microseconds; there are a dozen kinds.
_ADAPTERS: dict[Any, "TypeAdapter[Any]"] = {}


def _adapter(kind: Any) -> "TypeAdapter[Any]":
    if kind not in _ADAPTERS:
        from pydantic import TypeAdapter

        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def dump(value: Any, kind: Any = None) -> str:
    """Write a value of the model as JSON text; what has its default is left out."""
    adapter = _adapter(type(value) if kind is None else kind)
    return adapter.dump_json(value, exclude_defaults=True).decode()


def load(kind: Any, cells: str) -> Any:
    """Restore a value of type ``kind`` from :func:`dump`'s text."""
    return _adapter(kind).validate_json(cells)
