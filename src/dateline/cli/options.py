"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def record(*, exists: bool) -> Callable[[F], F]:
    """Return the ``--record`` option; also read from the environment variable DATELINE_RECORD."""
    told = "The record to read." if exists else "The record to write; made when it is not there."
    return click.option(
        "--record",
        "path",
        type=click.Path(dir_okay=False, path_type=Path),
        default=Path("news.db"),
        show_default=True,
        envvar="DATELINE_RECORD",
        help=told,
    )
