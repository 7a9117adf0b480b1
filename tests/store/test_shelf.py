"""The shelf in a record answers as the one in memory does, and lineages grown in it are those traced at once."""

from collections.abc import Callable, Iterator
from itertools import chain

import numpy as np
import pytest

from dateline.model import Lineage, Report, Tie
from dateline.stages.lineage import Index, MemoryShelf, trace
from dateline.store import Record
from dateline.store.shelf import RecordShelf

HOLDERS = np.array([(5, key, key % 7) for key in range(80)] + [(-9, 3, 1), (-9, 3, 2), (-9, 4, 0), (11, 1, 6)])


@pytest.fixture
def shelf(new_record: Callable[[], str]) -> Iterator[RecordShelf]:
    """Return a shelf in a record of its own."""
    with Record.open(new_record(), create=True) as record, record.shelf() as found:
        yield found


@pytest.fixture(params=[False, True], ids=["first", "later"])
def both(request: pytest.FixtureRequest, shelf: RecordShelf) -> tuple[RecordShelf, MemoryShelf]:
    """Return both kinds of shelf with the same anchors, kept at the first reading or after it."""
    memory = MemoryShelf()
    if request.param:
        shelf.keep(np.array([(1, 1, 1)]))
        memory.keep(np.array([(1, 1, 1)]))
    shelf.keep(HOLDERS)
    memory.keep(HOLDERS)
    return shelf, memory


def test_holders(both: tuple[RecordShelf, MemoryShelf]) -> None:
    """Both return all holders of anchors, and how many there are up to a limit; nothing of an anchor that none has."""
    record, memory = both
    for one in both:
        counts, texts = one.holders([-9, 5, 11, 12], 3)
        assert counts.tolist() == [3, 4, 1, 0]
        assert sorted(texts[:3].tolist()) == [0, 1, 2]
        assert texts[3:].tolist() == [6]
        assert [found.tolist() for found in one.holders([], 3)] == [[], []]
    for least, known in ((1, {5: 65, -9: 3, 11: 1}), (2, {5: 65, -9: 3}), (4, {5: 65})):
        assert record.counts([5, -9, 11, 12], least, 65) == memory.counts([5, -9, 11, 12], least, 65) == known


@pytest.mark.parametrize("place", [(40, 5), (0, 0), (79, 2), (3, 2), (1, 6), (200, 1)])
def test_beside(both: tuple[RecordShelf, MemoryShelf], place: tuple[int, int]) -> None:
    """Both return the same neighbours in the order of key and text, at the ends too."""
    for below in (None, 4):
        found = [sorted(map(tuple, one.beside(*place, [5, -9, 11], 2, below)), key=str) for one in both]
        assert found[0] == found[1]
        assert len(found[0]) == 3
        assert all(other is None or below is None or other < below for row in found[0] for other in row)
    assert sum(other is not None for row in both[0].beside(*place, [5, -9, 11], 2) for other in row) >= 2


def test_discard(both: tuple[RecordShelf, MemoryShelf]) -> None:
    """What is discarded is gone, anchors and text, and nothing else."""
    for one in both:
        one.file([(77, 1), (78, 1)])
        gone = one.known([77])[77]
        one.discard([gone], np.array([(5, 40, 5), (11, 1, 6)]))
        assert one.counts([5, -9, 11], 1, 100) == {5: 79, -9: 3}
        assert list(one.known([77, 78])) == [78]


def test_untie(shelf: RecordShelf) -> None:
    """A tie that is forgotten is gone for both its texts."""
    shelf.tie([Tie(1, 2, 0.5, 0.5, 0.4), Tie(1, 3, 0.5, 0.5, 0.4)])
    shelf.untie([(1, 2)])
    assert [(tie.a, tie.b) for tie in shelf.ties([1, 2])] == [(1, 3)]
    assert shelf.tied(np.array([(1, 2), (1, 3), (2, 3)])) == [(1, 3)]
    assert not shelf.tied(np.empty((0, 2), np.int64))


def test_grown(new_record: Callable[[], str]) -> None:
    """Reports that come in portions end in the lineages of tracing all at once, though a notice is in all of them."""
    reports = [_report(k) for k in range(100)]
    grown: dict[str, str] = {}
    with Record.open(new_record(), create=True) as record, record.writing():
        record.add(reports)
        for at in range(0, 100, 30):
            with record.shelf() as shelf:
                found = list(chain.from_iterable(Index(shelf).add(reports[at : at + 30])))
            grown |= {report: family.id for family in found for report in family.reports}
    whole = {report: family.id for family in trace(reports) for report in family.reports}
    assert grown == whole
    assert len(set(whole.values())) == 50


@pytest.mark.parametrize("turned", [False, True], ids=["first first", "last first"])
def test_a_family_that_parts_is_renewed_part_by_part(new_record: Callable[[], str], *, turned: bool) -> None:
    """The parts may come one after the other, in any order, and one of them keeps the family's id."""
    a, b, c = (_report(k).id for k in range(3))
    parts = [Lineage(id="l-a", reports=(a,), primary=a), Lineage(id="l-b", reports=(b, c), primary=b)]
    with Record.open(new_record(), create=True) as record:
        record.add([_report(k) for k in range(3)])
        record.keep_lineages([Lineage(id="l-a", reports=(a, b, c), primary=a)], {})
        with record.shelf() as shelf:
            for part in reversed(parts) if turned else parts:
                shelf.renew([], [part], {})
        assert {one.id: one.reports for one in record.lineages()} == {"l-a": (a,), "l-b": (b, c)}
        with record.shelf() as shelf:
            for left in ([Lineage(id="l-c", reports=(c,), primary=c)], []):
                shelf.renew([b], left, {})
        assert {one.id: one.reports for one in record.lineages()} == {"l-a": (a,), "l-c": (c,)}


def _report(k: int) -> Report:
    """Return one of two versions of story ``k % 50``, with a notice that all have."""
    words = [f"w{k % 50}x{n * n % 97}" for n in range(60)]
    text = " ".join(words if k < 50 else words[:40]) + " sign up for the daily harbour newsletter and other letters"
    return Report(id=f"r-{k:08d}", given_id=str(k), text=text)
