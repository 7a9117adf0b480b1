"""What the exports ask of a record, and the few facts about an event that several of them share.

Exports see a record only through :class:`Readable`, so that a part of a record can be exported as the whole can.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Protocol

from dateline.data.types import EventType
from dateline.model import Event, EventFigure, FigureKind, Filed

# Only these are exported as having happened; plans, threats, calls, denials and hypotheses are not.
HAPPENED = frozenset({"happened", "ongoing"})
_JOIN = "; "
# Events whose reports are fetched together: of 6,000 characters each they are some megabytes, and a query costs little.
_TOGETHER = 200
# A spreadsheet runs what begins so as a formula (OWASP, "CSV Injection"); numbers below zero are left as they are.
_FORMULA = re.compile(r"[=+@\t\r]|-(?![\d.]+$)")


class Readable(Protocol):
    """The part of :class:`dateline.store.Record` that exports read."""

    def events(self) -> Iterator[Event]:
        """Yield events by day."""
        ...

    def reports(self, ids: Iterable[str] | None = None) -> Iterator[Filed]:
        """Yield reports."""
        ...

    def types(self) -> Mapping[str, EventType]:
        """Return the table of types that the record was made with."""
        ...


def happened(record: Readable) -> Iterator[Event]:
    """Yield the events that are reported to have happened or to be going on."""
    return (event for event in record.events() if event.status in HAPPENED)


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies open while events are exported: the reports that they rest on, by id, and the table of types."""

    reports: Mapping[str, Filed]
    types: Mapping[str, EventType]

    def kind(self, event: Event) -> EventType | None:
        """Return the row of the event's type, or None when its table is not at hand."""
        return self.types.get(event.type)

    def label(self, event: Event) -> str:
        """Return the type's label for people."""
        kind = self.kind(event)
        return kind.label if kind else event.type.replace("_", " ").capitalize()

    def cited(self, event: Event) -> list[Filed]:
        """Return the reports that the event rests on, oldest first, undated ones last."""
        found = {e.report: self.reports[e.report] for e in event.evidence if e.report in self.reports}
        return sorted(found.values(), key=lambda f: (f.report.published or date.max, f.report.id))


def laid_out(record: Readable, events: Iterable[Event] | None = None) -> Iterator[tuple[Event, Desk]]:
    """Yield events (all, if none are given), each with a desk that holds its reports.

    Only the reports of a handful of events are in memory at a time, so that the size of a record does not matter.
    """
    types, waiting = record.types(), iter(record.events() if events is None else events)
    while some := list(islice(waiting, _TOGETHER)):
        cited = sorted({piece.report for event in some for piece in event.evidence})
        desk = Desk({filed.report.id: filed for filed in record.reports(cited)}, types)
        for event in some:
            yield event, desk


def version() -> str:
    """Return the version of Dateline that writes."""
    from importlib import metadata  # few formats name it

    return metadata.version("dateline")


def joined(names: Iterable[str | None]) -> str:
    """Join different names in their order for one cell of a table."""
    return _JOIN.join(dict.fromkeys(name for name in names if name))


def newest(event: Event, kind: FigureKind) -> EventFigure | None:
    """Return the newest figure of a kind, or None when nobody gives one."""
    of_kind = [figure for figure in event.figures if figure.figure.kind == kind]
    return next((figure for figure in of_kind if figure.latest), of_kind[-1] if of_kind else None)


def count(event: Event, kind: FigureKind) -> int | None:
    """Return the newest count of a kind: its lower bound, or its upper where only that is given."""
    found = newest(event, kind)
    if found is None:
        return None
    return found.figure.low if found.figure.low is not None else found.figure.high


def pinned(event: Event) -> tuple[float, float] | None:
    """Return (latitude, longitude) where a point is honest; None for a whole country, which is no pin in a field."""
    site = event.where.site if event.where else None
    if site is None or site.lat is None or site.lon is None or site.precision == "country":
        return None
    return site.lat, site.lon


def inert(row: Mapping[str, str]) -> dict[str, str]:
    """Return a row of a spreadsheet whose cells cannot be taken for formulas."""
    return {key: "'" + cell if _FORMULA.match(cell) else cell for key, cell in row.items()}
