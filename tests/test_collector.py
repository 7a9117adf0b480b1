"""The collector leaves alone what stays, and whoever has set its limits keeps them."""

import gc
from collections.abc import Iterator

import pytest

from dateline import collector


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Put the collector back as it was."""
    limits = gc.get_threshold()
    yield
    gc.set_threshold(*limits)
    gc.unfreeze()


def test_what_lives_is_not_gone_through_again() -> None:
    """What was loaded is set aside, and what is made afterwards is collected as ever."""
    gc.unfreeze()
    gc.set_threshold(700, 10, 10)
    loaded = [object()]
    collector.settle()
    assert gc.get_freeze_count() > 0
    assert not any(one is loaded for one in gc.get_objects())
    assert gc.get_threshold() > (700, 10, 10)
    loop: list[object] = []
    loop.append(loop)
    del loop
    assert gc.collect() >= 1


def test_limits_that_somebody_has_set_stay() -> None:
    """A program that uses Dateline decides on its own collector."""
    gc.set_threshold(5_000, 20, 20)
    collector.settle()
    assert gc.get_threshold() == (5_000, 20, 20)
