"""Options that several commands share."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


class Record(click.Path):
    """A record: a file, or the address of a database that several share (``postgresql://...``)."""

    name = "record"

    def __init__(self) -> None:
        super().__init__(dir_okay=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the path or address as text; an address is no path to be looked at."""
        return value if "://" in value else str(super().convert(value, param, ctx))


def record(*, exists: bool) -> Callable[[F], F]:
    """Return the ``--record`` option; also read from the environment variable DATELINE_RECORD."""
    told = "The record to read: " if exists else "The record to write, made when it is not there: "
    told += "a file, or postgresql://... for one that several share."
    return click.option(
        "--record",
        "path",
        type=Record(),
        default="news.db",
        show_default=True,
        envvar="DATELINE_RECORD",
        help=told,
    )
