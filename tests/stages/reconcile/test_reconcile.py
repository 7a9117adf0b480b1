"""One row per happening: what is joined, what stays apart."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dateline.model import Event
from dateline.stages.reconcile import event_id_of, reconcile
from dateline.stages.reconcile.flow import strands_of
from dateline.stages.reconcile.likeness import hazard

Tell = Callable[..., Any]  # invents a report of some passages: see conftest.py
GAO, GAO_REGION, MALI, BOUREM, SUVA = "Gao", "Gao Region", "Mali", "Bourem", "Suva"
MONDAY, TUESDAY = date(2027, 3, 1), date(2027, 3, 2)
FIRST = "Gunmen on camels raided the onion market of Gao on Monday and killed Amadou Traore, a trader."
SECOND = "The raid on the market in Gao that killed trader Amadou Traore happened on Monday."


def held(events: list[Event], mention: str) -> Event:
    """Return the event that holds a mention."""
    return next(e for e in events if mention in e.mentions)


def together(world: Any, one: str, other: str) -> bool:
    """Tell whether two mentions were joined."""
    events = reconcile(*world.given)
    return held(events, one) is held(events, other)


def test_two_outlets_on_one_raid_are_one_row(tell: Tell) -> None:
    """Same day, place, name and kind of deed: one happening."""
    world = tell("a", (FIRST, {"day": MONDAY, "site": GAO, "targets": ["Amadou Traore"]}))
    world += tell("b", (SECOND, {"day": MONDAY, "site": GAO, "targets": ["Amadou Traore"]}))
    assert together(world, "m-a-0", "m-b-0")


# what is different about the second account, and whether it is still the same happening
CASES: list[tuple[str, dict[str, Any], dict[str, Any], bool]] = [
    ("the next year", {"day": date(2028, 3, 1)}, {"published": date(2028, 3, 2)}, False),
    ("two weeks later in the same town", {"day": date(2027, 3, 15)}, {"published": date(2027, 3, 16)}, False),
    ("the same day in another country", {"site": SUVA}, {}, False),
    ("its region only", {"site": GAO_REGION}, {}, True),
    ("its country only", {"site": MALI}, {}, True),
    ("called a clash", {"type": "armed_clash"}, {}, True),
    ("a toll that has grown", {"figures": [("killed", 3, 3)]}, {}, True),
    ("no day", {"day": None}, {}, True),
    ("no place", {"site": ""}, {}, True),
    ("still expected", {"status": "planned"}, {}, True),
]


@pytest.mark.parametrize(("difference", "cells", "fields", "same"), CASES, ids=[c[0] for c in CASES])
def test_what_may_differ(
    tell: Tell, difference: str, cells: dict[str, Any], fields: dict[str, Any], same: bool
) -> None:
    """Time and place keep happenings apart; vagueness, kinship of types and growing tolls do not."""
    base: dict[str, Any] = {"day": MONDAY, "site": GAO, "targets": ["Amadou Traore"], "figures": [("killed", 1, 1)]}
    text = SECOND if same else "Gunmen raided the market on Monday and killed a trader, Ousmane Maiga."
    targets = ["Amadou Traore"] if same else ["Ousmane Maiga"]
    world = tell("a", (FIRST, base)) + tell("b", (text, {**base, "targets": targets, **cells}), **fields)
    assert together(world, "m-a-0", "m-b-0") is same


@pytest.mark.parametrize(("town", "same"), [(GAO, True), (SUVA, False)])
def test_a_denial_meets_the_claim(tell: Tell, town: str, same: bool) -> None:
    """What one side says it did and the other denies is one happening though neither names the day; elsewhere it is not."""
    claim = {"site": GAO, "type": "territory_captured", "source": "rebels"}
    denial = {"site": town, "type": "territory_captured", "status": "denied", "source": "army"}
    world = tell("a", ("The rebels said they had taken Gao.", claim))
    world += tell("b", (f"An officer insisted that nobody had lost {town}.", denial))
    assert together(world, "m-a-0", "m-b-0") is same


@pytest.mark.parametrize(
    ("noun", "cells", "speaks"),
    [
        ("quake", {}, True),
        ("flood", {}, False),
        ("quake", {"day": TUESDAY}, False),
        ("quake", {"site": SUVA}, False),
    ],
)
def test_nature_strikes_seldom(tell: Tell, noun: str, cells: dict[str, Any], speaks: bool) -> None:
    """The same kind of disaster on the same day speaks for one, though one account names no place; not another place or day."""
    first = {"site": GAO, "type": "natural_hazard", "day": MONDAY, "trigger": "earthquake"}
    again = {"type": "natural_hazard", "day": MONDAY, "trigger": noun, **cells}
    world = tell("a", ("Monday's earthquake destroyed homes in Gao.", first))
    world += tell("b", (f"Ministers put the toll of the {noun} at nine.", again))
    one, other = strands_of(*world.given)
    assert (hazard(one, other) > 0) is speaks


def test_the_army_and_gunmen_do_not_do_one_deed(tell: Tell) -> None:
    """An account that names no doer does not tie a raid by gunmen to the air strikes by which the army pursued them."""
    raid = {"site": GAO, "day": MONDAY, "actors": [("gunmen", "gunmen")]}
    strikes = {"site": GAO, "day": MONDAY, "type": "air_drone_strike", "actors": [("army", "state_forces")]}
    world = tell("a", ("Gunmen raided a village near Gao on Monday.", raid))
    world += tell("b", ("The deadly assault on the village near Gao was on Monday.", {"site": GAO, "day": MONDAY}))
    world += tell("c", ("Army planes struck near Gao on Monday.", strikes))
    assert not together(world, "m-a-0", "m-c-0")


def test_attacks_on_two_towns_in_one_report_are_two_rows(tell: Tell) -> None:
    """One report that tells of two places tells of two happenings, and others join the right one."""
    gao: dict[str, Any] = {"day": MONDAY, "site": GAO, "targets": ["Amadou Traore"]}
    bourem: dict[str, Any] = {"day": MONDAY, "site": BOUREM, "targets": ["Fanta Keita"]}
    world = tell(
        "a",
        ("Gunmen attacked Gao on Monday, killing Amadou Traore.", gao),
        ("On the same day they attacked Bourem, where Fanta Keita died.", bourem),
    )
    world += tell("b", ("Fanta Keita was killed in Bourem on Monday in an attack by gunmen.", bourem))
    assert not together(world, "m-a-0", "m-a-1")
    assert not together(world, "m-a-0", "m-b-0")
    assert together(world, "m-a-1", "m-b-0")


@pytest.mark.parametrize(
    ("again", "same"), [("The crash near the village of Wabaria", True), ("A fire at Wabaria", False)]
)
def test_a_village_without_a_point_is_no_other_place(tell: Tell, again: str, same: bool) -> None:
    """A crash "near" a village that no map has is the one told before; what is brought in as new is another."""
    town: dict[str, Any] = {"site": GAO, "type": "accident", "day": MONDAY, "figures": [("killed", 9, 9)]}
    village = {"site": "Wabaria", "type": "accident", "trigger": again.split()[1]}
    world = tell(
        "a", ("A bus and a tanker collided on the road to Gao on Monday.", town), (f"{again} closed it.", village)
    )
    assert together(world, "m-a-0", "m-a-1") is same


def test_the_attack_takes_up_the_nearest_fitting_one(tell: Tell) -> None:
    """A mention that says nothing of its own joins one strand and bridges none."""
    world = tell(
        "a",
        ("Gunmen attacked Gao on Monday.", {"day": MONDAY, "site": GAO}),
        ("Gunmen attacked Suva on Tuesday.", {"day": TUESDAY, "site": SUVA}),
        ("Nobody claimed the attack.", {}),
    )
    events = reconcile(*world.given)
    assert len(events) == 2
    assert sum("m-a-2" in e.mentions for e in events) == 1


def test_what_continues_belongs_together(tell: Tell) -> None:
    """A mention joins the earlier one that it takes up, whatever its type."""
    world = tell(
        "a",
        ("Gunmen attacked Gao on Monday.", {"day": MONDAY, "site": GAO}),
        ("The blast broke windows.", {"type": "explosion", "continues": "m-a-0"}),
    )
    assert together(world, "m-a-0", "m-a-1")


def test_requests_have_only_their_kind_in_common(tell: Tell) -> None:
    """Two requests in one report are two rows."""
    world = tell(
        "a",
        ("The mayor asked residents to stay at home.", {"type": "request"}),
        ("Teachers asked for higher pay.", {"type": "request"}),
    )
    assert not together(world, "m-a-0", "m-a-1")


def test_a_copied_clause_is_the_same_mention(tell: Tell) -> None:
    """In versions of one text a clause that stands in both is joined, however little it says."""
    clause = "The attack was condemned."
    world = tell("a", ("Elders met.", {"type": "consult"}), (clause, {}), lineage="l")
    world += tell("b", (clause, {}), lineage="l", published=date(2027, 6, 1))
    assert together(world, "m-a-1", "m-b-0")


def test_an_event_is_named_after_its_earliest_mention(tell: Tell) -> None:
    """The id does not change when a later report joins; an older id belongs to a mention that the event holds."""
    cells = {"day": MONDAY, "site": GAO, "targets": ["Amadou Traore"]}
    early, late = tell("b", (FIRST, cells)), tell("a", (SECOND, cells), published=date(2027, 3, 4))
    alone, both = reconcile(*early.given), reconcile(*(early + late).given)
    assert [e.id for e in alone] == [e.id for e in both] == [event_id_of("m-b-0")]
    assert event_id_of(both[0].mentions[1]) == reconcile(*late.given)[0].id


def test_nothing_gives_nothing() -> None:
    """Without mentions there are no events."""
    assert reconcile([], {}, {}) == []
