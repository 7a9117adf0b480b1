"""Align: which words of a copy stand for which words of its source, also where passages have changed places.

Long runs of the same words are matched first, wherever they stand, so that a moved paragraph is not taken for one cut and
one added; then short runs; then the single words between matched runs. This is greedy string tiling (Wise, 1993) with an
index instead of its cubic search, which keeps it in proportion to the length of the texts.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher

NONE = -1
_PASSES = (6, 3)
"""Words in a run that is matched: first what is surely the same passage, then what is likely to be."""
_PLACES = 12
"""Places of the same three words that are tried; more are a refrain, where any will do."""
_GAP = 40
"""Words between matched runs that are aligned one by one."""


def align(a: Sequence[str], b: Sequence[str]) -> list[int]:
    """Return for each word of ``b`` the place of its word in ``a``, or ``NONE``; no place is used twice."""
    tiling = _Tiling(a, b)
    for length in _PASSES:
        tiling.lay(length)
    tiling.fill()
    return tiling.of


class _Tiling:
    def __init__(self, a: Sequence[str], b: Sequence[str]) -> None:
        self._a, self._b = a, b
        self._free = [True] * len(a)
        self.of = [NONE] * len(b)
        self._places: dict[tuple[str, str, str], list[int]] = {}
        for i, run in enumerate(zip(a, a[1:], a[2:], strict=False)):
            self._places.setdefault(run, []).append(i)

    def lay(self, least: int) -> None:
        """Match runs of ``least`` words and more, from left to right, each as long as it goes."""
        j, expected = 0, 0
        while j < len(self._b) - 2:
            if self.of[j] != NONE:
                expected, j = self.of[j] + 1, j + 1
                continue
            i, length = self._longest(j, expected)
            if length < least:
                j += 1
                continue
            self._take(i, j, length)
            j += length
            expected = i + length

    def _longest(self, j: int, expected: int) -> tuple[int, int]:
        best, at = 0, 0
        for i in self._places.get((self._b[j], self._b[j + 1], self._b[j + 2]), ())[:_PLACES]:
            length = self._reach(i, j)
            if (length, -abs(i - expected)) > (best, -abs(at - expected)):
                best, at = length, i
        return at, best

    def _reach(self, i: int, j: int) -> int:
        a, b, free, of = self._a, self._b, self._free, self.of
        start, limit = i, min(len(a), i + len(b) - j)
        while i < limit and free[i] and a[i] == b[j] and of[j] == NONE:
            i, j = i + 1, j + 1
        return i - start

    def _take(self, i: int, j: int, length: int) -> None:
        self.of[j : j + length] = range(i, i + length)
        self._free[i : i + length] = [False] * length

    def fill(self) -> None:
        """Match the words left over between two runs that follow one another in both texts."""
        j = 0
        while j < len(self._b):
            if self.of[j] != NONE:
                j += 1
                continue
            end = j
            while end < len(self._b) and self.of[end] == NONE:
                end += 1
            first = self.of[j - 1] + 1 if j else 0
            last = self.of[end] if end < len(self._b) else len(self._a)
            self._fill(first, last, j, end)
            j = end

    def _fill(self, first: int, last: int, start: int, end: int) -> None:
        if not first < last or last - first > _GAP or end - start > _GAP or not all(self._free[first:last]):
            return
        matcher = SequenceMatcher(None, self._a[first:last], self._b[start:end], autojunk=False)
        for i, j, length in matcher.get_matching_blocks():
            self._take(first + i, start + j, length)
