"""What the language model said, kept in the record: by model, within a limit, and only where a person wants it."""

import pytest

from dateline.model import Analysed
from dateline.store import Record, units


def keep(record: Record, learnt: dict[bytes, bytes]) -> None:
    """Keep pieces as a batch does."""
    record.keep_all(Analysed((), learnt), "made by a test")


def test_pieces_are_recalled_by_digest() -> None:
    """What was kept comes back, once however often it is kept; the rest is not known."""
    with Record.open(":memory:", create=True) as record:
        record.remember("model 1")
        keep(record, {b"a": b"1", b"b": b"2"})
        keep(record, {b"b": b"2", b"c": b"3"})
        assert record.recall([b"a", b"c", b"d"]) == {b"a": b"1", b"c": b"3"}


@pytest.mark.parametrize("maker", ["model 2", None])
def test_another_model_or_none_lets_go_of_all(maker: str | None) -> None:
    """Pieces of another model are of no use, and a person may want none kept."""
    with Record.open(":memory:", create=True) as record:
        record.remember("model 1")
        keep(record, {b"a": b"1"})
        record.remember("model 1")
        assert record.recall([b"a"])
        record.remember(maker)
        assert not record.recall([b"a"])


def test_the_oldest_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """The record does not grow without limit."""
    monkeypatch.setattr(units, "KEPT", 2)
    with Record.open(":memory:", create=True) as record:
        for number in range(5):
            keep(record, {bytes([number]): b"x"})
        assert record.recall([bytes([number]) for number in range(5)]).keys() == {b"\x03", b"\x04"}
