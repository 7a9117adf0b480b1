"""A parse and what may be changed of it."""

from dateline.model import Entity, Parse, Sentence, Token

WORDS = ("Chad", "met", "New", "Delhi", "envoys")
LABELS = ("PERSON", "", "", "", "")


def parse() -> Parse:
    """Return a sentence of five words, the first taken for a person."""
    text, at, tokens = " ".join(WORDS), 0, []
    for k, (word, label) in enumerate(zip(WORDS, LABELS, strict=True)):
        tokens.append(Token(k, word, at, at + len(word), word, "PROPN", "NNP", "ROOT", 1, 0, label, ""))
        at += len(word) + 1
    return Parse(
        "r-x", text, tuple(tokens), (Sentence(0, 0, 5, 0, len(text), 1, 0),), (Entity(0, 1, 0, 4, "PERSON", "Chad"),)
    )


def test_labels_are_exchanged_and_added() -> None:
    """An entity on exactly these characters has the new label, words without a label get one, the rest stays."""
    found = parse().labelled([(0, 4), (9, 18)], "GPE")
    assert [(e.text, e.label) for e in found.entities] == [("Chad", "GPE"), ("New Delhi", "GPE")]
    assert [t.ent for t in found.tokens] == ["GPE", "", "GPE", "GPE", ""]
    assert found.text == parse().text


def test_half_an_entity_is_left_alone() -> None:
    """Characters that begin inside a longer entity, or end inside a word, change nothing."""
    told = parse().labelled([(9, 18)], "FAC")
    assert told.labelled([(13, 18)], "GPE").entities == told.entities
    assert told.labelled([(5, 6)], "GPE").entities == told.entities
    assert told.labelled([], "GPE") is told
