"""Which words for what nature does can be one happening: "quake" and "tremor", never "quake" and "landslide"."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files


@cache
def _groups() -> Mapping[str, str]:
    """Return the group of each word."""
    table = tomllib.loads(files("dateline.data").joinpath("hazards.toml").read_text(encoding="utf-8"))
    return {word: group for group, words in table.items() for word in words}


def groups(words: Iterable[str]) -> frozenset[str]:
    """Return the groups of hazards that the words name, singular or plural."""
    known = _groups()
    found = (known.get(word.lower()) or known.get(word.lower().removesuffix("s")) for word in words)
    return frozenset(group for group in found if group)
