"""Whether words count people ("four", "two others") or only name and describe them ("a boy of 4", "Lea Brandt, 34")."""

import re
import tomllib
from functools import cache
from importlib.resources import files

# An age is no count: "a 7-year-old girl", "Lea Brandt, 34".
_AGE = re.compile(r"\d+(?:\.\d+)?[- ](?:(?:year|month|week|day)s?[- ]olds?|y/?o)\b|aged? \d+|, ?\d\d?\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d")


def is_count(told: str) -> bool:
    """Tell whether the words count people, beside naming or describing them."""
    bare = ageless(told)
    return bool(_NUMBER.search(bare)) or not words("counts").isdisjoint(bare.lower().split())


def ageless(told: str) -> str:
    """Return the words without ages."""
    return _AGE.sub("", told)


@cache
def words(kind: str) -> frozenset[str]:
    """Return a list of words from `counting.toml`."""
    table = tomllib.loads(files("dateline.data").joinpath("reconcile/counting.toml").read_text(encoding="utf-8"))
    return frozenset(table[kind])
