"""A record as people and exports read it, whichever way its database is asked."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING, Self

from dateline.data.types import EventType, event_types
from dateline.store import kept

if TYPE_CHECKING:
    from dateline.model import Date, Decision, Event, Filed, FiledMention, Lineage, Place, Refusal, Statement
    from dateline.store.moment import Moment


class Reader(ABC):
    """What can be read of a record: iterators over frozen dataclasses of :mod:`dateline.model`, in an order that depends on
    content alone.
    """

    @property
    @abstractmethod
    def name(self) -> str:
        """Return what to call the record before people."""

    @abstractmethod
    def asking(self) -> AbstractContextManager[Moment]:
        """Hold one moment of the record, so that several questions get answers that agree."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the database."""

    def __enter__(self) -> Self:
        """Return the record itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the record."""
        self.close()

    def reports(self, ids: Iterable[str] | None = None) -> Iterator[Filed]:
        """Yield the current reports, or those named (older versions included), in order of id."""
        with self.asking() as moment:
            yield from kept.reports(moment, ids)

    def lineages(self, ids: Sequence[str] | None = None) -> Iterator[Lineage]:
        """Yield the lineages, or those named, in order of id."""
        with self.asking() as moment:
            yield from kept.lineages(moment, ids)

    def statements(self, report: str | None = None) -> Iterator[Statement]:
        """Yield statements, of one report or of all."""
        with self.asking() as moment:
            yield from kept.statements(moment, report)

    def dates(self, report: str | None = None) -> Iterator[Date]:
        """Yield expressions of time, of one report or of all."""
        with self.asking() as moment:
            yield from kept.dates(moment, report)

    def places(self, report: str | None = None) -> Iterator[Place]:
        """Yield names of places, of one report or of all."""
        with self.asking() as moment:
            yield from kept.places(moment, report)

    def mentions(self, report: str | None = None, event: str | None = None) -> Iterator[FiledMention]:
        """Yield mentions with their events, of one report, of one event, or of all."""
        with self.asking() as moment:
            yield from kept.mentions(moment, report, event)

    def events(self) -> Iterator[Event]:
        """Yield events by day, those without one last."""
        with self.asking() as moment:
            yield from kept.events(moment)

    def types(self) -> dict[str, EventType]:
        """Return the event types, those that ship and those of a person's own table."""
        with self.asking() as moment:
            return kept.types(moment) or dict(event_types())

    def decisions(self) -> Iterator[Decision]:
        """Yield the decisions that people made, oldest first, those taken back included."""
        with self.asking() as moment:
            yield from kept.decisions(moment)

    def refusals(self) -> Iterator[Refusal]:
        """Yield what was refused."""
        with self.asking() as moment:
            yield from kept.refusals(moment)

    # One by its id

    def report(self, id: str) -> Filed | None:  # noqa: A002 - the record's own word
        """Return one report, current or superseded."""
        return next(self.reports([id]), None)

    def lineage(self, id: str) -> Lineage | None:  # noqa: A002
        """Return one lineage."""
        return next(self.lineages([id]), None)

    def event(self, id: str) -> Event | None:  # noqa: A002
        """Return one event. An id that it had before it was merged with another leads to it too."""
        with self.asking() as moment:
            return kept.event(moment, id)

    def mention(self, id: str) -> FiledMention | None:  # noqa: A002
        """Return one mention with its event."""
        with self.asking() as moment:
            return next(kept.mentions(moment, id=id), None)

    def statement(self, id: str) -> Statement | None:  # noqa: A002
        """Return one statement."""
        with self.asking() as moment:
            return next(kept.statements(moment, id=id), None)

    def given(self, given_id: str) -> str | None:
        """Return the id of the current report that the caller named ``given_id`` (the first by id where several are)."""
        with self.asking() as moment:
            return kept.given(moment, given_id)
