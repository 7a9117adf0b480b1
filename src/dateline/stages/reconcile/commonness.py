"""How much a word tells: rare words and names tie two texts together, common ones do not.

The weights come from general English and never from the reports at hand, so that the likeness of two reports depends
on these two alone. Only so can a report be added without weighing all the others anew.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

# Zipf frequency at and above which a word tells nothing ("the" 7.7, "said" 6.0, "police" 5.3).
COMMON = 6.0
# Zipf frequency taken for words that the table does not hold: names mostly. Lower values let misspellings rule.
RARE = 2.5
# A word of 1 in 3,000 counts 0.4, one of 1 in 3 million 6.5: the power was the best of 1, 1.5 and 2 on 1,056 articles.
POWER = 1.5
# Weight of a number of three digits and more ("4300 block", "2,150") and of a shorter one.
LONG_NUMBER = 2.5
SHORT_NUMBER = 1.0


@cache
def _table() -> Mapping[str, float]:
    """Read the bands of words, once."""
    text = files("dateline.data").joinpath("reconcile/commonness.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {word: float(band) for band, words in rows for word in words.split()}


def zipf(word: str) -> float:
    """Return the log10 of how often a lower-case word occurs in a billion words of English."""
    return _table().get(word, RARE)


@lru_cache(maxsize=200_000)
def weight(word: str) -> float:
    """Return how much it tells that two texts share a lower-case word; 0 for common ones."""
    if word[0].isdigit():
        return LONG_NUMBER if sum(map(str.isdigit, word)) > 2 else SHORT_NUMBER
    return float(max(0.0, COMMON - zipf(word)) ** POWER)
