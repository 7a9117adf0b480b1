"""Events in the record. They are a function of the mentions, so a run writes only those that came out different."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from dateline.data.types import EventType
from dateline.model import Event
from dateline.store import codec, dialect, readings
from dateline.store.readings import columns
from dateline.store.schema import event, event_type, mention

_CHUNK = 1000


def replace(connection: Connection, events: Sequence[Event]) -> None:
    """Make ``events`` the events of the record, and point each mention to its own, in the caller's transaction."""
    old = {row.id: row.cells for row in connection.execute(select(event.c.id, event.c.cells))}
    exchange(connection, old, events, list(connection.scalars(select(mention.c.id))))


def exchange(connection: Connection, old: Mapping[str, str], events: Sequence[Event], mentions: Sequence[str]) -> None:
    """Put ``events`` in the place of ``old`` ones (ids and cells), and point each of ``mentions`` to its own."""
    database = dialect.of(connection)
    new = {e.id: _row(e) for e in events}
    gone = [k for k, cells in old.items() if k not in new or new[k]["cells"] != cells]
    for at in range(0, len(gone), _CHUNK):
        some = event.c.id.in_(gone[at : at + _CHUNK])
        database.displace(connection, list(connection.scalars(select(event.c.n).where(some))))
        connection.execute(delete(event).where(some))
    if added := [row for k, row in new.items() if old.get(k) != row["cells"]]:
        readings.insert(connection, event, added)
        database.place(connection, [row["id"] for row in added])
    of = {m: e.id for e in events for m in e.mentions}
    if mentions:
        sql = "UPDATE mention SET event = ?, event_n = (SELECT n FROM event WHERE id = ?) WHERE id = ?"
        database.plain(connection, sql, [(of.get(m), of.get(m), m) for m in mentions])


def tidy(connection: Connection) -> None:
    """Take points out of the spatial index whose events are gone."""
    dialect.of(connection).tidy(connection)


def _row(e: Event) -> dict[str, Any]:
    figures = {k: next((f.figure.low for f in e.figures if f.figure.kind == k), None) for k in ("killed", "injured")}
    return {
        "id": e.id,
        "summary": e.summary,
        "standing": e.standing,
        "reports": e.reports,
        "lineages": e.lineages,
        **columns(e.when, e.where, e.actors, e.targets, e.sources),
        **figures,
        "type": e.type,
        "status": e.status,
        "cells": codec.dump(e),
    }


def keep_types(connection: Connection, types: Iterable[EventType]) -> None:
    """Write the types that this run decided by, in place of those of the run before."""
    connection.execute(delete(event_type))
    connection.execute(insert(event_type), [asdict(kind) for kind in types])
