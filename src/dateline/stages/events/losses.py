"""Losses that no word of harm tells: who is driven from home, whom an army lost, who fell ill in an outbreak."""

from collections.abc import Sequence

from dateline.model import Parse, Token
from dateline.stages.events import grammar
from dateline.stages.events.numbers import Quantity, quantity
from dateline.stages.events.tollwords import rows


def driven(parse: Parse, verb: Token) -> Sequence[Token]:
    """Return those who are driven out: "forced 14,000 people from their homes"."""
    places = (n.lemma.lower() for p, n in grammar.prepositions(parse, verb) if p in ("from", "of"))
    return [] if rows()["lost"]["homes"].isdisjoint(places) else grammar.objects(parse, verb)


def lost(parse: Parse, verb: Token) -> Sequence[Token]:
    """Return those whom somebody lost: "the army lost 14 men"."""
    return [t for t in grammar.objects(parse, verb) if t.lemma.lower() in rows()["lost"]["people"]]


def cases(parse: Parse, noun: Token) -> Quantity | None:
    """Read "900 suspected cases", "45 cases of cholera"; cases of a court are told otherwise."""
    told = {k.lower for k in parse.kids(noun.i, "amod")} & rows()["sick"]["adjectives"]
    of = any(k.lower == "of" for k in parse.kids(noun.i, "prep"))
    recorded = parse.tokens[noun.head].lemma.lower() in rows()["sick"]["recording"]
    return quantity(parse, noun) if told or of or recorded else None
