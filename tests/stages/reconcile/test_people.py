"""Who acts and who suffers in an event: spellings merged, nobody named twice, nothing that names nobody."""

import pytest

from dateline.model import Party, Span
from dateline.stages.reconcile.people import apart


def parties(*names: str, kind: str | None = "civilians") -> tuple[Party, ...]:
    """Return parties of these names."""
    return tuple(Party(name=name, span=Span(0, 1, "x"), kind=kind) for name in names)


@pytest.mark.parametrize(
    ("actors", "targets", "left"),
    [
        (("police", "farmers"), ("farmers",), (["police"], ["farmers"])),
        (("farmers",), ("the farmers", "traders"), (["farmers"], ["traders"])),
        (("Chad",), ("Chad",), (["Chad"], [])),
        (("gunmen",), ("traders",), (["gunmen"], ["traders"])),
    ],
)
def test_nobody_is_named_twice(
    actors: tuple[str, ...], targets: tuple[str, ...], left: tuple[list[str], list[str]]
) -> None:
    """Whoever also suffers is no doer where others act, and else no sufferer."""
    doers, sufferers = apart(parties(*actors), parties(*targets))
    assert ([p.name for p in doers], [p.name for p in sufferers]) == left
