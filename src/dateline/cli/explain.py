"""``dateline explain``: why a cell has its value, and an event its standing, with the words that decided it."""

import click
from rich.console import Console
from rich.text import Text

from dateline.cli import options
from dateline.model import Reason
from dateline.stages.reconcile import explain
from dateline.store import Record


@click.command("explain")
@click.argument("event")
@click.argument("cell", required=False)
@options.record(exists=True)
def command(event: str, cell: str | None, path: str) -> int:
    """Say why the cells of EVENT have their values; with CELL, only that one.

    \b
    Examples:
      dateline explain e-4k2m8p1x0q --record news.db
      dateline explain e-4k2m8p1x0q standing --record news.db
    """  # noqa: D301 - \b keeps the lines of the examples
    console = Console(highlight=False)
    with Record.open(path) as record:
        found = record.event(event)
        if found is None:
            raise click.ClickException(f"There is no event {event!r} in {record.name}.")
        mentions = [f.mention for f in record.mentions(event=found.id)]
        filed = {f.report.id: f for f in record.reports({m.report for m in mentions})}
        lineage_of = {k: f.lineage for k, f in filed.items() if f.lineage}
        told = explain(found, mentions, {k: f.report for k, f in filed.items()}, lineage_of)
        outlets = {
            k: f"{f.report.outlet or f.report.given_id} {f.report.published or ''}".strip() for k, f in filed.items()
        }
    reasons = [r for r in told.reasons if cell in {None, r.cell}]
    if not reasons:
        cells = ", ".join(r.cell for r in told.reasons)
        raise click.ClickException(f"There is nothing to explain about {cell!r}. Cells of this event: {cells}.")
    console.print(found.summary, style="bold", markup=False)
    for reason in reasons:
        _print(reason, outlets, console)
    return 0


def _print(reason: Reason, outlets: dict[str, str], console: Console) -> None:
    console.print()
    console.print(Text.assemble((reason.cell, "bold"), ": ", reason.value))
    console.print(f"  {reason.rule}", markup=False)
    for quote in reason.quotes:
        words = " ".join(quote.text.split())
        console.print(
            Text.assemble("  “", words, "” ", (f"{quote.says} · {outlets.get(quote.report, quote.report)}", "dim"))
        )
