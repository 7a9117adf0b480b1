"""Partners: which texts on the shelf are worth comparing with given ones, and whose partners change when texts come or go.

The same rule as ``search``, asked of a shelf for a few texts at a time. It depends on which texts there are, never on the
order in which they came: where an anchor becomes crowded, or another text steps between two neighbours in a crowd, those
whom this touches are looked at again.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.stages.lineage import search
from dateline.stages.lineage.anchored import Anchored
from dateline.stages.lineage.shelf import Shelf

Numbers = NDArray[np.int64]

_ROWS = 200_000
"""Texts that have some anchors, anchor by anchor, asked of the shelf at once: 30 MB as Python's numbers."""


class Partners:
    """Answers from a shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._sizes: dict[int, int] = {}

    def forget(self, texts: Sequence[int]) -> None:
        """Note that texts are gone; others may have their numbers."""
        for text in texts:
            self._sizes.pop(text, None)

    def moved(self, some: Anchored, *, gone: bool = False) -> list[int]:
        """Return the other texts whose partners may change now that ``some`` have come, or have gone."""
        anchors, times = np.unique(some.anchors, return_counts=True)
        most = int(times.max(initial=0))
        least = max(1, search.CROWD + 1 - most) if gone else search.CROWD + 1
        now = self._counts(anchors, least, search.CROWD + 1 + most)
        before = now + times if gone else now - times
        fewer, more = np.minimum(now, before), np.maximum(now, before)
        crossed = anchors[(fewer <= search.CROWD) & (more > search.CROWD)]
        found = {text for _, text in self._shelf.holders(crossed.tolist())}
        found.update(other for _, other in self._beside(some, anchors[fewer > search.CROWD]))
        return sorted(found - set(some.texts))

    def of(self, some: Anchored) -> set[tuple[int, int]]:
        """Return the pairs (a, b), a < b, worth comparing that have one or both ends in ``some``."""
        anchors = np.unique(some.anchors)
        held = self._counts(anchors, 2, search.CROWD + 1)
        shared = (held > 1) & (held <= search.CROWD)
        few = self._few(some, anchors[shared], held[shared])
        crowd = np.array(list(self._beside(some, anchors[held > search.CROWD])), np.int64).reshape(-1, 2)
        one, other = np.concatenate((few, crowd)).T
        twice = np.isin(other, some.texts) & (other < one)  # seen from both ends
        return self._worth(one[~twice], other[~twice])

    def _counts(self, anchors: Numbers, least: int, limit: int) -> Numbers:
        """Return how many texts have each of the anchors, which are sorted; 0 where it does not matter how few."""
        held = np.array(sorted(self._shelf.counts(anchors.tolist(), least, limit).items()), np.int64).reshape(-1, 2)
        found = np.zeros(len(anchors), np.int64)
        found[np.searchsorted(anchors, held[:, 0])] = held[:, 1]
        return found

    def _few(self, some: Anchored, anchors: Numbers, held: Numbers) -> Numbers:
        """Return a row for each time that a text shares one of the anchors, which ``held`` texts have, with another."""
        cuts = np.searchsorted(np.cumsum(held), np.arange(_ROWS, held.sum(), _ROWS))
        found = [self._shared(some, part) for part in np.split(anchors, cuts) if len(part)]
        return np.concatenate(found) if found else np.empty((0, 2), np.int64)

    def _shared(self, some: Anchored, anchors: Numbers) -> Numbers:
        rows = np.array(sorted(self._shelf.holders(anchors.tolist())), np.int64).reshape(-1, 2)
        inside = np.isin(some.anchors, anchors)
        texts = np.array(some.texts, np.int64)[some.owner[inside]]
        start = np.searchsorted(rows[:, 0], some.anchors[inside], "left")
        count = np.searchsorted(rows[:, 0], some.anchors[inside], "right") - start
        step = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        seen = np.stack((np.repeat(texts, count), rows[np.repeat(start, count) + step, 1]), axis=1)
        others: Numbers = seen[seen[:, 0] != seen[:, 1]]
        return others

    def _beside(self, some: Anchored, crowds: Numbers) -> Iterator[tuple[int, int]]:
        """Yield each text with those beside it in crowds, as often as they are."""
        inside = np.isin(some.anchors, crowds)
        owner, anchors = some.owner[inside], some.anchors[inside]
        order = np.argsort(owner, kind="stable")
        owner, anchors = owner[order], anchors[order]
        places, firsts = np.unique(owner, return_index=True)
        for place, here in zip(places.tolist(), np.split(anchors, firsts[1:]), strict=False):
            near = self._shelf.beside(int(some.keys[place]), some.texts[place], here.tolist(), search.NEIGHBOURS)
            yield from ((some.texts[place], other) for other in near)

    def _worth(self, one: Numbers, other: Numbers) -> set[tuple[int, int]]:
        there, places = np.unique(np.concatenate((one, other)), return_inverse=True)
        a, b, seen = search.tally(places[: len(one)], places[len(one) :], len(there))
        texts = there.tolist()
        self._sizes.update(self._shelf.sizes([text for text in texts if text not in self._sizes]))
        a, b = search.worth(a, b, seen, np.array([self._sizes[text] for text in texts], np.int64))
        return set(zip(there[a].tolist(), there[b].tolist(), strict=True))
