"""``dateline show``: one report, lineage, event or statement, printed for a person to read."""

from collections.abc import Callable, Mapping

import click
from rich.console import Console

from dateline.cli import options, showevent, showlineage, showreport
from dateline.store import Record

# The kind of thing is the first part of its id.
_SHOW: Mapping[str, Callable[[Record, str, Console], bool]] = {
    "r": showreport.show,
    "s": showreport.show_statement,
    "l": showlineage.show,
    "e": showevent.show,
    "m": showevent.show_mention,
}


@click.command("show")
@click.argument("id")
@options.record(exists=True)
def command(id: str, path: str) -> int:  # noqa: A002 - the word that people type
    """Print one report, lineage, event, mention or statement.

    ID is what exports call `id`; the id that you gave a report works too.

    \b
    Examples:
      dateline show e-4k2m8p1x0q --record news.db     an event with its cells, figures and evidence
      dateline show l-1d5x9rstav --record news.db     the versions of one text and what changed
      dateline show r-7zq0m3k8yw --record news.db     a report, its statements coloured by speaker
    """  # noqa: D301 - \b keeps the lines of the examples
    console = Console(highlight=False)
    with Record.open(path) as record:
        kind = id.partition("-")[0]
        if kind in _SHOW and _SHOW[kind](record, id, console):
            return 0
        if (report := record.given(id)) is not None:
            showreport.show(record, report, console)
            return 0
    raise click.ClickException(
        f"There is no {id!r} in {record.name}. `dateline export --record {record.name} --what events` lists the ids."
    )
