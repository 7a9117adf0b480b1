"""``dateline export``: the record in other people's formats."""

import io
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import IO

import click

from dateline.cli import options
from dateline.export import csvfile, jsonl
from dateline.export.rows import WHATS, What, rows
from dateline.store import Record

_FORMATS = {"jsonl": jsonl.write, "csv": csvfile.write}


@click.command("export")
@options.record(exists=True)
@click.option("--what", type=click.Choice(WHATS), default="events", show_default=True, help="Which rows.")
@click.option("--format", "form", type=click.Choice(list(_FORMATS)), default="jsonl", show_default=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="A file; else standard output.",
)
def command(path: Path, what: What, form: str, output: Path | None) -> int:
    r"""Write the record in other people's formats.

    \b
    Examples:
      dateline export --record news.db --what events --format csv -o events.csv
      dateline export --record news.db --what statements | head
    """
    with Record.open(path) as record, ExitStack() as stack:
        _FORMATS[form](rows(record, what, record.types()), _open(output, stack))
    return 0


def _open(output: Path | None, stack: ExitStack) -> IO[str]:
    """Return where to write, as UTF-8 whatever the terminal's locale is."""
    if output:
        try:
            return stack.enter_context(output.open("w", encoding="utf-8", newline=""))
        except OSError as error:
            raise click.ClickException(f"{output} cannot be written: {error.strerror}.") from error
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    return sys.stdout
