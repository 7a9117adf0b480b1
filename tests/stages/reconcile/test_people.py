"""Who acts and who suffers in an event: spellings merged, nobody named twice, nothing that names nobody."""

from typing import Any

import pytest

from dateline.model import Event
from dateline.stages.reconcile import reconcile

CLAUSE = "gunmen stormed the weekly market of Bourem and drove off with two lorries full of millet"
TITLE = "Gunmen storm market of Bourem"


def sides(tell: Any, *accounts: tuple[tuple[str, ...], tuple[str, ...]]) -> tuple[list[str], list[str]]:
    """Return actors and targets of the one event that reports with these actors and targets tell."""
    told = [
        tell(f"r-{n:02}", (f"{CLAUSE} ({n})", {"actors": actors, "targets": targets, "site": "Bourem"}), title=TITLE)
        for n, (actors, targets) in enumerate(accounts)
    ]
    world = told[0]
    for other in told[1:]:
        world = world + other
    found: list[Event] = reconcile(*world.given)
    assert len(found) == 1
    return [p.name for p in found[0].actors], [p.name for p in found[0].targets]


@pytest.mark.parametrize(
    ("actors", "targets", "left"),
    [
        (("Police", "farmers"), ("farmers",), (["Police"], ["farmers"])),
        (("farmers",), ("the farmers", "traders"), (["farmers"], ["traders"])),
        (("Chad",), ("Chad",), (["Chad"], [])),
        (("gunmen",), ("traders",), (["gunmen"], ["traders"])),
        (("gunmen",), ("more than a dozen traders",), (["gunmen"], ["more than a dozen traders"])),
        (("gunmen",), ("at least 12 traders",), (["gunmen"], ["12 traders"])),
    ],
)
def test_nobody_is_named_twice(
    tell: Any, actors: tuple[str, ...], targets: tuple[str, ...], left: tuple[list[str], list[str]]
) -> None:
    """Whoever also suffers is no doer where others act, and else no sufferer; names stay whole words."""
    assert sides(tell, (actors, targets)) == left


def test_the_side_that_more_texts_give_wins(tell: Any) -> None:
    """One account that turns doer and sufferer round does not move them."""
    right = (("Sahel Front",), ("traders",))
    assert sides(tell, right, right, (("traders",), ("Sahel Front",))) == (["Sahel Front"], ["traders"])


def test_best_known_first_and_whom_nobody_else_names_last_or_left_out(tell: Any) -> None:
    """Names are in the order of the texts that give them; one in eight texts is too few beside one in all."""
    accounts = [(("Sahel Front",), ("traders",) if n else ("passer-by", "traders")) for n in range(8)]
    assert sides(tell, *accounts) == (["Sahel Front"], ["traders"])
    few = [(("Sahel Front",), ("traders",) if n else ("passer-by", "traders")) for n in range(3)]
    assert sides(tell, *few) == (["Sahel Front"], ["traders", "passer-by"])


def test_a_full_name_as_most_texts_write_it(tell: Any) -> None:
    """The name of the row is the full name that most texts use, neither the surname nor the longest variant."""
    names = [("Ana Reyes",), ("Ana Reyes",), ("Ana M. Reyes",), ("Reyes",), ("Reyes",), ("Reyes",)]
    assert sides(tell, *((name, ("traders",)) for name in names))[0] == ["Ana Reyes"]


def test_who_denies_a_deed_is_not_its_doer(tell: Any) -> None:
    """Names that only a denial gives are left out where somebody else tells the deed, and kept where nobody does."""
    cells = {"targets": ("traders",), "site": "Bourem"}
    claim = tell("r-1", (f"{CLAUSE} (1)", cells), title=TITLE)
    denial = tell("r-2", (f"{CLAUSE} (2)", {**cells, "actors": ("Sahel Front",), "status": "denied"}), title=TITLE)
    (event,) = reconcile(*(claim + denial).given)
    assert event.standing == "disputed"
    assert event.actors == ()
    (alone,) = reconcile(*denial.given)
    assert [p.name for p in alone.actors] == ["Sahel Front"]
