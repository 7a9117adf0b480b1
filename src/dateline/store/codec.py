"""Whole objects to JSON and back, for the ``cells`` columns. Only this module knows how.

pydantic writes, since it leaves out what has its default. msgspec reads: it does so twice as fast, and is there in a sixth of
the time, for which whoever looks something up or exports some rows would wait. Each is loaded when it is first used.
"""

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from msgspec.json import Decoder
    from pydantic import TypeAdapter


# To build what writes or reads a kind takes milliseconds, to use it microseconds; there are a dozen kinds.
@cache
def _writer(kind: Any) -> "TypeAdapter[Any]":
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


@cache
def _reader(kind: Any) -> "Decoder[Any]":
    from msgspec.json import Decoder

    return Decoder(kind)


def dump(value: Any) -> str:
    """Write a value of the model as JSON text; what has its default is left out."""
    kind: Any = type(value)
    return _writer(kind).dump_json(value, exclude_defaults=True).decode()


def load(kind: Any, cells: str) -> Any:
    """Restore a value of type ``kind`` from :func:`dump`'s text."""
    return _reader(kind).decode(cells)
