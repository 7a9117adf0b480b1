"""The number that a toll stands at: "the death toll rose to 31", "the number of dead has reached 54"."""

from dataclasses import replace

from dateline.model import Parse, Token
from dateline.stages.events import grammar, numbers
from dateline.stages.events.numbers import Quantity, quantity
from dateline.stages.events.tollwords import Words, rows

# How far behind "toll" its number may stand where the parse does not tell.
_TOLL_NEAR = 12
# What kinds of number are no toll; the recogniser takes "at 44" for a date, which a year alone is sure to be.
_NO_TOLL = ("DATE", "TIME", "MONEY", "PERCENT")
_YEAR = 4


def toll(parse: Parse, noun: Token) -> Quantity | None:
    """Read "the death toll rose to 31", "a toll of 12"."""
    for token in _toll_numbers(parse, noun):
        numeric = token.pos == "NUM" and (token.ent not in _NO_TOLL or (_put(parse, noun) and token.ent == "DATE"))
        found = quantity(parse, token) or (_plain(token) if _put(parse, noun) else None) if numeric else None
        if found is not None and parse.tokens[token.i - 1].lower != "from":
            grown = found.high is not None and parse.tokens[found.first - 1].lower == "from"
            return replace(found, low=found.high, first=token.i) if grown else found
    return None


def _toll_numbers(parse: Parse, noun: Token) -> list[Token]:
    """Return where the number may stand: what the toll's verb says of it ("has risen to 31"), else the next words."""
    verb = parse.tokens[noun.head]
    after = list(parse.tokens[noun.i + 1 : min(parse.sentences[noun.sent].last, noun.i + 1 + _TOLL_NEAR)])
    if not (noun.dep in ("nsubj", "nsubjpass") or _put(parse, noun)) or not grammar.is_verb(verb):
        return after
    said = [n for p, n in grammar.prepositions(parse, verb) if p in ("to", "at", "past", "above", "over")]
    return [*said, *(t for t in parse.kids(verb.i, "dobj", "attr") if t.i != noun.i), *after]


def numbered(parse: Parse, number: Token, words: Words) -> Token | None:
    """Return the word of harm in "the number of people killed has risen to", None where the number is of something else."""
    verb = parse.tokens[number.head]
    rising = number.dep == "nsubj" and verb.lemma.lower() in rows()["numbered"]["rising"]
    if not rising and not _put(parse, number):
        return None
    for of, noun in grammar.prepositions(parse, number):
        told = (*parse.kids(noun.i, "acl", "amod"), noun) if of == "of" else ()
        if found := next((t for t in told if {t.lower, t.lemma.lower()} & (words.state | words.noun)), None):
            return found
    return None


def put_at(parse: Parse, word: Token) -> Quantity | None:
    """Read "put the number of dead at 44 and the injured at 120"."""
    if not parse.kids(word.i, "det"):
        return None
    above = parse.tokens[word.head]
    if above.lemma.lower() not in rows()["numbered"]["telling"]:
        return None
    number = next((n for p, n in grammar.prepositions(parse, word) if p == "at" and n.pos == "NUM"), None)
    return quantity(parse, number) if number is not None else None


def _put(parse: Parse, noun: Token) -> bool:
    """Tell whether somebody gives the number of the noun: "put the number of dead at 44", "bringing it to 18"."""
    verb = parse.tokens[noun.head]
    return noun.dep in ("dobj", "nsubjpass") and verb.lemma.lower() in rows()["numbered"]["telling"]


def _plain(token: Token) -> Quantity | None:
    """Read a number that the recogniser takes for a date, unless it may be a year."""
    amount = numbers.value([token.text]) if len(token.text) < _YEAR else None
    return Quantity(amount, amount, token.i, token.i) if amount is not None else None
