"""The stage's word lists about people, loaded once from ``data/statements/people.toml``."""

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
def gender_words() -> dict[str, str]:
    """Return "m" or "f" for titles, nouns and given names that tell; names that are both tell nothing."""
    male, female = set(_people()["male"]), set(_people()["female"])
    return {**dict.fromkeys(sorted(male - female), "m"), **dict.fromkeys(sorted(female - male), "f")}


@cache
def parties() -> frozenset[str]:
    """Return nouns that name a party to a conflict or dispute."""
    return frozenset(_people()["parties"])


def full_title(word: str) -> str:
    """Write out an abbreviated title: "Gov." is governor."""
    bare = word.strip(".")
    return _people_short().get(bare.lower(), bare)


@cache
def _people_short() -> dict[str, str]:
    """Return abbreviated titles with their full words."""
    return dict(pair.split("=", 1) for pair in _people()["short"])
