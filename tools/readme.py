"""Write the real result in README.md: the best attested event of the sample reports, as `dateline show` prints it.

Run it alone to bring the page up to date; with ``--check`` it fails when the README shows something else.
"""

import io
import sys
from pathlib import Path

from rich.console import Console

import dateline
from dateline.cli import showevent
from dateline.data import sample_folder

PAGE = Path(__file__).resolve().parents[1] / "README.md"
BEGIN, END = "<!-- result: begin (make docs) -->\n", "<!-- result: end -->\n"
WIDTH = 100


def result() -> str:
    """Return what is printed for the event that most independent texts tell of."""
    out = io.StringIO()
    with dateline.read([sample_folder()]) as record:
        event = max(record.events(), key=lambda e: (e.lineages, e.reports, e.id))
        counts = record.counts()
        showevent.show(record, event.id, Console(file=out, width=WIDTH, highlight=False))
    lines = [line.rstrip() for line in out.getvalue().splitlines()]
    texts = f"{counts['report']} sample reports ({counts['lineage']} independent texts)"
    said = f"From the {texts}, one of {counts['event']} events:\n\n"
    return said + f"```text\n$ dateline show {event.id} --record demo.db\n\n" + "\n".join(lines) + "\n```\n"


def page() -> str:
    """Return the README with its result as it should be."""
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    return before + BEGIN + result() + END + rest.split(END)[1]


def main() -> int:
    """Write or check the README."""
    wanted = page()
    if "--check" in sys.argv:
        if wanted != PAGE.read_text(encoding="utf-8"):
            sys.stderr.write("The result in README.md is behind the code: run `make docs`.\n")
            return 1
        return 0
    PAGE.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
