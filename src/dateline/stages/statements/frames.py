"""Find what a reporting verb reports, from the syntax around it: clauses, infinitives, noun phrases, prepositions."""

from dateline.model import Act, Parse, Token
from dateline.stages.statements.cues import Cue
from dateline.stages.statements.draft import Stretch
from dateline.stages.statements.syntax import finite, passive, subject

_PREPOSITIONS = {
    "of": "of",
    "for": "for",
    "on": "on",
    "about": "about",
    "against": "against",
    "with": "with",
    "as": "as",
    "to": "to_np",
}
_TRIM_LEFT = frozenset({"that", ",", ":", "-", "--", "–", "—", ";", "."})
_TRIM_RIGHT = frozenset({",", ":", "-", "--", "–", "—", ";", ".", "and", "but"})
_WH = frozenset({"what", "why", "how", "who", "whom", "when", "where", "whether", "if", "which", "whose"})

Found = tuple[tuple[Stretch, ...], Act]


def content(parse: Parse, verb: Token, cue: Cue) -> Found | None:
    """Return the content of ``verb`` as stretches of characters, and the act, or None."""
    for find in (_clause, _aside, _infinitive, _object, _prepositional):
        found = find(parse, verb, cue)
        if found:
            return found
    return None


def _clause(parse: Parse, verb: Token, cue: Cue) -> Found | None:
    """Take a finite clause: "said (that) the road was closed", "the road was closed, officials said"."""
    act = cue.act("clause")
    if act is None:
        return None
    for child in parse.kids(verb.i, "ccomp"):
        left, right = parse.edges(child.i)
        if not (finite(parse, child) or _asks(parse, left, child.i)):
            continue
        if left < verb.i < right:
            continue
        if child.i < verb.i:
            return _around(parse, verb, left, right), act
        return (stretch(parse, left, right),), act
    return None


def _asks(parse: Parse, left: int, head: int) -> bool:
    """Tell whether a clause opens with a question word."""
    return any(t.lower in _WH for t in parse.tokens[left : min(left + 2, head + 1)])


def _around(parse: Parse, verb: Token, left: int, right: int) -> tuple[Stretch, ...]:
    """Return what stands before the cue, and after it when the sentence goes on: "The talks, he said, were over"."""
    sentence = parse.sentences[verb.sent]
    before = stretch(parse, max(left, sentence.first), right)
    return (before,)


def _aside(parse: Parse, verb: Token, cue: Cue) -> Found | None:
    """Take the sentence around a cue that is set between commas: "The talks, he said, were over"."""
    act = cue.act("clause")
    if (
        act is None
        or verb.dep not in {"parataxis", "ccomp", "ROOT", "advcl", "conj"}
        or parse.kids(verb.i, "ccomp", "dobj")
    ):
        return None
    source = subject(parse, verb)
    if source is None:
        return None
    sentence = parse.sentences[verb.sent]
    low, high = _span(parse, verb, source)
    before, after = low - 1, high + 1
    if (
        before > sentence.first
        and parse.tokens[before].text in {",", "—", "–", "--"}
        and _verbal(parse, sentence.first, before)
    ):
        if after < sentence.last and parse.tokens[after].text in {",", "—", "–", "--"} and after + 2 < sentence.last:
            return (stretch(parse, sentence.first, before - 1), stretch(parse, after + 1, sentence.last - 1)), act
        if after >= sentence.last - 1 or parse.tokens[after].pos in {"PUNCT"}:
            return (stretch(parse, sentence.first, before - 1),), act
    return None


def _verbal(parse: Parse, first: int, last: int) -> bool:
    """Tell whether tokens hold a verb."""
    return any(t.pos in {"VERB", "AUX"} for t in parse.tokens[first:last])


def _span(parse: Parse, verb: Token, source: int) -> tuple[int, int]:
    """Return first and last token of source, verb and the short phrases that hang on it."""
    tied = [
        parse.edges(k.i)
        for k in parse.kids(verb.i)
        if k.dep in {"prep", "npadvmod", "advmod", "aux", "nsubj", "dative", "prt", "neg", "mark"}
    ]
    tied.append(parse.edges(source) if source > verb.i or verb.i - parse.edges(source)[1] < 6 else (verb.i, verb.i))
    return min([verb.i, *(a for a, _ in tied)]), max([verb.i, *(b for _, b in tied)])


def _infinitive(parse: Parse, verb: Token, cue: Cue) -> Found | None:
    """Take an infinitive with its subject: "urged residents to leave", "threatened to strike"."""
    act = cue.act("to")
    if act is None:
        return None
    for child in parse.kids(verb.i, "xcomp", "ccomp"):
        if child.i > verb.i and any(k.tag == "TO" for k in parse.kids(child.i, "aux")):
            left, right = parse.edges(child.i)
            if passive(parse, verb):
                return None
            return (stretch(parse, left, right),), act
    return None


def _object(parse: Parse, verb: Token, cue: Cue) -> Found | None:
    """Take the object: "denied the charge", "condemned the raid"."""
    act = cue.act("object")
    for child in parse.kids(verb.i, "dobj") if act else []:
        left, right = parse.edges(child.i)
        if child.i > verb.i and act:
            return (stretch(parse, left, right),), act
    return None


def _prepositional(parse: Parse, verb: Token, cue: Cue) -> Found | None:
    """Take what a preposition brings: "warned of floods", "called for talks", "accused them of lying"."""
    for child in parse.kids(verb.i, "prep", "prt"):
        act = cue.act(_PREPOSITIONS.get(child.lower, "-"))
        below = parse.kids(child.i, "pobj", "pcomp")
        if act and below and child.i > verb.i:
            left, right = parse.edges(below[0].i)
            return (stretch(parse, left, right),), act
    return None


def stretch(parse: Parse, first: int, last: int) -> Stretch:
    """Return the characters of tokens ``first`` to ``last`` without the punctuation and "that" at the borders."""
    while first < last and parse.tokens[first].lower in _TRIM_LEFT:
        first += 1
    while last > first and parse.tokens[last].lower in _TRIM_RIGHT:
        last -= 1
    return parse.tokens[first].start, parse.tokens[last].end
