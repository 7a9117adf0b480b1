"""Words: a text as an array of 64-bit numbers, one for each word that counts, the same for every form of a word.

Everything downstream works on these arrays. A number depends on the word alone, so that arrays made on different days and
machines agree. Words that are figures have an even number, others an odd one; words that do not count are left out.
"""

import re
import unicodedata
from collections.abc import Iterable
from hashlib import blake2b
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from dateline.stages.lineage.forms import Forms, load

# Scripts written without spaces are taken letter by letter: Thai to Myanmar, Khmer, kana, Han, and their extensions.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_ASCII = re.compile(r"[a-z]+|[0-9]+(?:[.,][0-9]+)*")
_ANY = re.compile(rf"[^\W\d_{UNSPACED}]+|\d+(?:[.,]\d+)*|[{UNSPACED}]")

# The words remembered at once. A vocabulary of news grows without end (names, typos); forgetting costs time only.
_REMEMBERED = 1_000_000


class Vocabulary(dict[str, int]):
    """Words already met and their numbers; a new one is worked out when first asked for."""

    def __init__(self, forms: Forms | None = None) -> None:
        super().__init__()
        self._forms = forms or load()

    def __missing__(self, word: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        number = self[word] = number_of(self._forms.canonical(word))
        return number

    def arrays(self, texts: Iterable[str]) -> list[NDArray[np.uint64]]:
        """Return the words of each text, in order."""
        found = [split(text) for text in texts]
        total = sum(map(len, found))
        flat = np.fromiter(map(self.__getitem__, chain.from_iterable(found)), dtype=np.uint64, count=total)
        ends = np.cumsum([len(words) for words in found], dtype=np.int64)
        kept = np.concatenate(([0], np.cumsum(flat != 0)))[np.concatenate(([0], ends))].tolist()
        flat = flat[flat != 0]
        return [flat[start:end] for start, end in pairwise(kept)]


def split(text: str) -> list[str]:
    """Return the words of a text in lower case: runs of letters, figures with their commas and points."""
    if text.isascii():
        return _ASCII.findall(text.lower())
    return _ANY.findall(unicodedata.normalize("NFKC", text).lower())


def number_of(word: str) -> int:
    """Return the 64-bit number of a canonical word: 0 for none, even for figures, odd for the rest."""
    if not word:
        return 0
    number = int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
    if word[0].isdigit():
        return (number & ~1) or 2
    return number | 1


def figures(words: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the words that are figures."""
    even: NDArray[np.uint64] = words[(words & np.uint64(1)) == 0]
    return even
