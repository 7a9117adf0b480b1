"""Decisions by people: kept beside the evidence, never in place of it, and never
deleted once they took effect.
"""

from sqlalchemy import Connection, delete, insert, update

from dateline.model import Decision
from dateline.store import codec
from dateline.store.schema import decision


def keep(connection: Connection, made: Decision) -> None:
    """Write a decision; one that is known already is only marked as taken back, or as standing again."""
    cells = codec.dump(made)
    known = update(decision).where(decision.c.id == made.id).values(undone=made.undone, cells=cells)
    if not connection.execute(known).rowcount:
        row = {"id": made.id, "kind": made.kind, "who": made.who, "at": made.at, "reason": made.reason}
        connection.execute(insert(decision).values(**row, undone=made.undone, cells=cells))


def withdraw(connection: Connection, id: str) -> None:  # noqa: A002 - the record's own word
    """Take out a decision that did not fit the record when it was made; one that took effect is only ever undone."""
    connection.execute(delete(decision).where(decision.c.id == id))
