"""How names are compared: without accents, case and marks, so that "Türkiye", "TURKIYE" and "Turkiye" are one name."""

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

_MARKS = re.compile(r"['’‘ʼʻ`´ʹʺ\"“”.]")
_GAPS = re.compile(r"[^a-z0-9]+")
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return the plain letters and digits of a name, words parted by one space; "" where no Latin letter is left.

    "St. Louis" and "Saint Louis" fold alike; a leading "the" goes.
    """
    bare = name.casefold().translate(_LETTERS)
    if not bare.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    words = _GAPS.sub(" ", _MARKS.sub("", bare)).split()
    if len(words) > 1 and words[0] == "the":
        del words[0]
    if len(words) > 1 and words[0] in _SHORT:
        words[0] = _SHORT[words[0]]
    return " ".join(words)


_ARTICLE = re.compile(r"^(?:al|el|ar|as|ad|an|az|at|ash) ")
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("sch|sh|tch|ch|cz|tz|zh", "s"),
        ("[kcgx]h", "h"),
        ("ph|w", "v"),
        ("ck|q|c|x", "k"),
        ("([td])h", r"\1"),
        ("[iyj ]+", "i"),
        ("[ae]+", "a"),
        ("[ou]+", "o"),
        ("z", "s"),
        ("g", "h"),
        (r"(.)\1+", r"\1"),
    )
)


def skeleton(folded: str) -> str:
    """Return a folded name roughly as it sounds: alike for "kupiansk" and "kupyansk", not for "pune" and "puno"."""
    folded = _ARTICLE.sub("", folded).removesuffix("h")
    for pattern, sound in _SOUNDS:
        folded = pattern.sub(sound, folded)
    return folded


def latin(name: str) -> bool:
    """Tell whether a name is written in Latin letters, as it must be to stand in an English report."""
    return all(
        c < "\u0250" or "\u1e00" <= c <= "\u1eff" or "\u2010" <= c <= "\u2019" or unicodedata.combining(c) for c in name
    )


def key(folded: str) -> int:
    """Return the 64-bit key under which the index keeps a folded name.

    Among two million names the chance of any two sharing a key is about 1 in 10 million.
    """
    return int.from_bytes(blake2b(folded.encode(), digest_size=8).digest(), "big")
