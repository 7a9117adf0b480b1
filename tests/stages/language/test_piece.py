"""Pieces: what is packed for the record comes back as it was."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Report
from dateline.stages.language import SpacyParser, digests
from dateline.stages.language.piece import pack, unpack

TEXTS = (
    "The mayors of Gao's districts weren't told what Ms. Diarra had sold.",
    "Let's go, she's gonna say. I ain't.",
    "   odd white space\tin a unit",
    "",
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_piece_comes_back_as_it_was(parser: SpacyParser, text: str) -> None:
    """Words, sentences and entities survive packing."""
    piece = dict(parser._read([text]))[text]
    assert unpack(pack(piece), text) == piece


@settings(max_examples=30, deadline=None)
@given(text=st.text(max_size=120))
def test_any_piece_comes_back_as_it_was(parser: SpacyParser, text: str) -> None:
    """So do those of odd texts."""
    piece = dict(parser._read([text]))[text]
    assert unpack(pack(piece), text) == piece


def test_a_packed_piece_is_small(parser: SpacyParser) -> None:
    """A sentence takes a few hundred bytes."""
    text = "The governor told reporters in Velmar on Tuesday that nine people had been killed by the flood."
    assert len(pack(dict(parser._read([text]))[text])) < 400


def test_what_the_record_knows_is_not_asked_again() -> None:
    """A parser that was told all pieces gives the same parse and has learnt nothing."""
    report = Report(id="r", given_id="r", text="The dam near Velmar broke. Nobody was hurt, she said.")
    first, second = SpacyParser(), SpacyParser()
    first.learn({})
    (parse,) = first.parse([report])
    kept = dict(first.learnt())
    assert kept.keys() == set(digests(report))
    second.learn(kept)
    (again,) = second.parse([report])
    assert [(t.text, t.lemma, t.tag, t.dep, t.head, t.ent) for t in again.tokens] == [
        (t.text, t.lemma, t.tag, t.dep, t.head, t.ent) for t in parse.tokens
    ]
    assert (again.sentences, again.entities) == (parse.sentences, parse.entities)
    assert not second.learnt()
