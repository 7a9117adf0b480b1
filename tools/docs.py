"""Write the generated parts of the docs: the tree in docs/architecture.md, the real result in README.md.

Run it alone to bring the pages up to date; with ``--check`` it fails when one is behind the code.
"""

import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console

import dateline
from dateline.cli import showevent
from dateline.data import sample_folder

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "dateline"
BEGIN, END = "<!-- {}: begin (make docs) -->\n", "<!-- {}: end -->\n"
WIDTH = 100

# The flow is the order: what a stage reads stands before it.
ORDER = [
    "pipeline.py",
    "crew.py",
    "workers.py",
    "processes.py",
    "cluster.py",
    "errand.py",
    "versions.py",
    "collector.py",
    "analyst.py",
    "model",
    "stages",
    "data",
    "store",
    "export",
    "serve",
    "cli",
]
STAGES = ["read", "lineage", "language", "statements", "dates", "places", "events", "reconcile"]


def tree() -> str:
    """Return the modules with the first sentence of each."""
    return "```text\nsrc/dateline/\n" + "\n".join(lines(PACKAGE, 1)) + "\n```\n"


def lines(folder: Path, depth: int = 0) -> Iterator[str]:
    """Yield one line for each module and package below ``folder``."""
    for path in sorted(folder.iterdir(), key=rank):
        name = "    " * depth + path.name
        if path.is_dir() and (path / "__init__.py").exists():
            yield f"{name + '/':<30} {summary(path / '__init__.py')}".rstrip()
            yield from lines(path, depth + 1)
        elif path.suffix == ".py" and not path.name.startswith("__"):
            yield f"{name:<30} {summary(path)}".rstrip()


def rank(path: Path) -> tuple[int, str]:
    """Order the modules of a folder as the reader should meet them."""
    known = ORDER + STAGES
    return (known.index(path.name) if path.name in known else len(known), path.name)


def summary(path: Path) -> str:
    """Return the first paragraph of a module's docstring on one line."""
    doc = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(doc.split("\n\n")[0].split())


def result() -> str:
    """Return what `dateline show` prints of the sample event that most independent texts tell of."""
    out = io.StringIO()
    with dateline.read([sample_folder()]) as record:
        event = max(record.events(), key=lambda e: (e.lineages, e.reports, e.id))
        counts = record.counts()
        showevent.show(record, event.id, Console(file=out, width=WIDTH, highlight=False))
    printed = "\n".join(line.rstrip() for line in out.getvalue().splitlines())
    texts = f"{counts['report']} sample reports ({counts['lineage']} independent texts)"
    said = f"From the {texts}, one of {counts['event']} events:\n\n"
    return said + f"```text\n$ dateline show {event.id} --record demo.db\n\n{printed}\n```\n"


PARTS = ((ROOT / "docs" / "architecture.md", "tree", tree), (ROOT / "README.md", "result", result))


def main() -> int:
    """Write or check every part."""
    behind = []
    for page, name, make in PARTS:
        begin, end, text = BEGIN.format(name), END.format(name), page.read_text(encoding="utf-8")
        before, rest = text.split(begin)
        wanted = before + begin + make() + end + rest.split(end)[1]
        if wanted != text:
            behind.append(page.name)
            if "--check" not in sys.argv:
                page.write_text(wanted, encoding="utf-8")
    if behind and "--check" in sys.argv:
        sys.stderr.write(f"{', '.join(behind)}: behind the code. Run `make docs`.\n")
    return int(bool(behind) and "--check" in sys.argv)


if __name__ == "__main__":
    sys.exit(main())
