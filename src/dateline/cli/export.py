"""``dateline export``: the record in other people's formats."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO

import click

from dateline.cli import options
from dateline.cli.filters import filters, of_reports
from dateline.export import csvfile, jsonl
from dateline.export.formats import FORMATS, LINEAGES, find
from dateline.export.rows import WHATS, What, chosen, rows
from dateline.store import Filter, Part
from dateline.store.glance import look

_ROWS = {"jsonl": jsonl.write, "csv": csvfile.write}


@click.command("export")
@options.record(exists=True)
@click.option("--what", type=click.Choice(WHATS), default="events", show_default=True, help="Which rows.")
@click.option(
    "--format",
    "form",
    type=click.Choice([*_ROWS, *FORMATS, *LINEAGES]),
    default="jsonl",
    show_default=True,
    help="Which format.",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file; else standard output.")
@filters
@click.option("--limit", type=click.IntRange(min=1), help="No more rows than this.")
def command(path: str, what: What, form: str, output: Path | None, wanted: Filter, limit: int | None) -> int:
    """Write the record in other people's formats.

    jsonl and csv write rows of every kind (--what); edges and graphml write lineages; the other formats write events.
    The options from --type on choose some of the events; --from, --to, --text, --outlet and --limit some of the reports.

    \b
    Examples:
      dateline export --record news.db --what events --format csv -o events.csv
      dateline export --record news.db --what statements | head
      dateline export --record news.db --format gpkg -o events.gpkg
      dateline export --record news.db --format acled -o acled.csv
      dateline export --record news.db --what lineages --format graphml -o copies.graphml
      dateline export --record news.db --type attack --country ML --from 2027-01-01 --format geojson
      dateline export --record news.db --what reports --text "market bridge" --limit 20
    """  # noqa: D301 - \b keeps the lines of the examples
    writes = "lineages" if form in LINEAGES else "events"
    if form not in _ROWS and what != writes:
        raise click.UsageError(
            f"--format {form} writes {writes} (--what {writes}); for {what} choose {' or '.join(_ROWS)}."
        )
    some = wanted != Filter() or limit is not None
    if some and what not in ("events", "reports"):
        raise click.UsageError(f"Options that choose are for events and reports; {what} are written as they are.")
    if what == "reports" and not of_reports(wanted):
        raise click.UsageError("Reports are chosen by --from, --to, --text, --outlet and --limit.")
    with look(path) as record, _out(output) as out:
        part = Part(record, wanted, limit)
        if form not in _ROWS:
            find(form).write(part if some else record, out)
            return 0
        with _text(out) as words:
            types = record.types()
            found = chosen(part, what, types) if some and what in ("events", "reports") else rows(record, what, types)
            _ROWS[form](found, words)
    return 0


@contextmanager
def _out(output: Path | None) -> Iterator[BinaryIO]:
    """Open where to write; a file that could not be finished is not left behind half written."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        with _whole(output) as out:
            yield out
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written: {error.strerror or error}.") from error


@contextmanager
def _whole(output: Path) -> Iterator[BinaryIO]:
    """Write beside a file and put it in its place at the end; pipes and devices are written as they are."""
    if output.exists() and not output.is_file():
        with output.open("wb") as out:
            yield out
        return
    target = output.resolve()
    part = target.with_name(target.name + ".part")
    try:
        with part.open("wb") as out:
            yield out
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _text(out: BinaryIO) -> Iterator[IO[str]]:
    """Write text as UTF-8 whatever the terminal's locale is, and leave the stream open."""
    words = io.TextIOWrapper(out, encoding="utf-8", newline="")
    try:
        yield words
        words.flush()
    finally:
        words.detach()
