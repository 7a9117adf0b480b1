"""Anchored: texts with their anchors, and the key by which those that share an anchor stand in order."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.stages.lineage import shingles
from dateline.stages.lineage.sets import BITS

Words = NDArray[np.uint64]
Numbers = NDArray[np.int64]

_DIGEST = 31
"""Bits of a key that tell texts with the same smallest anchor apart; what stands before them is the anchor's own."""


@dataclass(frozen=True, slots=True)
class Anchored:
    """Texts, by number, with the key of each; their anchors, sorted, and beside each the place of its text."""

    texts: Sequence[int]
    keys: Numbers
    anchors: Numbers
    owner: Numbers

    def sizes(self) -> list[int]:
        """Return how many anchors each text has."""
        found: list[int] = np.bincount(self.owner, minlength=len(self.texts)).tolist()
        return found

    def rows(self) -> Numbers:
        """Return anchor, key and text of each anchor, as a shelf keeps them."""
        texts = np.array(self.texts, np.int64)
        return np.stack((self.anchors, self.keys[self.owner], texts[self.owner]), axis=1)


def anchored(words: Sequence[Words], digests: Sequence[int]) -> Anchored:
    """Return texts, counted from 0, with their anchors; ``digests`` tell texts apart."""
    numbers, owner = shingles.anchors(words)
    return Anchored(range(len(words)), _keys(numbers, owner, digests), numbers.view(np.int64), owner)


def _keys(numbers: NDArray[np.uint64], owner: Numbers, digests: Sequence[int]) -> Numbers:
    """Return what orders texts: the smallest anchor, which most near copies have in common, then the digest.

    So near copies stand side by side, and the order depends on the texts alone.
    """
    smallest = np.full(len(digests), (1 << BITS) - 1, np.uint64)
    np.minimum.at(smallest, owner, numbers)
    apart = np.array(digests, np.int64) & ((1 << _DIGEST) - 1)
    keys: Numbers = (smallest >> np.uint64(BITS + _DIGEST - 63) << np.uint64(_DIGEST)).astype(np.int64) | apart
    return keys
