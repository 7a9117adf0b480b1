"""Trace: from reports to lineages, as a function of the set of reports alone."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from dateline.model import Copy, Lineage, Report
from dateline.model.ids import make
from dateline.stages.lineage import search
from dateline.stages.lineage.anchored import Anchored, anchored
from dateline.stages.lineage.copies import Copies, Pair, Spread, plan, version
from dateline.stages.lineage.families import Families, families
from dateline.stages.lineage.judge import Link, judge, runs_of
from dateline.stages.lineage.words import Vocabulary

Words = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Tracing:
    """What tracing found: the lineages, one after the other while copies are compared, and what an index keeps of it.

    Texts are counted in the order of their first report.
    """

    lineages: Iterator[Lineage]
    texts: list[list[Report]]
    digests: list[int]
    anchored: Anchored
    links: list[Link]


def trace(reports: Iterable[Report], spread: Spread = map) -> list[Lineage]:
    """Group reports into lineages and tell which is a copy of which; their order never matters.

    ``spread`` is ``map``, or something like it that shares the comparing out among processes.
    """
    return list(full(reports, Vocabulary(), Copies(spread)).lineages)


def full(
    reports: Iterable[Report], vocabulary: Vocabulary, copies: Copies | None = None, at_once: int = search.SIGHTINGS
) -> Tracing:
    """Trace, and return what an index needs too; ``at_once`` bounds what is counted together."""
    ordered = sorted(reports, key=lambda report: report.id)
    every = vocabulary.of(ordered)
    members = distinct(every, [report.id for report in ordered])
    words = [every[places[0]] for places in members.values()]
    some = anchored(words, list(members))
    links = link(words, some, at_once)
    texts = [[ordered[k] for k in places] for places in members.values()]
    found = families(len(words), links, lambda text: runs_of(words[text]))
    rows = lineages(texts, [len(text) for text in words], found, copies)
    return Tracing(rows, texts, list(members), some, links)


def distinct(words: Sequence[Words], names: Iterable[object]) -> dict[int, list[int]]:
    """Return, by digest, the places that have the same words; ``names`` tell those apart that have none."""
    places: dict[int, list[int]] = {}
    for k, (array, name) in enumerate(zip(words, names, strict=True)):
        places.setdefault(digest(array, name), []).append(k)
    return places


def digest(words: Words, name: object) -> int:
    """Return what tells a text from others: of its words, or of its name if it has none that count."""
    content = words.data if len(words) else str(name).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(content, digest_size=8).digest(), "big", signed=True)


def link(words: Sequence[Words], some: Anchored, at_once: int = search.SIGHTINGS) -> list[Link]:
    """Return the pairs of versions among different texts."""
    return judge(words, *search.pairs(some.anchors, some.owner, some.keys, at_once))


def group(texts: Iterable[str]) -> list[list[int]]:
    """Return the places of texts by family: the search alone, for those who need no account of what changed."""
    every = Vocabulary().arrays(texts)
    members = distinct(every, range(len(every)))
    words = [every[places[0]] for places in members.values()]
    places = list(members.values())
    found = families(len(words), link(words, anchored(words, list(members))), lambda text: runs_of(words[text]))
    return [sorted(place for text in texts for place in places[text]) for texts in found.groups]


def lineages(
    texts: Sequence[Sequence[Report]], lengths: Sequence[int], found: Families, copies: Copies | None = None
) -> Iterator[Lineage]:
    """Yield the lineages of families as their copies are compared.

    ``texts`` has the reports with each text, ``lengths`` its words.
    """
    waiting: deque[tuple[Lineage, int]] = deque()
    rows: list[Copy] = []
    for row in (copies or Copies()).rows(_pairs(texts, lengths, found, waiting)):
        rows.append(row)
        yield from _whole(waiting, rows)
    yield from _whole(waiting, rows)


def _whole(waiting: deque[tuple[Lineage, int]], rows: list[Copy]) -> Iterator[Lineage]:
    """Yield the lineages that wait for no more rows."""
    while waiting and waiting[0][1] <= len(rows):
        lineage, count = waiting.popleft()
        yield replace(lineage, copies=tuple(rows[:count])) if count else lineage
        del rows[:count]


def _pairs(
    texts: Sequence[Sequence[Report]],
    lengths: Sequence[int],
    found: Families,
    waiting: deque[tuple[Lineage, int]],
) -> Iterator[Pair]:
    """Yield who copied whom, family by family; put each lineage, and how many rows it will have, where it waits for them."""
    family = {text: k for k, group in enumerate(found.groups) for text in group}
    inner: list[list[Link]] = [[] for _ in found.groups]
    for link in found.links:
        inner[family[link.a]].append(link)
    ids = [make("l", min(report.id for text in group for report in texts[text])) for group in found.groups]
    also: list[set[str]] = [set() for _ in found.groups]
    for text, other in found.beside:
        also[family[text]].add(ids[family[other]])
    for k, group in enumerate(found.groups):
        here = {text: place for place, text in enumerate(group)}
        local = [Link(here[link.a], here[link.b], link.overlap) for link in inner[k]]
        primary, pairs = plan([version(texts[text], lengths[text]) for text in group], local)
        reports = tuple(sorted(report.id for text in group for report in texts[text]))
        lineage = Lineage(id=ids[k], reports=reports, primary=primary, also=tuple(sorted(also[k] - {ids[k]})))
        waiting.append((lineage, len(pairs)))
        yield from pairs
