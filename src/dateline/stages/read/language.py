"""Tell the language of a text, so that only what the language model understands is analysed.

English, by far the most frequent, is proved by its function words, some fifty times faster than the classifier does it; the
rest is left to py3langid, which is loaded only when it is first needed.
"""

import re
from functools import cache

from dateline.stages.read.tables import load

_CODE = re.compile(r"[a-z]{2}")
_WORD = re.compile(r"[^\W\d_]+")
_WORDS = 80
# Characters that hold that many words, and some.
_PREFIX = 450
# Of the words of English news text 10 to 35 % (median 20) are function words of our list; of texts in Danish, Dutch, German,
# Swedish, Afrikaans, Indonesian and Tagalog at most 4 %.
_PROOF = 0.1
# Stock tables and lists of names in English have few of them; the classifier takes them for Pidgin or Luxembourgish.
_HINT = 0.04
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
    first = re.split(r"[-_]", (given or "").strip().lower())[0]
    return _codes().get(first) or (first if _CODE.fullmatch(first) else None)


@cache
def _codes() -> dict[str, str]:
    return {name: code for code, names in load("languages")["codes"].items() for name in names}


@cache
def english() -> frozenset[str]:
    """Return the function words of English."""
    return frozenset(load("english")["function_words"])


def _classify(text: str) -> str:
    import py3langid

    code: str = py3langid.classify(text)[0]
    return code
