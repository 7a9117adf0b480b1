"""The record: a database of reports and of what was read from them. The only package that knows SQL.

Start at :class:`Record`; ``schema.py`` has the tables, which ``docs/record.md`` explains.
"""

from dateline.store.part import Part
from dateline.store.queries import Filter
from dateline.store.record import Record

__all__ = ["Filter", "Part", "Record"]
