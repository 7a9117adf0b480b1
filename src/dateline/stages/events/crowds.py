"""How many took part in a march, rally or riot, and how many were held: told by its own words or by a count of the crowd.

"5,000 marched", "a 5,000-strong crowd", "the rally drew 5,000 people", "organisers put the turnout at 5,000".
"""

from collections.abc import Iterator, Sequence

from dateline.model import Parse, Token
from dateline.stages.events import grammar
from dateline.stages.events.numbers import Quantity, quantity
from dateline.stages.events.people import people
from dateline.stages.events.roles import Roles
from dateline.stages.events.table import EventTable
from dateline.stages.events.tollwords import rows

CROWDS = frozenset(
    {
        "peaceful_protest",
        "protest_with_intervention",
        "excessive_force_against_protesters",
        "violent_demonstration",
        "mob_violence",
    }
)


def participants(parse: Parse, trigger: Token, roles: Roles, table: EventTable) -> Iterator[Quantity]:
    """Yield how many took part by the words around the trigger: more than one, for one person is no crowd."""
    found = (
        _strong(parse, roles.actors),
        people(parse, roles.actors, table),
        _drawn(parse, trigger, table) if trigger.pos in ("NOUN", "PROPN") else _bare(parse, trigger),
    )
    yield from (amount for amount in found if amount is not None and amount.low != 1)


def _strong(parse: Parse, nouns: Sequence[Token]) -> Quantity | None:
    """Read "a 5,000-strong crowd"."""
    for noun in nouns:
        for strong in (k for k in parse.kids(noun.i, "amod") if k.lower == "strong"):
            number = next((k for k in parse.kids(strong.i) if k.pos == "NUM"), None)
            if number is not None and (amount := quantity(parse, number)) is not None:
                return amount
    return None


def _bare(parse: Parse, verb: Token) -> Quantity | None:
    """Read a number that itself marches: "Around 10,000 took to the streets"."""
    numbers = (t for t in parse.kids(verb.i, "nsubj") if t.pos == "NUM")
    return next((amount for t in numbers if (amount := quantity(parse, t)) is not None), None)


def _drawn(parse: Parse, noun: Token, table: EventTable) -> Quantity | None:
    """Read "the rally drew 5,000 people", "a march of 5,000", "a vigil attended by 300 people", "thousands march"."""
    if noun.tag == "NN" and (amount := quantity(parse, noun)) is not None and parse.kids(noun.i, "nummod"):
        return amount  # of a headline, whose verb the parse takes for a noun
    verb = parse.tokens[noun.head]
    told = [n for p, n in grammar.prepositions(parse, noun) if p in ("of", "by")]
    if noun.dep == "nsubj" and verb.lemma.lower() in rows()["crowd"]["drawing"]:
        told += grammar.objects(parse, verb)
    told += [n for k in parse.kids(noun.i, "acl") if k.lemma == "attend" for n in grammar.subjects(parse, k)]
    told += grammar.subjects(parse, verb) if noun.dep == "dobj" and verb.lemma in ("attend", "join") else ()
    return people(parse, told, table)


def told_of_crowd(parse: Parse, noun: Token) -> Quantity | None:
    """Read the number of a crowd: "put the crowd at 60,000", "turnout was estimated at 500", "the crowd swelled to 2,000"."""
    verb = parse.tokens[noun.head]
    numbers = [n for p, n in grammar.prepositions(parse, noun) if p == "of"]
    if noun.dep in ("dobj", "nsubj", "nsubjpass") and verb.lemma.lower() in rows()["crowd"]["counting"]:
        numbers += [n for p, n in grammar.prepositions(parse, verb) if p in ("at", "to")]
        numbers += parse.kids(verb.i, "dobj", "attr")
    counted = (quantity(parse, n) for n in numbers if n.ent not in ("MONEY", "PERCENT") and n.i != noun.i)
    return next((amount for amount in counted if amount is not None and amount.low != 1), None)


def held(parse: Parse, verb: Token, table: EventTable) -> Quantity | None:
    """Return how many were taken by the words of the deed itself: "killed 15 militants and captured four"."""
    head = parse.tokens[verb.head]
    shared = verb.dep == "conj" and verb.tag == "VBN" and grammar.passive(parse, head)
    own = parse.kids(verb.i, "nsubj") if shared else []  # "14 were killed and 9 others captured"
    return people(parse, own or grammar.objects(parse, verb, shared=False), table)
