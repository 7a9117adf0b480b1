"""Bring a record that an older Dateline wrote up to the present tables, one version at a time."""

from collections.abc import Callable, Mapping

from sqlalchemy import Connection, update

from dateline.store import schema

# From the version in the key to the next one. Version 1 is the first, so there is nothing to bring up yet.
STEPS: Mapping[int, Callable[[Connection], None]] = {}


def apply(connection: Connection, version: int) -> None:
    """Run every step between ``version`` and the present one, in the caller's transaction."""
    for step in range(version, schema.VERSION):
        STEPS[step](connection)
    if version < schema.VERSION:
        key = schema.meta.c.key == "schema_version"
        connection.execute(update(schema.meta).where(key).values(value=str(schema.VERSION)))
