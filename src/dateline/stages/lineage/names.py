"""Names: are two names one name in two spellings? By letters alone, for names that no table knows."""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

ALIKE = 0.8
"""Share of letters in common, after sounds have been folded, that makes two spellings one name: Kupyansk and Kupiansk are
the same when folded, Severodonetsk and Sievierodonetsk share 0.93; Ivanov and Ivanova must not reach it by folding."""
_SHORT = 5
"""Names of fewer letters must be the same when folded: in them one letter makes another name."""

_REMEMBERED = 10_000
"""Names folded before: they recur from copy to copy."""

_FOLDS = (
    (re.compile(r"(sky|skyy|skiy|skii|skij|ski)$"), "sky"),
    (re.compile(r"kh|ch(?=[aeiou])"), "h"),
    (re.compile(r"zh|dj|dzh"), "j"),
    (re.compile(r"q|ck|gh"), "k"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"w"), "v"),
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"iy|yi|ii|yy|ij|[jy]"), "i"),
    (re.compile(r"i(?=[aeou])"), ""),
    (re.compile(r"(.)\1"), r"\1"),
)


@lru_cache(_REMEMBERED)
def folded(name: str) -> str:
    """Return a name with the sounds folded that transliterations write in different letters."""
    plain = unicodedata.normalize("NFKD", name.lower())
    plain = "".join(c for c in plain if c.isalpha())
    for pattern, replacement in _FOLDS:
        plain = pattern.sub(replacement, plain)
    return plain


def alike(one: str, other: str) -> bool:
    """Tell whether two words are likely to be one name, or one word, in two spellings."""
    a, b = folded(one), folded(other)
    if a == b:
        return True
    if min(len(a), len(b)) < _SHORT or a[0] != b[0] or a[-1] != b[-1]:
        return False
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= ALIKE
