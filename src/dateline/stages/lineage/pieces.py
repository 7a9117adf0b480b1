"""Pieces: an alignment of words as a list of runs: the same in both, put for another, only in one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.stages.lineage.align import NONE
from dateline.stages.lineage.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Run:
    """Words ``a0`` to ``a1`` of the source against ``b0`` to ``b1`` of the copy; an empty side stands where it would be."""

    a0: int
    a1: int
    b0: int
    b1: int
    same: bool
    inside: bool = False
    """Whether matched words of the same sentence stand on both sides of it."""


def runs(of: Sequence[int], a: Tokens, b: Tokens) -> list[Run]:
    """Return the runs of an alignment in the order of the copy; what only the source has stands after what precedes it."""
    back = [NONE] * len(a)
    for j, i in enumerate(of):
        if i != NONE:
            back[i] = j
    gaps_a = dict(_gaps(back))
    gaps_b = dict(_gaps(of))
    ends_a = {end: start for start, end in gaps_a.items()}
    paired: dict[int, int] = {}
    for b0, b1 in gaps_b.items():
        a0 = _partner(b0, b1, of, gaps_a, ends_a, len(a))
        if a0 is not None and a0 not in paired.values():
            paired[b0] = a0
    alone = {a0: a1 for a0, a1 in gaps_a.items() if a0 not in set(paired.values())}
    after = _positions(alone, back)
    found: list[Run] = [_lone_a(a0, alone[a0], 0, back, a) for a0 in after.pop(0, [])]
    j = 0
    while j < len(of):
        if of[j] == NONE:
            end = gaps_b[j]
            found += _gap(paired.get(j), gaps_a, j, end, (a, b), _inside(of, j, end, b))
        else:
            end = j + 1
            while end < len(of) and of[end] == of[end - 1] + 1 and of[end - 1] != NONE and end not in after:
                end += 1
            found.append(Run(of[j], of[end - 1] + 1, j, end, same=True))
        j = end
        found += [_lone_a(a0, alone[a0], j, back, a) for a0 in after.pop(j, [])]
    return found


def _gaps(of: Sequence[int]) -> Iterator[tuple[int, int]]:
    j = 0
    while j < len(of):
        if of[j] != NONE:
            j += 1
            continue
        end = j
        while end < len(of) and of[end] == NONE:
            end += 1
        yield j, end
        j = end


def _partner(
    b0: int, b1: int, of: Sequence[int], starts: dict[int, int], ends: dict[int, int], count: int
) -> int | None:
    """Return the start of the source's gap that stands where the copy's gap does."""
    before = of[b0 - 1] + 1 if b0 else 0
    if before in starts:
        return before
    follows = of[b1] if b1 < len(of) else count
    return ends.get(follows)


def _positions(alone: dict[int, int], back: Sequence[int]) -> dict[int, list[int]]:
    after: dict[int, list[int]] = {}
    for a0 in alone:
        after.setdefault(back[a0 - 1] + 1 if a0 else 0, []).append(a0)
    return after


def _inside(of: Sequence[int], start: int, end: int, side: Tokens) -> bool:
    if not start or end >= len(of):
        return False
    return side.sentence(start - 1) == side.sentence(end) and NONE not in (of[start - 1], of[end])


def _lone_a(a0: int, a1: int, at: int, back: Sequence[int], a: Tokens) -> Run:
    return Run(a0, a1, at, at, same=False, inside=_inside(back, a0, a1, a))


def _gap(
    a0: int | None, gaps: dict[int, int], b0: int, b1: int, sides: tuple[Tokens, Tokens], inside: bool
) -> Iterator[Run]:
    """Yield a gap of the copy with its partner; whole sentences in it are cut or added, not put for one another."""
    if a0 is None:
        yield Run(0, 0, b0, b1, same=False, inside=inside)
        return
    a, b = sides
    a1 = gaps[a0]
    (a_left, a_right), (b_left, b_right) = _edges(a0, a1, a), _edges(b0, b1, b)
    if a_left >= a_right and b_left >= b_right:
        yield Run(a0, a1, b0, b1, same=False, inside=True)
        return
    a_left, a_right = min(a_left, a1), max(a_right, min(a_left, a1))
    b_left, b_right = min(b_left, b1), max(b_right, min(b_left, b1))
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
    right = side.opens(last) if last < len(side) and side.opens(last) < last else last
    return min(left, last), max(right, first)
