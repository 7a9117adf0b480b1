"""Which words of a copy stand for which of its source: none used twice, and no long run left lying."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.stages.lineage.align import Block, align

_LEAST = 3


def _texts(draw: Random, words: int, short: int, long: int) -> tuple[list[str], list[str]]:
    """Return two texts that share runs: the second is made of pieces of the first and of words of its own."""
    every = [f"w{k}" for k in range(words)]
    one = [draw.choice(every) for _ in range(short)]
    other: list[str] = []
    while len(other) < long:
        at = draw.randrange(short)
        other += one[at : at + draw.randint(1, 30)] if draw.random() < 0.6 else [draw.choice(every)]
    return one, other


def _unused(length: int, spans: list[tuple[int, int]]) -> list[bool]:
    free = [True] * length
    for start, end in spans:
        assert all(free[start:end])
        free[start:end] = [False] * (end - start)
    return free


def _runs(words: list[str], free: list[bool]) -> set[tuple[str, ...]]:
    ends = range(len(words) - _LEAST + 1)
    return {tuple(words[k : k + _LEAST]) for k in ends if all(free[k : k + _LEAST])}


@settings(deadline=None, max_examples=150)
@given(st.integers(0, 10_000), st.sampled_from([60, 400]), st.integers(5, 120), st.sampled_from([20, 200, 900]))
def test_tiles(seed: int, words: int, short: int, long: int) -> None:
    """Blocks hold equal words, none is in two blocks, and what is left has no run of three words in common.

    Unless the run stands in very many places, of which only the first few are tried.
    """
    one, other = _texts(Random(seed), words, short, long)
    blocks = align(one, other)
    assert all(one[x.a : x.a + x.length] == other[x.b : x.b + x.length] for x in blocks)
    left = _unused(len(one), [(x.a, x.a + x.length) for x in blocks])
    right = _unused(len(other), [(x.b, x.b + x.length) for x in blocks])
    assert not _runs(one, left) & _runs(other, right)
    assert sorted(Block(x.a, x.b, x.length) for x in align(other, one)) == blocks


def test_an_excerpt_of_a_very_long_text() -> None:
    """Where the long text has the same phrases again and again, the excerpt is found whole, in its place."""
    draw = Random(7)
    phrases = [[f"p{k}x{n}" for n in range(5)] for k in range(40)]
    long = [word for _ in range(2000) for word in draw.choice(phrases)]
    own = [f"own{k}" for k in range(30)]
    long[5000:5000] = own
    assert align(long, own) == [Block(0, 5000, 30)]
