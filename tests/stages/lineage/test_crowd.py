"""Where very many texts have a passage in common, lineages still depend on the set of reports alone, and cost little."""

import time
from collections.abc import Iterable, Iterator
from itertools import chain
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Lineage, Report
from dateline.stages.lineage import Index, MemoryShelf, index, search, trace

WORDS = [a + b + c for a in "br d fl k pr st".split() for b in "a e i o u".split() for c in "lm n rk st tt".split()]
CROWD = 5
"""Texts with an anchor from which it is crowded here, so that a few dozen reports are enough."""


@pytest.fixture(scope="module", autouse=True)
def small_crowds() -> Iterator[None]:
    """Have anchors crowded early."""
    before, search.CROWD = search.CROWD, CROWD
    yield
    search.CROWD = before


def _story(draw: Random, length: int) -> list[str]:
    return [draw.choice(WORDS) for _ in range(length)]


def _crowd(draw: Random, sharing: int, copies: int) -> list[Report]:
    """Return reports of which some share a long passage and nothing else, and others are edited copies of one text."""
    passage, text = _story(draw, 30), _story(draw, 80)
    texts = [_story(draw, 60) + passage for _ in range(sharing)]
    for _ in range(copies):
        edited = [word if draw.random() > 0.06 else draw.choice(WORDS) for word in text]
        start, end = sorted(draw.sample(range(len(text) + 1), 2))
        texts.append(edited if end - start < 30 else edited[start:end])
    draw.shuffle(texts)
    return [Report(id=f"r-{k:05d}", given_id=str(k), text=" ".join(words)) for k, words in enumerate(texts)]


def _by_first(found: Any) -> list[Lineage]:
    return sorted(found, key=lambda lineage: lineage.reports[0])


class _Archive:
    """An index with what it has said so far."""

    def __init__(self) -> None:
        self._shelf = MemoryShelf()
        self._index = Index(self._shelf)
        self._current: dict[str, Lineage] = {}

    def add(self, reports: list[Report]) -> None:
        self._shelf.hold(reports)
        self._take(chain.from_iterable(self._index.add(reports)), ())

    def remove(self, ids: list[str]) -> None:
        self._take(chain.from_iterable(self._index.remove(ids)), ids)

    def _take(self, told: Iterable[Lineage], gone: Any) -> None:
        found = list(told)
        members = {member for lineage in found for member in lineage.reports}.union(gone)
        self._current = {k: one for k, one in self._current.items() if not members.intersection(one.reports)}
        self._current |= {one.id: one for one in found}

    @property
    def lineages(self) -> list[Lineage]:
        return _by_first(self._current.values())


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 10_000), st.sampled_from([1, 3, 7, 20]))
def test_any_order_of_a_crowd_gives_the_same_lineages(seed: int, size: int) -> None:
    """Anchors that become crowded on the way leave no trace of the order, in portions of any size."""
    random = Random(seed)
    reports = _crowd(random, 16, 16)
    whole = _by_first(trace(reports))
    random.shuffle(reports)
    grown = _Archive()
    for at in range(0, len(reports), size):
        grown.add(reports[at : at + size])
    assert grown.lineages == whole


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 10_000))
def test_families_that_are_traced_one_after_the_other(seed: int) -> None:
    """What does not fit in memory together comes in parts, and every report is in one lineage in the end."""
    reports = _crowd(Random(seed), 16, 16)
    grown = _Archive()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(index, "_FAMILIES", 1)
        grown.add(reports[:12])
        grown.add(reports[12:])
    assert grown.lineages == _by_first(trace(reports))


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 10_000), st.integers(1, 20))
def test_what_is_withdrawn_from_a_crowd_was_never_there(seed: int, count: int) -> None:
    """Reports that come and go leave the lineages of the others as if they had not come, also where a crowd ends."""
    random = Random(seed)
    reports = _crowd(random, 14, 14)
    gone = random.sample(reports, count)
    archive = _Archive()
    archive.add(reports[:10])
    archive.add(reports[10:])
    archive.remove([report.id for report in gone])
    assert archive.lineages == _by_first(trace([report for report in reports if report not in gone]))


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 10_000))
def test_a_shared_passage_joins_nobody_however_many_have_it(seed: int) -> None:
    """Those that share a third of their words are families of one; the copies beside them are one family."""
    sizes = sorted(len(lineage.reports) for lineage in trace(_crowd(Random(seed), 30, 0)))
    assert sizes == [1] * 30


def test_a_family_beyond_the_crowd_stays_whole() -> None:
    """Three hundred edited copies of one text are one lineage, though every anchor is crowded."""
    draw = Random(5)
    text = _story(draw, 120)
    copies = [" ".join(word if draw.random() > 0.05 else draw.choice(WORDS) for word in text) for _ in range(300)]
    reports = [Report(id=f"r-{k:05d}", given_id=str(k), text=copy) for k, copy in enumerate(copies)]
    assert [len(lineage.reports) for lineage in trace(reports)] == [300]


def test_a_crowd_costs_in_proportion_to_its_size() -> None:
    """Four times as many reports with one passage in common take nowhere near sixteen times as long."""
    seconds = []
    for count in (400, 1600):
        reports, tries = _crowd(Random(3), count, 0), []
        for _ in range(3):  # the least of three: other programs only ever make it more
            start = time.process_time()
            trace(reports)
            tries.append(time.process_time() - start)
        seconds.append(min(tries))
    assert seconds[1] < 8 * seconds[0]
