"""Once: what is asked again and again of a word in its parse ("who does what this verb says?") is worked out once.

Rules ask for subjects, objects and kinds of actor four times over for the same word. The answers lie with the parse and go
with it, so that there are never more of them than words in a report times questions.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from dateline.model.parse import Parse, Token
    from dateline.model.span import Span

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def once(
    question: Callable[Concatenate[Parse, Token, Asked], Answer],
) -> Callable[Concatenate[Parse, Token, Asked], Answer]:
    """Remember what a function says of a word of a parse, and of what else it is given.

    The function must depend on nothing else, and return what nobody changes: a tuple, not a list.
    """
    if len(signature(question).parameters) == _WORD_ALONE:
        return wraps(question)(_of_word(question))

    @wraps(question)
    def answer(parse: Parse, token: Token, *more: Asked.args, **named: Asked.kwargs) -> Answer:
        known = parse.answers[question]
        key = (token.i, more, *named.items()) if named else (token.i, more)
        found: Answer = known.get(key, _UNKNOWN)
        if found is _UNKNOWN:
            found = known[key] = question(parse, token, *more, **named)
        return found

    return cast("Callable[Concatenate[Parse, Token, Asked], Answer]", answer)


def _of_word(question: Callable[..., Answer]) -> Callable[..., Answer]:
    """Remember what a function says that is asked of a word and of nothing else: most are, hundreds of times in a report."""

    def answer(parse: Parse, token: Token) -> Answer:
        known = parse.answers[question]
        found: Answer = known.get(token.i, _UNKNOWN)
        if found is _UNKNOWN:
            found = known[token.i] = question(parse, token)
        return found

    return answer


def once_of_span(question: Callable[[Parse, Span], Answer]) -> Callable[[Parse, Span], Answer]:
    """Remember what a function says of a stretch of a parse's text."""

    @wraps(question)
    def answer(parse: Parse, span: Span) -> Answer:
        known, key = parse.answers[question], (span.start, span.end)
        found: Answer = known.get(key, _UNKNOWN)
        if found is _UNKNOWN:
            found = known[key] = question(parse, span)
        return found

    return answer


# What a question is asked of that looks at nothing but a word: the parse, and the word.
_WORD_ALONE = 2
_UNKNOWN: Any = object()
