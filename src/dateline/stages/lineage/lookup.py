"""Lookup: the numbers of the words of plain text for hundreds of texts at once, without making a string of each word.

A word is told by its letters, eight at a time read as one number, and looked up in a table of fixed size; only a word that
is met for the first time becomes a string. Seven tenths of the time from text to words went into strings before.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

_BITS = 19
"""The table has 2 to this power places, 4 MB each for keys and values."""
_FILLED = 0.3
"""Share of places from which the table is emptied and filled anew: beyond it words collide too often."""
_PROBES = 4
"""Places tried for a word; the few words that find none are kept aside."""
_SPREAD = np.uint64(0xBF58476D1CE4E5B9)
_ODD = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(29)
_SPACE = 32
_EIGHT = 8  # letters in a 64-bit number
_FIRST = np.array([(1 << 8 * k) - 1 for k in range(_EIGHT + 1)], np.dtype("<u8"))
"""By count, the part of a number that holds so many letters."""


Places = NDArray[np.int64]


class Lookup:
    """Turns stretches of text, words parted by spaces, into the numbers that ``numbers`` gives to their words."""

    def __init__(self, numbers: Callable[[Sequence[str]], NDArray[np.uint64]], clinging: bytes) -> None:
        self._numbers = numbers
        self._clinging = np.isin(np.arange(256), np.frombuffer(clinging, np.uint8))
        self._clear()

    def _clear(self) -> None:
        self._keys = np.zeros(1 << _BITS, np.uint64)
        self._values = np.zeros(1 << _BITS, np.uint64)
        self._aside: dict[int, int] = {}
        self._count = 0

    def words(self, text: bytes) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
        """Return where each word of ``text`` starts, and its number; ``text`` has a space at each end."""
        letters = np.frombuffer(text, np.uint8)
        spaces = letters == _SPACE
        edges = np.flatnonzero(spaces[1:] != spaces[:-1]) + 1
        starts, ends = self._bare(letters, edges[::2], edges[1::2])
        hashes = _hashes(text, starts, ends)
        places, found = self._find(hashes)
        if len(lacking := np.flatnonzero(~found)):
            if self._learn(text, starts, ends, hashes, lacking):
                lacking = np.arange(len(hashes))
            places[lacking], found[lacking] = self._find(hashes[lacking])
        numbers = self._values[places]
        for k in np.flatnonzero(~found).tolist():
            numbers[k] = self._aside[int(hashes[k])]
        return edges[::2], numbers

    def _bare(self, letters: NDArray[np.uint8], starts: Places, ends: Places) -> tuple[Places, Places]:
        """Return starts and ends of words without the signs that cling to them; of nothing else, nothing is left."""
        starts, ends = starts.copy(), ends.copy()
        clinging = np.flatnonzero(self._clinging[letters[ends - 1]])
        while len(clinging):
            ends[clinging] -= 1
            clinging = clinging[(ends > starts)[clinging]]
            clinging = clinging[self._clinging[letters[ends[clinging] - 1]]]
        clinging = np.flatnonzero(self._clinging[letters[starts]] & (starts < ends))
        while len(clinging):
            starts[clinging] += 1
            clinging = clinging[self._clinging[letters[starts[clinging]]]]
        return starts, ends

    def _find(self, hashes: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Return the place of each word in the table and whether it is there."""
        places = ((hashes * _SPREAD) >> np.uint64(64 - _BITS)).astype(np.int64)
        found = self._keys[places] == hashes
        for probe in range(1, _PROBES):
            lacking = np.flatnonzero(~found)
            if not len(lacking):
                break
            tried = (places[lacking] + probe) & ((1 << _BITS) - 1)
            hit = self._keys[tried] == hashes[lacking]
            places[lacking[hit]] = tried[hit]
            found[lacking[hit]] = True
        return places, found

    def _learn(
        self,
        text: bytes,
        starts: NDArray[np.int64],
        ends: NDArray[np.int64],
        hashes: NDArray[np.uint64],
        lacking: NDArray[np.int64],
    ) -> bool:
        """Put words in the table; tell whether it was emptied first, so that all have to be looked up again."""
        fresh, first = np.unique(hashes[lacking], return_index=True)
        emptied = self._count + len(fresh) > _FILLED * (1 << _BITS)
        if emptied:
            self._clear()
            fresh, first = np.unique(hashes, return_index=True)
            lacking = np.arange(len(hashes))
        at = lacking[first]
        borders = zip(starts[at].tolist(), ends[at].tolist(), strict=True)
        self._keep(fresh, self._numbers([text[start:end].decode("ascii") for start, end in borders]))
        return emptied

    def _keep(self, words: NDArray[np.uint64], numbers: NDArray[np.uint64]) -> None:
        """Put words in the first free of their places, all at once; those that find none are kept aside."""
        waiting = np.arange(len(words))
        for probe in range(_PROBES):
            places = ((words[waiting] * _SPREAD) >> np.uint64(64 - _BITS)).astype(np.int64) + probe & (1 << _BITS) - 1
            _, one_each = np.unique(places, return_index=True)
            chosen = one_each[self._keys[places[one_each]] == 0]
            self._keys[places[chosen]] = words[waiting[chosen]]
            self._values[places[chosen]] = numbers[waiting[chosen]]
            waiting = np.delete(waiting, chosen)
        self._count += len(words) - len(waiting)
        self._aside.update(zip(words[waiting].tolist(), numbers[waiting].tolist(), strict=True))


def _hashes(text: bytes, starts: Places, ends: Places) -> NDArray[np.uint64]:
    """Return a number for each word; up to eight letters no two words have the same, and none has 0 but no letters."""
    eights = np.ndarray((len(text),), np.dtype("<u8"), text + bytes(_EIGHT), 0, (1,))
    lengths = ends - starts
    hashes: NDArray[np.uint64] = (eights[starts] & _FIRST[np.minimum(lengths, _EIGHT)]) * _ODD
    hashes ^= hashes >> _HALF
    done = _EIGHT
    while len(longer := np.flatnonzero(lengths > done)):
        more = eights[starts[longer] + done] & _FIRST[np.minimum(lengths[longer] - done, _EIGHT)]
        mixed = (hashes[longer] + more) * _SPREAD
        hashes[longer] = mixed ^ mixed >> _HALF
        done += _EIGHT
    return hashes
