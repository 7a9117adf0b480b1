"""Shelf: what the index needs kept, wherever that is: in the record, or in memory for tests and for measuring."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from dateline.model import Holder, Report, Tie


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

    def keep(self, holders: Iterable[tuple[int, int, int]]) -> None:
        """Keep which texts have which anchors: (anchor, key, text)."""

    def holders(self, anchors: Sequence[int], limit: int) -> Sequence[Holder]:
        """Return the texts that have any of the anchors, at most ``limit`` for each anchor."""

    def beside(self, holder: Holder, count: int) -> Sequence[Holder]:
        """Return the ``count`` holders of the same anchor before, and after, a holder in the order of key and text."""

    def sizes(self, texts: Sequence[int]) -> Mapping[int, int]:
        """Return how many anchors each text has."""

    def tie(self, ties: Sequence[Tie]) -> None:
        """Keep which texts are versions of one another."""

    def ties(self, texts: Sequence[int]) -> Sequence[Tie]:
        """Return the ties that any of the texts has."""

    def reports(self, texts: Sequence[int]) -> Mapping[int, Sequence[Report]]:
        """Return the reports that have each text."""


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

    def keep(self, holders: Iterable[tuple[int, int, int]]) -> None:
        """Keep anchors."""
        for anchor, key, text in holders:
            insort(self._anchors.setdefault(anchor, []), (key, text))

    def holders(self, anchors: Sequence[int], limit: int) -> Sequence[Holder]:
        """Return holders of anchors."""
        return [Holder(a, key, text) for a in anchors for key, text in self._anchors.get(a, [])[:limit]]

    def beside(self, holder: Holder, count: int) -> Sequence[Holder]:
        """Return holders near one."""
        row, place = self._anchors[holder.anchor], (holder.key, holder.text)
        left, right = bisect_left(row, place), bisect_right(row, place)
        return [Holder(holder.anchor, *near) for near in row[max(0, left - count) : left] + row[right : right + count]]

    def sizes(self, texts: Sequence[int]) -> Mapping[int, int]:
        """Return counts of anchors."""
        return {text: self._sizes[text] for text in texts}

    def tie(self, ties: Sequence[Tie]) -> None:
        """Keep ties."""
        for tie in ties:
            for text in (tie.a, tie.b):
                self._ties.setdefault(text, {})[tie.a, tie.b] = tie

    def ties(self, texts: Sequence[int]) -> Sequence[Tie]:
        """Return ties."""
        return list({(tie.a, tie.b): tie for text in texts for tie in self._ties.get(text, {}).values()}.values())

    def reports(self, texts: Sequence[int]) -> Mapping[int, Sequence[Report]]:
        """Return reports by text."""
        return {text: list(self._members[text].values()) for text in texts}
