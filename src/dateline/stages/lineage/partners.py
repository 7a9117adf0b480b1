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

_ANCHORS = 20_000
"""Anchors whose texts are asked of the shelf at once: 10 MB if they are all but crowded."""
_SIZES = 200_000
"""Texts whose size is remembered: 20 MB."""


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
        found = set(self._shelf.holders(crossed.tolist(), search.CROWD + most)[1].tolist())
        found.update(other for _, other in self._beside(some, anchors[fewer > search.CROWD]))
        return sorted(found - set(some.texts))

    def of(self, some: Anchored) -> set[tuple[int, int]]:
        """Return the pairs (a, b), a < b, worth comparing that have one or both ends in ``some``."""
        few, crowds = self._few(some)
        crowd = np.array(list(self._beside(some, crowds)), np.int64).reshape(-1, 2)
        one, other = np.concatenate((few, crowd)).T
        twice = np.isin(other, some.texts) & (other < one)  # seen from both ends
        return self._worth(one[~twice], other[~twice])

    def _counts(self, anchors: Numbers, least: int, limit: int) -> Numbers:
        """Return how many texts have each of the anchors, which are sorted; 0 where it does not matter how few."""
        held = np.array(sorted(self._shelf.counts(anchors.tolist(), least, limit).items()), np.int64).reshape(-1, 2)
        found = np.zeros(len(anchors), np.int64)
        found[np.searchsorted(anchors, held[:, 0])] = held[:, 1]
        return found

    def _few(self, some: Anchored) -> tuple[Numbers, Numbers]:
        """Return a row for each time that a text shares an anchor, which is not crowded, with another; and those that are."""
        anchors = np.unique(some.anchors)
        rows, crowds = [np.empty((0, 2), np.int64)], [anchors[:0]]
        for part in (anchors[at : at + _ANCHORS] for at in range(0, len(anchors), _ANCHORS)):
            counts, holders = self._shelf.holders(part.tolist(), search.CROWD)
            crowds.append(part[counts > search.CROWD])
            rows.append(_shared(some, part, np.where(counts > search.CROWD, 0, counts), holders))
        return np.concatenate(rows), np.concatenate(crowds)

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
        if len(self._sizes) > _SIZES:
            self._sizes.clear()
        self._sizes.update(self._shelf.sizes([text for text in texts if text not in self._sizes]))
        a, b = search.worth(a, b, seen, np.array([self._sizes[text] for text in texts], np.int64))
        return set(zip(there[a].tolist(), there[b].tolist(), strict=True))


def _shared(some: Anchored, anchors: Numbers, counts: Numbers, holders: Numbers) -> Numbers:
    """Return a row for each of the texts and each other one that has one of its anchors; ``holders`` are in their order."""
    first, last = np.searchsorted(some.anchors, anchors[0]), np.searchsorted(some.anchors, anchors[-1], "right")
    places = np.searchsorted(anchors, some.anchors[first:last])
    texts = np.array(some.texts, np.int64)[some.owner[first:last]]
    count = counts[places]
    step = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    seen = np.stack(
        (np.repeat(texts, count), holders[np.repeat((np.cumsum(counts) - counts)[places], count) + step]), axis=1
    )
    others: Numbers = seen[seen[:, 0] != seen[:, 1]]
    return others
