"""The record: a database of reports and of what was read from them. The only package that knows SQL.

Start at :class:`Record`; ``schema.py`` has the tables, which ``docs/record.md`` explains.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.store.part import Part
    from dateline.store.record import Record
    from dateline.store.wanted import Filter

__all__ = ["Filter", "Part", "Record"]

# What is loaded when it is asked for: with the record comes SQLAlchemy, for which a glance (``glance.py``) does not wait.
_WHERE = {"Filter": "wanted", "Part": "part", "Record": "record"}


def __getattr__(name: str) -> Any:
    """Load one of the package's names."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
