"""``dateline read``: files in, record out, and a short account of what happened."""

import json
import os
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli import options
from dateline.collector import settle
from dateline.model import Refusal
from dateline.processes import expect_work
from dateline.settings import LOCAL, STAGES, Settings, Stage

if TYPE_CHECKING:
    from dateline.pipeline import Summary

# More refusals than this are counted by reason, so that what matters is not scrolled away; --json has all of them.
_SHOWN = 50
# Bytes to read from which other processes are sure to be worth their start (some 500 reports).
_MUCH = 1_000_000


@click.command(
    "read",
    epilog="Exit codes: 0 fine, 1 some inputs were refused, 2 wrong usage, 3 nothing could be read, 4 the record is "
    "locked, 5 the record cannot be used, 6 the cluster cannot be used, 130 interrupted.",
)
@click.argument("paths", nargs=-1, required=True)
@options.record(exists=False)
@click.option(
    "--through", type=click.Choice(STAGES), default="reconcile", show_default=True, help="Stop after this stage."
)
@click.option(
    "--language-model", help="An installed spaCy pipeline, such as en_core_web_trf.  [default: the one that ships]"
)
@click.option(
    "--events-table",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Your own event types and triggers (TOML).",
)
@click.option(
    "--places-table",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Your own places and names (TOML or CSV).",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="Processes; each needs about 500 MB.  [default: one for each core, where there is work enough]",
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Have the work done by a Dask cluster: tcp://HOST:8786, tls://HOST:8786, or local for one on this machine.",
)
@click.option("--private-addresses", is_flag=True, help="Let web addresses lead to this machine or the local network.")
@click.option(
    "--no-memory",
    is_flag=True,
    help="Keep no analyses of sentences in the record, so that those which recur are analysed anew.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the account as JSON.")
def command(
    paths: tuple[str, ...],
    path: str,
    through: Stage,
    language_model: str | None,
    events_table: Path | None,
    places_table: Path | None,
    jobs: int | None,
    cluster: str | None,
    private_addresses: bool,
    no_memory: bool,
    as_json: bool,
) -> int:
    """Read reports into a record. Reading the same reports again changes nothing.

    PATHS are files, folders, globs, web addresses, or - for standard input (JSON Lines or plain text).

    \b
    Formats: text (.txt .md), pages (.html .htm .xhtml), tables (.jsonl .ndjson
      .csv .tsv .parquet), web archives (.warc .wet), feeds (.rss .atom .rdf .xml),
      mail (.eml .mbox); all of these with .gz, or in a .zip. A web address is a
      page or a feed; nothing is fetched but what you name.

    \b
    Examples:
      dateline read reports/ --record news.db
      dateline read 'wire/*.txt' page.html archive.jsonl --record news.db
      dateline read archive.jsonl --record news.db --through lineage
      dateline read https://www.example.org/news.rss --record news.db
    """  # noqa: D301 - \b keeps the lines of the examples
    if jobs and cluster and cluster != LOCAL:
        raise click.UsageError("--jobs is for this machine; a cluster has the workers that were started for it.")
    settings = Settings(
        through=through,
        language_model=language_model,
        events_table=events_table,
        places_table=places_table,
        jobs=jobs,
        cluster=cluster,
        private_addresses=private_addresses,
        remember=not no_memory,
    )
    if jobs != 1 and cluster is None and _size(paths) > _MUCH:
        expect_work()
    # Here, so that the processes are made ready while what this one needs is loaded.
    from dateline import pipeline
    from dateline.cli.progress import Bar
    from dateline.store import Record

    settle()
    with Record.open(path, create=True) as record:
        summary = pipeline.read(paths, record, settings, Bar())
        counts, name = record.counts(), record.name
    if as_json:
        click.echo(json.dumps(account(summary, counts), ensure_ascii=False))
    else:
        tell(summary, counts, name)
    known = summary.added.new + summary.added.versions + summary.added.known
    return (1 if known else 3) if summary.refused else (0 if known else 3)


def _size(paths: tuple[str, ...]) -> int:
    """Return how many bytes the files among the paths have; folders, patterns and addresses show what is in them later."""
    return sum(os.path.getsize(path) for path in paths if os.path.isfile(path))  # noqa: PTH113, PTH202 - never fail


def account(summary: "Summary", counts: dict[str, int]) -> dict[str, object]:
    """Return the account of a run as JSON values."""
    return {
        "added": asdict(summary.added),
        "analysed": summary.analysed,
        "refused": [asdict(refusal) for refusal in summary.refused],
        "record": counts,
        "seconds": round(summary.seconds, 2),
    }


def tell(summary: "Summary", counts: dict[str, int], name: str) -> None:
    """Print the account of a run as a short table."""
    from rich.console import Console
    from rich.table import Table

    console = Console()
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="bold", justify="right")
    table.add_column()
    added = summary.added
    other = counts["not_analysed"]
    for number, words in (
        (counts["report"], f"reports ({added.new} new, {added.known} known already, {added.versions} newer versions)"),
        (counts["lineage"], "lineages (independent texts)"),
        (counts["statement"], "statements"),
        (counts["event"], f"events, from {counts['mention']} mentions"),
    ):
        table.add_row(f"{number:,}", words)
    if other:
        table.add_row(f"{other:,}", "reports kept and traced but not analysed: not in English")
    table.add_row(f"{summary.seconds:.1f}", f"seconds, {summary.analysed} reports analysed")
    console.print(table)
    if summary.refused:
        _tell_refused(summary.refused)
    if what := next((kind for kind in ("event", "lineage", "report") if counts[kind]), None):
        click.echo(f"Look at it: dateline export --record {name} --what {what}s --format csv")


def _tell_refused(refused: tuple[Refusal, ...]) -> None:
    from rich.console import Console
    from rich.markup import escape

    console = Console(stderr=True, soft_wrap=True, highlight=False)
    console.print(f"[bold]{len(refused)} refused[/bold]")
    for refusal in refused[:_SHOWN]:
        console.print(f"  {escape(_printable(refusal.origin))}: {escape(refusal.reason)}")
    more = refused[_SHOWN:]
    first = {refusal.reason: _printable(refusal.origin) for refusal in reversed(more)}
    for reason, count in Counter(refusal.reason for refusal in more).most_common(_SHOWN):
        console.print(f"  and {count:,} more, such as {escape(first[reason])}: {escape(reason)}")
    if more:
        console.print("  (--json lists all of them)")


def _printable(name: str) -> str:
    """Make a file's name fit for a terminal: line breaks and control characters are shown as escapes."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)
