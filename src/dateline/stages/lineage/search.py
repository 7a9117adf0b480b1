"""Search: which texts may share something, from the anchors that they have in common.

What is found is a function of the set of texts. The pairs of one text after another are counted together, as many texts at
a time as fit in memory, so that memory follows the setting and time the sightings.
"""

from collections.abc import Iterator

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
SIGHTINGS = 2_000_000
"""Pairs counted at once, unless a setting says otherwise ..."""
BYTES = 50
"""... each of which takes so much memory."""

Places = NDArray[np.int64]


def pairs(numbers: Places, owner: Places, keys: Places, at_once: int = SIGHTINGS) -> tuple[Places, Places]:
    """Return the pairs (a, b), a < b, of texts worth comparing, in order.

    ``numbers`` are anchors, sorted, and ``owner`` the text of each; ``keys`` gives each text a place among others that
    share an anchor with it, so that near copies stand side by side.
    """
    sizes = np.bincount(owner, minlength=len(keys))
    found = [worth(a, b, seen, sizes) for a, b, seen in _counted(_Sightings(numbers, owner, keys), at_once)]
    if not found:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    return np.concatenate([a for a, _ in found]), np.concatenate([b for _, b in found])


def worth(a: Places, b: Places, seen: Places, sizes: Places) -> tuple[Places, Places]:
    """Return those of the pairs that have enough anchors in common for what they have."""
    enough = seen >= HINT * np.minimum(sizes[a], sizes[b])
    return a[enough], b[enough]


def tally(a: Places, b: Places, count: int) -> tuple[Places, Places, Places]:
    """Return each pair (a, b), a < b, of texts below ``count`` once, in order, and how often it was seen."""
    seen = np.minimum(a, b) * count + np.maximum(a, b)
    seen.sort()
    first = np.flatnonzero(np.concatenate(([True], seen[1:] != seen[:-1]))) if len(seen) else np.empty(0, np.int64)
    times = np.diff(np.concatenate((first, [len(seen)])))
    return seen[first] // count, seen[first] % count, times


class _Sightings:
    """Where two texts are seen to have an anchor in common: few have it, or they stand side by side in a crowd."""

    def __init__(self, numbers: Places, owner: Places, keys: Places) -> None:
        borders = np.flatnonzero(np.concatenate(([True], numbers[1:] != numbers[:-1]))) if len(numbers) else owner[:0]
        lengths = np.diff(np.concatenate((borders, [len(numbers)])))
        few = (lengths > 1) & (lengths <= CROWD)
        self._owner, self.count = owner, len(keys)
        inside = np.repeat(few, lengths)
        last = np.repeat(borders + lengths - 1, lengths)
        self._places = np.flatnonzero(inside & (np.arange(len(owner)) < last))
        self._later = (last - np.arange(len(owner)))[self._places]
        self._beside = _beside(
            owner,
            keys,
            zip(borders[lengths > CROWD].tolist(), (borders + lengths)[lengths > CROWD].tolist(), strict=True),
        )
        self.of = np.bincount(owner[self._places], self._later, self.count).astype(np.int64)
        self.of += np.bincount(self._beside[0], minlength=self.count)

    def sort(self) -> None:
        """Put sightings in the order of their first text, so that those of some texts stand together."""
        order = np.argsort(self._owner[self._places], kind="stable")
        self._places, self._later = self._places[order], self._later[order]
        order = np.argsort(self._beside[0], kind="stable")
        self._beside = self._beside[0][order], self._beside[1][order]

    def all(self) -> tuple[Places, Places]:
        """Return both texts of every sighting."""
        return self._some(self._places, self._later, self._beside)

    def among(self, first: int, last: int) -> tuple[Places, Places]:
        """Return the sightings whose first text is ``first`` to ``last`` (exclusive), once they are sorted."""
        start, end = np.searchsorted(self._owner[self._places], (first, last))
        left, right = np.searchsorted(self._beside[0], (first, last))
        beside = self._beside[0][left:right], self._beside[1][left:right]
        return self._some(self._places[start:end], self._later[start:end], beside)

    def _some(self, places: Places, later: Places, beside: tuple[Places, Places]) -> tuple[Places, Places]:
        first = np.repeat(places, later)
        step = np.arange(len(first)) - np.repeat(np.cumsum(later) - later, later) + 1
        others = self._owner[first + step]
        return np.concatenate((self._owner[first], beside[0])), np.concatenate((others, beside[1]))


def _beside(owner: Places, keys: Places, crowds: Iterator[tuple[int, int]]) -> tuple[Places, Places]:
    """Return the texts that stand side by side in crowds, the lower first."""
    one, other = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for start, end in crowds:
        crowd = owner[start:end]
        crowd = crowd[np.argsort(keys[crowd], kind="stable")]
        for k in range(1, NEIGHBOURS + 1):
            one.append(crowd[:-k])
            other.append(crowd[k:])
    a, b = np.concatenate(one), np.concatenate(other)
    return np.minimum(a, b), np.maximum(a, b)


def _counted(sightings: _Sightings, at_once: int) -> Iterator[tuple[Places, Places, Places]]:
    """Yield pairs with how often each was seen, by as many first texts as come to ``at_once`` sightings."""
    so_far = np.cumsum(sightings.of)
    if not len(so_far) or so_far[-1] <= at_once:
        yield tally(*sightings.all(), sightings.count)
        return
    sightings.sort()
    start = 0
    while start < sightings.count:
        before = so_far[start - 1] if start else 0
        end = max(start + 1, int(np.searchsorted(so_far, before + at_once, side="right")))
        yield tally(*sightings.among(start, end), sightings.count)
        start = end
