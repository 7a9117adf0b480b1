"""Partners: which texts on the shelf are worth comparing with given ones, and whose partners change when texts come or go.

The same rule as ``search``, asked of a shelf for a few texts at a time. It depends on which texts there are, never on the
order in which they came: where an anchor becomes crowded, or another text steps between two neighbours in a crowd, those
whom this touches are looked at again.
"""

from array import array
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.stages.lineage import search
from dateline.stages.lineage.anchored import Anchored
from dateline.stages.lineage.shelf import Shelf

Numbers = NDArray[np.int64]

_ANCHORS = 20_000
"""Anchors whose texts are asked of the shelf at once: 10 MB if they are all but crowded."""
_SHIFT = 32
"""Bits of the second text where a pair is told as one number."""
_CODES = 1_000_000
"""Pairs gathered before those told twice are dropped: 8 MB."""
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

    def freed(self, gone: Anchored) -> list[int]:
        """Return the other texts that may have more partners now that some have gone."""
        anchors, times = np.unique(gone.anchors, return_counts=True)
        most = int(times.max(initial=0))
        now = self._counts(anchors, max(1, search.CROWD + 1 - most), search.CROWD + 1 + most)
        crossed = anchors[(now <= search.CROWD) & (now + times > search.CROWD)]
        found = set(self._shelf.holders(crossed.tolist(), search.CROWD + most)[1].tolist())
        found.update(other for _, other in self._beside(gone, anchors[now > search.CROWD]))
        return sorted(found - set(gone.texts))

    def parted(self, new: Anchored) -> tuple[Numbers, Numbers]:
        """Return what may be less than before now that some texts have come: a row for each two others between whom one has
        stepped in a crowd, and the texts with an anchor that has become crowded.

        No other two texts see less of one another, and none sees more: whoever comes is seen from its own side.
        """
        anchors, times = np.unique(new.anchors, return_counts=True)
        most = int(times.max(initial=0))
        now = self._counts(anchors, search.CROWD + 1, search.CROWD + 1 + most)
        crossed = anchors[(now - times <= search.CROWD) & (now > search.CROWD)]
        holders = np.unique(self._shelf.holders(crossed.tolist(), search.CROWD + most)[1])
        first = min(new.texts, default=0)
        return self._stepped(new, anchors[now - times > search.CROWD], first), holders[holders < first]

    def _stepped(self, new: Anchored, crowds: Numbers, first: int) -> Numbers:
        """Return the pairs of texts below ``first``, which is the least new one, that stood side by side in crowds."""
        found, some = np.empty(0, np.int64), array("q")
        for place, anchors in _by_text(new, crowds):
            key, text = int(new.keys[place]), new.texts[place]
            rows = self._shelf.beside(key, text, anchors, search.NEIGHBOURS)
            # Of new texts that follow one another the first tells, and asks who stands on either side of them all.
            firsts = [k for k, row in enumerate(rows) if row[0] is not None and row[0] < first]
            among = [k for k in firsts if any(other is not None and other >= first for other in rows[k])]
            plain = [rows[k] for k in sorted(set(firsts) - set(among))]
            again = [anchors[k] for k in among]
            told = [*plain, *(self._shelf.beside(key, text, again, search.NEIGHBOURS, first) if again else ())]
            some.extend(code for row in told for code in _stood(row))
            if len(some) > _CODES:
                found, some = np.unique(np.concatenate((found, np.array(some)))), array("q")
        found = np.unique(np.concatenate((found, np.array(some, np.int64))))
        return np.stack((found >> _SHIFT, found & (1 << _SHIFT) - 1), axis=1)

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
        for place, anchors in _by_text(some, crowds):
            text = some.texts[place]
            rows = self._shelf.beside(int(some.keys[place]), text, anchors, search.NEIGHBOURS)
            yield from ((text, other) for row in rows for other in row if other is not None)

    def _worth(self, one: Numbers, other: Numbers) -> set[tuple[int, int]]:
        there, places = np.unique(np.concatenate((one, other)), return_inverse=True)
        a, b, seen = search.tally(places[: len(one)], places[len(one) :], len(there))
        texts = there.tolist()
        if len(self._sizes) > _SIZES:
            self._sizes.clear()
        self._sizes.update(self._shelf.sizes([text for text in texts if text not in self._sizes]))
        a, b = search.worth(a, b, seen, np.array([self._sizes[text] for text in texts], np.int64))
        return set(zip(there[a].tolist(), there[b].tolist(), strict=True))


def _by_text(some: Anchored, crowds: Numbers) -> Iterator[tuple[int, list[int]]]:
    """Yield the place of each text with its anchors among the crowded ones."""
    inside = np.isin(some.anchors, crowds)
    owner, anchors = some.owner[inside], some.anchors[inside]
    order = np.argsort(owner, kind="stable")
    owner, anchors = owner[order], anchors[order]
    places, firsts = np.unique(owner, return_index=True)
    yield from zip(places.tolist(), (part.tolist() for part in np.split(anchors, firsts[1:])), strict=False)


def _stood(row: Sequence[int | None]) -> Iterator[int]:
    """Yield, each as one number, the pairs on either side of a place that would be neighbours but for it."""
    before, after = row[: search.NEIGHBOURS], row[search.NEIGHBOURS :]
    for k, one in enumerate(before):
        for other in after[: search.NEIGHBOURS - k]:
            if one is not None and other is not None:
                yield min(one, other) << _SHIFT | max(one, other)


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
