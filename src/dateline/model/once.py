"""Once: what is asked again and again of a word in its parse ("who does what this verb says?") is worked out once.

Rules ask for subjects, objects and kinds of actor four times over for the same word. The answers lie with the parse and go
with it, so that there are never more of them than words in a report times questions.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from dateline.model.parse import Parse, Token

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def once(
    question: Callable[Concatenate[Parse, Token, Asked], Answer],
) -> Callable[Concatenate[Parse, Token, Asked], Answer]:
    """Remember what a function says of a word of a parse, and of what else it is given.

    The function must depend on nothing else, and return what nobody changes: a tuple, not a list.
    """

    def answer(parse: Parse, token: Token, *more: Asked.args, **named: Asked.kwargs) -> Answer:
        known = parse.answers.get(question)
        if known is None:
            known = parse.answers[question] = {}
        key: object = (token.i, more, *named.items()) if more or named else token.i
        found = known.get(key, _UNKNOWN)
        if found is _UNKNOWN:
            found = known[key] = question(parse, token, *more, **named)
        return cast("Answer", found)

    return cast("Callable[Concatenate[Parse, Token, Asked], Answer]", wraps(question)(answer))


_UNKNOWN: Any = object()
