"""Words: a text as an array of 64-bit numbers, one for each word that counts, the same for every form of a word.

Everything downstream works on these arrays. A number depends on the word alone, so that arrays made on different days and
machines agree. Words that are figures have an even number, others an odd one; words that do not count are left out.
Text is cut at spaces after one pass that turns all but letters, digits and ``.,'`` into spaces; what still clings to a word
is taken off when the word is first met.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from zlib import adler32, crc32

import numpy as np
from numpy.typing import NDArray

from dateline.model import Report
from dateline.stages.lineage.forms import Forms, load, strip_accents
from dateline.stages.lineage.lookup import Lookup

# Scripts written without spaces are taken letter by letter: Thai to Myanmar, Khmer, kana, Han, and their extensions.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_UNSPACED = tuple((ord(part[0]), ord(part[2])) for part in (UNSPACED[k : k + 3] for k in range(0, len(UNSPACED), 3)))
_CLINGING = ".,'"
_ASCII = bytes(
    ord(chr(k).lower()) if chr(k).isalnum() and k < 128 else k if chr(k) in _CLINGING else ord(" ") for k in range(256)
)

# The words remembered at once. A vocabulary of news grows without end (names, typos); forgetting costs time only.
_REMEMBERED = 300_000


# Words kept of reports that are going to be traced: 64 MB.
_AHEAD = 8_000_000

# Texts taken at once: few enough that their words stay in the processor's cache.
_TOGETHER = 200

# Two checksums side by side tell words apart as well as a digest does (no two of 400,000 words meet) in a third of the time;
# the odd factor, 2^64 over the golden ratio, spreads them over the whole range.
_SPREAD = np.uint64(0x9E3779B97F4A7C15)


class _Signs(dict[int, str]):
    """What becomes of each character beyond ASCII, worked out when first met."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        if sign == "’":
            kept = "'"
        elif sign in _CLINGING or unicodedata.category(sign)[0] in "LNM":
            kept = f" {sign} " if any(low <= code <= high for low, high in _UNSPACED) else strip_accents(sign.lower())
        else:
            kept = " "
        self[code] = kept
        return kept


_SIGNS = _Signs()
# Nine of ten characters beyond ASCII in English news; to replace them one after the other is quicker than one by one.
_COMMON = (("’", "'"), ("“", " "), ("”", " "), ("‘", " "), ("–", " "), ("—", " "), ("\xa0", " "))
_BEYOND = re.compile(r"[^\x00-\x7f]")


class Vocabulary(dict[str, int]):
    """Words already met and their numbers; a new one is worked out when first asked for. Those in plain letters have a
    table of their own. The words of reports can be worked out ahead, while others are still being read.
    """

    def __init__(self, forms: Forms | None = None) -> None:
        super().__init__()
        self._forms = forms or load()
        self._ahead: dict[str, NDArray[np.uint64]] = {}
        self._room = _AHEAD
        self._lookup = Lookup(self._numbers, _CLINGING.encode())

    def _numbers(self, words: Sequence[str]) -> NDArray[np.uint64]:
        return numbers_of(list(map(self._forms.bare, words)))

    def arrays(self, texts: Iterable[str]) -> list[NDArray[np.uint64]]:
        """Return the words of each text, in order."""
        waiting = iter(texts)
        found: list[NDArray[np.uint64]] = []
        while some := list(islice(waiting, _TOGETHER)):
            plain = [_plain(text) for text in some]
            quick = self._together([text for text in plain if isinstance(text, bytes)])
            found += [next(quick) if isinstance(text, bytes) else self._alone(text) for text in plain]
        return found

    def look_ahead(self, reports: Sequence[Report]) -> None:
        """Work out the words of reports that are going to be traced, as far as there is room for them."""
        if self._room > 0:
            arrays = self.arrays(report.text for report in reports)
            self._ahead.update((report.id, array) for report, array in zip(reports, arrays, strict=True))
            self._room -= sum(map(len, arrays))

    def of(self, reports: Sequence[Report]) -> list[NDArray[np.uint64]]:
        """Return the words of each report, in order; those worked out ahead are given away."""
        known = {report.id: self._ahead.pop(report.id) for report in reports if report.id in self._ahead}
        lacking = [report for report in reports if report.id not in known]
        self._room += sum(map(len, known.values()))
        fresh = self.arrays(report.text for report in lacking)
        known.update((report.id, array) for report, array in zip(lacking, fresh, strict=True))
        return [known[report.id] for report in reports]

    def _together(self, texts: Sequence[bytes]) -> Iterator[NDArray[np.uint64]]:
        """Yield the words of texts in plain letters."""
        starts, numbers = self._lookup.words(b" %b " % b" ".join(texts))
        borders = np.cumsum([1, *(len(text) + 1 for text in texts)])
        counted = numbers != 0
        kept = np.concatenate(([0], np.cumsum(counted)))[np.searchsorted(starts, borders)].tolist()
        numbers = numbers[counted]
        return (numbers[first:last] for first, last in pairwise(kept))

    def _alone(self, text: str) -> NDArray[np.uint64]:
        words = text.split()
        if lacking := [word for word in dict.fromkeys(words) if word not in self]:
            if len(self) + len(lacking) > _REMEMBERED:
                self.clear()
                lacking = list(dict.fromkeys(words))
            self.update(zip(lacking, self._numbers(lacking).tolist(), strict=True))
        numbers = np.array([self[word] for word in words], dtype=np.uint64)
        counted: NDArray[np.uint64] = numbers[numbers != 0]
        return counted


def _plain(text: str) -> bytes | str:
    """Return the text with spaces for all but letters, figures and what clings to words; bytes if that is ASCII."""
    if not text.isascii():
        for sign, kept in _COMMON:
            text = text.replace(sign, kept)
    if not text.isascii():
        text = _BEYOND.sub(lambda sign: _SIGNS[ord(sign.group())], unicodedata.normalize("NFKC", text))
    if not text.isascii():
        return text.translate(_SIGNS)
    return text.encode("ascii").translate(_ASCII)


def numbers_of(words: Sequence[str]) -> NDArray[np.uint64]:
    """Return the 64-bit number of each of some canonical words: 0 for none, even for figures, odd for the rest."""
    written = [word.encode("utf-8", "surrogatepass") for word in words]
    high, low = (np.array(list(map(check, written)), np.uint64) for check in (crc32, adler32))
    numbers: NDArray[np.uint64] = (high << np.uint64(32) | low) * _SPREAD
    figures = np.array([word[:1].isdigit() for word in words], bool)
    even = np.maximum(numbers & ~np.uint64(1), np.uint64(2))
    numbers = np.where(figures, even, numbers | np.uint64(1))
    numbers[[not word for word in words]] = 0
    return numbers
