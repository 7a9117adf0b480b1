"""Statements: what was said, by whom, in which form and through whom. All sentences are invented."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Parse, Statement
from dateline.stages.language import SpacyParser
from dateline.stages.statements import find_statements

Parser = Callable[..., Parse]


@dataclass(frozen=True)
class Case:
    """A text and one statement that must be found in it."""

    text: str
    content: str
    speaker: str | None
    kind: str = "indirect"
    via: tuple[str, ...] = ()
    act: str = "assert"


CASES = [
    # the cue before, behind, within, inverted
    Case(
        'Mayor Ana Duarte said: "The dam will hold until spring."',
        "The dam will hold until spring.",
        "Ana Duarte",
        "direct",
    ),
    Case(
        '"The dam will hold until spring," Mayor Ana Duarte said.',
        "The dam will hold until spring,",
        "Ana Duarte",
        "direct",
    ),
    Case(
        '"The dam will hold," said Portuguese Interior Minister Rui Calado.',
        "The dam will hold,",
        "Rui Calado",
        "direct",
    ),
    Case("The ferry sank within minutes, the coast guard said.", "The ferry sank within minutes", "coast guard"),
    Case("The coast guard said the ferry sank within minutes.", "the ferry sank within minutes", "coast guard"),
    Case(
        "The ferry, the coast guard said, was overloaded.",
        "The ferry, the coast guard said, was overloaded",
        "coast guard",
    ),
    Case(
        "The minister said on Friday after a meeting of farmers in Cusco that the price of maize would be fixed.",
        "the price of maize would be fixed",
        "minister",
    ),
    Case(
        "The charity will send 900 tents next week, its country director, Pia Lund, told reporters.",
        "The charity will send 900 tents next week",
        "Pia Lund",
    ),
    Case("The bridge will reopen in May, the mayor, Ana Ruiz, said.", "The bridge will reopen in May", "mayor"),
    # a quotation broken by its cue is one statement
    Case(
        '"We lost the harvest," Pedro Quispe told reporters. "We have nothing left to sell."',
        'We lost the harvest," Pedro Quispe told reporters. "We have nothing left to sell.',
        "Pedro Quispe",
        "direct",
    ),
    # kinds of quotation mark
    Case("“The road is closed,” police chief Lena Brandt said.", "The road is closed,", "Lena Brandt", "direct"),
    Case("'The road is closed,' police chief Lena Brandt said.", "The road is closed,", "Lena Brandt", "direct"),
    Case("``The road is closed,'' police chief Lena Brandt said.", "The road is closed,", "Lena Brandt", "direct"),
    Case("‘The road is closed,’ police chief Lena Brandt said.", "The road is closed,", "Lena Brandt", "direct"),
    # mixed
    Case(
        'The bishop said the vote was "a day of shame" for the country.',
        'the vote was "a day of shame" for the country',
        "bishop",
        "mixed",
    ),
    # phrases and nouns
    Case("According to the harbour master, two boats broke loose.", "two boats broke loose", "harbour master"),
    Case(
        "Two boats broke loose in the storm, according to harbour officials.",
        "Two boats broke loose in the storm",
        "harbour officials",
    ),
    Case("As the governor put it, the island had been forgotten.", "the island had been forgotten", "governor"),
    Case(
        "The army rejected a claim by villagers that soldiers had burned the mill.",
        "soldiers had burned the mill",
        "villagers",
    ),
    Case("In the words of the coach, the match was a farce.", "the match was a farce", "coach"),
    Case("The airline said in a statement that all passengers were safe.", "all passengers were safe", "airline"),
    Case('"Nobody was on board," the airline wrote on X.', "Nobody was on board,", "airline", "direct"),
    Case("Police: Two men held after robbery in Leeds", "Two men held after robbery in Leeds", "Police"),
    # acts
    Case("The company denied that waste had reached the river.", "waste had reached the river", "company", act="deny"),
    Case("The militia threatened to blow up the pipeline.", "to blow up the pipeline", "militia", act="threaten"),
    Case("The council urged residents to boil their water.", "to boil their water", "council", act="urge"),
    Case("The envoy called for an immediate ceasefire.", "an immediate ceasefire", "envoy", act="urge"),
    Case("The premier promised to rebuild the school.", "to rebuild the school", "premier", act="promise"),
    # relay, outermost first
    Case(
        "Xinhua quoted the governor of Hainan as saying the port had reopened.",
        "the port had reopened",
        "governor of Hainan",
        via=("Xinhua",),
    ),
    Case(
        "The governor was quoted by Xinhua as saying the port had reopened.",
        "the port had reopened",
        "governor",
        via=("Xinhua",),
    ),
    Case(
        "The ministry said, citing a field commander, that the hill had fallen.",
        "the hill had fallen",
        "field commander",
        via=("ministry",),
    ),
    Case(
        "According to state media, the president said the siege was over.",
        "the siege was over",
        "president",
        via=("state media",),
    ),
    # collective and unnamed sources
    Case(
        "Two people familiar with the matter said the bank had been warned.",
        "the bank had been warned",
        "Two people familiar with the matter",
    ),
    Case("Residents say the well has been dry since May.", "the well has been dry since May", "Residents"),
    # somebody else's word in a relative clause
    Case(
        "Rescuers carried out a girl who doctors said had been trapped for a day.",
        "had been trapped for a day",
        "doctors",
    ),
    # a wire dateline is no speaker
    Case("LIMA, Peru - The navy said it had seized two boats.", "it had seized two boats", "navy"),
    # hearsay has no speaker
    Case("It was reported that the mine had been sold.", "the mine had been sold", None),
]


@pytest.mark.parametrize("case", CASES, ids=[c.text[:60] for c in CASES])
def test_statement_is_found_with_its_speaker(parse: Parser, case: Case) -> None:
    """The content stands without cue and marks, and speaker, kind, relay and act are right."""
    found = find_statements(parse(case.text))
    here = [s for s in found if s.content.text == case.content]
    assert here, [s.content.text for s in found]
    one = here[0]
    assert one.kind == case.kind
    assert one.act == case.act
    assert (one.speaker and _bare(one.speaker.name)) == (case.speaker and _bare(case.speaker))
    assert tuple(_bare(v.name) for v in one.via) == case.via


def _bare(name: str) -> str:
    """Drop the article, which is a matter of wording."""
    return name.removeprefix("the ").removeprefix("The ").removeprefix("a ")


# What is no statement.
NOTHING = [
    'The film "Nights in Cadiz" opened in twelve cinemas on Friday.',
    'Farmers call the wind "the widow" and stay at home when it blows.'.replace("call", "fear"),
    "The so-called 'iron ring' around the town was lifted in June.",
    "No group has claimed that it planted the mine.",
    "The spokeswoman did not say that the bridge was closed.",
    "The river flooded the lower town on Sunday.",
]


@pytest.mark.parametrize("text", NOTHING, ids=[t[:50] for t in NOTHING])
def test_titles_labels_and_silence_are_no_statements(parse: Parser, text: str) -> None:
    """Titles, scare quotes and what was not said yield nothing."""
    assert [s.content.text for s in find_statements(parse(text))] == []


def _by_content(found: list[Statement], words: str) -> Statement:
    """Return the narrowest statement whose content holds ``words``."""
    return min((s for s in found if words in s.content.text), key=lambda s: len(s.content.text))


def test_pronoun_is_traced_to_the_speaker_before(parse: Parser) -> None:
    """A pronoun takes the name, and the office is kept as description."""
    text = (
        "Regional governor Oleh Bondar visited the port on Monday.\n\nHe said the cranes were damaged.\n\n"
        '"We need a month," he said.'
    )
    found = find_statements(parse(text))
    assert [s.speaker and s.speaker.name for s in found] == ["Oleh Bondar", "Oleh Bondar"]
    assert found[0].speaker is not None
    assert found[0].speaker.mention.text == "He"
    assert found[0].speaker.description == "Regional governor"


def test_pronoun_takes_up_an_unnamed_person(parse: Parser) -> None:
    """A person known by a calling alone is whom the next pronoun means."""
    found = find_statements(parse('The coach was blunt. "We were awful," he said after the match.'))
    assert [s.speaker and s.speaker.name for s in found] == ["coach"]


def test_surname_and_office_are_traced_to_the_full_name(parse: Parser) -> None:
    """A surname, and "the minister", are the person named in full elsewhere in the report."""
    text = (
        "The minister said the harvest was poor. Agriculture Minister Teresa Vidal toured the valley on Tuesday.\n\n"
        "Vidal said help was on its way."
    )
    found = find_statements(parse(text))
    assert [s.speaker and s.speaker.name for s in found] == ["Teresa Vidal", "Teresa Vidal"]


def test_another_province_has_another_governor(parse: Parser) -> None:
    """An office with a place of its own is not given to the holder of the same office elsewhere."""
    text = "Salta governor Luis Robles resigned on Monday. The governor of neighbouring Jujuy province said he was surprised."
    found = find_statements(parse(text))
    assert found[-1].speaker is not None
    assert "Jujuy" in found[-1].speaker.name


def test_words_that_go_on_belong_to_the_same_speaker(parse: Parser) -> None:
    """A sentence partly quoted, without a cue, behind a statement is that speaker's; a plain one is the reporter's."""
    text = (
        'The ferry would not sail, captain Ivo Petrov said. Passengers should "go home and wait for news". '
        "The ferry links two islands."
    )
    found = find_statements(parse(text))
    went_on = _by_content(found, "go home")
    assert went_on.speaker is not None
    assert went_on.speaker.name == "Ivo Petrov"
    assert not any("links" in s.content.text for s in found)


def test_two_quotations_in_a_sentence_that_goes_on_are_one_statement(parse: Parser) -> None:
    """However many words of a sentence without a cue are quoted, it is told once."""
    text = (
        'The ferry would not sail, captain Ivo Petrov said. Passengers should "go home and wait for news" or '
        '"look for a bus that still runs".'
    )
    found = find_statements(parse(text))
    assert len([s for s in found if "look for a bus" in s.content.text]) == 1


def test_open_quotation_runs_over_paragraphs(parse: Parser) -> None:
    """Marks that open every paragraph and close in the last make one statement."""
    text = (
        '"We waited for hours," said Marta Leal.\n\n"Nobody came to the village.\n\n"Then the bridge went," she added.'
    )
    found = find_statements(parse(text))
    last = _by_content(found, "Then the bridge went")
    assert "Nobody came" in last.content.text
    assert last.speaker is not None
    assert last.speaker.name == "Marta Leal"


def test_cue_covers_its_sentence_and_not_the_one_before(parse: Parser) -> None:
    """A cue at the end of a sentence leaves the sentence before to the reporter."""
    text = "The market reopened on Monday. Three stalls burned down in the night, city officials said."
    found = find_statements(parse(text))
    assert [s.content.text for s in found] == ["Three stalls burned down in the night"]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("The Russian-installed mayor of the town said the water was back.", "Russian"),
        ("The Ethiopian military said the road was open.", "Ethiopian"),
        ("The rebels said they had taken the mine.", "rebel"),
        ("A baker said the flour had run out.", None),
    ],
)
def test_side_is_what_the_words_tell(parse: Parser, text: str, side: str | None) -> None:
    """A source is put on a side only by its own words."""
    found = find_statements(parse(text))
    assert found[0].speaker is not None
    assert found[0].speaker.side == side


PIECES = [
    '"',
    "“",
    "”",
    "'",
    "‘",
    "’",
    "``",
    "''",
    "said",
    "the mayor",
    "Ana",
    "he",
    "that",
    "according to",
    ",",
    ".",
    ":",
    "\n\n",
    "fire",
    "burned",
    "—",
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_any_muddle_of_marks_gives_exact_spans(parser: SpacyParser, pieces: list[str]) -> None:
    """Whatever the text, nothing crashes, spans are exact and lie in the text, and order is kept."""
    from dateline.model import Report

    text = " ".join(pieces)
    analysed = next(parser.parse([Report(id="r-x", given_id="x", text=text)]))
    found = find_statements(analysed)
    for s in found:
        spans = [
            s.content,
            *([s.cue] if s.cue else []),
            *([s.speaker.mention] if s.speaker else []),
            *(v.mention for v in s.via),
        ]
        assert all(text[p.start : p.end] == p.text and p.text for p in spans)
    assert [s.content.start for s in found] == sorted(s.content.start for s in found)
    assert len({s.id for s in found}) == len(found)
    assert found == find_statements(analysed)
