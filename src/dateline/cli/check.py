"""``dateline check``: is the record whole?"""

from pathlib import Path

import click

from dateline.cli import options
from dateline.errors import RecordDamaged
from dateline.store import Record


@click.command("check")
@options.record(exists=True)
def command(path: Path) -> int:
    """Verify that a record is whole: the file, its indexes, and that every row quotes its report.

    \b
    Examples:
      dateline check --record news.db
    """  # noqa: D301 - \b keeps the lines of the examples
    with Record.open(path) as record:
        faults = record.faults()
        reports = record.counts()["report"]
    if faults:
        raise RecordDamaged(f"{path} is not whole:\n" + "\n".join(f"  {fault}" for fault in faults))
    click.echo(f"{path} is whole: {reports:,} reports.")
    return 0
