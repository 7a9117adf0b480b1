"""Align: which words of a copy stand for which words of its source, also where passages have changed places.

Long runs of the same words are matched first, wherever they stand, so that a moved paragraph is not taken for one cut and
one added; then short runs; then the single words between matched runs. This is greedy string tiling (Wise, 1993) with an
index instead of its cubic search, which keeps it in proportion to the length of the texts.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from operator import and_
from typing import NamedTuple

_PASSES = (6, 3)
"""Words in a run that is matched: first what is surely the same passage, then what is likely to be."""
_PLACES = 12
"""Places of the same three words that are tried; more are a refrain, where any will do."""
_GAP = 40
"""Words between matched runs that are aligned one by one."""
_STRIDES = (32, 8)  # words compared at once


class Block(NamedTuple):
    """``length`` words from place ``b`` of the copy that are those from place ``a`` of the source."""

    b: int
    a: int
    length: int


def align(a: list[str], b: list[str]) -> list[Block]:
    """Return what the texts have in common, in the order of ``b``; no word is used twice.

    The longer text is always tiled with the shorter, so that what one contains of the other does not depend on which is
    taken for the source.
    """
    if (len(a), a) > (len(b), b):
        return list(_merged(sorted(Block(block.a, block.b, block.length) for block in _tiles(b, a))))
    return list(_merged(sorted(_tiles(a, b))))


def _tiles(a: list[str], b: list[str]) -> list[Block]:
    tiling = _Tiling(a, b)
    for length in _PASSES:
        tiling.lay(length)
    tiling.fill()
    return tiling.blocks


def _merged(blocks: Sequence[Block]) -> Iterator[Block]:
    last: Block | None = None
    for block in blocks:
        if last and (last.a + last.length, last.b + last.length) == (block.a, block.b):
            last = Block(last.b, last.a, last.length + block.length)
            continue
        if last:
            yield last
        last = block
    if last:
        yield last


Run = tuple[str, str, str]
_RUN = 3


def _runs(words: list[str]) -> list[Run]:
    return list(zip(words, words[1:], words[2:], strict=False))


def _several(runs: Sequence[Run], last: Mapping[Run, int]) -> dict[Run, list[int]]:
    """Return the places of the runs that stand in more than one; ``last`` has the last place of each."""
    places: dict[Run, list[int]] = {}
    if len(last) < len(runs):
        for k in [k for k, end in enumerate(map(last.__getitem__, runs)) if k != end]:
            places.setdefault(runs[k], []).append(k)
        for run, some in places.items():
            some.append(last[run])
    return places


class _Free:
    """Runs of so many words of a short text that nothing has been matched with: most of a long one need not be tried."""

    def __init__(self, words: list[str], used: bytearray, length: int) -> None:
        self._words, self._used, self._length = words, used, length
        self.runs = Counter(self._among(0, len(words)))

    def _among(self, first: int, last: int) -> Iterator[tuple[str, ...]]:
        for k in range(max(0, first), min(last, len(self._words) - self._length + 1)):
            if self._used.find(1, k, k + self._length) < 0:
                yield tuple(self._words[k : k + self._length])

    def has(self, run: list[str]) -> bool:
        return self.runs.get(tuple(run), 0) > 0

    def take(self, i: int, length: int) -> None:
        """Note that words are going to be matched."""
        self.runs.subtract(list(self._among(i - self._length + 1, i + length)))


class _Tiling:
    def __init__(self, a: list[str], b: list[str]) -> None:
        self._a, self._b = a, b
        self._used_a = bytearray(len(a))
        self.blocks: list[Block] = []
        runs, self._runs = _runs(a), _runs(b)
        self._place = dict(zip(runs, range(len(runs)), strict=True))
        self._places = _several(runs, self._place)
        self._open = bytearray(map(self._place.__contains__, self._runs)) + bytes(len(b) - len(self._runs))
        """Where in ``b`` a run begins that may be matched; 0 where its word has been, or where ``a`` has no such run."""
        self._used_b = bytearray(len(b))
        self._left = len(a)

    def lay(self, least: int) -> None:
        """Match runs of ``least`` words and more, from left to right, each as long as it goes."""
        free = None
        if self._open.count(1) > len(self._a):
            self._close()
            free = _Free(self._a, self._used_a, least)
        start = b"\1" * (least - _RUN + 1)  # so many runs of three words follow one another in a longer one
        j, expected = self._open.find(start), 0
        while j >= 0 and self._left >= least:
            if free is None or free.has(self._b[j : j + least]):
                i, length = self._longest(j, expected)
                if length >= least:
                    if free:
                        free.take(i, length)
                    self._take(i, j, length)
                    expected = i + length
            j = self._open.find(start, j + 1)

    def _close(self) -> None:
        """Close the places of runs whose words in ``a`` have all been matched."""
        if self.blocks:
            free = _Free(self._a, self._used_a, _RUN)
            still = bytes(map(free.runs.__contains__, self._runs))
            self._open[: len(still)] = bytes(map(and_, self._open, still))

    def _longest(self, j: int, expected: int) -> tuple[int, int]:
        run = self._runs[j]
        if run not in self._places:
            i = self._place[run]
            return i, self._reach(i, j)
        best, at = 0, 0
        for i in self._places[run][:_PLACES]:
            length = self._reach(i, j)
            if length > best or (length == best and abs(i - expected) < abs(at - expected)):
                best, at = length, i
        return at, best

    def _reach(self, i: int, j: int) -> int:
        """Return how many unused words are the same from here on."""
        limit = min(len(self._a) - i, len(self._b) - j)
        taken = self._used_a.find(1, i, i + limit)
        limit = limit if taken < 0 else taken - i
        taken = self._used_b.find(1, j, j + limit)
        limit = limit if taken < 0 else taken - j
        a, b, n = self._a, self._b, 0
        for stride in _STRIDES:
            while n + stride <= limit and a[i + n : i + n + stride] == b[j + n : j + n + stride]:
                n += stride
        while n < limit and a[i + n] == b[j + n]:
            n += 1
        return n

    def _take(self, i: int, j: int, length: int) -> None:
        self.blocks.append(Block(j, i, length))
        self._used_a[i : i + length] = self._used_b[j : j + length] = b"\1" * length
        self._open[j : j + length] = bytes(length)
        self._left -= length

    def fill(self) -> None:
        """Match the words left over between two runs that follow one another in both texts."""
        ends = [Block(0, 0, 0), *sorted(self.blocks), Block(len(self._b), len(self._a), 0)]
        for left, right in pairwise(ends):
            first, start = left.a + left.length, left.b + left.length
            if 0 < right.a - first <= _GAP and 0 < right.b - start <= _GAP and self._used_a.find(1, first, right.a) < 0:
                self._fill(first, right.a, start, right.b)

    def _fill(self, first: int, last: int, start: int, end: int) -> None:
        a, b = self._a[first:last], self._b[start:end]
        if set(a).isdisjoint(b):
            return
        matcher = SequenceMatcher(None, a, b, autojunk=False)
        for i, j, length in matcher.get_matching_blocks():
            if length:
                self._take(first + i, start + j, length)
