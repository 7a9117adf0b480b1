"""Which words for what nature does can be one happening: "quake" and "tremor", never "quake" and "landslide"."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files


@cache
def _groups() -> Mapping[str, str]:
    """Return the group of each word."""
    table = tomllib.loads(files("dateline.data").joinpath("hazards.toml").read_text(encoding="utf-8"))
    return {word: group for group, words in table.items() for word in words}


def groups(words: Iterable[str]) -> frozenset[str]:
    """Return the groups of hazards that the words name, singular or plural."""
    return frozenset(group for group in map(_group, words) if group)


@lru_cache(maxsize=10_000)
def _group(word: str) -> str | None:
    known, lower = _groups(), word.lower()
    return known.get(lower) or known.get(lower.removesuffix("s"))
