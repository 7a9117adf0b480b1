"""Find the counts of people killed, hurt, missing and driven out, wherever in a sentence they stand."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.model import FigureKind, Parse, Sentence, Token
from dateline.stages.events import grammar
from dateline.stages.events.numbers import Quantity, people, quantity
from dateline.stages.events.table import EventTable

_FATAL = frozenset({"dead", "fatally", "death"})
_KINDS: tuple[FigureKind, ...] = ("killed", "injured", "missing", "displaced")
# How far before "dead" or "injured" a bare number may stand ("leaving at least 12 people dead").
_NEAR = 4


@dataclass(frozen=True, slots=True)
class Count:
    """A count: what kind, how many, the word that tells it (``anchor``), and the heads of those counted."""

    kind: FigureKind
    amount: Quantity
    anchor: Token
    people: tuple[Token, ...] = ()
    shot: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    object: frozenset[str]
    subject: frozenset[str]
    state: frozenset[str]
    noun: frozenset[str]
    toll: frozenset[str]
    none: frozenset[str]
    life: frozenset[str]


@cache
def _tables() -> Mapping[str, _Words]:
    rows = tomllib.loads(files("dateline.data").joinpath("events/casualties.toml").read_text(encoding="utf-8"))
    return {key: _Words(**{k: frozenset(v) for k, v in row.items()}) for key, row in rows.items()}


def counts(parse: Parse, sentence: Sentence, table: EventTable) -> list[Count]:
    """Return the counts that a sentence gives, in text order."""
    found: list[Count] = []
    for token in parse.sentence_tokens(sentence):
        for count in _at(parse, token, table):
            if not any(c.kind == count.kind and c.amount.last == count.amount.last for c in found):
                found.append(count)
    return found


def _at(parse: Parse, token: Token, table: EventTable) -> Iterator[Count]:
    """Yield the counts that the word ``token`` tells."""
    if token.pos in ("VERB", "AUX"):
        yield from _verbal(parse, token, table)
    for kind in _KINDS:
        words = _tables()[kind]
        lemma = token.lemma.lower()
        if (
            token.lower in words.state
            and token.pos != "NOUN"
            or token.lower in words.state
            and not parse.kids(token.i, "det")
        ):
            yield from _state(parse, token, kind, table)
        if token.pos in ("NOUN", "ADJ", "PROPN") and (
            lemma in words.noun or lemma in words.none or lemma in words.life
        ):
            yield from _nominal(parse, token, kind, table)
        if lemma in words.toll:
            yield from _toll(parse, token, kind)


def _verbal(parse: Parse, verb: Token, table: EventTable) -> Iterator[Count]:
    """Read "killed five people", "five people died", "was shot dead", "suffered gunshot wounds"."""
    lemma = verb.lemma.lower()
    if lemma == "shoot":
        yield from _shot(parse, verb, table)
        return
    if lemma in ("suffer", "sustain", "receive") and _has_object(parse, verb, ("injury", "wound", "burn")):
        yield from _count("injured", grammar.subjects(parse, verb), verb, parse, table)
        return
    for kind in _KINDS:
        words = _tables()[kind]
        fatal = kind == "killed" and lemma in ("stab", "beat", "run", "hack", "burn", "wound") and _fatal(parse, verb)
        if lemma in words.object or fatal:
            yield from _count(kind, grammar.objects(parse, verb), verb, parse, table)
        elif lemma in words.subject and not parse.kids(verb.i, "dobj"):
            yield from _count(kind, grammar.subjects(parse, verb), verb, parse, table)
        if fatal:
            return


def _has_object(parse: Parse, verb: Token, lemmas: tuple[str, ...]) -> bool:
    return any(t.lemma.lower() in lemmas for t in grammar.objects(parse, verb))


def _fatal(parse: Parse, verb: Token) -> bool:
    """Tell whether the deed is said to have killed: "shot dead", "fatally shot", "stabbed to death"."""
    if any(k.lower in _FATAL for k in parse.kids(verb.i)):
        return True
    return any(p == "to" and n.lower == "death" for p, n in grammar.prepositions(parse, verb))


def _shot(parse: Parse, verb: Token, table: EventTable) -> Iterator[Count]:
    """Count those shot; they are hurt unless the text says that they died."""
    victims = [
        t
        for t in grammar.objects(parse, verb)
        if t.lemma.lower() not in ("drone", "missile", "plane", "aircraft", "jet")
    ]
    killed = _fatal(parse, verb) or any(
        k.lemma in ("kill",) and not parse.kids(k.i, "nsubj", "dobj", "nsubjpass") for k in parse.kids(verb.i, "conj")
    )
    for count in _count("killed" if killed else "injured", victims, verb, parse, table):
        yield Count(count.kind, count.amount, count.anchor, count.people, shot=not killed)


def _count(kind: FigureKind, nouns: list[Token], anchor: Token, parse: Parse, table: EventTable) -> Iterator[Count]:
    """Count the people that ``nouns`` name, if the words tell how many."""
    amount = people(parse, nouns, table)
    if amount is not None:
        yield Count(kind, amount, anchor, tuple(nouns))


def _state(parse: Parse, word: Token, kind: FigureKind, table: EventTable) -> Iterator[Count]:
    """Read "left 12 dead", "two dead", "was found dead", "20 others injured"."""
    counted = _counted_before(parse, word, table)
    if counted is not None:
        yield Count(kind, counted, word)
        return
    head = parse.tokens[word.head]
    if word.dep in ("acomp", "oprd", "xcomp", "advcl", "attr") and grammar.is_verb(head):
        nouns = grammar.objects(parse, head) or grammar.subjects(parse, head)
        yield from _count(kind, nouns, word, parse, table)
    elif word.dep in ("ROOT", "ccomp") and (subjects := parse.kids(word.i, "nsubj")):
        yield from _count(kind, subjects, word, parse, table)


def _counted_before(parse: Parse, word: Token, table: EventTable) -> Quantity | None:
    """Return the number that stands shortly before the word with nothing but people between."""
    first = parse.sentences[word.sent].first
    for i in range(word.i - 1, max(first - 1, word.i - 1 - _NEAR), -1):
        token = parse.tokens[i]
        if token.pos == "NUM" and token.ent not in ("DATE", "TIME"):
            return quantity(parse, token)
        if token.lemma.lower() in table.lists["person"] or token.lower in (
            "others",
            "other",
            "more",
            "were",
            "was",
            "are",
            "left",
            "reported",
            "seriously",
            "critically",
            "severely",
            "badly",
            "slightly",
            "and",
            "confirmed",
            "lightly",
        ):
            if token.lemma.lower() in table.lists["person"] and (found := quantity(parse, token)) is not None:
                return found
            continue
        return None
    return None


def _nominal(parse: Parse, noun: Token, kind: FigureKind, table: EventTable) -> Iterator[Count]:
    """Read "12 deaths", "the death of two boys", "no casualties", "claimed 12 lives"."""
    words = _tables()[kind]
    found = quantity(parse, noun)
    if found is not None and (found.low == 0 or noun.lemma.lower() in words.noun or noun.lemma.lower() in words.life):
        if found.low != 0 or noun.lemma.lower() in words.none:
            yield Count(kind, found, noun)
        return
    if noun.lemma.lower() in words.noun and noun.lemma.lower() in ("death", "injury"):
        for preposition, one in grammar.prepositions(parse, noun):
            if preposition in ("of", "to"):
                yield from _count(kind, [one], noun, parse, table)
                return


def _toll(parse: Parse, noun: Token, kind: FigureKind) -> Iterator[Count]:
    """Read "the death toll rose to 31", "a toll of 12"."""
    end = parse.sentences[noun.sent].last
    for token in parse.tokens[noun.i + 1 : min(end, noun.i + 12)]:
        if (
            token.pos == "NUM"
            and token.ent not in ("DATE", "TIME", "MONEY", "PERCENT")
            and parse.tokens[token.i - 1].lower != "from"
        ):
            found = quantity(parse, token)
            if found is not None:
                yield Count(kind, found, noun)
                return
