"""``dateline demo``: the whole flow on the sample reports that ship, for somebody who has never seen Dateline."""

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.cli import words
from dateline.cli.progress import Bar
from dateline.data import sample_folder
from dateline.model import Event
from dateline.pipeline import read
from dateline.store import Record

# Below this width the place has no column of its own; the sentence beside it names it too.
_WIDE = 110
_STANDING = {"corroborated": "green", "disputed": "yellow", "denied": "red", "reported": ""}


@click.command("demo")
@click.option("--record", "path", type=click.Path(dir_okay=False, path_type=Path), help="Keep the record in this file.")
def command(path: Path | None) -> int:
    """Read the sample reports that ship with Dateline, and show what came out.

    The reports are invented. Without --record nothing is left behind.

    \b
    Examples:
      dateline demo
      dateline demo --record demo.db
    """  # noqa: D301 - \b keeps the lines of the examples
    console = Console(highlight=False)
    with Record.open(path or ":memory:", create=True) as record:
        summary = read([sample_folder()], record, watch=Bar())
        counts = record.counts()
        console.print(
            f"[bold]{counts['report']} invented reports[/bold] carry [bold]{counts['lineage']} independent texts[/bold] "
            f"and tell of [bold]{counts['event']} events[/bold]. These are the main ones, one row each:\n"
        )
        led = {filed.lead_event for filed in record.reports()}
        events = [event for event in record.events() if event.id in led]
        console.print(_table(events, console.width))
        console.print(f"\nRead in {summary.seconds:.1f} seconds, on this machine alone: nothing was sent anywhere.")
        _tell_more(console, path, events)
    return 0


def _table(events: list[Event], width: int) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 1, 0))
    wide = width >= _WIDE
    table.add_column("when", no_wrap=True)
    if wide:
        table.add_column("where", max_width=22)
    table.add_column("what", ratio=1)
    table.add_column("according to", max_width=24 if wide else 16)
    table.add_column("standing", no_wrap=True)
    for event in events:
        place = [Text(words.where(event.where))] if wide else []
        standing = Text(event.standing, style=_STANDING[event.standing])
        standing.append(f"\n{event.reports} report{'s' * (event.reports != 1)}", "dim")
        said = Text("; ".join(words.source(s) for s in event.sources[:2]) or "the reporters")
        table.add_row(Text(_day(event)), *place, Text(event.summary), said, standing)
    return table


def _day(event: Event) -> str:
    if event.when is None:
        return words.UNKNOWN
    return str(event.when.first) if event.when.first == event.when.last else f"{event.when.first} …"


def _tell_more(console: Console, path: Path | None, events: list[Event]) -> None:
    """Name the next commands, ready to be typed."""
    richest = max(events, key=lambda e: (e.reports, e.id), default=None)
    if path is None:
        _command(console, "\nTo look closer, keep the record:\n  dateline demo --record demo.db")
        path = Path("demo.db")
    if richest:
        _command(console, f"One event with its evidence:\n  dateline show {richest.id} --record {path}")
    _command(
        console,
        f"A table for your spreadsheet:\n  dateline export --record {path} --what events --format csv -o events.csv",
    )
    _command(console, "Your own reports:\n  dateline read FOLDER --record news.db")


def _command(console: Console, line: str) -> None:
    """Print a command unbroken and without markup, so that it can be copied."""
    console.print(line, soft_wrap=True, markup=False)
