"""``dateline show``: one report, lineage, event or statement, printed for a person to read."""

from importlib import import_module

import click
from rich.console import Console

from dateline.cli import options
from dateline.store.glance import look
from dateline.store.reader import Reader

# The kind of thing is the first part of its id. Only what shows it is loaded: comparing versions needs much more than the rest.
_SHOW = {
    "r": ("showreport", "show"),
    "s": ("showreport", "show_statement"),
    "l": ("showlineage", "show"),
    "e": ("showevent", "show"),
    "m": ("showevent", "show_mention"),
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
    with look(path) as record:
        kind = id.partition("-")[0]
        if kind in _SHOW and _shown(kind, record, id, console):
            return 0
        if (report := record.given(id)) is not None:
            return 0 if _shown("r", record, report, console) else 1
    raise click.ClickException(
        f"There is no {id!r} in {record.name}. `dateline export --record {record.name} --what events` lists the ids."
    )


def _shown(kind: str, record: Reader, id: str, console: Console) -> bool:  # noqa: A002
    module, name = _SHOW[kind]
    found: bool = getattr(import_module(f"dateline.cli.{module}"), name)(record, id, console)
    return found
