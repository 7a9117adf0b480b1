"""A part of a record: what a filter chooses, for the exports, which read it as they read the whole."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.data.types import EventType
from dateline.model import Event, Filed
from dateline.store import queries
from dateline.store.reader import Reader
from dateline.store.wanted import Filter


@dataclass(frozen=True, slots=True)
class Part:
    """The events, or the reports, of a record under a filter, at most ``limit`` of them."""

    record: Reader
    wanted: Filter
    limit: int | None = None

    def events(self) -> Iterator[Event]:
        """Yield the chosen events by day, those without one last."""
        with self.record.asking() as moment:
            yield from queries.selected(moment, self.wanted, self.limit)

    def reports(self, ids: Iterable[str] | None = None) -> Iterator[Filed]:
        """Yield the chosen reports, or those named."""
        if ids is None:
            with self.record.asking() as moment:
                ids = queries.filed(moment, self.wanted, self.limit)
        return self.record.reports(ids)

    def types(self) -> dict[str, EventType]:
        """Return the event types of the record."""
        return self.record.types()
