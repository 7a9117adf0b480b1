"""``dateline check``: is the record whole?"""

import click

from dateline.cli import options
from dateline.errors import RecordDamaged
from dateline.store import Record


@click.command("check")
@options.record(exists=True)
def command(path: str) -> int:
    """Verify that a record is whole: the file, its indexes, and that every row quotes its report.

    \b
    Examples:
      dateline check --record news.db
    """  # noqa: D301 - \b keeps the lines of the examples
    with Record.open(path) as record:
        faults = record.faults()
        reports = record.counts()["report"]
        name = record.name
    if faults:
        raise RecordDamaged(f"{name} is not whole:\n" + "\n".join(f"  {fault}" for fault in faults))
    click.echo(f"{name} is whole: {reports:,} reports.")
    return 0
