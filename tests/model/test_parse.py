"""A parse and what may be changed of it."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Entity, Parse, Sentence, Token

WORDS = ("Chad", "met", "New", "Delhi", "envoys")
LABELS = ("PERSON", "", "", "", "")


def parse() -> Parse:
    """Return a sentence of five words, the first taken for a person."""
    text, at, tokens = " ".join(WORDS), 0, []
    for k, (word, label) in enumerate(zip(WORDS, LABELS, strict=True)):
        tokens.append(Token(k, word, at, at + len(word), word, "PROPN", "NNP", "ROOT", 1, 0, label, "", word.lower()))
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


@given(above=st.lists(st.integers(0, 30), min_size=1, max_size=25), order=st.randoms(use_true_random=False))
def test_borders_are_those_of_the_subtree(above: list[int], order: Random) -> None:
    """In any tree, also one whose branches cross, the borders of a word are the first and last word below it."""
    names = list(range(len(above)))
    order.shuffle(names)
    heads = {names[k]: names[above[k] % k] if k else names[0] for k in range(len(names))}
    tokens = tuple(
        Token(k, "x", 2 * k, 2 * k + 1, "x", "X", "X", "dep", heads[k], 0, "", "", "x") for k in range(len(names))
    )
    found = Parse("r-x", "x " * len(names), tokens, (Sentence(0, 0, len(names), 0, 1, names[0], 0),), ())
    for k in range(len(names)):
        below = [t.i for t in found.subtree(k)]
        assert found.edges(k) == (below[0], below[-1])
        assert [t.i for t in found.kids(k)] == list(found.children[k])
        assert found.kids(k, "nsubj") == []


def test_other_labels_leave_the_tree_as_it_is() -> None:
    """What hangs on what is the same under other labels, and words that are asked for have the new ones."""
    before = parse()
    assert before.edges(1) == (0, 4)
    after = before.labelled([(9, 18)], "GPE")
    assert after.children == before.children
    assert after.edges(1) == before.edges(1)
    assert [t.ent for t in after.kids(1)] == ["PERSON", "GPE", "GPE", ""]
