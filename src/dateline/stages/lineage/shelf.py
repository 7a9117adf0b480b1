"""Shelf: what the index needs kept, wherever that is: in the record, or in memory for tests and for measuring."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from dateline.model import Copy, Report, Tie


class Shelf(Protocol):
    """Keeps texts by number, the reports that have them, their anchors, and which are versions. All numbers are signed."""

    def empty(self) -> bool:
        """Tell whether no text is on the shelf."""

    def file(self, texts: Sequence[tuple[int, int]]) -> Mapping[int, int]:
        """Give a number to each new (digest, count of anchors); return the numbers of all these digests."""

    def known(self, digests: Sequence[int]) -> Mapping[int, int]:
        """Return the numbers of the digests that are on the shelf."""

    def join(self, members: Sequence[tuple[str, int]]) -> None:
        """Note that a report, by id, has a text; a report has one text, the last noted."""

    def leave(self, reports: Sequence[str]) -> Sequence[int]:
        """Note that reports, by id, are gone; return the texts that they had."""

    def keep(self, rows: NDArray[np.int64]) -> None:
        """Keep which texts have which anchors: a row of anchor, key and text for each."""

    def discard(self, texts: Sequence[int], rows: NDArray[np.int64]) -> None:
        """Take texts away, with these rows of anchors."""

    def counts(self, anchors: Sequence[int], least: int, limit: int) -> Mapping[int, int]:
        """Return how many texts have each anchor that ``least`` have, or the limit where they are more."""

    def holders(self, anchors: Sequence[int], most: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return how many texts have each anchor, and one after the other the texts that have those which up to ``most`` have.

        An anchor that more have counts as ``most + 1``, and its texts are left out.
        """

    def beside(
        self, key: int, text: int, anchors: Sequence[int], count: int, below: int | None = None
    ) -> Sequence[Sequence[int | None]]:
        """Return, in any order, a row for each anchor that has the ``count`` texts before, and then those after, the place of
        ``key`` and ``text`` among the texts with the anchor, the nearest first; None where there are fewer.

        With ``below`` only texts with lower numbers are looked at.
        """

    def tied(self, pairs: NDArray[np.int64]) -> Sequence[tuple[int, int]]:
        """Return those of the pairs (a, b), a < b, that are tied."""

    def sizes(self, texts: Sequence[int]) -> Mapping[int, int]:
        """Return how many anchors each text has."""

    def tie(self, ties: Sequence[Tie]) -> None:
        """Keep which texts are versions of one another."""

    def untie(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Forget that texts are versions of one another."""

    def ties(self, texts: Sequence[int]) -> Sequence[Tie]:
        """Return the ties that any of the texts has."""

    def held(self, reports: Sequence[str]) -> Mapping[int, Report]:
        """Return the texts of reports, by id, each with one of the reports as it was read, replaced by now or not."""

    def reports(self, texts: Sequence[int]) -> Mapping[int, Sequence[Report]]:
        """Return the reports that have each text."""

    def copies(self, reports: Sequence[str]) -> Sequence[Copy]:
        """Return what was found of reports, by id, before, as far as it is kept."""


class MemoryShelf:
    """A shelf that forgets when the process ends."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}
        self._sizes: list[int] = []
        self._members: list[dict[str, Report]] = []
        self._anchors: dict[int, list[tuple[int, int]]] = {}
        self._ties: dict[int, dict[tuple[int, int], Tie]] = {}
        self._reports: dict[str, Report] = {}

    def hold(self, reports: Iterable[Report]) -> None:
        """Keep the reports themselves, which in a record are there already."""
        self._reports.update((report.id, report) for report in reports)

    def empty(self) -> bool:
        """Tell whether there is nothing."""
        return not self._sizes

    def file(self, texts: Sequence[tuple[int, int]]) -> Mapping[int, int]:
        """Give a number to each new text."""
        for digest, size in texts:
            if digest not in self._numbers:
                self._numbers[digest] = len(self._sizes)
                self._sizes.append(size)
                self._members.append({})
        return {digest: self._numbers[digest] for digest, _ in texts}

    def known(self, digests: Sequence[int]) -> Mapping[int, int]:
        """Return the numbers of known digests."""
        return {digest: self._numbers[digest] for digest in digests if digest in self._numbers}

    def join(self, members: Sequence[tuple[str, int]]) -> None:
        """Note reports."""
        for report, text in members:
            self._members[text][report] = self._reports[report]

    def leave(self, reports: Sequence[str]) -> Sequence[int]:
        """Forget reports."""
        left = [text for text, members in enumerate(self._members) if any(report in members for report in reports)]
        for text in left:
            for report in reports:
                self._members[text].pop(report, None)
        return left

    def keep(self, rows: NDArray[np.int64]) -> None:
        """Keep anchors."""
        for anchor, key, text in rows.tolist():
            insort(self._anchors.setdefault(anchor, []), (key, text))

    def discard(self, texts: Sequence[int], rows: NDArray[np.int64]) -> None:
        """Forget texts."""
        for anchor, key, text in rows.tolist():
            self._anchors[anchor].remove((key, text))
        self._numbers = {digest: text for digest, text in self._numbers.items() if text not in texts}

    def counts(self, anchors: Sequence[int], least: int, limit: int) -> Mapping[int, int]:
        """Return counts of holders."""
        held = ((anchor, len(self._anchors.get(anchor, ()))) for anchor in anchors)
        return {anchor: min(limit, count) for anchor, count in held if count >= least}

    def holders(self, anchors: Sequence[int], most: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return holders of anchors."""
        held = [self._anchors.get(anchor, ()) for anchor in anchors]
        texts = [text for row in held if len(row) <= most for _, text in row]
        return np.array([min(len(row), most + 1) for row in held], np.int64), np.array(texts, np.int64)

    def beside(
        self, key: int, text: int, anchors: Sequence[int], count: int, below: int | None = None
    ) -> Sequence[Sequence[int | None]]:
        """Return texts near a place."""
        found: list[list[int | None]] = []
        for anchor in anchors:
            row = [at for at in self._anchors.get(anchor, []) if below is None or at[1] < below]
            left, right = bisect_left(row, (key, text)), bisect_right(row, (key, text))
            sides = row[max(0, left - count) : left][::-1], row[right : right + count]
            found.append([near for side in sides for near in [*(n for _, n in side), *[None] * (count - len(side))]])
        return found

    def tied(self, pairs: NDArray[np.int64]) -> Sequence[tuple[int, int]]:
        """Return tied pairs."""
        return [(a, b) for a, b in pairs.tolist() if (a, b) in self._ties.get(a, {})]

    def sizes(self, texts: Sequence[int]) -> Mapping[int, int]:
        """Return counts of anchors."""
        return {text: self._sizes[text] for text in texts}

    def tie(self, ties: Sequence[Tie]) -> None:
        """Keep ties."""
        for tie in ties:
            for text in (tie.a, tie.b):
                self._ties.setdefault(text, {})[tie.a, tie.b] = tie

    def untie(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Forget ties."""
        for pair in pairs:
            for text in pair:
                self._ties[text].pop(pair, None)

    def ties(self, texts: Sequence[int]) -> Sequence[Tie]:
        """Return ties."""
        return list({(tie.a, tie.b): tie for text in texts for tie in self._ties.get(text, {}).values()}.values())

    def held(self, reports: Sequence[str]) -> Mapping[int, Report]:
        """Return texts by report."""
        of = ((text, report) for text, members in enumerate(self._members) for report in members if report in reports)
        return {text: self._reports[report] for text, report in of}

    def reports(self, texts: Sequence[int]) -> Mapping[int, Sequence[Report]]:
        """Return reports by text."""
        return {text: list(self._members[text].values()) for text in texts}

    def copies(self, reports: Sequence[str]) -> Sequence[Copy]:  # noqa: ARG002
        """Return nothing: only texts are kept here."""
        return ()
