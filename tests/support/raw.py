"""Plain SQL on a record behind Dateline's back, whichever database holds it: to look at it, or to damage it."""

import sqlite3
from contextlib import closing
from typing import Any


def ask(record: str, sql: str) -> list[tuple[Any, ...]]:
    """Run one statement and keep what it did; return its rows."""
    if record.startswith("postgresql:"):
        import psycopg

        with psycopg.connect(record) as shared:
            done = shared.execute(sql.encode())
            return done.fetchall() if done.description else []
    with closing(sqlite3.connect(record)) as plain, plain:
        return plain.execute(sql).fetchall()
