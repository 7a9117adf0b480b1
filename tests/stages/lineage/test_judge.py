"""Judging pairs: many at once or a few at a time, in whatever order they are taken up, the answer is the same."""

import numpy as np
import pytest

from dateline.stages.lineage import Vocabulary, judge


def test_portions_do_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Links come in the order of the pairs, with the same shares, however few pairs are judged at a time."""
    stories = [" ".join(f"w{k % 4}x{n * n % 89}" for n in range(40 + 3 * k)) for k in range(12)]
    texts = Vocabulary().arrays(stories)
    a, b = np.triu_indices(len(texts), 1)
    whole = judge.judge(texts, a, b)
    assert {(link.a, link.b) for link in whole} == {(x, y) for x in range(12) for y in range(x + 4, 12, 4)}
    assert whole == sorted(whole)
    monkeypatch.setattr(judge, "_TOGETHER", 5)
    assert judge.judge(texts, a, b) == whole
    assert judge.judge(texts, a[:0], b[:0]) == []
