"""Name the parties of an event as an analyst does: who they are, of what kind, of which country."""

from collections.abc import Iterable
from functools import lru_cache

from dateline.model import Entity, Parse, Party, Place, Reading, Span, Token
from dateline.stages.events import grammar
from dateline.stages.events.table import EventTable

_HE = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
_THEY = frozenset({"they", "them", "their", "it", "its", "themselves", "itself"})
# Kinds whose bare noun is named with its country: "Russia's forces".
_OF_STATE = frozenset({"state_forces", "police", "government", "court", "legislature"})
# How many tokens back a pronoun may reach: about four sentences of news prose.
_REACH = 120


def kind_of(parse: Parse, token: Token, table: EventTable) -> str | None:
    """Return the key of the kind of actor that the noun names, None where its words do not tell."""
    if token.pos == "PROPN" or token.ent:
        name = _entity_text(parse, token).lower()
        if (kind := _named(name, table)) is not None:
            return kind
    for word in (token.lemma.lower(), token.lower):
        if word in table.kind_of_word:
            return _sharpened(parse, token, table.kind_of_word[word], table)
    if token.lower == "others" or token.pos == "NUM":
        return "civilians" if token.pos != "NUM" else None
    if token.ent == "PERSON":
        return _by_office(parse, token, table) or "person"
    if token.ent in ("GPE", "NORP") or token.ent == "LOC":
        return "place"
    return None


def _sharpened(parse: Parse, token: Token, kind: str, table: EventTable) -> str:
    """Let a modifier overrule the head noun: "rebel forces", "police officers", "security guards of the militia"."""
    for kid in parse.kids(token.i, "compound", "amod", "nmod"):
        found = table.kind_of_word.get(kid.lemma.lower()) or table.kind_of_word.get(kid.lower)
        if kid.ent in ("ORG", "NORP", "PERSON", "GPE") and kid.pos == "PROPN":
            found = _named(kid.lower, table) or found
        if found in ("rebels", "militia", "police", "protesters", "criminals") and kind in (
            "state_forces",
            "civilians",
            "government",
            "opposition",
            "gunmen",
            "rebels",
            "protesters",
        ):
            return found
        if found == "state_forces" and kind in ("civilians", "government"):
            return found
    return kind


@lru_cache(maxsize=4096)
def _split(name: str) -> str:
    return f" {name} "


def _named(name: str, table: EventTable) -> str | None:
    """Look a name up among the groups and bodies that the table knows."""
    padded = _split(name.replace(",", " ").replace("'s", ""))
    for known, kind in table.kind_of_name.items():
        if f" {known.strip()} " in padded:
            return kind
    return None


def _by_office(parse: Parse, token: Token, table: EventTable) -> str | None:
    """Read a person's kind off the office before or after the name."""
    for kid in parse.kids(token.i, "compound", "appos", "nmod"):
        kind = table.kind_of_word.get(kid.lemma.lower())
        if kind:
            return kind
    return None


def _entity(parse: Parse, token: Token) -> Entity | None:
    """Return the named entity that covers the token."""
    if not token.ent:
        return None
    low, high = 0, len(parse.entities)
    while low < high:
        mid = (low + high) // 2
        if parse.entities[mid].last <= token.i:
            low = mid + 1
        else:
            high = mid
    found = parse.entities[low] if low < len(parse.entities) else None
    return found if found and found.first <= token.i < found.last else None


def _entity_text(parse: Parse, token: Token) -> str:
    """Return the name that covers the token, or the token itself."""
    found = _entity(parse, token)
    return found.text if found else token.text


def party(reading: Reading, token: Token, table: EventTable) -> Party:
    """Describe the party whose head noun (or pronoun) is ``token``."""
    parse = reading.parse
    meant = antecedent(parse, token) if token.pos == "PRON" else token
    first, last = grammar.phrase(parse, token)
    span = _span(parse, first, last)
    kind = kind_of(parse, meant, table)
    country = _country(reading, meant)
    return Party(name=_name(reading, meant, kind), span=span, kind=kind, country=country)


def _span(parse: Parse, first: int, last: int) -> Span:
    """Return the characters of tokens ``first`` to ``last``, a leading article left out."""
    while first < last and parse.tokens[first].lower in ("the", "a", "an", "some", ","):
        first += 1
    start, end = parse.tokens[first].start, parse.tokens[last].end
    return Span(start, end, parse.text[start:end])


def _name(reading: Reading, token: Token, kind: str | None) -> str:
    """Resolve the name: a person's full name, a state's forces by country, else the words as written."""
    parse = reading.parse
    entity = _entity(parse, token)
    if entity and entity.label == "PERSON":
        return _full_name(parse, entity.text)
    first, last = grammar.phrase(parse, token)
    if entity and entity.label in ("GPE", "ORG") and token.i == entity.last - 1:
        place = _place(reading.places, entity.start, entity.end)
        if place and place.site and place.site.precision == "country":
            return place.site.name
    if kind in _OF_STATE:
        for kid in parse.kids(token.i, "amod", "compound", "nmod", "poss"):
            place = _place(reading.places, kid.start, kid.end)
            if place and place.site and place.site.precision == "country" and kid.i < token.i:
                rest = _span(parse, kid.i + 1, last).text.removeprefix("'s ").removeprefix("’s ")
                return f"{place.site.name}'s {rest}"
    return _span(parse, first, last).text


def _full_name(parse: Parse, name: str) -> str:
    """Return the longest name of a person in the report that ends in the same surname."""
    name = name.removesuffix("'s").removesuffix("’s")
    surname = name.split()[-1]
    fuller = [e.text.removesuffix("'s").removesuffix("’s") for e in parse.entities if e.label == "PERSON"]
    matching = [n for n in fuller if n.split()[-1] == surname and len(n.split()) <= 5]
    return max([name, *matching], key=lambda n: len(n.split()))


def antecedent(parse: Parse, pronoun: Token) -> Token:
    """Return the noun that a pronoun stands for: the nearest fitting subject before it, else the nearest fitting noun."""
    if pronoun.lower not in _HE | _THEY:
        return pronoun
    best: Token | None = None
    for token in reversed(parse.tokens[max(0, pronoun.i - _REACH) : pronoun.i]):
        if not _may_mean(token, pronoun):
            continue
        if token.dep in ("nsubj", "nsubjpass"):
            return token
        best = best or token
    return best or pronoun


def _may_mean(token: Token, pronoun: Token) -> bool:
    """Tell whether the pronoun may stand for the noun."""
    if token.dep in ("compound", "amod", "nummod", "det", "punct") or token.pos not in ("NOUN", "PROPN"):
        return False
    if pronoun.lower in _HE:
        return token.ent == "PERSON" or (
            token.pos == "NOUN" and token.lower in ("man", "woman", "boy", "girl", "suspect")
        )
    if pronoun.lower in ("they", "them", "their", "themselves"):
        return (
            "Number=Plur" in token.morph or token.ent in ("ORG", "NORP") or token.lower in ("police", "group", "family")
        )
    return token.ent in ("ORG", "GPE") or token.lower in ("group", "army", "government", "company", "court", "country")


def _country(reading: Reading, token: Token) -> str | None:
    """Return the country that the party's own words name: "Russian troops", "the army of Chad", "Kenya"."""
    first, last = grammar.phrase(reading.parse, token)
    start, end = reading.parse.tokens[first].start, reading.parse.tokens[last].end
    place = _place(reading.places, start, end)
    return place.site.country if place and place.site else None


def _place(places: Iterable[Place], start: int, end: int) -> Place | None:
    """Return the first resolved place that touches the characters."""
    return next((p for p in places if p.site and p.span.overlaps(start, end)), None)
