"""Trace: from reports to lineages, as a function of the set of reports alone."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.model import Copy, Lineage, Relation, Report
from dateline.model.ids import make
from dateline.stages.lineage import search, shingles
from dateline.stages.lineage.families import Link, components
from dateline.stages.lineage.judge import Content, content_of, judge
from dateline.stages.lineage.words import Vocabulary

WHOLE = 0.85
"""Share of a report's runs found in another from which it is taken to lie within it."""
EXCERPT = 0.35
"""Share of the source below which what lies within it is an excerpt rather than a cut."""


def trace(reports: Iterable[Report]) -> list[Lineage]:
    """Group reports into lineages and tell which is a copy of which; their order never matters."""
    ordered = sorted(reports, key=lambda report: report.id)
    words = Vocabulary().arrays(report.text for report in ordered)
    texts, members = _distinct(words)
    links = link([words[group[0]] for group in members])
    return [_lineage([ordered[k] for t in group for k in members[t]]) for group in components(len(texts), links)]


def _distinct(words: Sequence[NDArray[np.uint64]]) -> tuple[list[bytes], list[list[int]]]:
    """Return the different texts and, for each, the places of the reports that have it."""
    places: dict[bytes, list[int]] = {}
    for k, array in enumerate(words):
        places.setdefault(array.tobytes(), []).append(k)
    return list(places), list(places.values())


def link(texts: list[NDArray[np.uint64]]) -> list[Link]:
    """Return the pairs of versions among different texts."""
    numbers, owner = shingles.anchors(texts)
    keys = _keys(numbers, owner, len(texts))
    contents: dict[int, Content] = {}

    def content(k: int) -> Content:
        if k not in contents:
            contents[k] = content_of(texts[k])
        return contents[k]

    links = []
    for a, b in zip(*(side.tolist() for side in search.pairs(numbers, owner, keys)), strict=True):
        overlap = judge(content(a), content(b))
        if overlap:
            links.append(Link(a, b, overlap))
    return links


def _keys(numbers: NDArray[np.uint64], owner: NDArray[np.int64], count: int) -> NDArray[np.uint64]:
    """Return the smallest anchor of each text: texts that share much mostly share it."""
    keys = np.full(count, np.iinfo(np.uint64).max, dtype=np.uint64)
    np.minimum.at(keys, owner, numbers)
    return keys


def _lineage(reports: list[Report]) -> Lineage:
    reports.sort(key=lambda report: report.id)
    return Lineage(id=make("l", reports[0].id), reports=tuple(r.id for r in reports), primary=reports[0].id)


__all__ = ["Copy", "Relation", "trace"]
