"""Pieces: an alignment as a list of runs: the same in both texts, put for another, only in one."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dateline.stages.lineage.align import Block
from dateline.stages.lineage.tokens import Tokens


class Run(NamedTuple):
    """Words ``a0`` to ``a1`` of the source against ``b0`` to ``b1`` of the copy; an empty side stands where it would be."""

    a0: int
    a1: int
    b0: int
    b1: int
    same: bool
    inside: bool = False
    """Whether matched words of the same sentence stand on both sides of it."""


def runs(blocks: Sequence[Block], a: Tokens, b: Tokens) -> Iterator[Run]:
    """Yield the runs of an alignment in the order of the copy; what only the source has stands after what precedes it."""
    gaps = _Gaps(blocks, len(a), len(b))
    yield from _alone(gaps, 0, 0, a)
    yield from _gap(gaps, 0, a, b)
    for block in blocks:
        end = block.b + block.length
        yield Run(block.a, block.a + block.length, block.b, end, same=True)
        yield from _alone(gaps, block.a + block.length, end, a)
        yield from _gap(gaps, end, a, b)


class _Gaps:
    """What no block covers, on either side, and which gaps stand against one another."""

    def __init__(self, blocks: Sequence[Block], count_a: int, count_b: int) -> None:
        self.a = dict(
            _between([(block.a, block.length) for block in sorted(blocks, key=lambda block: block.a)], count_a)
        )
        self.b = dict(_between([(block.b, block.length) for block in blocks], count_b))
        after = {block.b + block.length: block.a + block.length for block in blocks} | {0: 0}
        before = {block.b: block.a for block in blocks} | {count_b: count_a}
        starts = {end: start for start, end in self.a.items()}
        self.partner: dict[int, int] = {}
        taken = set()
        for b0, b1 in self.b.items():
            a0 = after[b0] if after[b0] in self.a else starts.get(before[b1])
            if a0 is not None and a0 not in taken:
                taken.add(a0)
                self.partner[b0] = a0
        self.alone = {a0: a1 for a0, a1 in self.a.items() if a0 not in taken}


def _between(spans: Sequence[tuple[int, int]], count: int) -> Iterator[tuple[int, int]]:
    end = 0
    for start, length in spans:
        if start > end:
            yield end, start
        end = start + length
    if end < count:
        yield end, count


def _alone(gaps: _Gaps, a0: int, at: int, a: Tokens) -> Iterator[Run]:
    if a0 in gaps.alone:
        a1 = gaps.alone.pop(a0)
        yield Run(a0, a1, at, at, same=False, inside=_inside(a0, a1, a))


def _inside(first: int, last: int, side: Tokens) -> bool:
    return first > 0 and last < len(side) and side.sentence(first - 1) == side.sentence(last)


def _gap(gaps: _Gaps, b0: int, a: Tokens, b: Tokens) -> Iterator[Run]:
    """Yield a gap of the copy with its partner; whole sentences in it are cut or added, not put for one another."""
    if b0 not in gaps.b:
        return
    b1, a0 = gaps.b[b0], gaps.partner.get(b0)
    if a0 is None:
        yield Run(0, 0, b0, b1, same=False, inside=_inside(b0, b1, b))
        return
    a1 = gaps.a[a0]
    a_left, a_right = _edges(a0, a1, a)
    b_left, b_right = _edges(b0, b1, b)
    if a_left == a_right and b_left == b_right and (a_left in (a0, a1)) == (b_left in (b0, b1)):
        yield Run(a0, a1, b0, b1, same=False, inside=True)
        return
    for run in (
        Run(a0, a_left, b0, b_left, same=False, inside=True),
        Run(a_left, a_right, b_left, b_left, same=False),
        Run(a_right, a_right, b_left, b_right, same=False),
        Run(a_right, a1, b_right, b1, same=False, inside=True),
    ):
        if run.a0 < run.a1 or run.b0 < run.b1:
            yield run


def _edges(first: int, last: int, side: Tokens) -> tuple[int, int]:
    """Return where the sentence that a gap cuts off at its start ends, and where the one cut off at its end starts."""
    left = side.closes(first) if side.opens(first) < first else first
    left = min(left, last)
    right = side.opens(last) if last < len(side) and side.opens(last) < last else last
    return left, max(left, right)
