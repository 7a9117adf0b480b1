"""Find statements that a phrase attributes rather than a verb: "according to the mayor", "in the words of the mayor"."""

from collections.abc import Iterator

from dateline.model import Parse, Token
from dateline.stages.statements.draft import Draft, Stretch
from dateline.stages.statements.syntax import stretch

_BREAKS = frozenset({",", "—", "–", "--", "-", ";", ":"})
_ENDS = frozenset({".", "!", "?"})


def attributed(parse: Parse) -> Iterator[Draft]:
    """Yield a draft for each attributing phrase."""
    for token in parse.tokens:
        if token.lower == "according" and token.i + 2 < len(parse.tokens) and parse.tokens[token.i + 1].lower == "to":
            draft = _according(parse, token)
            if draft:
                yield draft


def _according(parse: Parse, token: Token) -> Draft | None:
    """Read who and what from an "according to"."""
    to = parse.tokens[token.i + 1]
    objects = parse.kids(to.i, "pobj")
    if not objects:
        return None
    source = objects[0].i
    first, last = token.i, max(parse.edges(token.i)[1], source)
    sentence = parse.sentences[token.sent]
    for t in parse.tokens[source + 1 : last + 1]:
        if t.text in {"—", "–", ";"}:
            last = t.i - 1
            break
    parts = _rest(parse, first, last, (sentence.first, sentence.last))
    if not parts:
        return None
    return Draft(parts=parts, cue=(token.start, to.end), verb=token.i, source=source)


def _rest(parse: Parse, first: int, last: int, bounds: tuple[int, int]) -> tuple[Stretch, ...]:
    """Return the sentence without the attributing phrase at tokens ``first`` to ``last``."""
    low, high = bounds
    while high > low and parse.tokens[high - 1].text in _ENDS:
        high -= 1
    parts = []
    if first - low >= 2:
        parts.append(stretch(parse, low, first - 1))
    if high - last > 3 and (parse.tokens[last + 1].text in _BREAKS or not parts):
        parts.append(stretch(parse, last + 1, high - 1))
    return tuple(parts)
