"""One moment of a record, asked in SQL: whatever is written meanwhile, what several questions are told agrees."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Protocol

from dateline.store.phrases import Phrases

NOTHING: Mapping[str, Any] = MappingProxyType({})


class Moment(Protocol):
    """What can be asked, in the ``phrases`` of the database.

    ``found`` keeps the numbers of the events that were found by a kind of name and words, as long as the moment lasts.
    """

    phrases: Phrases
    found: dict[tuple[str, str], list[int]]

    def rows(self, sql: str, given: Mapping[str, Any] = NOTHING) -> Iterator[Any]:
        """Yield rows: tuples with their columns as attributes. Days are ISO 8601 or dates, as the database has them."""
        ...


def value(moment: Moment, sql: str, given: Mapping[str, Any] = NOTHING) -> Any:
    """Return the first column of the first row; None if there is no row."""
    return next((row[0] for row in moment.rows(sql, given)), None)
