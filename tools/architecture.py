"""Write the tree in docs/architecture.md from the docstrings of the modules, so that the page cannot go stale.

Run it alone to bring the page up to date; with ``--check`` it fails when the page is behind.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "dateline"
PAGE = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- tree: begin (make docs) -->\n", "<!-- tree: end -->\n"

# The flow is the order: what a stage reads stands before it.
ORDER = ["pipeline.py", "model", "stages", "data", "store", "export", "serve", "cli", "settings.py", "errors.py"]
STAGES = ["read", "lineage", "language", "statements", "dates", "places", "events", "reconcile"]


def summary(path: Path) -> str:
    """Return the first sentence of a module's docstring."""
    doc = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(doc.split("\n\n")[0].split())


def rank(path: Path) -> tuple[int, str]:
    """Order the modules of a folder as the reader should meet them."""
    known = ORDER + STAGES
    return (known.index(path.name) if path.name in known else len(known), path.name)


def lines(folder: Path, depth: int = 0) -> Iterator[str]:
    """Yield one line for each module and package below ``folder``."""
    for path in sorted(folder.iterdir(), key=rank):
        name = "    " * depth + path.name
        if path.is_dir() and (path / "__init__.py").exists():
            yield f"{name + '/':<30} {summary(path / '__init__.py')}".rstrip()
            yield from lines(path, depth + 1)
        elif path.suffix == ".py" and not path.name.startswith("__"):
            yield f"{name:<30} {summary(path)}".rstrip()


def page() -> str:
    """Return the page with its tree as it should be."""
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    return before + BEGIN + "```text\nsrc/dateline/\n" + "\n".join(lines(PACKAGE, 1)) + "\n```\n" + END + after


def main() -> int:
    """Write or check the page."""
    wanted = page()
    if "--check" in sys.argv:
        if wanted != PAGE.read_text(encoding="utf-8"):
            sys.stderr.write("docs/architecture.md is behind the code: run `make docs`.\n")
            return 1
        return 0
    PAGE.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
