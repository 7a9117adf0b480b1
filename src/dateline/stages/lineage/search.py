"""Search: which texts may share something, from the anchors that they have in common."""

import numpy as np
from numpy.typing import NDArray

CROWD = 64
"""Texts with an anchor up to which all of them are paired. Beyond it the anchor is a set phrase, boilerplate or a very large
family, and each text is paired with its neighbours in the order of their keys, which holds families together."""
NEIGHBOURS = 2
"""Texts on either side that are paired in a crowd."""
HINT = 0.12
"""The share of the shorter text's anchors that two texts must have in common to be looked at. Heavily edited copies keep
0.22 of their runs of four words or more."""

_BLOCK = 2_000_000  # pairs counted at once, which takes some 200 MB


def pairs(
    numbers: NDArray[np.uint64], owner: NDArray[np.int64], keys: NDArray[np.uint64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs (a, b), a < b, of texts worth comparing.

    ``numbers`` and ``owner`` are as ``shingles.anchors`` returns them; ``keys`` gives each text a place among others that
    share an anchor with it, so that near copies stand side by side.
    """
    if not len(numbers):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    found = _Tally(len(keys))
    crowds = _few(numbers, owner, found)
    for start, end in crowds:
        crowd = owner[start:end]
        crowd = crowd[np.argsort(keys[crowd], kind="stable")]
        for k in range(1, NEIGHBOURS + 1):
            found.add(crowd[:-k], crowd[k:])
    a, b, shared = found.total()
    sizes = np.bincount(owner, minlength=len(keys))
    worth = shared >= HINT * np.minimum(sizes[a], sizes[b])
    return a[worth], b[worth]


def shared(
    numbers: NDArray[np.uint64], owner: NDArray[np.int64], count: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.uint64]]:
    """Return the pairs (a, b), a < b, of texts with how many anchors both have, and the anchors that are crowded,
    which are not counted.
    """
    found = _Tally(count)
    crowds = _few(numbers, owner, found)
    return *found.total(), numbers[[start for start, _ in crowds]]


def _few(numbers: NDArray[np.uint64], owner: NDArray[np.int64], found: "_Tally") -> list[tuple[int, int]]:
    """Count the pairs of texts with an anchor that few have; return start and end of the others."""
    if not len(numbers):
        return []
    starts = np.flatnonzero(np.concatenate(([True], numbers[1:] != numbers[:-1])))
    lengths = np.diff(np.concatenate((starts, [len(numbers)])))
    for length in np.unique(lengths[(lengths > 1) & (lengths <= CROWD)]).tolist():
        first = starts[lengths == length]
        i, j = np.triu_indices(length, 1)
        step = max(1, _BLOCK // len(i))
        for k in range(0, len(first), step):
            block = owner[first[k : k + step, None] + np.arange(length)]
            found.add(block[:, i].ravel(), block[:, j].ravel())
    crowded = lengths > CROWD
    return list(zip(starts[crowded].tolist(), (starts + lengths)[crowded].tolist(), strict=True))


class _Tally:
    """Counts how often pairs were seen, folding as it goes so that memory follows the pairs and not the sightings."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._parts: list[NDArray[np.int64]] = []
        self._waiting = 0
        self._pairs = np.empty(0, np.int64)
        self._seen = np.empty(0, np.int64)

    def add(self, a: NDArray[np.int64], b: NDArray[np.int64]) -> None:
        self._parts.append(np.minimum(a, b) * self._count + np.maximum(a, b))
        self._waiting += len(a)
        if self._waiting >= _BLOCK:
            self._fold()

    def _fold(self) -> None:
        fresh, seen = np.unique(np.concatenate(self._parts), return_counts=True)
        pairs = np.concatenate((self._pairs, fresh))
        times = np.concatenate((self._seen, seen))
        self._pairs, back = np.unique(pairs, return_inverse=True)
        self._seen = np.bincount(back, weights=times, minlength=len(self._pairs)).astype(np.int64)
        self._parts, self._waiting = [], 0

    def total(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        if self._parts:
            self._fold()
        return self._pairs // self._count, self._pairs % self._count, self._seen
