"""Separate places in one report: separate events, but for nested and neighbouring ones. All sentences are invented."""

from collections.abc import Callable

import pytest

from dateline.model import Mention, Parse, Reading, Report
from dateline.stages.events import EventTable, find_events
from dateline.stages.places import Gazetteer, survey

TABLE = EventTable.load()


@pytest.fixture(scope="module")
def read(parse: Callable[..., Parse]) -> Callable[[str], list[Mention]]:
    """Return a function that finds the events of a text with their places."""
    gazetteer = Gazetteer.open()

    def run(text: str) -> list[Mention]:
        parsed = parse(text)
        report = Report(id=parsed.report, given_id="test", text=text, language="en")
        found = survey(parsed, report, gazetteer)
        return find_events(Reading(report=report, parse=parsed, places=found.places, titled=found.titled), TABLE)

    return run


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        (
            "Shells hit the village of Kozacha Lopan, killing two people. In Vovchansk a farmer was killed by rockets. "
            "In Kupiansk shelling wounded four people.",
            {"Kozacha Lopan", "Vovchansk", "Kupyansk"},
        ),
        (
            "A gunman killed two at a market in Leeds. A gunman killed a shopkeeper in Sheffield.",
            {"Leeds", "Sheffield"},
        ),
        ("Floods killed 12 people in Sindh. In Punjab, floods killed five.", {"Sindh", "Punjab"}),
    ],
)
def test_separate_places(read: Callable[[str], list[Mention]], text: str, towns: set[str]) -> None:
    """Each place has an event of its own, however alike the words."""
    first = [m for m in read(text) if m.continues is None and m.where is not None]
    assert {m.where.site.name for m in first if m.where} == towns


def test_nested_places(read: Callable[[str], list[Mention]]) -> None:
    """A region and a town in it, told of one blast, are one event."""
    mentions = read("A blast in Khyber Pakhtunkhwa killed 10 people. The blast in Peshawar wrecked shops.")
    assert len([m for m in mentions if m.trigger.text == "blast" and m.continues is None]) == 1


@pytest.mark.parametrize(
    ("text", "hurt"),
    [
        ("A storm killed four people in Osh. It brought rain to Andijan, where no one was hurt.", []),
        ("A bomb exploded on Monday in Gao, where no one was hurt.", [0]),
    ],
)
def test_nobody_hurt_elsewhere_says_nothing_of_the_event(
    read: Callable[[str], list[Mention]], text: str, hurt: list[int]
) -> None:
    """That nobody was hurt in one place is no count of what happened in another; nobody is no target either."""
    found = read(text)
    assert [f.low for m in found for f in m.figures if f.kind == "injured"] == hurt
    assert not any(party.name == "no one" for m in found for party in m.targets)


def test_where_a_bridge_leads_is_no_scene_of_what_comes_next(read: Callable[[str], list[Mention]]) -> None:
    """A place that a thing only leads to is none where other deeds are done."""
    text = (
        "An explosion wrecked the bridge to Sindh. Gunmen went on to attack hamlets and villages nearer to the border."
    )
    (strike,) = [m for m in read(text) if m.trigger.text == "attack"]
    assert strike.where is None
    assert [party.name for party in strike.targets] == ["hamlets", "villages"]


def test_several_towns_without_a_name_are_not_in_the_town_named_before(read: Callable[[str], list[Mention]]) -> None:
    """Whoever shells villages does it in no one town."""
    text = "Envoys met in Geneva on Sunday. Rebels shelled villages and farms nearer to the river."
    (strike,) = [m for m in read(text) if m.trigger.text == "shelled"]
    assert strike.where is None
