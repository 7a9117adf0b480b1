"""The stage's word lists about people, loaded once from ``data/statements/people.toml``."""

import csv
import io
import tomllib
from functools import cache
from importlib import resources


@cache
def _people() -> dict[str, list[str]]:
    """Read the file."""
    text = resources.files("dateline.data").joinpath("statements", "people.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def offices() -> frozenset[str]:
    """Return nouns that name an office, a calling or a tie of family."""
    return frozenset(_people()["offices"])


@cache
def opponents() -> frozenset[str]:
    """Return nouns for those who stand against a power."""
    return frozenset(_people()["opponents"])


@cache
def powers() -> frozenset[str]:
    """Return nouns for a power and its arms."""
    return frozenset(_people()["powers"])


@cache
def nations() -> dict[str, str]:
    """Return names of nations, their people and their seats of government, each with the nation's adjective."""
    folder = resources.files("dateline.data").joinpath("places")
    names = {
        r["code"]: r["name"] for r in csv.DictReader(io.StringIO(folder.joinpath("countries.csv").read_text("utf-8")))
    }
    table: dict[str, str] = {}
    for row in csv.DictReader(io.StringIO(folder.joinpath("nations.csv").read_text("utf-8"))):
        people = [w for w in row["demonyms"].split(";") if w]
        if people:
            also = [names.get(row["code"], ""), *row["aliases"].split(";"), *row["seats"].split(";")]
            table.update((word, people[0]) for word in [*people, *also] if word)
    return table


def full_title(word: str) -> str:
    """Write out an abbreviated title: "Gov." is governor."""
    bare = word.strip(".")
    return _people_short().get(bare.lower(), bare)


@cache
def _people_short() -> dict[str, str]:
    """Return abbreviated titles with their full words."""
    return dict(pair.split("=", 1) for pair in _people()["short"])


@cache
def bodies() -> frozenset[str]:
    """Return nouns for bodies that speak with one voice."""
    return frozenset(_people()["bodies"])


@cache
def voices() -> frozenset[str]:
    """Return nouns for whoever or whatever can be cited as a source."""
    return frozenset(_people()["voices"]) | offices() | bodies()
