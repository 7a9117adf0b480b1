"""Who is a party of a deed, and by which name."""

from collections.abc import Callable

import pytest

from dateline.analyst import Analyst
from dateline.model import Batch, Mention, Parse, Reading, Report
from dateline.settings import Settings
from dateline.stages.events import EventTable, find_events


def found(parse: Callable[..., Parse], text: str) -> list[Mention]:
    """Return the events that a text tells."""
    report = Report(id="r-x", given_id="x", text=text, outlet=None, published=None, published_basis=None, language="en")
    return find_events(Reading(report=report, parse=parse(text)), EventTable.load())


@pytest.mark.parametrize(
    ("text", "type_", "actors", "targets"),
    [
        ("An arms store exploded near Gomel.", "explosion", [], ["arms store"]),
        ("Soldiers shelled the port of Odesa.", "shelling_artillery_missile", ["soldiers"], ["port of Odesa"]),
        ("An embassy bombing in Nairobi killed five people.", "remote_explosive_ied", [], ["five people", "embassy"]),
        ("The rebels seized the village of Tora on Monday.", "territory_captured", ["rebels"], ["village of Tora"]),
        ("Ministers discussed the future of the port.", "consult", ["ministers"], []),
        ("The army lost Mosul to the rebels in January.", "territory_captured", ["rebels"], ["army"]),
        ("The rebels shot down a helicopter near Mosul.", "disrupted_weapons_use", ["rebels"], []),
        ("At least six Kenyans were shot dead in a market.", "attack", [], ["at least six Kenyans"]),
        ("The Kenyans shelled a camp of the rebels.", "shelling_artillery_missile", ["Kenyans"], ["camp of the rebels"]),
        ("Gunmen killed nine people in a raid.", "attack", ["gunmen"], ["nine people"]),
        ("Two traders were killed by gunmen in an ambush.", "attack", ["gunmen"], ["two traders"]),
        ("Air strikes carried out by the army killed five people.", "air_drone_strike", ["army"], ["five people"]),
        ("Monks asked about army air strikes that killed five people.", "air_drone_strike", ["army"], ["five people"]),
        ("The premier's aide was shot dead outside her home.", "attack", [], ["premier's aide"]),
        ("Its allies bombed the port on Sunday.", "remote_explosive_ied", ["its allies"], ["port"]),
        ("Musa's successor, Zuma, pledged to free the miners.", "agreement", ["Zuma"], []),
        ("Officials ordered 3,000 people to leave the coast.", "evacuation_displacement", ["officials"], ["3,000 people"]),
    ],
)  # fmt: skip
def test_who_did_it_to_whom(
    parse: Callable[..., Parse], text: str, type_: str, actors: list[str], targets: list[str]
) -> None:
    """Things that blow up suffer it; who loses a town is no captor; some of a people are people; common nouns at a sentence's
    start are written small.
    """
    mention = next(m for m in found(parse, text) if m.type == type_)
    assert [p.name for p in mention.actors] == actors
    assert [p.name for p in mention.targets] == targets


def test_a_town_before_a_strike_is_its_scene() -> None:
    """A nationality before a deed of force names its doer, a town the place of it."""
    text = "The Kano air strike killed two people. Chadian shelling killed three people in Diffa."
    report = Report(id="r-x", given_id="x", text=text, language="en")
    (found,) = Analyst(Settings()).analyse(Batch((report,), {})).findings
    assert [[p.name for p in m.actors] for m in found.mentions] == [[], ["Chad"]]


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Rebels shelled the city on Tuesday.", "place"), ("The premier sued the city on Tuesday.", "government")],
)
def test_a_city_that_is_shelled_is_a_place(parse: Callable[..., Parse], text: str, kind: str) -> None:
    """A city that others sue is its government; one that they shell is where people live."""
    assert [target.kind for mention in found(parse, text) for target in mention.targets] == [kind]


def test_taking_part_takes_no_ground(parse: Callable[..., Parse]) -> None:
    """Whoever takes part in something has not captured a part of it."""
    assert "territory_captured" not in {m.type for m in found(parse, "About 900 nurses took part in the meeting.")}
