"""Whatever tree the parser gives, who stands where is read off it without end or crash."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Parse, Reading, Report, Sentence, Token
from dateline.stages.events import EventTable, find_events, grammar
from dateline.stages.events.actors import kind_of

WORDS = [
    ("gunmen", "gunman", "NOUN", "NNS"),
    ("hit", "hit", "VERB", "VBD"),
    ("killed", "kill", "VERB", "VBN"),
    ("said", "say", "VERB", "VBD"),
    ("attack", "attack", "NOUN", "NN"),
    ("who", "who", "PRON", "WP"),
    ("was", "be", "AUX", "VBD"),
    ("in", "in", "ADP", "IN"),
    ("of", "of", "ADP", "IN"),
    ("Osh", "Osh", "PROPN", "NNP"),
    ("five", "five", "NUM", "CD"),
    ("and", "and", "CCONJ", "CC"),
]
LABELS = [
    "nsubj",
    "nsubjpass",
    "dobj",
    "conj",
    "cc",
    "prep",
    "pobj",
    "pcomp",
    "relcl",
    "acl",
    "advcl",
    "ccomp",
    "xcomp",
]
LABELS += ["auxpass", "appos", "agent", "amod", "nummod", "oprd", "compound", "poss"]


def tree(words: Sequence[int], heads: Sequence[int], labels: Sequence[int]) -> Parse:
    """Build one sentence: word ``k`` hangs on an earlier or later word, so that no word is above itself."""
    root = heads[0] % len(words)
    order = [root, *(k for k in range(len(words)) if k != root)]
    above = {k: order[heads[n] % n] if n else k for n, k in enumerate(order)}
    tokens, at = [], 0
    for k, word in enumerate(words):
        text, lemma, pos, tag = WORDS[word]
        dep = LABELS[labels[k]] if k != root else "ROOT"
        tokens.append(Token(k, text, at, at + len(text), lemma, pos, tag, dep, above[k], 0, "", "", text.lower()))
        at += len(text) + 1
    text = " ".join(t.text for t in tokens)
    sentence = Sentence(0, 0, len(tokens), 0, len(text), root, 0)
    return Parse("r-x", text, tuple(tokens), (sentence,), ())


def test_verbs_joined_without_a_subject_end() -> None:
    """A verb that could share the object of the next, which is in the passive and has none, has none."""
    parse = tree([1, 11, 2], [0, 0, 0], [0, LABELS.index("cc"), LABELS.index("conj")])
    assert grammar.objects(parse, parse.tokens[0]) == ()
    assert grammar.objects(parse, parse.tokens[2]) == ()


@st.composite
def trees(draw: st.DrawFn) -> Parse:
    """Draw a sentence with any tree over it."""
    size = draw(st.integers(1, 12))

    def numbers(most: int) -> list[int]:
        return draw(st.lists(st.integers(0, most), min_size=size, max_size=size))

    return tree(numbers(len(WORDS) - 1), numbers(99), numbers(len(LABELS) - 1))


class Forgetful(Parse):
    """A parse that remembers no answer."""

    answers = property(lambda _: defaultdict(dict))


@settings(max_examples=100, deadline=None)
@given(trees())
def test_what_is_remembered_changes_nothing(parse: Parse) -> None:
    """Events are the same whether or not answers about words are remembered."""
    report, table = Report(id="r-x", given_id="x", text=parse.text), EventTable.load()
    forgetful = Forgetful(parse.report, parse.text, parse.tokens, parse.sentences, parse.entities)
    asked = [
        [(grammar.subjects(p, t), grammar.objects(p, t), grammar.prepositions(p, t)) for t in p.tokens]
        for p in (parse, forgetful)
    ]
    assert asked[0] == asked[1]
    found, again = (find_events(Reading(report=report, parse=p), table) for p in (parse, forgetful))
    assert found == again


def test_each_table_has_its_own_kinds(tmp_path: Path) -> None:
    """What one table knows of a name is not what another says of it."""
    own = tmp_path / "own.toml"
    own.write_text('[kinds.medics]\nlabel = "Medics"\ninter = 8\nsector = "HLH"\nwords = []\nnames = ["osh"]\n')
    parse = tree([0, 9, 1], [2, 0, 0], [0, 0, 0])
    told = [kind_of(parse, parse.tokens[1], table) for table in (EventTable.load(), EventTable.load(own))]
    assert [kind == "medics" for kind in told] == [False, True]


@settings(max_examples=150, deadline=None)
@given(trees())
def test_any_tree_is_read(parse: Parse) -> None:
    """No tree makes the stage run on or break; every clause quotes the text."""
    found = find_events(Reading(report=Report(id="r-x", given_id="x", text=parse.text), parse=parse), EventTable.load())
    assert all(parse.text[m.clause.start : m.clause.end] == m.clause.text for m in found)
