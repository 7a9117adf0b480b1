"""``dateline backup``: a copy of the record, taken while others use it."""

from pathlib import Path

import click

from dateline.cli import options
from dateline.store import Record


@click.command("backup")
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
@options.record(exists=True)
def command(target: Path, path: str) -> int:
    """Copy a record to TARGET, a new file, while others read and write it.

    \b
    Examples:
      dateline backup copy.db --record news.db
    """  # noqa: D301 - \b keeps the lines of the examples
    with Record.open(path) as record:
        record.copy(target)
    click.echo(f"{record.name} was copied to {target}.")
    return 0
