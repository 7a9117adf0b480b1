"""What changed between versions: facts told from form, sentences aligned, nothing lost in the display."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.stages.lineage import compare

SOURCE = (
    "Police in the harbour town of Vellmar said on Tuesday that at least 12 people had been killed and six wounded "
    'when a ferry sank near Kiev island. "We will not rest until the owners answer," mayor Ana Petrov told reporters. '
    "The ferry, built in 1998, carried 2,200 tonnes of grain, 15 per cent more than allowed. Its swathe of rust was "
    "3km long. The governor said the crew of Captain Kupyansk had fled north."
)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("at least 12", "14", "number"),
        ("at least 12", "12", "number"),
        ("six wounded", "nine wounded", "number"),
        ("2,200", "2,300", "number"),
        ("15 per cent", "51 per cent", "number"),
        ("Tuesday", "Wednesday", "date"),
        ("Ana Petrov", "Jorge Silva", "name"),
        ("will not rest until", "will never sleep before", "quote"),
        ("Police in", "Officials in", "attribution"),
        ("The governor said", "The governor claimed", "attribution"),
        ("killed", "injured", "wording"),
        ("north", "south", "wording"),
        ("had fled", "had not fled", "wording"),
    ],
)
def test_changes_of_fact(before: str, after: str, kind: str) -> None:
    """A number, day, name, quotation, source or opposite that differs is a change of fact."""
    assert before in SOURCE
    changes = compare(SOURCE, SOURCE.replace(before, after)).changes
    assert [change.kind for change in changes if change.factual] == [kind]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("15 per cent", "15%"),
        ("15 per cent", "15 pct"),
        ("2,200", "2200"),
        ("six wounded", "6 wounded"),
        ("swathe", "swath"),
        ("harbour", "harbor"),
        ("Kiev", "Kyiv"),
        ("Kupyansk", "Kupiansk"),
        ("3km long", "3 kilometres long"),
        ("3km long", "3km (2 miles) long"),
        ("3km long", "2 miles long"),
        ("2,200 tonnes", "2,200 tonnes (2,425 tons)"),
        ("harbour town", "port"),
        ("The ferry, built", "The boat, built"),
        (" Its swathe of rust was 3km long.", ""),
        ("Petrov told reporters", "Petrov said"),
        ('"We will not rest until the owners answer,"', "“We will not rest until the owners answer,”"),
    ],
)
def test_changes_of_form(before: str, after: str) -> None:
    """Spelling, figures, units, quotation marks, synonyms and cuts change no fact."""
    assert before in SOURCE
    assert not [change for change in compare(SOURCE, SOURCE.replace(before, after)).changes if change.factual]


def test_identical_texts_have_no_changes() -> None:
    """A text is contained in itself, and whitespace is no change."""
    found = compare(SOURCE, SOURCE.replace(". ", ".\n\n"))
    assert (found.contained, found.contains, found.changes) == (1.0, 1.0, ())


def test_boilerplate_counts_for_nothing() -> None:
    """A dateline, a byline and notices neither lower the shares nor appear as changes."""
    notice = "Sign up for our daily newsletter. All rights reserved."
    copy = f"By Staff Reporter\n\nVELLMAR, May 2 (Newswire) - {SOURCE}\n\n{notice}"
    found = compare(SOURCE, copy)
    assert (found.contained, found.contains, found.changes) == (1.0, 1.0, ())


def test_added_and_removed_sentences_are_told() -> None:
    """A sentence that only one version has is added or removed, and is no contradiction."""
    first, second, rest = SOURCE.split(". ", 2)
    copy = f"{first}. Divers found a bell. {rest}"
    assert {(change.kind, change.factual) for change in compare(SOURCE, copy).changes} <= {
        ("added", False),
        ("removed", False),
    }
    assert second


def test_moved_paragraph_is_not_a_change(desk: Any) -> None:
    """A paragraph that stands elsewhere in the copy is found there."""
    paragraphs = desk.ferry.split("\n\n")
    moved = "\n\n".join([*paragraphs[2:], *paragraphs[:2]])
    found = compare(desk.ferry, moved)
    assert (found.contained, found.contains) == (1.0, 1.0)
    assert not found.changes


def test_passages_align_sentences() -> None:
    """Each passage holds a sentence of the copy beside the source's."""
    found = compare("One fox ran far away. Two owls slept all day.", "One fox ran far away. Two owls woke all day.")
    assert [(p.before.strip(), p.after.strip()) for p in found.passages] == [
        ("One fox ran far away.", "One fox ran far away."),
        ("Two owls slept all day.", "Two owls woke all day."),
    ]


SOME = "the fox 12 owls said in Vellmar on Monday that ran. Two (3) “quote” % far".split()
WORDS = st.lists(st.sampled_from(SOME), max_size=40)


@settings(deadline=None, max_examples=100)
@given(WORDS, WORDS)
def test_segments_add_up_to_the_copy(one: list[str], other: list[str]) -> None:
    """Nothing of the copy is lost or doubled in the display, and shares lie between 0 and 1."""
    source, copy = " ".join(one), " ".join(other)
    found = compare(source, copy)
    words = "".join("".join(passage.after for passage in found.passages).split())
    if any(c.isalnum() for c in copy):
        assert words == "".join(copy.split())
    assert 0 <= found.contained <= 1
    assert 0 <= found.contains <= 1
