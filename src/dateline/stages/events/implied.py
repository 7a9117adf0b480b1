"""Deaths that no verb of dying tells: "a fatal crash", "a murder-suicide", "took his own life", "Weber's death".

And totals of a time rather than of a happening: "so far this year", "since 2014", "every year".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.model import Parse, Token
from dateline.stages.events import grammar
from dateline.stages.events.numbers import Quantity

_REFLEXIVE = frozenset({"himself", "herself", "themselves", "itself", "myself"})
# How many words after "this", "per", "last" the length of time may stand ("in the last three years").
_SPAN = 3
# A year is four digits; "since Sunday" may be one happening's time, "since 2014" is none's.
_YEAR = 4
# A report's own "deadly blast" is told in its first sentences; further down it is mostly another one.
_OPENING = 5


@dataclass(frozen=True, slots=True)
class Idioms:
    """Words of these turns, from `casualties.toml`."""

    adjectives: frozenset[str]
    happenings: frozenset[str]
    guns: frozenset[str]
    bodies: frozenset[str]
    finding: frozenset[str]
    openers: frozenset[str]
    times: frozenset[str]
    alone: frozenset[str]


def fatal(parse: Parse, token: Token, words: Idioms) -> Quantity | None:
    """Return how many died at least in "a deadly blast" or "a murder-suicide"; None for anything else."""
    before = parse.tokens[max(0, token.i - 3) : token.i]
    if token.sent >= _OPENING or any(t.lower == "attempted" for t in before):
        return None
    if token.lower in words.adjectives and token.dep == "amod":
        head = parse.tokens[token.head]
        one = head.tag == "NN" and head.lemma.lower() in words.happenings
        return Quantity(1, None, token.i, head.i) if one else None
    if token.lower == "murder-suicide":
        return Quantity(2, None, token.i, token.i)
    before = before[-2:]
    if token.lower == "suicide" and [t.lower for t in before] in (["murder", "-"], ["murder", "–"]):
        return Quantity(2, None, token.i - 2, token.i)
    return None


def dead(parse: Parse, verb: Token, words: Idioms) -> Sequence[Token]:
    """Return those who died by a turn of phrase: passed away, lost their lives, turned the gun on themselves."""
    lemma, objects = verb.lemma.lower(), {t.lemma.lower(): t for t in parse.kids(verb.i, "dobj")}
    if lemma == "pass":
        gone = any(k.lower == "away" for k in parse.kids(verb.i, "prt", "advmod"))
    elif lemma in ("take", "lose"):
        life = objects.get("life")
        gone = life is not None and bool(parse.kids(life.i, "poss")) and (lemma == "lose" or _own(parse, life))
    elif lemma == "commit":
        gone = "suicide" in objects
    elif lemma == "turn":
        aims = [n.lower for p, n in grammar.prepositions(parse, verb) if p in ("on", "to", "upon")]
        gone = not words.guns.isdisjoint(objects) and not _REFLEXIVE.isdisjoint(aims)
    else:
        return []
    return _whose(parse, verb) if gone else []


def _whose(parse: Parse, verb: Token) -> Sequence[Token]:
    """Return who did so, also where the parse only knows that the verb goes with the one before: "shot two, then turned"."""
    head = parse.tokens[verb.head]
    loose = verb.dep == "dep" and grammar.is_verb(head)
    return grammar.subjects(parse, verb) or (grammar.subjects(parse, head) if loose else [])


def _own(parse: Parse, life: Token) -> bool:
    """Tell whether it is one's own life."""
    return any(k.lower == "own" for k in parse.kids(life.i, "amod"))


def owners(parse: Parse, noun: Token, words: Idioms) -> Iterator[Token]:
    """Yield whose death or found body the noun is: "Weber's death", "the boy's body was pulled from the river"."""
    if noun.lemma.lower() in words.bodies:
        verb = grammar.clause_head(parse, noun)
        if verb.lemma.lower() not in words.finding or not parse.kids(noun.i, "det", "poss") or noun.tag != "NN":
            return
    yield from (k for k in parse.kids(noun.i, "poss") if k.pos in ("NOUN", "PROPN"))


def periodic(parse: Parse, anchor: Token, words: Idioms) -> bool:
    """Tell whether the count is that of a time: its clause says "this year", "since 2014", "in the past decade"."""
    said = parse.words[anchor.sent]
    if "since" not in said and said.isdisjoint(words.times) and said.isdisjoint(words.alone):
        return False
    verb = grammar.clause_head(parse, anchor)
    return any(
        _is_period(parse, t, words) and _clause(parse, t) in (verb.i, anchor.i) for t in _sentence(parse, anchor)
    )


def _sentence(parse: Parse, token: Token) -> tuple[Token, ...]:
    return parse.sentence_tokens(parse.sentences[token.sent])


def _clause(parse: Parse, token: Token) -> int:
    """Return the verb or counted noun that a time hangs on, over prepositions only."""
    here = parse.tokens[token.head]
    while here.dep in ("prep", "pobj", "pcomp", "npadvmod", "advmod", "quantmod") and not grammar.is_verb(here):
        here = parse.tokens[here.head]
    if token.dep == "npadvmod" and here.dep in ("dobj", "nsubj", "nsubjpass"):  # "kill 1,300 people a year"
        return here.head
    return here.i


def _is_period(parse: Parse, token: Token, words: Idioms) -> bool:
    """Tell whether the word ends a length of time over which things are summed up; "the worst this year" is one happening."""
    if token.lower in words.alone:
        return True
    if parse.text[token.end : token.end + 1] == "-" or parse.text[token.end : token.end + 4] == " old":
        return False  # an age: "the death of a 3-year-old"
    near = parse.tokens[max(0, token.i - _SPAN) : token.i]
    if any(t.tag in ("JJS", "RBS") or t.ent == "ORDINAL" for t in near):
        return False
    before = [t.lower for t in near]
    if token.lower.isdigit() and len(token.lower) == _YEAR:
        return before[-1:] == ["since"] or before[-2:-1] == ["since"]
    return token.lemma.lower() in words.times and any(w in words.openers for w in before)
