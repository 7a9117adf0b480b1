"""Sets: numbers of many texts in one sorted array, so that what thousands of pairs of texts share is counted at once."""

import numpy as np
from numpy.typing import NDArray

BITS = 40
"""Bits of a number that are kept. Two runs of one pair of texts meet by chance once in ten million pairs."""
_LOW = np.uint64((1 << BITS) - 1)
_SHIFT = np.uint64(BITS)
_BLOCK = 2_000_000  # numbers sorted at once: some 60 MB


def narrow(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the bits that are kept of each number."""
    return numbers >> np.uint64(64 - BITS)


def packed(narrowed: NDArray[np.uint64], owner: NDArray[np.int64], *, owner_first: bool) -> NDArray[np.uint64]:
    """Return each pair of number and owner once, as one number, sorted; owners are below 2^24."""
    owners = owner.astype(np.uint64)
    keys = owners << _SHIFT | narrowed if owner_first else narrowed << np.uint64(64 - BITS) | owners
    keys.sort()
    fresh = np.ones(len(keys), bool)
    np.not_equal(keys[1:], keys[:-1], out=fresh[1:])
    return keys[fresh]


class Sets:
    """The distinct numbers of each of ``count`` texts."""

    def __init__(self, numbers: NDArray[np.uint64], owner: NDArray[np.int64], count: int) -> None:
        self._keys = packed(narrow(numbers), owner, owner_first=True)
        self.sizes: NDArray[np.int64] = np.bincount((self._keys >> _SHIFT).astype(np.int64), minlength=count)
        self._starts = np.concatenate(([0], np.cumsum(self.sizes)))

    def common(self, a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return for each pair of texts how many numbers both have."""
        found = np.zeros(len(a), np.int64)
        if not len(a):
            return found
        ends = np.cumsum(self.sizes[a] + self.sizes[b])
        cuts = np.searchsorted(ends, np.arange(0, ends[-1], _BLOCK))
        for some in np.split(np.arange(len(a)), np.unique(cuts)[1:]):
            found[some] = self._common(a[some], b[some])
        return found

    def _common(self, a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.int64]:
        """Sort the numbers of both texts of each pair together: those that both have stand twice, side by side.

        Both halves are in order: a stable sort merges them, in two fifths of the time of one that does not see that, and in
        an eighth of that of looking up each number of the one among those of the other.
        """
        numbers = np.concatenate((self._of(a), self._of(b)))
        numbers.sort(kind="stable")
        twice = numbers[1:][numbers[1:] == numbers[:-1]]
        return np.bincount((twice >> _SHIFT).astype(np.int64), minlength=len(a))

    def _of(self, texts: NDArray[np.int64]) -> NDArray[np.uint64]:
        """Return the numbers of texts, each with the place of its text before it."""
        borders = zip(self._starts[texts].tolist(), self._starts[texts + 1].tolist(), strict=True)
        owned: NDArray[np.uint64] = np.concatenate([self._keys[start:end] for start, end in borders]) & _LOW
        owned |= np.repeat(np.arange(len(texts), dtype=np.uint64) << _SHIFT, self.sizes[texts])
        return owned
