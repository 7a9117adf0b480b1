"""What words tell of a person's sex: titles, nouns and given names, from ``statements/people.toml``."""

import tomllib
from functools import cache
from importlib import resources


@cache
def gender_words() -> dict[str, str]:
    """Return "m" or "f" for titles, nouns and given names that tell; names that are both tell nothing."""
    text = resources.files("dateline.data").joinpath("statements", "people.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    male, female = set(table["male"]), set(table["female"])
    return {**dict.fromkeys(sorted(male - female), "m"), **dict.fromkeys(sorted(female - male), "f")}
