"""Name the parties of an event as an analyst does: who they are, of what kind, of which country."""

from collections.abc import Iterable
from functools import lru_cache

from dateline.model import Entity, Parse, Party, Place, Reading, Span, Token, once
from dateline.stages.events import grammar
from dateline.stages.events.table import EventTable

_HE = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
_THEY = frozenset({"they", "them", "their", "it", "its", "themselves", "itself"})
# Kinds whose bare noun is named with its country: "Russia's forces".
_OF_STATE = frozenset({"state_forces", "police", "government", "court", "legislature"})
# How many tokens back a pronoun may reach: about four sentences of news prose.
_REACH = 120
# A "person" of more words is two names run together.
_LONGEST_NAME = 5
# How many names are remembered with their kinds: each is looked for among all that the table knows.
_NAMES = 4096
# Labels of entities whose capital is their own.
_PROPER = frozenset(
    {"PERSON", "NORP", "ORG", "GPE", "LOC", "FAC", "EVENT", "LAW", "LANGUAGE", "PRODUCT", "WORK_OF_ART"}
)
_OPENERS = frozenset({'"', "“", "‘", "'", ":", "-", "—", "–"})
_SOME = frozenset({"many", "several", "some", "more", "most", "few", "other"})
# Kinds that a singular noun of which may be meant by "it".
_SINGLE = frozenset(
    {"state_forces", "police", "government", "court", "legislature", "international", "business", "rebels", "media"}
)


@once
def kind_of(parse: Parse, token: Token, table: EventTable) -> str | None:
    """Return the key of the kind of actor that the noun names, None where its words do not tell."""
    if token.lemma.lower() in table.lists["measure"] and (inner := _measured(parse, token)) is not None:
        return kind_of(parse, inner, table)
    if (token.pos == "PROPN" or token.ent) and (kind := _named(_entity_text(parse, token).lower(), table)) is not None:
        return kind
    for word in (token.lemma.lower(), token.lower):
        if word in table.kind_of_word:
            return _sharpened(parse, token, table.kind_of_word[word], table)
    if token.lower == "others":
        return "civilians"
    if token.ent == "PERSON" or (token.pos != "PRON" and _is_surname(parse, token)):
        return _by_office(parse, token, table) or "person"
    if _counted(parse, token):
        return "civilians"
    return "place" if token.ent in ("GPE", "NORP", "LOC") else _by_neighbour(parse, token, table)


def _counted(parse: Parse, token: Token) -> bool:
    """Tell some of a people from the state that bears its name: "six Kenyans", "many Chadians"; not "the Kenyans"."""
    several = (
        token.ent == "NORP" and token.dep not in ("amod", "compound", "nmod", "poss") and token.lower.endswith("s")
    )
    return several and any(k.dep == "nummod" or k.lower in _SOME for k in parse.kids(token.i))


def _measured(parse: Parse, noun: Token) -> Token | None:
    """Return the noun that "scores of", "a group of", "members of" measure out."""
    found = (one for of in parse.kids(noun.i, "prep") if of.lower == "of" for one in parse.kids(of.i, "pobj"))
    return next(found, None)


def _by_neighbour(parse: Parse, noun: Token, table: EventTable) -> str | None:
    """Read the kind of a general noun off what stands beside it: "rebel positions", "a militia group", "her heir, X"."""
    if noun.lemma.lower() in table.lists["person"] and any(k.ent == "PERSON" for k in parse.kids(noun.i, "appos")):
        return "person"
    if noun.lemma.lower() not in table.lists["collective"]:
        return None
    for kid in parse.kids(noun.i, "compound", "amod", "nmod", "poss"):
        kind = _named(kid.lower, table) if kid.pos == "PROPN" else None
        kind = kind or table.kind_of_word.get(kid.lemma.lower()) or table.kind_of_word.get(kid.lower)
        if kind:
            return kind
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
            "organisation",
            "rebels",
            "protesters",
        ):
            return found
        if found == "state_forces" and kind in ("civilians", "government"):
            return found
    return kind


@lru_cache(maxsize=_NAMES)
def _named(name: str, table: EventTable) -> str | None:
    """Look a name up among the groups and bodies that the table knows."""
    padded = " " + name.replace(",", " ").replace("'s", "") + " "
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
    meant = antecedent(parse, token, table) if token.pos == "PRON" else token
    first, last = grammar.phrase(parse, token)
    span = _span(parse, first, last)
    kind = kind_of(parse, meant, table)
    country = country_of(reading, meant)
    return Party(name=_name(reading, meant, kind, table), span=span, kind=kind, country=country)


def _span(parse: Parse, first: int, last: int) -> Span:
    """Return the characters of tokens ``first`` to ``last``, a leading article left out."""
    while first < last and parse.tokens[first].lower in ("the", "a", "an", "some", ","):
        first += 1
    start, end = parse.tokens[first].start, parse.tokens[last].end
    return Span(start, end, parse.text[start:end])


def _name(reading: Reading, token: Token, kind: str | None, table: EventTable) -> str:
    """Resolve the name: a person's full name, a state's forces by country, else the words as written."""
    parse = reading.parse
    entity = _entity(parse, token)
    if (entity and entity.label == "PERSON") or _is_surname(parse, token):
        return full_name(parse, token)
    named = next(
        (k for k in parse.kids(token.i, "appos") if k.ent in ("PERSON", "GPE", "ORG") and k.pos == "PROPN"), None
    )
    if named is not None and token.pos == "NOUN" and token.lemma.lower() not in ("people", "family"):
        return full_name(parse, named) if named.ent == "PERSON" else _bare(_entity_text(parse, named))
    first, last = grammar.phrase(parse, token)
    whole = entity and token.i == entity.last - 1 and _is_last(parse, token) and not _counted(parse, token)
    if entity and entity.label in ("GPE", "ORG", "NORP") and whole:
        place = _place(reading.places, entity.start, entity.end)
        if place and place.site and place.site.precision == "country":
            return place.site.name
    if kind in _OF_STATE:
        for kid in parse.kids(token.i, "amod", "compound", "nmod", "poss"):
            place = _place(reading.places, kid.start, kid.end)
            if place and place.site and place.site.precision == "country" and kid.i < token.i:
                rest = _span(parse, kid.i + 1, last).text.removeprefix("'s ").removeprefix("’s ")
                return f"{place.site.name}'s {rest}"
    return _lowered(parse, first, last, table)


def _lowered(parse: Parse, first: int, last: int, table: EventTable) -> str:
    """Return the words as written, a common noun at a sentence's start as it stands inside one: "five soldiers"."""
    words = _span(parse, first, last)
    start = next(t for t in parse.tokens[first : last + 1] if t.start == words.start)
    proper = start.ent in _PROPER or (start.pos == "PROPN" and not _is_common(start, table))
    initial = start.i == 0 or parse.tokens[start.i - 1].sent != start.sent or parse.tokens[start.i - 1].text in _OPENERS
    if proper or not (initial or first == start.i - 1) or not start.text[1:].islower():
        return words.text
    return words.text[:1].lower() + words.text[1:]


def _is_common(token: Token, table: EventTable) -> bool:
    """Tell whether the tables know the word as a common noun, whatever the parser took it for."""
    return not token.ent and (token.lemma.lower() in table.lists["person"] or token.lower in table.kind_of_word)


def _is_last(parse: Parse, token: Token) -> bool:
    """Tell whether the name stands alone or before the noun that it only modifies ("Russian bombardment")."""
    return token.dep in ("amod", "compound", "nmod", "poss") or not parse.kids(token.i, "amod", "compound")


def full_name(parse: Parse, token: Token) -> str:
    """Return the fullest name in the report of the person whom the token names by surname or first name."""
    name = _bare(_entity_text(parse, token))
    word = name.split()[-1]
    others = [_bare(e.text) for e in parse.entities if e.label == "PERSON"]
    matching = [n for n in others if len(n.split()) <= _LONGEST_NAME and word in (n.split()[0], n.split()[-1])]
    return max([name, *matching], key=lambda n: len(n.split()))


@once
def _is_surname(parse: Parse, token: Token) -> bool:
    """Tell whether a capitalised word without a label of its own is the surname of a person of the report."""
    if not token.text[:1].isupper() or token.ent or parse.kids(token.i, "det", "compound", "amod"):
        return False
    return any(e.label == "PERSON" and e.text.split()[-1] == token.text and e.first != token.i for e in parse.entities)


def _bare(name: str) -> str:
    """Take the possessive ending off a name."""
    return name.removesuffix("'s").removesuffix("’s").strip() or name


def antecedent(parse: Parse, pronoun: Token, table: EventTable) -> Token:
    """Return the noun that a pronoun stands for: the speaker of its own clause, else the nearest fitting subject or noun."""
    if pronoun.lower not in _HE | _THEY:
        return pronoun
    for above in parse.ancestors(pronoun.i):
        if above.lemma in table.lists["speech"]:
            for noun in parse.kids(above.i, "nsubj"):
                if noun.i != pronoun.i and noun.i < pronoun.i and _may_mean(parse, noun, pronoun, table):
                    return noun
    best: Token | None = None
    for token in reversed(parse.tokens[max(0, pronoun.i - _REACH) : pronoun.i]):
        if not _may_mean(parse, token, pronoun, table):
            continue
        if token.dep in ("nsubj", "nsubjpass"):
            return token
        best = best or token
    return best or pronoun


def _may_mean(parse: Parse, token: Token, pronoun: Token, table: EventTable) -> bool:
    """Tell whether the pronoun may stand for the noun."""
    if token.dep in ("compound", "amod", "nummod", "det", "punct", "npadvmod") or token.pos not in ("NOUN", "PROPN"):
        return False
    if any(k.lower == "no" for k in parse.kids(token.i, "det")):
        return False  # "No group has claimed it"
    lemma, plural = token.lemma.lower(), "Number=Plur" in token.morph
    if pronoun.lower in _HE:
        return token.ent == "PERSON" or (token.pos == "NOUN" and not plural and lemma in table.lists["person"])
    kind = kind_of(parse, token, table)
    if pronoun.lower in ("they", "them", "their", "themselves"):
        return (
            (plural and kind is not None)
            or token.ent in ("ORG", "NORP")
            or lemma in ("police", "group", "family", "couple")
        )
    return not plural and (token.ent in ("ORG", "GPE") or kind in _SINGLE or lemma in ("group", "command", "alliance"))


def country_of(reading: Reading, token: Token) -> str | None:
    """Return the country that the party's own words name: "Russian troops", "the army of Chad", "Kenya"."""
    first, last = grammar.phrase(reading.parse, token)
    start, end = reading.parse.tokens[first].start, reading.parse.tokens[last].end
    place = _place(reading.places, start, end)
    if place and place.site:
        return place.site.country
    return _owners_country(reading, token)


def _owners_country(reading: Reading, token: Token) -> str | None:
    """Return the country that a possessive pronoun stands for: "Kenya said its forces had crossed the river"."""
    parse = reading.parse
    pronoun = next((k for k in parse.kids(token.i, "poss") if k.lower in ("its", "their")), None)
    above = (noun for up in parse.ancestors(token.i) for noun in parse.kids(up.i, "nsubj") if noun.i < token.i)
    owner = next((n for n in above if n.ent == "GPE"), None) if pronoun else None
    place = _place(reading.places, owner.start, owner.end) if owner else None
    return place.site.country if place and place.site else None


def _place(places: Iterable[Place], start: int, end: int) -> Place | None:
    """Return the first resolved place that touches the characters."""
    return next((p for p in places if p.site and p.span.overlaps(start, end)), None)
