"""Print a report with its statements coloured by speaker, or one statement in its surroundings."""

from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from dateline.model import Filed, Speaker, Statement

if TYPE_CHECKING:
    from dateline.store.reader import Reader

# Colours that stay apart on dark and light terminals; a sixth speaker begins again with the first.
_COLOURS = ("cyan", "magenta", "green", "yellow", "blue")
# How much of the text stands around a single statement.
_AROUND = 200


def show(record: "Reader", id: str, console: Console) -> bool:  # noqa: A002
    """Print a report; tell whether it is there."""
    filed = record.report(id)
    if filed is None:
        return False
    _head(filed, console)
    statements = list(record.statements(id))
    colours = colour_by_speaker(statements)
    console.print(painted(filed.report.text, statements, colours), soft_wrap=False)
    if statements:
        console.print()
    for name, colour in colours.items():
        said = [s for s in statements if who(s) == name]
        console.print(
            Text.assemble(
                ("■ ", colour), (name, "bold"), f"  {len(said)} statement{'s' * (len(said) > 1)}", _office(said[0])
            )
        )
    return True


def show_statement(record: "Reader", id: str, console: Console) -> bool:  # noqa: A002
    """Print a statement and the words around it; tell whether it is there."""
    said = record.statement(id)
    filed = record.report(said.report) if said else None
    if said is None or filed is None:
        return False
    span = said.content
    console.print(Text.assemble((who(said), "bold"), _office(said), f"  {said.kind}, {said.act}"))
    for relay in said.via:
        console.print(f"via {relay.name}", markup=False)
    text = filed.report.text
    before, after = text[max(0, span.start - _AROUND) : span.start], text[span.end : span.end + _AROUND]
    console.print(Text.assemble((before, "dim"), (span.text, "bold"), (after, "dim")))
    console.print(
        f"{filed.report.id} {filed.report.outlet or ''} {filed.report.published or ''}", style="dim", markup=False
    )
    return True


def who(said: Statement) -> str:
    """Name the speaker for a person, relay included."""
    name = said.speaker.name if said.speaker else "unknown speaker"
    return name + "".join(f", via {relay.name}" for relay in reversed(said.via))


def _office(said: Statement) -> tuple[str, str]:
    speaker: Speaker | None = said.speaker
    known = [w for w in (speaker.description, speaker.side) if w] if speaker else []
    return (f"  ({'; '.join(known)})" if known else "", "dim")


def _head(filed: Filed, console: Console) -> None:
    r = filed.report
    if r.title:
        console.print(r.title, style="bold", markup=False)
    date = f"{r.published} ({r.published_basis})" if r.published else "no date"
    parts = [r.id, r.given_id, r.outlet, date, r.credit, r.language, filed.lineage]
    console.print(" · ".join(p for p in parts if p), style="dim", markup=False)
    for note in r.notes:
        console.print(f"note: {note}", style="dim", markup=False)
    if filed.analysis != "done":
        console.print(filed.analysis, style="yellow", markup=False)
    console.print()


def colour_by_speaker(statements: list[Statement]) -> dict[str, str]:
    """Give each speaker a colour, in order of appearance."""
    names = dict.fromkeys(who(s) for s in statements)
    return {name: _COLOURS[k % len(_COLOURS)] for k, name in enumerate(names)}


def painted(text: str, statements: list[Statement], colours: dict[str, str]) -> Text:
    """Return the text with every statement in its speaker's colour."""
    out = Text(text)
    for said in statements:
        out.stylize(colours[who(said)], said.content.start, said.content.end)
        if said.speaker:
            out.stylize("underline", said.speaker.mention.start, said.speaker.mention.end)
    return out
