"""Cells of events: who, to whom, with what, how many, and what is told again. All sentences are invented."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import FigureKind, Mention, Parse, Reading, Report
from dateline.stages.events import EventTable, find_events
from dateline.stages.language import SpacyParser

Parser = Callable[..., Parse]
TABLE = EventTable.load()


def events(parse: Parser, text: str) -> list[Mention]:
    """Return the mentions of a text."""
    parsed = parse(text)
    report = Report(id=parsed.report, given_id="test", text=text, language="en")
    return find_events(Reading(report=report, parse=parsed), TABLE)


def lead(parse: Parser, text: str) -> Mention:
    """Return the mention that the text is mainly about."""
    return max(events(parse, text), key=lambda m: m.salience)


# text, words of the actor (None = nobody), words of the target
PARTIES = [
    # active, passive, agentless
    ("Insurgents attacked a convoy near Gao.", "Insurgents", "convoy"),
    ("A convoy was attacked by insurgents near Gao.", "insurgents", "convoy"),
    ("Two teachers were abducted near Kumba on Friday.", None, "teachers"),
    # light verbs and event nouns
    ("The army launched an assault on Bardale.", "army", "Bardale"),
    ("The town of Orikhiv came under Russian bombardment.", "Russian", "town"),
    ("The kidnapping of a doctor by bandits shocked Katsina.", "bandits", "doctor"),
    # reduced relatives and participles
    ("A bridge bombed by warplanes in Marib has reopened.", "warplanes", "bridge"),
    # both sides of a mutual deed
    ("Talks between Chad and Niger began in Agadez.", "Chad", "Niger"),
    ("Protesters clashed with guards in Nantes.", "Protesters", "guards"),
    # whoever is arrested or moved is the target; whoever flees is the actor
    ("The arrest of a union leader in Harare drew criticism.", None, "union leader"),
    ("Thousands of families fled Kaya on Monday.", "families", None),
    # the owner stands for the thing
    ("The court upheld the mayor's conviction in Brno.", "court", "mayor"),
    # who suffers from a demand
    ("Kenya urged Sudan to reopen the border.", "Kenya", "Sudan"),
    ("Norway gave tents to Malawi.", "Norway", "Malawi"),
]


@pytest.mark.parametrize(("text", "actor", "target"), PARTIES)
def test_parties(parse: Parser, text: str, actor: str | None, target: str | None) -> None:
    """Doer and sufferer are read through passives, nouns, light verbs and coordination."""
    found = lead(parse, text)
    actors = " | ".join(f"{p.name} {p.span.text}" for p in found.actors)
    targets = " | ".join(f"{p.name} {p.span.text}" for p in found.targets)
    assert (actor in actors) if actor else not actors
    assert target is None or target in targets


# A text, and the bounds of each kind of figure that its main event must have.
FIGURES: list[tuple[str, dict[FigureKind, tuple[int | None, int | None]]]] = [
    ("The blast in Mersin killed at least 12 people and wounded 30.", {"killed": (12, None), "injured": (30, 30)}),
    ("A bus plunged into a gorge near Cusco, killing all 44 on board.", {"killed": (44, 44)}),
    ("Between 20 and 30 villagers died in the raid on Fafin.", {"killed": (20, 30)}),
    ("A rocket hit a school in Taiz. No casualties were reported.", {"killed": (0, 0)}),
    ("Gunmen shot dead a judge and his two guards in Cali.", {"killed": (3, 3)}),
    ("An earthquake struck Malatya. Two people died and dozens were hurt.", {"killed": (2, 2)}),
    ("The attack on the mill in Bor killed five. Three others were wounded.", {"killed": (5, 5), "injured": (3, 3)}),
    ("Four men were shot in Tulsa on Friday, and one of them died.", {"injured": (3, 3), "killed": (1, 1)}),
    ("A girl, 9, was shot in Gary. She died in hospital.", {"killed": (1, 1)}),
    ("Police arrested nine people in raids across Marseille.", {"arrested": (9, 9)}),
    ("About 3,000 villagers were evacuated from the island.", {"displaced": (3000, 3000)}),
    ("More than 500 nurses marched through Valparaiso.", {"participants": (500, None)}),
    ("Rebels fired six rockets at the port of Hodeidah.", {"munitions": (6, 6)}),
    ("The flood in Assam left up to 80 people missing.", {"missing": (None, 80)}),
    # who is held: the deed's own object, not another deed's
    ("The army killed 15 militants and captured four in a raid in Borno.", {"arrested": (4, 4)}),
    ("Police arrested 32 demonstrators in Tbilisi on Wednesday.", {"arrested": (32, 32)}),
    # crowds
    ("A 5,000-strong crowd marched through Porto on Sunday.", {"participants": (5000, 5000)}),
    ("Around 10,000 took to the streets of Tbilisi.", {"participants": (10_000, 10_000)}),
    ("The rally drew an estimated 15,000 people to the square in Gyumri.", {"participants": (15_000, 15_000)}),
    ("Teachers marched in Bern on Monday. Police put the crowd at 9,000.", {"participants": (9000, 9000)}),
    # driven out
    ("Floods forced 14,000 people from their homes in Beira.", {"displaced": (14_000, 14_000)}),
    ("More than half a million people have fled Mosul.", {"displaced": (500_000, None)}),
    ("About 700 families, or 3,500 people, were displaced in Cebu.", {"displaced": (3500, 3500)}),
    # weapons that hang on a number or on a word for many
    ("Hamas fired a barrage of more than 100 rockets at Ashkelon.", {"munitions": (100, None)}),
    ("Helicopters collided over Kota, killing ten people.", {"killed": (10, 10)}),
    # people whom a deed is done to who are no party to it; the sick of an outbreak
    ("Russia expelled 23 diplomats on Saturday.", {"other": (23, 23)}),
    ("More than 600 people have been infected in a measles outbreak in Manila.", {"other": (600, None)}),
    # headlines
    ("2 killed, 5 hurt in Houston nightclub shooting", {"killed": (2, 2), "injured": (5, 5)}),
    ("Bus crash in Bolivia: 31 dead, 15 injured", {"killed": (31, 31), "injured": (15, 15)}),
    ("14 die as bus falls into gorge in Nepal", {"killed": (14, 14)}),
]


@pytest.mark.parametrize(("text", "wanted"), FIGURES)
def test_figures(parse: Parser, text: str, wanted: dict[FigureKind, tuple[int | None, int | None]]) -> None:
    """Counts keep their bounds, belong to the event that caused them, and add up over sentences."""
    found = {f.kind: (f.low, f.high) for f in reversed(lead(parse, text).figures)}
    assert {kind: found.get(kind) for kind in wanted} == wanted


def test_each_side_s_dead_stand_beside_their_sum(parse: Parser) -> None:
    """The dead of both sides that one count joins are told together first, then side by side."""
    found = lead(parse, "Two days of fighting in Ossala ended with six officers and about nine rebels dead.")
    assert [f.low for f in found.figures if f.kind == "killed"] == [15, 6, 9]


def test_what_collides_is_no_munition(parse: Parser) -> None:
    """Aircraft of an accident are fired by nobody."""
    found = events(parse, "Two helicopters collided over Kota on Tuesday, killing ten people.")
    assert not [f for m in found for f in m.figures if f.kind == "munitions"]


def test_deaths_a_year_are_no_toll(parse: Parser) -> None:
    """What a kind of accident costs in a year is the toll of no accident."""
    found = events(parse, "Road accidents kill about 1,300 people a year in the country.")
    assert not [f for m in found for f in m.figures]


def test_deaths_are_no_events_of_their_own(parse: Parser) -> None:
    """Killing told of an explosion is its figure, and there is one event."""
    found = events(parse, "A bomb exploded in Cali. Six people were killed and ten were injured.")
    assert [m.type for m in found if m.continues is None] == ["remote_explosive_ied"]


# first telling, later sentence that tells of the same
AGAIN = [
    ("Gunmen attacked a police post near Diffa on Monday.", "The attack lasted two hours."),
    ("Three missiles hit a market in Kherson.", "The missiles destroyed shops."),
    ("A bomb exploded outside a court in Cali.", "The blast wounded eight people."),
    ("Hundreds of teachers marched in Oaxaca.", "The protest ended at noon."),
]


@pytest.mark.parametrize(("first", "later"), AGAIN)
def test_told_again(parse: Parser, first: str, later: str) -> None:
    """What takes up an event already told continues it and is no second event."""
    found = events(parse, f"{first} {later}")
    assert found[0].continues is None
    assert len(found) > 1
    assert all(m.continues == found[0].id for m in found[1:])


APART = [
    "A drone strike hit Derna on Monday. Another drone strike hit Sabha on Tuesday.",
    "Gunmen killed a judge in Cali. Police arrested a student in Lima.",
]


@pytest.mark.parametrize("text", APART)
def test_different_events_stay_apart(parse: Parser, text: str) -> None:
    """Deeds on other days, in other towns or of other kinds are events of their own."""
    assert len([m for m in events(parse, text) if m.continues is None]) == 2


def test_two_acts_of_one_subject(parse: Parser) -> None:
    """Coordinated deeds are two events with the same doer."""
    found = events(parse, "Fighters looted shops in Malakal and kidnapped two nurses.")
    assert [m.type for m in found] == ["looting_property_destruction", "abduction"]
    assert {m.actors[0].span.text for m in found} == {"Fighters"}


def test_threatened_deed_is_the_threat(parse: Parser) -> None:
    """What is only threatened is no event beside the threat."""
    found = events(parse, "The rebels threatened to shell the port.")
    assert [m.type for m in found] == ["threaten"]


def test_pronouns_are_resolved(parse: Parser) -> None:
    """A pronoun that acts is named by what it stands for."""
    found = events(parse, "The army entered Kidal. It seized the airport from rebels.")
    assert any("army" in p.name for p in found[-1].actors)


def test_names_and_kinds(parse: Parser) -> None:
    """A person has the full name, a group its kind."""
    found = events(parse, "Interior Minister Ana Ruiz met governors in Quito. Ruiz accused the Taliban of murder.")
    accuse = next(m for m in found if m.type == "accuse")
    assert [p.name for p in accuse.actors] == ["Ana Ruiz"]
    assert [p.kind for p in accuse.targets] == ["rebels"]


def test_the_deed_leads_what_followed(parse: Parser) -> None:
    """A report on an arrest over a killing is about the killing."""
    text = "Police arrested a man on Sunday. He is suspected of the murder of two sisters, who were shot dead in Split."
    assert lead(parse, text).type == "attack"


def test_nothing_in_nothing(parse: Parser) -> None:
    """A text without deeds has no events."""
    assert events(parse, "The museum has three rooms and a garden.") == []


@pytest.mark.parametrize(
    "text",
    [
        "A Lindell man was charged on Monday with the murder of his neighbour. The trial opens in May.",
        "Two brothers face charges of manslaughter after a girl was shot dead at their house on Friday.",
    ],
)
def test_the_deed_leads_before_what_is_done_about_it(parse: Parser, text: str) -> None:
    """A report of charges is about the deed that it names."""
    assert lead(parse, text).type == "attack"


def test_a_murder_suicide_tells_two_deaths_and_no_bombing(parse: Parser) -> None:
    """The word alone tells a deed, its least toll, and no bomb."""
    (found,) = [m for m in events(parse, "Deputies are investigating a murder-suicide at a farm.") if m.figures]
    assert found.type == "attack"
    assert [(f.kind, f.low) for f in found.figures] == [("killed", 2)]


def test_a_found_body_is_a_death(parse: Parser) -> None:
    """A noun tells it as well as a verb."""
    found = lead(parse, "The discovery of a body with gunshot wounds led police to a field near Lindell.")
    assert found.type == "attack"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A student was shot in the leg outside a shop in Lindell on Friday.", "attack"),
        ("Gunmen opened fire on a crowd at a barbecue in Lindell.", "attack"),
        ("Soldiers opened fire on a crowd at a barbecue in Lindell.", "protest_with_intervention"),
        ("Soldiers shot dead a student during a protest in Lindell.", "excessive_force_against_protesters"),
    ],
)
def test_students_and_crowds_are_protesters_beside_a_protest(parse: Parser, text: str, kind: str) -> None:
    """Who may be out for many things is a protester only where somebody protests."""
    assert lead(parse, text).type == kind


_WORDS = st.sampled_from(
    "rebels attacked the town police arrested killed five people in Gao on Monday and . The blast protest said".split()
)


@settings(deadline=None, max_examples=25)
@given(words=st.lists(_WORDS, max_size=25))
def test_every_span_quotes_the_text(parser: SpacyParser, words: list[str]) -> None:
    """Whatever the words, each cell quotes the report, ids differ, and salience stays within bounds."""
    report = Report(id="r-any", given_id="any", text=" ".join(words), language="en")
    parsed = next(parser.parse([report]))
    found = find_events(Reading(report=report, parse=parsed), TABLE)
    for mention in found:
        parties = [p.span for p in (*mention.actors, *mention.targets)]
        for span in (
            mention.clause,
            mention.trigger,
            *parties,
            *mention.instruments,
            *(f.span for f in mention.figures),
        ):
            assert report.text[span.start : span.end] == span.text
        assert 0 <= mention.salience <= 1
        assert mention.clause.covers(mention.trigger.start, mention.trigger.end)
    assert len({m.id for m in found}) == len(found)


def test_a_report_leads_with_what_it_tells_by_itself(parse: Parser) -> None:
    """A sum over several happenings is none of them: the one that is told next is what the report is about."""
    text = (
        "Separate crashes in Ely on Monday hurt three people. A lorry crash on the coast road near Ely injured a nurse."
    )
    assert [f.low for f in lead(parse, text).figures] == [1]
