"""A moment of a record as SQLAlchemy's connection holds it: in any database, and within what is being written."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, text

from dateline.store import dialect
from dateline.store.moment import NOTHING

# Rows fetched together.
_TOGETHER = 1000


class Asked:
    """A :class:`~dateline.store.moment.Moment`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.phrases = dialect.of(connection).phrases
        self.found: dict[tuple[str, str], list[int]] = {}

    def rows(self, sql: str, given: Mapping[str, Any] = NOTHING) -> Iterator[Any]:
        """Yield rows, some at a time."""
        yield from self._connection.execute(text(sql), dict(given)).yield_per(_TOGETHER)
