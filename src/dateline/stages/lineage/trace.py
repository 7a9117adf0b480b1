"""Trace: from reports to lineages, as a function of the set of reports alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from dateline.model import Lineage, Report
from dateline.model.ids import make
from dateline.stages.lineage import search, shingles
from dateline.stages.lineage.copies import Copies, Pair, Spread, plan, version
from dateline.stages.lineage.families import Families, families
from dateline.stages.lineage.judge import Link, judge, runs_of
from dateline.stages.lineage.words import Vocabulary

Words = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Tracing:
    """What tracing found: the lineages, and what an index keeps of it. Texts are counted in the order of their first report."""

    lineages: list[Lineage]
    texts: list[list[Report]]
    words: list[Words]
    anchors: tuple[NDArray[np.uint64], NDArray[np.int64]]
    links: list[Link]


def trace(reports: Iterable[Report], spread: Spread = map) -> list[Lineage]:
    """Group reports into lineages and tell which is a copy of which; their order never matters.

    ``spread`` is ``map``, or something like it that shares the comparing out among processes.
    """
    return full(reports, Vocabulary(), Copies(spread)).lineages


def full(reports: Iterable[Report], vocabulary: Vocabulary, copies: Copies | None = None) -> Tracing:
    """Trace, and return what an index needs too."""
    ordered = sorted(reports, key=lambda report: report.id)
    every = vocabulary.arrays(report.text for report in ordered)
    members = distinct(every)
    words = [every[places[0]] for places in members]
    anchors = shingles.anchors(words)
    links = link(words, anchors)
    texts = [[ordered[k] for k in places] for places in members]
    found = families(len(words), links, lambda text: runs_of(words[text]))
    return Tracing(lineages(texts, [len(text) for text in words], found, copies), texts, words, anchors, links)


def distinct(words: Sequence[Words]) -> list[list[int]]:
    """Return, for each different text, the places of the reports that have it; texts without words stand alone."""
    places: dict[bytes, list[int]] = {}
    for k, array in enumerate(words):
        told = blake2b(array.data, digest_size=16).digest() if len(array) else b"%d" % k
        places.setdefault(told, []).append(k)
    return list(places.values())


def link(words: Sequence[Words], anchors: tuple[NDArray[np.uint64], NDArray[np.int64]]) -> list[Link]:
    """Return the pairs of versions among different texts."""
    numbers, owner = anchors
    return judge(words, *search.pairs(numbers, owner, shingles.keys(numbers, owner, len(words))))


def group(texts: Iterable[str]) -> list[list[int]]:
    """Return the places of texts by family: the search alone, for those who need no account of what changed."""
    every = Vocabulary().arrays(texts)
    members = distinct(every)
    words = [every[places[0]] for places in members]
    links = link(words, shingles.anchors(words))
    found = families(len(words), links, lambda text: runs_of(words[text]))
    return [sorted(place for text in texts for place in members[text]) for texts in found.groups]


def lineages(
    texts: Sequence[Sequence[Report]], lengths: Sequence[int], found: Families, copies: Copies | None = None
) -> list[Lineage]:
    """Return the lineages of families: ``texts`` has the reports with each text, ``lengths`` its words."""
    family = {text: k for k, group in enumerate(found.groups) for text in group}
    inner: list[list[Link]] = [[] for _ in found.groups]
    for link in found.links:
        inner[family[link.a]].append(link)
    ids = [make("l", min(report.id for text in group for report in texts[text])) for group in found.groups]
    also: list[set[str]] = [set() for _ in found.groups]
    for text, other in found.beside:
        also[family[text]].add(ids[family[other]])
    primaries: list[str] = []
    pairs: list[list[Pair]] = []
    for k, group in enumerate(found.groups):
        here = {text: place for place, text in enumerate(group)}
        local = [Link(here[link.a], here[link.b], link.overlap) for link in inner[k]]
        primary, made_from = plan([version(texts[text], lengths[text]) for text in group], local)
        primaries.append(primary)
        pairs.append(made_from)
    rows = (copies or Copies()).rows([pair for some in pairs for pair in some])
    return [
        Lineage(
            id=ids[k],
            reports=tuple(sorted(report.id for text in group for report in texts[text])),
            primary=primaries[k],
            copies=tuple(rows[report.id, source.id] for report, source in pairs[k]),
            also=tuple(sorted(also[k] - {ids[k]})),
        )
        for k, group in enumerate(found.groups)
    ]
