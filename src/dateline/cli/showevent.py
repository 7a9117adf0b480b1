"""Print an event: its cells, its figures by source, and the words that it rests on."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.cli import words
from dateline.data.types import EventType
from dateline.model import Event, Mention

if TYPE_CHECKING:
    from dateline.store.reader import Reader


def show(record: "Reader", id: str, console: Console) -> bool:  # noqa: A002
    """Print an event; tell whether it is there."""
    event = record.event(id)
    if event is None:
        return False
    console.print(event.summary, style="bold", markup=False)
    console.print(f"{event.id} · {words.standing(event)}", style="dim", markup=False)
    console.print()
    console.print(_table(cells(event, record.types())))
    if event.figures:
        console.print()
        console.print(_figures(record, event))
    console.print("\nEvidence", style="bold")
    _evidence(record, event, console)
    return True


def show_mention(record: "Reader", id: str, console: Console) -> bool:  # noqa: A002
    """Print the event that a mention belongs to, or the mention alone while it has none."""
    found = record.mention(id)
    if found is None:
        return False
    if found.event and show(record, found.event, console):
        return True
    console.print(_table(cells(found.mention, record.types())))
    return True


def _table(rows: Iterator[tuple[str, str]]) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="dim")
    table.add_column()
    for name, value in rows:
        table.add_row(name, Text(value))
    return table


def cells(thing: Event | Mention, types: Mapping[str, EventType]) -> Iterator[tuple[str, str]]:
    """Yield what is known of a happening as names and words; what is not known says so."""
    yield "what", f"{types[thing.type].label}, {thing.status.replace('_', ' ')}"
    yield "who", "; ".join(p.name for p in thing.actors) or words.UNKNOWN
    yield "to whom", "; ".join(p.name for p in thing.targets) or words.UNKNOWN
    yield "where", words.where(thing.where)
    yield "when", words.when(thing.when)
    if thing.instruments:
        yield "with", "; ".join(dict.fromkeys(i.text for i in thing.instruments))
    yield "according to", "; ".join(words.source(s) for s in thing.sources) or "the reporters' own voice"


def _figures(record: "Reader", event: Event) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("figure", "number", "in words", "counted by", "report"):
        table.add_column(name)
    reports = {f.report.id: f.report for f in record.reports({f.report for f in event.figures})}
    for f in event.figures:
        report = reports.get(f.report)
        seen = f"{report.outlet or report.given_id} {report.published or ''}" if report else f.report
        mark = " (latest)" if f.latest else ""
        cells = (f.figure.kind, words.number(f.figure) + mark, f.figure.span.text, f.figure.source or "", seen)
        table.add_row(*(Text(cell) for cell in cells))
    return table


def _evidence(record: "Reader", event: Event, console: Console) -> None:
    reports = {f.report.id: f for f in record.reports({v.report for v in event.evidence})}
    for v in event.evidence:
        filed = reports[v.report]
        r = filed.report
        head = f"{r.outlet or r.given_id} · {r.published or 'no date'} · {r.id} · {filed.lineage or ''}"
        console.print(head, style="dim", markup=False)
        console.print(Text("  “" + " ".join(v.span.text.split()) + "”"))
