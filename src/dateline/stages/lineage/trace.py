"""Trace: from reports to lineages, as a function of the set of reports alone."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.model import Lineage, Report
from dateline.model.ids import make
from dateline.stages.lineage import search, shingles
from dateline.stages.lineage.copies import Copies, version
from dateline.stages.lineage.families import Families, Link, families
from dateline.stages.lineage.judge import Contents, judge
from dateline.stages.lineage.words import Vocabulary

Words = NDArray[np.uint64]


def trace(reports: Iterable[Report]) -> list[Lineage]:
    """Group reports into lineages and tell which is a copy of which; their order never matters."""
    ordered = sorted(reports, key=lambda report: report.id)
    words = Vocabulary().arrays(report.text for report in ordered)
    members = distinct(words)
    found = group([words[places[0]] for places in members])
    return _lineages(ordered, words, members, found)


def distinct(words: Sequence[Words]) -> list[list[int]]:
    """Return, for each different text, the places of the reports that have it; texts without words stand alone."""
    places: dict[bytes, list[int]] = {}
    for k, array in enumerate(words):
        places.setdefault(array.tobytes() or b"%d" % k, []).append(k)
    return list(places.values())


def group(texts: list[Words]) -> Families:
    """Return the families of different texts: from words to groups, without saying what changed."""
    numbers, owner = shingles.anchors(texts)
    contents = Contents(texts)
    links = []
    for a, b in zip(
        *(side.tolist() for side in search.pairs(numbers, owner, _keys(numbers, owner, len(texts)))), strict=True
    ):
        overlap = judge(contents[a], contents[b])
        if overlap:
            links.append(Link(a, b, overlap))
    return families(len(texts), links, lambda text: contents[text].runs)


def _keys(numbers: NDArray[np.uint64], owner: NDArray[np.int64], count: int) -> NDArray[np.uint64]:
    """Return the smallest anchor of each text: texts that share much mostly share it."""
    keys = np.full(count, np.iinfo(np.uint64).max, dtype=np.uint64)
    np.minimum.at(keys, owner, numbers)
    return keys


def _lineages(
    reports: list[Report], words: Sequence[Words], members: Sequence[Sequence[int]], found: Families
) -> list[Lineage]:
    family = {text: k for k, group in enumerate(found.groups) for text in group}
    inner: list[list[Link]] = [[] for _ in found.groups]
    for link in found.links:
        inner[family[link.a]].append(link)
    ids = [make("l", min(reports[members[text][0]].id for text in group)) for group in found.groups]
    also: list[set[str]] = [set() for _ in found.groups]
    for text, other in found.beside:
        also[family[text]].add(ids[family[other]])
    copies = Copies()
    lineages = []
    for k, texts in enumerate(found.groups):
        here = {text: place for place, text in enumerate(texts)}
        versions = [version([reports[n] for n in members[text]], len(words[members[text][0]])) for text in texts]
        local = [Link(here[link.a], here[link.b], link.overlap) for link in inner[k]]
        primary, rows = copies.trace(versions, local)
        every = tuple(sorted(report.id for v in versions for report in v.reports))
        beside = tuple(sorted(also[k] - {ids[k]}))
        lineages.append(Lineage(id=ids[k], reports=every, primary=primary, copies=rows, also=beside))
    return lineages
