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

_STANDING = {"corroborated": "green", "disputed": "yellow", "denied": "red", "reported": ""}


@click.command("demo")
@click.option("--record", "path", type=click.Path(dir_okay=False, path_type=Path), help="Keep the record in this file.")
def command(path: Path | None) -> int:
    r"""Read the sample reports that ship with Dateline, and show what came out.

    The reports are invented. Without --record nothing is left behind.

    \b
    Examples:
      dateline demo
      dateline demo --record demo.db
    """
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
        console.print(_table(events))
        console.print(f"\nRead in {summary.seconds:.1f} seconds, on this machine alone: nothing was sent anywhere.")
        _tell_more(console, path, events)
    return 0


def _table(events: list[Event]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 1, 0))
    for name, options in (
        ("when", {"no_wrap": True}),
        ("where", {"max_width": 22}),
        ("what", {"ratio": 1}),
        ("according to", {"max_width": 24}),
        ("standing", {}),
        ("reports", {"justify": "right"}),
    ):
        table.add_column(name, **options)
    for event in events:
        table.add_row(
            Text(_day(event)),
            Text(words.where(event.where)),
            Text(event.summary),
            Text("; ".join(words.source(s) for s in event.sources[:2]) or "the reporters"),
            Text(event.standing, style=_STANDING[event.standing]),
            str(event.reports),
        )
    return table


def _day(event: Event) -> str:
    if event.when is None:
        return words.UNKNOWN
    return str(event.when.first) if event.when.first == event.when.last else f"{event.when.first} …"


def _tell_more(console: Console, path: Path | None, events: list[Event]) -> None:
    """Name the next commands, ready to be typed."""
    richest = max(events, key=lambda e: (e.reports, e.id), default=None)
    if path is None:
        console.print("\nTo look closer, keep the record:\n  dateline demo --record demo.db")
        path = Path("demo.db")
    if richest:
        console.print(f"One event with its evidence:\n  dateline show {richest.id} --record {path}")
    console.print(
        f"A table for your spreadsheet:\n  dateline export --record {path} --what events --format csv -o events.csv"
    )
    console.print("Your own reports:\n  dateline read FOLDER --record news.db")
