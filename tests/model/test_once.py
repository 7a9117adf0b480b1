"""What is asked of a word is worked out once, and is what would be worked out again."""

import gc
import weakref

from dateline.model import Parse, Sentence, Span, Token, once, once_of_span

WORDS = ("Chad", "met", "envoys")


def sentence() -> Parse:
    """Return a parse of three words."""
    text, at, tokens = " ".join(WORDS), 0, []
    for k, word in enumerate(WORDS):
        tokens.append(Token(k, word, at, at + len(word), word, "X", "X", "dep", 1, 0, "", "", word.lower()))
        at += len(word) + 1
    return Parse("r-x", text, tuple(tokens), (Sentence(0, 0, 3, 0, len(text), 1, 0),), ())


def test_each_word_is_looked_at_once() -> None:
    """A question is worked out once for each word, and for each thing that is asked besides, however it is given."""
    asked: list[tuple[int, int, bool]] = []

    @once
    def question(parse: Parse, token: Token, depth: int = 0, *, wide: bool = False) -> str:
        asked.append((token.i, depth, wide))
        return f"{parse.tokens[token.i].text} {depth} {wide}"

    parse = sentence()
    for _ in range(3):
        assert [question(parse, t) for t in parse.tokens] == [f"{w} 0 False" for w in WORDS]
        assert question(parse, parse.tokens[1], 2) == "met 2 False"
        assert question(parse, parse.tokens[1], wide=True) == "met 0 True"
    assert sorted(asked) == [(0, 0, False), (1, 0, False), (1, 0, True), (1, 2, False), (2, 0, False)]


def test_each_stretch_is_looked_at_once() -> None:
    """A question about a stretch of text is worked out once, whatever words the stretch brings along."""
    asked: list[int] = []

    @once_of_span
    def question(parse: Parse, span: Span) -> str:
        asked.append(span.start)
        return parse.text[span.start : span.end]

    parse = sentence()
    for words in ("Chad", ""):
        assert question(parse, Span(0, 4, words)) == "Chad"
        assert question(parse, Span(5, 8, words)) == "met"
    assert asked == [0, 5]


def test_an_answer_may_be_that_there_is_none() -> None:
    """None is remembered like any other answer."""
    asked = []

    @once
    def question(parse: Parse, token: Token) -> None:
        asked.append((parse, token))

    parse = sentence()
    question(parse, parse.tokens[0])
    question(parse, parse.tokens[0])
    assert len(asked) == 1


def test_questions_and_parses_keep_their_answers_apart() -> None:
    """Neither another question nor another parse of the same words is answered by what is remembered."""
    first, second = once(lambda parse, token: (id(parse), token.i)), once(lambda _, token: token.text)
    one, other = sentence(), sentence()
    assert first(one, one.tokens[0]) == (id(one), 0)
    assert second(one, one.tokens[0]) == "Chad"
    assert first(other, other.tokens[0]) == (id(other), 0)


def test_answers_go_with_their_parse() -> None:
    """Nothing is kept of a parse that nobody holds any more, and never more answers than words."""
    question = once(lambda _, token: token.text)
    parse = sentence()
    for token in (*parse.tokens, *parse.tokens):
        question(parse, token)
    assert [len(known) for known in parse.answers.values()] == [3]
    gone = weakref.ref(parse)
    del parse, token
    gc.collect()
    assert gone() is None


def test_labels_are_asked_for_anew() -> None:
    """Where words have got other labels, what is said of them is worked out from these."""
    question = once(lambda _, token: token.ent)
    parse = sentence()
    assert question(parse, parse.tokens[0]) == ""
    labelled = parse.labelled([(0, 4)], "GPE")
    assert question(labelled, labelled.tokens[0]) == "GPE"
