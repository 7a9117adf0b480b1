"""``dateline correct``: decisions by people, kept beside the evidence and applied again after every read."""

import getpass
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import IO, Any, TypeVar, get_args

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.cli import options
from dateline.cli.progress import Bar
from dateline.export.decisions import decision
from dateline.model import Anchor, Cell, Decision, DecisionKind, Mention, ids
from dateline.pipeline import decide, decide_all
from dateline.store import Record

F = TypeVar("F", bound=Callable[..., Any])


@click.group("correct")
def command() -> None:
    """Correct events by hand. Nothing is lost: decisions stand beside the evidence, and can be undone.

    \b
    Examples:
      dateline correct merge e-4k2m8p1x0q e-9s3d7f2h1j --reason "one strike, two names of the district"
      dateline correct split m-5r2t6y8u1p --reason "last year's flood"
      dateline correct set e-4k2m8p1x0q status happened --reason "confirmed by telephone"
      dateline correct drop e-4k2m8p1x0q --reason "a drill"
      dateline correct note e-4k2m8p1x0q --reason "the ministry was asked; no answer yet"
      dateline correct list
      dateline correct undo d-1a2b3c4d5e --reason "second thoughts"
      dateline correct import decisions.jsonl --record copy.db
    """  # noqa: D301 - \b keeps the lines of the examples


def _signed(function: F) -> F:
    """Add what every decision needs: the record, a reason and a name."""
    function = click.option("--by", default=getpass.getuser, help="Who decides.  [default: your user name]")(function)
    function = click.option("--reason", required=True, help="Why; kept with the decision.")(function)
    return options.record(exists=True)(function)


@command.command("merge")
@click.argument("events", nargs=-1, required=True)
@_signed
def merge(events: tuple[str, ...], path: str, reason: str, by: str) -> int:
    """Make one event of several."""
    if len(set(events)) < 2:
        raise click.UsageError("Name two events or more.")
    with Record.open(path) as record:
        anchors = [_anchor(_mentions(record, event)[0]) for event in events]
        return _decide(record, "merge", anchors, reason, by)


@command.command("split")
@click.argument("mentions", nargs=-1, required=True)
@_signed
def split(mentions: tuple[str, ...], path: str, reason: str, by: str) -> int:
    """Make an event of its own of some mentions."""
    with Record.open(path) as record:
        found = {f.mention.id: f.mention for f in record.mentions() if f.mention.id in mentions}
        for missing in set(mentions) - found.keys():
            raise click.ClickException(
                f"There is no mention {missing!r} in {record.name}. `dateline show EVENT` lists them."
            )
        return _decide(record, "split", [_anchor(found[m]) for m in mentions], reason, by)


@command.command("set")
@click.argument("event")
@click.argument("cell", type=click.Choice(get_args(Cell)))
@click.argument("value")
@_signed
def set_cell(event: str, cell: Cell, value: str, path: str, reason: str, by: str) -> int:
    """Set a cell of an event.

    VALUE is a word, or JSON in the shape of the export: '{"start": "2026-05-01", "end": "2026-05-01"}' for a date.
    """
    with Record.open(path) as record:
        anchors = [_anchor(_mentions(record, event)[0])]
        return _decide(record, "set", anchors, reason, by, cell=cell, value=_json(value))


@command.command("drop")
@click.argument("event")
@_signed
def drop(event: str, path: str, reason: str, by: str) -> int:
    """Take an event out of the events; its evidence stays in the record."""
    with Record.open(path) as record:
        return _decide(record, "drop", [_anchor(_mentions(record, event)[0])], reason, by)


@command.command("note")
@click.argument("event")
@_signed
def note(event: str, path: str, reason: str, by: str) -> int:
    """Keep a remark on an event (the reason); nothing else changes."""
    with Record.open(path) as record:
        return _decide(record, "note", [_anchor(_mentions(record, event)[0])], reason, by)


@command.command("import")
@click.argument("file", type=click.File(encoding="utf-8"))
@options.record(exists=True)
def import_all(file: IO[str], path: str) -> int:
    """Take over the decisions that `dateline export --what decisions` wrote, from FILE or - for standard input."""
    made = [decision(line) for line in file if line.strip()]
    with Record.open(path) as record:
        stale = decide_all(record, made, Bar())
    click.echo(f"{len(made)} decisions taken over.")
    for each, why in stale:
        click.echo(f"{each.id} cannot be applied: {why}", err=True)
    return 1 if stale else 0


@command.command("undo")
@click.argument("made_before", metavar="DECISION")
@_signed
def undo(made_before: str, path: str, reason: str, by: str) -> int:
    """Take back a decision."""
    with Record.open(path) as record:
        made = next((d for d in record.decisions() if d.id == made_before), None)
        if made is None:
            raise click.ClickException(
                f"There is no decision {made_before!r} in {record.name}. `dateline correct list` lists them."
            )
        decide(record, replace(made, undone=f"{_now()} by {by}: {reason}"), Bar())
    click.echo(f"{made_before} is undone.")
    return 0


@command.command("list")
@options.record(exists=True)
def show_all(path: str) -> int:
    """List what was decided, by whom and why."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("id", "when", "who", "what", "reason", "undone"):
        table.add_column(name)
    with Record.open(path) as record:
        for d in record.decisions():
            what = f"{d.kind} {d.cell} = {_word(d.value)}" if d.kind == "set" else d.kind
            cells = (d.id, d.at[:16].replace("T", " "), d.who, what, d.reason, d.undone or "")
            table.add_row(*(Text(cell) for cell in cells))
    if table.row_count:
        Console().print(table)
    else:
        click.echo(f"Nothing has been decided in {record.name}.")
    return 0


def _decide(record: Record, kind: DecisionKind, anchors: list[Anchor], reason: str, by: str, **cell: Any) -> int:
    at = _now()
    made = ids.make("d", kind, at, by, *(a.mention for a in anchors))
    new = Decision(id=made, kind=kind, anchors=tuple(anchors), who=by, at=at, reason=reason, **cell)
    decide(record, new, Bar())
    now = {f.event for f in record.mentions() if f.mention.id in {a.mention for a in anchors} and f.event}
    click.echo(f"{made}: {kind}. " + (f"See: dateline show {min(now)} --record {record.name}" if now else ""))
    return 0


def _mentions(record: Record, event: str) -> list[Mention]:
    found = record.event(event)
    if found is None:
        raise click.ClickException(f"There is no event {event!r} in {record.name}.")
    return [f.mention for f in record.mentions(event=found.id)]


def _anchor(mention: Mention) -> Anchor:
    return Anchor(mention=mention.id, report=mention.report, start=mention.clause.start, end=mention.clause.end)


def _json(value: str) -> str:
    """Take a bare word for a JSON string."""
    try:
        json.loads(value)
    except ValueError:
        return json.dumps(value)
    return value


def _word(value: str | None) -> str:
    """Show a JSON string as the bare word that was typed."""
    read = json.loads(value) if value else ""
    return read if isinstance(read, str) else str(value)


def _now() -> str:
    """Return the time finely enough that decisions of one second keep their order."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
