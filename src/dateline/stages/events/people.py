"""How many people the nouns of a phrase count: "a man and his two sons", "nine people, seven men and two women"."""

import re
from collections.abc import Iterable

from dateline.model import Parse, Token
from dateline.stages.events import grammar
from dateline.stages.events.numbers import Quantity, general, quantity
from dateline.stages.events.table import EventTable

_ONE = frozenset(
    {"he", "she", "him", "her", "himself", "herself", "i", "me", "someone", "somebody", "one", "another", "ex"}
)
_THEM = frozenset({"them", "these", "those", "whom"})
# Marks between a number and the names that spell it out.
_LISTING = frozenset({",", ":", "-", "–", "—"})
# An age behind a name, which shows that it is a person's: "Diaz, 24, ".
_AGE_BEHIND = re.compile(r", (?:aged? )?\d{1,2}[,.;]")
_ORDINALS = frozenset({"second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"})


def people(parse: Parse, nouns: Iterable[Token], table: EventTable) -> Quantity | None:
    """Count the people that the nouns name: numbers, single persons, names; None where nothing tells."""
    told = _victims(_without_parts(parse, _undoubled(parse, list(nouns), table)))
    nouns = _unspelt(parse, _unsplit(parse, told, table))
    counted: Quantity | None = None
    unknown = False
    for noun in nouns:
        one = _person_count(parse, noun, table)
        unknown = unknown or one is None
        if one is not None:
            counted = counted.plus(one) if counted else one
    if counted and unknown:
        return Quantity(counted.low, None, counted.first, counted.last)
    return counted


def _victims(nouns: list[Token]) -> list[Token]:
    """Leave those who attacked out of a list of victims: "nine men and the raider"."""
    others = [t for t in nouns if t.lemma.lower() not in ("attacker", "bomber", "assailant")]
    return others or nouns


def _without_parts(parse: Parse, nouns: list[Token]) -> list[Token]:
    """Leave out some of those told of: "eight wounded, four of them critically"."""
    parts = [
        t
        for t in nouns[1:]
        if any(k.lower == "of" and t.i < k.i for k in parse.kids(t.i, "prep"))
        and any(n.lower in _THEM for k in parse.kids(t.i, "prep") for n in parse.kids(k.i, "pobj"))
    ]
    again = [t for t in nouns if any(k.lower == "or" for k in parse.kids(t.i, "cc")) and parse.kids(t.i, "conj")]
    left = [t for t in nouns if t not in parts and t not in again]  # "700 families, or 3,500 people"
    return left or nouns


def _undoubled(parse: Parse, nouns: list[Token], table: EventTable) -> list[Token]:
    """Leave out of several subjects (or objects) of one verb what counts nobody, or is counted by a participle of its own.

    "Five people, all members of one family, died" has a description, "2 killed, 5 hurt" and "Bus crash: 15 injured" another
    clause before it.
    """
    twins = [t for t in nouns if any(_is_twin(t, other) for other in nouns)]
    if not twins:
        return nouns
    fit = [t for t in twins if _person_count(parse, t, table) is not None]
    free = [t for t in fit if not any(k.tag == "VBN" for k in parse.kids(t.i, "acl", "amod"))]
    kept = free or fit or twins
    return [t for t in nouns if t not in twins or t in kept]


def _is_twin(one: Token, other: Token) -> bool:
    same = one.i != other.i and one.head == other.head and one.dep == other.dep
    return same and one.dep in ("nsubj", "nsubjpass", "dobj")


def _unsplit(parse: Parse, nouns: list[Token], table: EventTable) -> list[Token]:
    """Leave out parts that only tell who a number of people are: "nine people, seven men and two women"."""
    whole = quantity(parse, nouns[0]) if len(nouns) > 1 else None
    if whole is None or (whole.low or 0) < 2:
        return nouns
    behind = parse.tokens[nouns[0].i + 1 : nouns[0].i + 2]
    if not any(t.text in _LISTING or t.lower == "on" for t in behind):
        return nouns
    whoever = nouns[0].lower in general() or all(is_age(parse, t) for t in nouns[1:])
    parts = [_person_count(parse, t, table) for t in nouns[1:]]
    return nouns[:1] if whoever and sum(p.low or 0 for p in parts if p) == whole.low else nouns


def _unspelt(parse: Parse, nouns: list[Token]) -> list[Token]:
    """Leave out names that only spell out a number: "two of the men, Ali Hassan and Omar Saleh"."""
    first = nouns[0] if nouns else None
    if first is None or len(nouns) < 2 or any(t.ent != "PERSON" for t in nouns[1:]):
        return nouns
    told = quantity(parse, first)
    spelt = told is not None and (told.low or 0) > 1 and told.low in (len(nouns), len(nouns) - 1)
    apart = any(t.text in _LISTING for t in parse.tokens[first.i : nouns[1].i])
    return [first] if spelt and apart else nouns


def is_age(parse: Parse, noun: Token) -> bool:
    """Tell whether the word is, or is modified by, an age: "the 13-year-old"."""
    here = (noun, *parse.kids(noun.i, "amod"))
    return any(t.lower == "old" and parse.kids(t.i, "npadvmod", "nmod") for t in here) or "year-old" in noun.lower


def _person_count(parse: Parse, noun: Token, table: EventTable) -> Quantity | None:
    """Count one noun phrase of people."""
    counted = noun.lower == "members" and any(k.i < noun.i for k in parse.kids(noun.i, "nummod"))
    for kid in parse.kids(noun.i, "prep") if not counted else ():
        if kid.lower == "of" and noun.lower in (
            "number",
            "total",
            "group",
            "crowd",
            "all",
            "members",
            "crew",
            "family",
            "one",
            "some",
        ):
            inner = next(iter(parse.kids(kid.i, "pobj")), None)
            if noun.lower == "one":
                return Quantity(1, 1, noun.i, noun.i)
            return quantity(parse, inner) if inner else None
    found = quantity(parse, noun)
    if found is not None:
        return found
    first, last = grammar.phrase(parse, noun)
    of_picture = [k.i + 1 for k in parse.kids(noun.i, "nummod") if k.i < noun.i]  # "Image 1 of 8 A child"
    single = Quantity(1, 1, max([first, *of_picture]), last)
    if (
        noun.lower in _ONE
        or (noun.lower in _ORDINALS and any(k.lower == "a" for k in parse.kids(noun.i, "det")))
        or (noun.lower == "old" and is_age(parse, noun))
        or (noun.ent == "PERSON" and "Number=Plur" not in noun.morph)
        or (noun.pos == "PROPN" and _AGE_BEHIND.match(parse.text, noun.end))
        or (noun.tag == "NNP" and not noun.ent and noun.text.istitle() and noun.dep in ("nsubj", "nsubjpass", "poss"))
    ):
        return single
    lemma = noun.lemma.lower()
    if lemma in table.lists["person"] and "Number=Plur" not in noun.morph and noun.tag in ("NN", "NNP"):
        return None if lemma in ("people", "family", "crew", "group", "other") else single
    return single if is_age(parse, noun) and "Number=Plur" not in noun.morph else None
