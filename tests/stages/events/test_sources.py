"""Sources of events: whose word a deed is, outermost first. All sentences are invented."""

from collections.abc import Callable

import pytest

from dateline.model import Parse, Reading, Report, Span
from dateline.stages.events.sources import sources_of
from dateline.stages.statements import find_statements

Parser = Callable[..., Parse]

# The trigger is marked with asterisks.
CASES = [
    ("Gunmen *burned* a mill near Mopti on Monday.", []),
    ("Gunmen *burned* a mill near Mopti on Monday, local officials said.", ["local officials"]),
    # the cue at the end covers its own sentence only
    ("Gunmen *burned* a mill near Mopti. Four people were hurt, local officials said.", []),
    (
        "Xinhua quoted the governor of Hainan as saying that a storm had *sunk* two boats.",
        ["Xinhua", "governor of Hainan"],
    ),
    ("The ministry said, citing a field commander, that the hill had *fallen*.", ["ministry", "field commander"]),
    ("According to state media, the president said rebels had *seized* the mine.", ["state media", "president"]),
    ("Rescuers lifted out a girl who doctors said had *lain* there for a day.", ["doctors"]),
    ('"They *shelled* us all night," said Marta Leal. "We hid in the well."', ["Marta Leal"]),
    # the deed of saying is the reporter's
    ("The envoy *accused* the army of burning the mill.", []),
    ("The envoy accused the army of *burning* the mill.", ["envoy"]),
    # what somebody denies and somebody else claims
    ("The army denied that its planes had *bombed* the school.", ["army"]),
    ("The army rejected a claim by villagers that soldiers had *burned* the mill.", ["villagers"]),
    # whoever reacts to a deed takes it as given
    ("The court condemned the *attack* on the mosque.", []),
    ("Bishops blamed the army for the *raid*.", []),
    ("Bishops complained that soldiers had *raided* the school.", ["Bishops"]),
    ("The ministry confirmed the *arrest* of three men.", ["ministry"]),
    # a relative clause pins the noun before it
    ("Smoke rose after strikes that residents said *hit* a school.", ["residents"]),
    # nobody in particular
    ("It was reported that the mine had been *seized*.", []),
]


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[c[0][:60] for c in CASES])
def test_sources_run_from_the_outermost_to_the_speaker(parse: Parser, marked: str, expected: list[str]) -> None:
    """Every deed is pinned to those who tell of it, and to nobody else."""
    start, text = marked.index("*"), marked.replace("*", "")
    analysed = parse(text)
    reading = Reading(
        report=Report(id="r-test", given_id="test", text=text),
        parse=analysed,
        statements=tuple(find_statements(analysed)),
    )
    trigger = next(t.i for t in analysed.tokens if t.start >= start)
    found = sources_of(reading, trigger, Span(0, len(text), text))
    assert [s.name for s in found] == expected
    assert all(s.span and text[s.span.start : s.span.end] == s.span.text for s in found)


def test_side_goes_with_the_source(parse: Parser) -> None:
    """The side that the text gives a speaker is kept for corroboration."""
    text = "The Russian-installed mayor said that rockets had hit the market."
    analysed = parse(text)
    reading = Reading(
        report=Report(id="r-test", given_id="test", text=text),
        parse=analysed,
        statements=tuple(find_statements(analysed)),
    )
    trigger = next(t.i for t in analysed.tokens if t.text == "hit")
    assert [s.side for s in sources_of(reading, trigger, Span(0, len(text), text))] == ["Russian"]
