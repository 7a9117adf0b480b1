"""Shingles: the runs of n words of a text as 64-bit numbers, worked out for many texts at once.

Runs of three words measure how much two texts share; one in four of the runs of four, chosen by its own number, is an
*anchor*, by which texts that may share something are found. Anchors depend on the words alone, so that a passage has the
same anchors in whatever text it stands.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.stages.lineage.sets import BITS, narrow, packed

MEASURE = 3
"""Words in a run that measures. On wire copy edited by machine, runs of 3 set copies apart from other stories best:
of pairs that share less than 0.4 of the shorter text, 1 in 200 is a pair of copies; runs of 4 lose twice as many."""
ANCHOR = 4
"""Words in an anchor. Runs of 3 give 4 times as many chance meetings, runs of 5 lose short texts edited heavily."""
ONE_IN = 4
"""One run in so many is an anchor. All of them find 11,414 of 11,437 pairs of copies, one in two 11,410, one in four 11,394:
what is lost are texts of some thirty words that were edited heavily."""

_TOGETHER = 4_000
_OWNER = np.uint64(64 - BITS)
_OWNERS = np.uint64((1 << 64 - BITS) - 1)
_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2^64 over the golden ratio, as in SplitMix64


def runs(words: NDArray[np.uint64], size: int) -> NDArray[np.uint64]:
    """Return the numbers of all runs of ``size`` words, in order; their order in the run counts."""
    count = max(0, len(words) - size + 1)
    mixed = words[:count].copy()
    for k in range(1, size):
        mixed *= _MIX
        mixed ^= mixed >> np.uint64(29)
        mixed += words[k : k + count]
    mixed *= _MIX
    mixed ^= mixed >> np.uint64(31)
    return mixed


def anchors(texts: Sequence[NDArray[np.uint64]]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Return the anchors of all texts, and beside each the index of its text; each once per text, sorted by anchor.

    Texts are taken by the thousand, so that little memory is needed beyond what is returned.
    """
    found = [_anchors(texts[at : at + _TOGETHER], at) for at in range(0, len(texts), _TOGETHER)]
    if not found:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    owned = np.sort(np.concatenate(found))
    return owned >> _OWNER, (owned & _OWNERS).astype(np.int64)


def _anchors(texts: Sequence[NDArray[np.uint64]], first: int) -> NDArray[np.uint64]:
    """Return the anchors of texts with the index of each, which counts from ``first``, packed in one number."""
    numbers = runs(np.concatenate(texts), ANCHOR)
    owner = np.repeat(np.arange(first, first + len(texts)), [len(words) for words in texts])
    keep = owner[: len(numbers)] == owner[len(owner) - len(numbers) :]
    keep &= numbers & np.uint64(ONE_IN - 1) == 0
    return packed(narrow(numbers[keep]), owner[: len(numbers)][keep], owner_first=False)
