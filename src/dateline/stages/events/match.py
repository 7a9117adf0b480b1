"""Find the words that may name a deed: each token against the triggers' patterns."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from dateline.model import Parse, Token
from dateline.stages.events import grammar
from dateline.stages.events.actors import kind_of
from dateline.stages.events.table import EventTable, Pattern, Slot

# Entities inside which a capitalised word is part of a name and no deed ("Trade Organization", "Strike Fighter").
_NAMES = frozenset({"PERSON", "ORG", "FAC", "PRODUCT", "WORK_OF_ART", "NORP", "GPE", "LOC", "LAW", "DATE", "LANGUAGE"})
_NOUNS = ("NOUN", "PROPN", "ADJ", "X")
# How many words are remembered with the patterns that they may begin; news of a year has some 100,000, most of them rare.
_WORDS = 20_000


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger found. ``words`` are its own words: the head, and objects and particles that the pattern names.

    ``noun`` tells its part; ``taken`` are all nouns that the pattern names, which are no triggers of their own then.
    """

    token: Token
    pattern: Pattern
    words: tuple[int, ...]
    noun: bool
    taken: tuple[int, ...] = ()

    @property
    def i(self) -> int:
        """Index of the head word."""
        return self.token.i


def hits(parse: Parse, table: EventTable) -> list[Hit]:
    """Return the triggers of a report in text order, those that are figures of speech left out."""
    found = (_best(parse, token, table) for token in parse.tokens)
    return [hit for hit in found if hit and hit.pattern.type]


def _best(parse: Parse, token: Token, table: EventTable) -> Hit | None:
    """Return the most demanding pattern that holds at the token."""
    patterns = _patterns(token.lemma, token.lower, token.pos, token.tag, table)
    part = _part(parse, token) if patterns else ""  # most words are in no pattern: the cheaper question first
    if not part:
        return None
    words = parse.words[token.sent]
    for pattern in patterns:
        if (token.pos == "ADJ" and not pattern.slots) or pattern.part not in (part, "any"):
            continue
        if any(words.isdisjoint(some) for some in pattern.asks):
            continue
        if (filled := _holds(parse, token, pattern, table)) is not None:
            own = tuple(i for where, i in filled if where != "s")
            return Hit(token, pattern, (token.i, *own), part == "noun", tuple(i for _, i in filled))
    return None


@lru_cache(maxsize=_WORDS)
def _patterns(lemma: str, lower: str, pos: str, tag: str, table: EventTable) -> tuple[Pattern, ...]:
    """Return the patterns that a word may begin: those of its lemma, of itself, and of what it may come from."""
    forms = dict.fromkeys((lemma.lower(), lower, *_stems(lower, pos, tag)))
    return tuple(pattern for form in forms for pattern in table.patterns.get(form, ()))


def _stems(lower: str, pos: str, tag: str) -> tuple[str, ...]:
    """Return what a word may come from, for lemmas that the model gets wrong ("staged": "stag", "Landslides": itself)."""
    if pos == "PROPN" and lower.endswith("s"):
        return (lower[:-1],)
    return (lower[:-1], lower[:-2]) if tag in ("VBD", "VBN") and lower.endswith("ed") else ()


def _part(parse: Parse, token: Token) -> str:
    """Tell whether the token may be a verbal or a nominal trigger; empty for neither."""
    if token.pos == "VERB":
        if token.tag == "VBG" and token.dep in ("nsubj", "nsubjpass") and not parse.kids(token.i, "dobj", "aux"):
            return "noun"  # "Fighting between the two sides resumed"
        return "" if _compounded(parse, token) else "verb"
    if token.pos == "ADJ" and token.dep in ("acomp", "ROOT", "oprd"):
        return "verb"
    if token.dep == "oprd" and parse.tokens[token.head].lemma in ("call", "name", "label", "term", "dub"):
        return ""
    if token.pos not in _NOUNS or token.dep in ("compound", "amod", "nmod", "npadvmod", "poss"):
        return ""
    return "" if token.pos == "PROPN" and token.ent in _NAMES and not _opens(parse, token) else "noun"


def _opens(parse: Parse, token: Token) -> bool:
    """Tell a plural noun that opens a sentence, whose capital the model takes for a name's: "Wildfires tore through"."""
    first = parse.sentences[token.sent].first == token.i
    alone = token.i + 1 < len(parse.tokens) and parse.tokens[token.i + 1].pos != "PROPN"
    return first and alone and token.lower.endswith("s") and token.dep in ("nsubj", "nsubjpass")


def _compounded(parse: Parse, token: Token) -> bool:
    """Tell whether a participle only describes a noun: "Russian-backed", "the occupied districts"."""
    if token.dep not in ("amod", "acl", "compound") or parse.kids(token.i, "nsubj", "nsubjpass", "aux", "auxpass"):
        return False
    joined = token.i > 0 and parse.tokens[token.i - 1].text in ("-", "–")
    return token.dep == "amod" or (joined and token.tag in ("VBN", "VBD", "VBG"))


def _holds(parse: Parse, token: Token, pattern: Pattern, table: EventTable) -> list[tuple[str, int]] | None:
    """Return the tokens that fill the pattern's slots, None where one stays empty."""
    filled: list[tuple[str, int]] = []
    for slot in pattern.slots:
        fitting = [t for t in _fillers(parse, token, slot, table) if _fits(parse, t, slot, table)]
        found = next((t for t in fitting if t.lemma.lower() in slot.words), fitting[0] if fitting else None)
        if found is None:
            return None
        # who fills a slot by being of a kind is a party, and no part of the trigger's own words
        if slot.where in "ots" and {found.lower, found.lemma.lower()} & (slot.words - slot.parties):
            filled.append((slot.where, found.i))
    return filled


def _fits(parse: Parse, token: Token, slot: Slot, table: EventTable) -> bool:
    """Tell whether the token may fill the slot."""
    if slot.any or token.lower in slot.words or token.lemma.lower() in slot.words:
        return True
    if not slot.kinds:
        return False
    if "place" in slot.kinds and token.ent in ("GPE", "LOC", "FAC") and token.pos == "PROPN":
        return True
    return kind_of(parse, token, table) in slot.kinds


def _fillers(parse: Parse, token: Token, slot: Slot, table: EventTable) -> Iterable[Token]:
    """List the tokens that stand in the slot's place."""
    if slot.where == "s":
        return _inside(parse, grammar.subjects(parse, token), table)
    if slot.where == "o":
        return _inside(parse, grammar.objects(parse, token), table)
    if slot.where == "p":
        return _after(parse, token, slot, table)
    if slot.where == "t":
        return parse.kids(token.i, "prt", "advmod", "acomp", "oprd", "prep", "neg", "dobj", "aux", "advcl")
    if slot.where == "x":
        return parse.kids(token.i, "xcomp", "ccomp", "acomp", "oprd", "advcl")
    if slot.where == "m":
        return _modifiers(parse, token)
    if slot.where == "c":
        return [aux for clause in parse.kids(token.i, "ccomp") for aux in parse.kids(clause.i, "aux", "neg")]
    return parse.subtree(grammar.clause_head(parse, token).i)


def _inside(parse: Parse, nouns: Iterable[Token], table: EventTable) -> Iterator[Token]:
    """Yield the nouns, what "of" them there is ("thousands of people"), and what modifies a noun of measure ("arms cache")."""
    for noun in nouns:
        yield noun
        for of in parse.kids(noun.i, "prep"):
            if of.lower == "of":
                yield from (one for kid in parse.kids(of.i, "pobj") for one in grammar.with_conjuncts(parse, kid))
        if noun.lemma.lower() in table.lists["measure"]:
            yield from _modifiers(parse, noun)


def _after(parse: Parse, token: Token, slot: Slot, table: EventTable) -> Iterator[Token]:
    """Yield what follows one of the slot's prepositions after the token or its object."""
    holders = [token, *(grammar.objects(parse, token) if token.pos == "VERB" else [])]
    for holder in holders:
        for preposition, noun in grammar.prepositions(parse, holder):
            if preposition in slot.preps and not (slot.any and noun.ent in ("DATE", "TIME")):
                yield from _inside(parse, [noun], table)
        for clause in parse.kids(holder.i, "advcl", "ccomp") if slot.any else ():
            if any(mark.lower in slot.preps for mark in parse.kids(clause.i, "mark")):
                yield clause  # "called for the minister to resign"


def _modifiers(parse: Parse, noun: Token) -> Iterator[Token]:
    """Yield the words that modify a noun from before."""
    for kid in parse.kids(noun.i, "compound", "amod", "nmod", "poss", "advmod", "npadvmod"):
        yield kid
        yield from _modifiers(parse, kid)
