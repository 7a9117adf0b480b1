"""Index: lineages that grow with the archive. One report is added in milliseconds, with the outcome of tracing all at once.

What is kept of a text is a digest, its anchors and its ties; the words are worked out again from the report when they are
needed. Only the families that a new report touches are traced anew. Two texts are judged on themselves alone, so the order
in which reports come does not matter. (Where more than ``search.CROWD`` texts share an anchor, each is compared with its
neighbours; two texts that share no other anchor may then be compared in one order and not in another.)
"""

from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from dateline.model import Holder, Lineage, Report, Tie
from dateline.stages.lineage import search, shingles
from dateline.stages.lineage.copies import Copies, Spread
from dateline.stages.lineage.families import Families, families
from dateline.stages.lineage.judge import Link, Overlap, judge, runs_of
from dateline.stages.lineage.shelf import Shelf
from dateline.stages.lineage.trace import full, lineages
from dateline.stages.lineage.words import Vocabulary

Words = NDArray[np.uint64]
_PAIRS = 20_000
"""Pairs judged at once: their words must be in memory together."""
_ROWS = 20_000
"""Copies kept with what changed in them, so that a family that grows is not compared anew."""
_BYTES = 2_500
"""Memory that the words of an average text take."""


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """How much the index may remember."""

    memory_mb: int = 400
    """Memory for texts already worked out, in megabytes; the archive may be any size."""


class Index:
    """Adds reports to a shelf and returns the lineages that changed."""

    def __init__(self, shelf: Shelf, settings: IndexSettings | None = None, spread: Spread = map) -> None:
        self._shelf = shelf
        self._vocabulary = Vocabulary()
        self._copies = Copies(spread, remember=_ROWS)
        self._most = max(16, (settings or IndexSettings()).memory_mb * 1_000_000 // _BYTES)
        self._known: OrderedDict[int, Words] = OrderedDict()

    def add(self, reports: Iterable[Report]) -> list[Lineage]:
        """Add reports, which the shelf must be able to return, and give back every lineage that they are in or changed.

        A lineage given back takes the place of all those that its reports were in before.
        """
        ordered = sorted(reports, key=lambda report: report.id)
        if self._shelf.empty():
            return self._first(ordered)
        words = self._vocabulary.arrays(report.text for report in ordered)
        digests = [_digest(array, report) for array, report in zip(words, ordered, strict=True)]
        known = set(self._shelf.known(digests))
        new = {digest: array for digest, array in zip(digests, words, strict=True) if digest not in known}
        numbers, owner = shingles.anchors(list(new.values()))
        sizes = np.bincount(owner, minlength=len(new)).tolist()
        texts = self._shelf.file([*zip(new, sizes, strict=True), *((digest, 0) for digest in known)])
        self._shelf.join([(report.id, texts[digest]) for report, digest in zip(ordered, digests, strict=True)])
        fresh = [texts[digest] for digest in new]
        for text, array in zip(fresh, new.values(), strict=True):
            self._remember(text, array)
        self._compare(fresh, numbers, owner)
        return self._families(sorted(set(texts.values())))

    def _first(self, reports: Sequence[Report]) -> list[Lineage]:
        """Fill an empty shelf: all at once is quicker than text by text."""
        found = full(reports, self._vocabulary, self._copies)
        numbers, owner = found.anchors
        count = len(found.words)
        digests = [_digest(words, texts[0]) for words, texts in zip(found.words, found.texts, strict=True)]
        sizes = np.bincount(owner, minlength=count).tolist()
        filed = self._shelf.file(list(zip(digests, sizes, strict=True)))
        number = np.array([filed[digest] for digest in digests], dtype=np.int64)
        self._shelf.join([(r.id, filed[d]) for d, texts in zip(digests, found.texts, strict=True) for r in texts])
        keys = shingles.keys(numbers, owner, count).view(np.int64)
        if count:
            columns = (numbers.view(np.int64), keys[owner], number[owner])
            self._shelf.keep(zip(*(column.tolist() for column in columns), strict=True))
        self._shelf.tie([_tie(link, filed[digests[link.a]], filed[digests[link.b]]) for link in found.links])
        return found.lineages

    def remove(self, reports: Sequence[str]) -> list[Lineage]:
        """Take reports out, by id, and give back the lineages that remain of those that they were in."""
        return self._families(sorted(set(self._shelf.leave(reports))))

    def _compare(self, fresh: Sequence[int], numbers: NDArray[np.uint64], owner: NDArray[np.int64]) -> None:
        """Find the versions of new texts and keep the ties."""
        keys = shingles.keys(numbers, owner, len(fresh)).view(np.int64).tolist()
        anchors = numbers.view(np.int64)
        held = [Holder(anchor, keys[k], fresh[k]) for anchor, k in zip(anchors.tolist(), owner.tolist(), strict=True)]
        before = self._shelf.holders(np.unique(anchors).tolist(), search.CROWD)
        self._shelf.keep(held)
        shared = self._shared(held, before)
        sizes = self._shelf.sizes(sorted({text for pair in shared for text in pair}))
        worth = [(a, b) for (a, b), n in sorted(shared.items()) if n >= search.HINT * min(sizes[a], sizes[b])]
        self._shelf.tie([tie for at in range(0, len(worth), _PAIRS) for tie in self._ties(worth[at : at + _PAIRS])])

    def _ties(self, pairs: Sequence[tuple[int, int]]) -> Iterator[Tie]:
        """Judge pairs of texts."""
        texts = sorted({text for pair in pairs for text in pair})
        place = {text: k for k, text in enumerate(texts)}
        words = self._words(texts)
        a, b = (np.array([place[pair[side]] for pair in pairs], np.int64) for side in (0, 1))
        for link in judge([words[text] for text in texts], a, b):
            yield _tie(link, texts[link.a], texts[link.b])

    def _shared(self, held: Sequence[Holder], before: Sequence[Holder]) -> Counter[tuple[int, int]]:
        """Return how many anchors the new texts were seen to share with others and among themselves."""
        numbers, texts = (np.array([row[k] for row in (*before, *held)], np.int64) for k in (0, 2))
        there, owner = np.unique(texts, return_inverse=True)
        order = np.lexsort((owner, numbers))
        a, b, seen, crowded = search.shared(numbers[order].view(np.uint64), owner[order], len(there))
        new = np.isin(there, np.unique([holder.text for holder in held]))
        fresh = new[a] | new[b]
        pairs = zip(there[a[fresh]].tolist(), there[b[fresh]].tolist(), strict=True)
        shared = Counter(dict(zip(pairs, seen[fresh].tolist(), strict=True)))
        crowds = set(crowded.view(np.int64).tolist())
        beside = {
            (holder.anchor, *_pair(holder.text, other.text))
            for holder in held
            if holder.anchor in crowds
            for other in self._shelf.beside(holder, search.NEIGHBOURS)
        }
        shared.update((one, other) for _, one, other in sorted(beside))
        return shared

    def _families(self, touched: Sequence[int]) -> list[Lineage]:
        """Trace anew all that hangs together with the touched texts."""
        ties: dict[tuple[int, int], Tie] = {}
        reached, frontier = set(touched), list(touched)
        while frontier:
            fresh = self._shelf.ties(frontier)
            ties.update(((tie.a, tie.b), tie) for tie in fresh)
            frontier = sorted({text for tie in fresh for text in (tie.a, tie.b)} - reached)
            reached.update(frontier)
        members = {text: some for text, some in self._shelf.reports(sorted(reached)).items() if some}
        order = sorted(members, key=lambda text: min(report.id for report in members[text]))
        place = {text: k for k, text in enumerate(order)}
        links = [_link(tie, place) for tie in ties.values() if tie.a in place and tie.b in place]
        links.sort(key=lambda link: (link.a, link.b))
        words = self._words(order, members)
        found: Families = families(len(order), links, lambda k: runs_of(words[order[k]]))
        lengths = [len(words[text]) for text in order]
        return lineages([sorted(members[text], key=lambda r: r.id) for text in order], lengths, found, self._copies)

    def _words(self, texts: Sequence[int], held: Mapping[int, Sequence[Report]] | None = None) -> dict[int, Words]:
        """Return the words of texts, worked out again for those not remembered; ``held`` may have their reports."""
        found: dict[int, Words] = {}
        for text in texts:
            if text in self._known:
                self._known.move_to_end(text)
                found[text] = self._known[text]
        lacking = [text for text in texts if text not in found]
        if lacking:
            reports = held or self._shelf.reports(lacking)
            fresh = self._vocabulary.arrays(reports[text][0].text for text in lacking)
            found.update(zip(lacking, fresh, strict=True))
            for text in lacking:
                self._remember(text, found[text])
        return found

    def _remember(self, text: int, words: Words) -> None:
        self._known[text] = words
        if len(self._known) > self._most:
            self._known.popitem(last=False)


def _pair(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def _link(tie: Tie, place: dict[int, int]) -> Link:
    a, b = place[tie.a], place[tie.b]
    if a < b:
        return Link(a, b, Overlap(tie.first, tie.second, tie.union))
    return Link(b, a, Overlap(tie.second, tie.first, tie.union))


def _tie(link: Link, a: int, b: int) -> Tie:
    one, other, union = link.overlap.first, link.overlap.second, link.overlap.union
    return Tie(a, b, one, other, union) if a < b else Tie(b, a, other, one, union)


def _digest(words: Words, report: Report) -> int:
    """Return what tells a text from others: of its words, or of the report if it has none that count."""
    content = words.tobytes() or report.id.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(content, digest_size=8).digest(), "big", signed=True)
