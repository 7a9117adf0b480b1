"""Index: lineages that grow with the archive. One report is added in milliseconds, with the outcome of tracing all at once.

What is kept of a text is a digest, its anchors and its ties; the words are worked out again from the report when they are
needed. Only the families that a new report touches are traced anew. Which texts are compared, and what is said of two of
them, depends on the texts that are there and not on the order in which they came.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

import numpy as np
from numpy.typing import NDArray

from dateline.model import Lineage, Report, Tie
from dateline.stages.lineage.anchored import Anchored, anchored
from dateline.stages.lineage.copies import Copies, Spread
from dateline.stages.lineage.families import Families, families
from dateline.stages.lineage.judge import Link, Overlap, judge, runs_of
from dateline.stages.lineage.partners import Partners
from dateline.stages.lineage.search import BYTES
from dateline.stages.lineage.shelf import Shelf
from dateline.stages.lineage.trace import digest, full, lineages
from dateline.stages.lineage.words import Vocabulary

Words = NDArray[np.uint64]
_PAIRS = 20_000
"""Pairs judged at once: their words must be in memory together."""
_TOGETHER = 1000
"""Texts whose partners are looked up together: each may meet some thousand others."""
_ROWS = 20_000
"""Copies kept with what changed in them, so that a family that grows is not compared anew."""
_WHOLE = 20_000
"""Memory for all that there is of a text while it is traced with others: the report, words, anchors, copies (350 MB for
20,000 reports of 1.5 KB)."""
_LEAST = 500
"""Reports traced together, however little memory there may be."""
_BACK = 500
"""Lineages of a first reading given back at once: while some are written down, copies in others are compared."""
_FAMILIES = 2000
"""Texts that came or changed whose families are traced together: the texts of whole families must be in memory, and a family
may have texts from anywhere in the archive."""


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """How much the index may remember."""

    memory_mb: int = 400
    """Memory for reports that are traced together, for counting what they share, and for texts worked out before, in
    megabytes; the archive may be any size."""


class Index:
    """Adds reports to a shelf and returns the lineages that changed."""

    def __init__(
        self,
        shelf: Shelf,
        settings: IndexSettings | None = None,
        spread: Spread = map,
        vocabulary: Vocabulary | None = None,
    ) -> None:
        memory = (settings or IndexSettings()).memory_mb * 1_000_000
        self._shelf = shelf
        self._partners = Partners(shelf)
        self._vocabulary = Vocabulary() if vocabulary is None else vocabulary
        self._copies = Copies(spread, remember=_ROWS)
        self._at_once = max(100_000, memory // 4 // BYTES)
        self.portion = max(_LEAST, memory // _WHOLE)
        """Reports that fit in memory together: with more, ``add`` is called again."""
        self._known = _Known(memory // 4)

    def add(self, reports: Iterable[Report]) -> Iterator[list[Lineage]]:
        """Add reports, which the shelf must be able to return, and give back every lineage that they are in or changed.

        They come some at a time, since their texts may be more than fit in memory; those given back together take the place
        of all that their reports were in before, and two families that were one may come at different times.
        """
        ordered = sorted(reports, key=lambda report: report.id)
        if self._shelf.empty():
            return self._first(ordered)
        words = self._vocabulary.of(ordered)
        digests = [digest(array, report.id) for array, report in zip(words, ordered, strict=True)]
        known = self._shelf.known(digests)
        new = {told: array for told, array in zip(digests, words, strict=True) if told not in known}
        some = anchored(list(new.values()), list(new))
        texts = {**known, **self._shelf.file(list(zip(new, some.sizes(), strict=True)))}
        some = replace(some, texts=[texts[told] for told in new])
        self._shelf.join([(report.id, texts[told]) for report, told in zip(ordered, digests, strict=True)])
        self._shelf.keep(some.rows())
        for told, array in new.items():
            self._known.keep(texts[told], array)
        changed = self._compare(some.texts) | self._doubt(some)
        return self._families(sorted(changed.union(texts.values())))

    def _first(self, reports: Sequence[Report]) -> Iterator[list[Lineage]]:
        """Fill an empty shelf: all at once is quicker than text by text."""
        found = full(reports, self._vocabulary, self._copies, self._at_once)
        portions = _some(found.lineages, _BACK)
        begun = list(islice(portions, 1))  # other processes have copies to compare while the shelf is filled
        filed = self._shelf.file(list(zip(found.digests, found.anchored.sizes(), strict=True)))
        numbers = [filed[told] for told in found.digests]
        self._shelf.join([(r.id, n) for n, texts in zip(numbers, found.texts, strict=True) for r in texts])
        self._shelf.keep(replace(found.anchored, texts=numbers).rows())
        self._shelf.tie([_tie(link, numbers[link.a], numbers[link.b]) for link in found.links])
        return chain(begun, portions)

    def remove(self, reports: Sequence[str]) -> Iterator[list[Lineage]]:
        """Take reports out, by id, and give back the lineages that remain of those that they were in, some at a time."""
        held = self._shelf.held(reports)
        left = set(self._shelf.leave(reports))
        members = self._shelf.reports(sorted(left))
        gone = {text: report for text, report in held.items() if not members[text]}
        return self._families(sorted(self._discard(gone) | left - gone.keys()))

    def _discard(self, gone: Mapping[int, Report]) -> set[int]:
        """Take texts that no report has any more off the shelf; return those whose ties this changed."""
        texts = sorted(gone)
        words = self._vocabulary.arrays(gone[text].text for text in texts)
        told = [digest(array, gone[text].id) for text, array in zip(texts, words, strict=True)]
        some = replace(anchored(words, told), texts=texts)
        ties = self._shelf.ties(texts)
        self._shelf.untie([(tie.a, tie.b) for tie in ties])
        self._shelf.discard(texts, some.rows())
        self._partners.forget(texts)
        for text in texts:
            self._known.forget(text)
        changed = self._compare(self._partners.freed(some))
        return changed.union(*((tie.a, tie.b) for tie in ties)) - gone.keys()

    def _compare(self, texts: Sequence[int]) -> set[int]:
        """Bring the ties of texts up to date; return the texts whose ties changed."""
        changed: set[int] = set()
        for at in range(0, len(texts), _TOGETHER):
            chunk = texts[at : at + _TOGETHER]
            wanted = self._partners.of(self._anchored(chunk))
            tied = {(tie.a, tie.b) for tie in self._shelf.ties(chunk)}
            lost, fresh = sorted(tied - wanted), sorted(wanted - tied)
            self._shelf.untie(lost)
            made = [tie for k in range(0, len(fresh), _PAIRS) for tie in self._ties(fresh[k : k + _PAIRS])]
            self._shelf.tie(made)
            changed.update(*lost, *((tie.a, tie.b) for tie in made))
        return changed

    def _doubt(self, new: Anchored) -> set[int]:
        """Untie other texts that new ones, by making anchors crowded or stepping between, leave too little in common."""
        pairs, holders = self._partners.parted(new)
        among = set(holders.tolist())
        doubtful = set(self._shelf.tied(pairs))
        doubtful.update(
            (tie.a, tie.b) for tie in self._shelf.ties(holders.tolist()) if among.issuperset((tie.a, tie.b))
        )
        others: dict[int, set[int]] = {}
        for a, b in doubtful:
            others.setdefault(a, set()).add(b)
        texts, lost = sorted(others), set[tuple[int, int]]()
        for at in range(0, len(texts), _TOGETHER):
            chunk = texts[at : at + _TOGETHER]
            still = self._partners.of(self._anchored(chunk))
            lost.update({(a, b) for a in chunk for b in others[a]} - still)
        self._shelf.untie(sorted(lost))
        return {text for pair in lost for text in pair}

    def _anchored(self, texts: Sequence[int]) -> Anchored:
        words = self._words(texts)
        arrays = [words[text] for text in texts]
        return replace(anchored(arrays, [digest(array, "") for array in arrays]), texts=texts)

    def _ties(self, pairs: Sequence[tuple[int, int]]) -> Iterator[Tie]:
        """Judge pairs of texts."""
        texts = sorted({text for pair in pairs for text in pair})
        place = {text: k for k, text in enumerate(texts)}
        words = self._words(texts)
        a, b = (np.array([place[pair[side]] for pair in pairs], np.int64) for side in (0, 1))
        for link in judge([words[text] for text in texts], a, b):
            yield _tie(link, texts[link.a], texts[link.b])

    def _families(self, touched: Sequence[int]) -> Iterator[list[Lineage]]:
        """Trace anew all that hangs together with the touched texts."""
        traced: set[int] = set()
        for at in range(0, len(touched), _FAMILIES):
            if seeds := [text for text in touched[at : at + _FAMILIES] if text not in traced]:
                reached, ties = self._reached(seeds)
                traced.update(reached)
                yield self._traced(reached, ties)

    def _reached(self, seeds: Sequence[int]) -> tuple[list[int], list[Tie]]:
        """Return the texts that hang together with some, and what ties them."""
        ties: dict[tuple[int, int], Tie] = {}
        reached, frontier = set(seeds), list(seeds)
        while frontier:
            fresh = self._shelf.ties(frontier)
            ties.update(((tie.a, tie.b), tie) for tie in fresh)
            frontier = sorted({text for tie in fresh for text in (tie.a, tie.b)} - reached)
            reached.update(frontier)
        return sorted(reached), list(ties.values())

    def _traced(self, reached: Sequence[int], ties: Sequence[Tie]) -> list[Lineage]:
        """Return the lineages of whole families."""
        members = {text: some for text, some in self._shelf.reports(reached).items() if some}
        order = sorted(members, key=lambda text: min(report.id for report in members[text]))
        self._copies.know(self._shelf.copies([report.id for some in members.values() for report in some]))
        place = {text: k for k, text in enumerate(order)}
        links = [_link(tie, place) for tie in ties if tie.a in place and tie.b in place]
        links.sort(key=lambda link: (link.a, link.b))
        words = self._words(order, members)
        found: Families = families(len(order), links, lambda k: runs_of(words[order[k]]))
        lengths = [len(words[text]) for text in order]
        return list(
            lineages([sorted(members[text], key=lambda r: r.id) for text in order], lengths, found, self._copies)
        )

    def _words(self, texts: Sequence[int], held: Mapping[int, Sequence[Report]] | None = None) -> dict[int, Words]:
        """Return the words of texts, worked out again for those not remembered; ``held`` may have their reports."""
        found = {text: words for text in texts if (words := self._known.get(text)) is not None}
        lacking = [text for text in texts if text not in found]
        if lacking:
            reports = held or self._shelf.reports(lacking)
            fresh = self._vocabulary.arrays(reports[text][0].text for text in lacking)
            found.update(zip(lacking, fresh, strict=True))
            for text in lacking:
                self._known.keep(text, found[text])
        return found


class _Known:
    """The words of the texts that were asked for last, as many as fit in some bytes."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._words: OrderedDict[int, Words] = OrderedDict()

    def get(self, text: int) -> Words | None:
        if text in self._words:
            self._words.move_to_end(text)
        return self._words.get(text)

    def keep(self, text: int, words: Words) -> None:
        self.forget(text)
        # A copy, since those of many texts may be parts of one array, which would stay as long as one of them.
        self._words[text] = words.copy()
        self._room -= words.nbytes
        while self._room < 0:
            self.forget(next(iter(self._words)))

    def forget(self, text: int) -> None:
        if (words := self._words.pop(text, None)) is not None:
            self._room += words.nbytes


def _some(lineages: Iterator[Lineage], count: int) -> Iterator[list[Lineage]]:
    while some := list(islice(lineages, count)):
        yield some


def _link(tie: Tie, place: dict[int, int]) -> Link:
    a, b = place[tie.a], place[tie.b]
    if a < b:
        return Link(a, b, Overlap(tie.first, tie.second, tie.union))
    return Link(b, a, Overlap(tie.second, tie.first, tie.union))


def _tie(link: Link, a: int, b: int) -> Tie:
    one, other, union = link.overlap.first, link.overlap.second, link.overlap.union
    return Tie(a, b, one, other, union) if a < b else Tie(b, a, other, one, union)
