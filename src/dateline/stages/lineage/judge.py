"""Judge: are two texts versions of one another? Decided on the two alone, so that no third report changes the answer.

Thousands of pairs are judged together: what they share is counted in sorted arrays and not set by set.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.stages.lineage.sets import Sets, narrow
from dateline.stages.lineage.shingles import MEASURE, runs

MUTUAL = 0.4
"""Share of the shorter text's runs found in the longer that makes versions of texts with much else in common ..."""
MUTUAL_BACK = 0.24
"""... which is to say, at least this share of the longer one's runs. Among real articles judged by hand, shared quotations
and captions stay below it (0.21 at most), versions above (0.26 and more)."""
WITHIN = 0.66
"""Share of the shorter text's runs that makes it a version of a text of any length: it is contained."""
TEMPLATE = 0.45
"""Two texts of which fewer than this share of the figures are the same, having ``TEMPLATE_FIGURES`` or more each,
are two uses of a template ..."""
TEMPLATE_FIGURES = 4
SAME_DESPITE = 0.85
"""... unless so much of the shorter is found in the longer that they are one text with its figures brought up to date, or they
differ so much in length that the figures of one cannot stand for those of the other."""
SHORT = 8
"""Runs below which a text is a version only of what contains nearly all of it: the same few words are a formula."""
SHORT_WITHIN = 0.95

_TOGETHER = 5_000
"""Pairs judged at once, which takes some 100 MB: 20,000 take four times as much and are no quicker."""

_ROUNDS = 4
"""Rounds in which texts learn what they hang together with: most families are known after two."""

Words = NDArray[np.uint64]
Places = NDArray[np.int64]


class Overlap(NamedTuple):
    """How much two texts share: of the first's runs, of the second's, and of all runs of both."""

    first: float
    second: float
    union: float


class Link(NamedTuple):
    """Two texts, by their places in a list, that are versions of one another."""

    a: int
    b: int
    overlap: Overlap

    def other(self, text: int) -> int:
        """Return the text at the other end."""
        return self.b if text == self.a else self.a

    def share(self, text: int) -> float:
        """Return the share of ``text`` that the other has too."""
        return self.overlap.first if text == self.a else self.overlap.second


def runs_of(words: Words) -> frozenset[int]:
    """Return the runs of words by which a text is measured."""
    return frozenset(narrow(runs(words, MEASURE)).tolist())


def judge(texts: Sequence[Words], a: Places, b: Places) -> list[Link]:
    """Return those of the pairs (a, b) of texts, by place, that are versions of one another, with how much they share."""
    order = _side_by_side(a, b, len(texts))
    found = [_judge(texts, a, b, order[at : at + _TOGETHER]) for at in range(0, len(a), _TOGETHER)]
    hits = np.concatenate([hit for hit, _ in found]) if found else np.empty(0, np.int64)
    shares = np.concatenate([share for _, share in found], axis=1) if found else np.empty((3, 0))
    order = np.argsort(hits)
    ends = (a[hits[order]].tolist(), b[hits[order]].tolist())
    return [Link(x, y, Overlap(*overlap)) for x, y, *overlap in zip(*ends, *shares[:, order].tolist(), strict=True)]


def _side_by_side(a: Places, b: Places, count: int) -> Places:
    """Return an order of pairs in which those that hang together follow one another, so that a text is taken up once.

    A chain of more links than rounds may fall apart, which costs time only.
    """
    group = np.arange(count)
    for _ in range(_ROUNDS):
        least = np.minimum(group[a], group[b])
        np.minimum.at(group, a, least)
        np.minimum.at(group, b, least)
    order: Places = np.argsort(group[a], kind="stable")
    return order


def _judge(texts: Sequence[Words], a: Places, b: Places, some: Places) -> tuple[Places, NDArray[np.float64]]:
    """Return which of ``some`` of the pairs are versions; and, in rows, what they share: of both texts, and of all."""
    there, places = np.unique(np.concatenate((a[some], b[some])), return_inverse=True)
    taken = _Some([texts[k] for k in there.tolist()])
    one, other = places[: len(some)], places[len(some) :]
    runs, shared = taken.runs.sizes, taken.runs.common(one, other)
    hit = np.flatnonzero(shared)
    hit = hit[_versions(taken, one[hit], other[hit], shared[hit])]
    shared, first, second = shared[hit], runs[one[hit]], runs[other[hit]]
    return some[hit], np.stack((shared / first, shared / second, shared / (first + second - shared)))


def _versions(some: "_Some", a: Places, b: Places, shared: Places) -> NDArray[np.bool_]:
    """Tell of each pair whether they are versions of one another."""
    runs = some.runs.sizes
    shorter, longer = np.minimum(runs[a], runs[b]), np.maximum(runs[a], runs[b])
    within, back = shared / shorter, shared / longer
    much = (within >= WITHIN) | ((within >= MUTUAL) & (back >= MUTUAL_BACK))
    versions = np.where(shorter < SHORT, within >= SHORT_WITHIN, much)
    doubtful = np.flatnonzero(versions & (within < SAME_DESPITE) & (back >= MUTUAL_BACK))
    versions[doubtful[_templates(some, a[doubtful], b[doubtful])]] = False
    return versions


def _templates(some: "_Some", a: Places, b: Places) -> NDArray[np.bool_]:
    """Tell of pairs of like wording whether their figures differ, as this week's and last week's prices do."""
    figures = some.figures()
    fewer = np.minimum(figures.sizes[a], figures.sizes[b])
    return (fewer >= TEMPLATE_FIGURES) & (figures.common(a, b) < TEMPLATE * fewer)


class _Some:
    """Some texts, their runs of words and their figures."""

    def __init__(self, texts: Sequence[Words]) -> None:
        self._count = len(texts)
        self._words = np.concatenate(texts) if texts else np.empty(0, np.uint64)
        self._owner = np.repeat(np.arange(self._count), [len(text) for text in texts])
        every = runs(self._words, MEASURE)
        whole = self._owner[: len(every)] == self._owner[len(self._owner) - len(every) :]
        self.runs = Sets(every[whole], self._owner[: len(every)][whole], self._count)

    def figures(self) -> Sets:
        """Return the words that are figures, which have even numbers."""
        even = (self._words & np.uint64(1)) == 0
        # Numbers of figures differ in all their bits, so that the high ones tell them apart.
        return Sets(self._words[even], self._owner[even], self._count)
