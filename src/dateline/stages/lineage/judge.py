"""Judge: are two texts versions of one another? Decided on the two alone, so that no third report changes the answer."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.stages.lineage.shingles import MEASURE, runs
from dateline.stages.lineage.words import figures

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

_KEPT = 20_000
"""Texts whose runs are kept as sets, some 16 kB each; those of others are worked out again when they are needed."""


@dataclass(frozen=True, slots=True)
class Content:
    """What is compared of a text: its runs of words and its figures."""

    runs: frozenset[int]
    figures: frozenset[int]


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much two texts share: of the first's runs, of the second's, and of all runs of both."""

    first: float
    second: float
    union: float


def content_of(words: NDArray[np.uint64]) -> Content:
    """Return what is compared of a text."""
    return Content(frozenset(runs(words, MEASURE).tolist()), frozenset(figures(words).tolist()))


class Contents(dict[int, Content]):
    """What is compared of each text, worked out when first asked for."""

    def __init__(self, texts: Sequence[NDArray[np.uint64]]) -> None:
        super().__init__()
        self._texts = texts
        self._ends = np.cumsum([0, *map(len, texts)]).tolist()
        self._runs = runs(np.concatenate(texts), MEASURE) if texts else np.empty(0, np.uint64)

    def __missing__(self, text: int) -> Content:
        if len(self) >= _KEPT:
            self.clear()
        first, last = self._ends[text], self._ends[text + 1] - MEASURE + 1
        found = frozenset(self._runs[first:last].tolist()) if first < last else frozenset()
        content = self[text] = Content(found, frozenset(figures(self._texts[text]).tolist()))
        return content


def judge(a: Content, b: Content) -> Overlap | None:
    """Return how much two texts share if they are versions of one another, else None."""
    shared = len(a.runs & b.runs)
    if not shared:
        return None
    shorter, longer = sorted((len(a.runs), len(b.runs)))
    within, back = shared / shorter, shared / longer
    if shorter < SHORT:
        versions = within >= SHORT_WITHIN
    else:
        versions = within >= WITHIN or (within >= MUTUAL and back >= MUTUAL_BACK)
    if not versions or (within < SAME_DESPITE and back >= MUTUAL_BACK and is_template(a, b)):
        return None
    return Overlap(shared / len(a.runs), shared / len(b.runs), shared / (len(a.runs) + len(b.runs) - shared))


def is_template(a: Content, b: Content) -> bool:
    """Tell whether two texts of like wording have different figures, as this week's and last week's prices do."""
    fewer = min(len(a.figures), len(b.figures))
    return fewer >= TEMPLATE_FIGURES and len(a.figures & b.figures) < TEMPLATE * fewer
