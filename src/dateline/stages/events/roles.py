"""Fill the roles of a trigger: who did it, to whom, with what."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dateline.model import Parse, Token
from dateline.stages.events import grammar
from dateline.stages.events.actors import kind_of
from dateline.stages.events.match import Hit
from dateline.stages.events.table import EventTable

_TIMES = frozenset(
    {
        "period",
        "day",
        "week",
        "month",
        "year",
        "hour",
        "night",
        "time",
        "decade",
        "life",
        "way",
        "place",
        "head",
        "leg",
        "chest",
        "back",
        "face",
        "arm",
        "foot",
        "neck",
    }
)
WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
# Days that a gerund may own: "Sunday's storming of the palace".
_DAYS = WEEKDAYS | {"yesterday", "today"}
# Carrying verbs whose subject suffers the deed: "came under attack".
_SUFFERING = frozenset({"come", "undergo", "sustain", "be", "subject", "expose"})
# Classes of words that name what is fought with.
_ARMS = ("weapons", "artillery", "airforce", "blade", "grenade", "firearm", "chemical")
_BY_MEANS = frozenset({"air", "drone", "missile", "artillery", "rocket", "mortar", "ground", "commando"})
_WITH = ("with", "using", "by")


@dataclass(frozen=True, slots=True)
class Roles:
    """Head words of the parties and tools of one deed, in text order."""

    actors: tuple[Token, ...] = ()
    targets: tuple[Token, ...] = ()
    instruments: tuple[Token, ...] = ()


def roles(parse: Parse, hit: Hit, carrier: Token | None, table: EventTable) -> Roles:
    """Read the roles of ``hit``; ``carrier`` is the verb that carries a nominal trigger, if one does."""
    frame = table.frames[hit.pattern.frame]
    wanted = (frame.noun_actor, frame.noun_target) if hit.noun else (frame.actor, frame.target)
    tools = list(_tools(parse, hit, table))
    used = {*hit.words, *(t.i for t in tools if kind_of(parse, t, table) is None)}
    found: list[tuple[Token, ...]] = []
    for slots in wanted:
        tokens = _first(parse, hit, carrier, slots, used, table)
        used |= {t.i for t in tokens}
        found.append(tuple(tokens))
    actors, targets = _balanced(hit, *found)
    actors = actors or tuple(t for tool in tools for t in _before(parse, tool, "mod") if t.ent in ("NORP", "GPE"))
    return Roles(actors, targets, tuple(dict.fromkeys(tools)))


def _balanced(
    hit: Hit, actors: tuple[Token, ...], targets: tuple[Token, ...]
) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Give a mutual deed with two doers and nobody else its second side: "A and B clashed", "talks between A and B"."""
    if hit.pattern.frame == "mutual" and len(actors) > 1 and not targets:
        return actors, actors[1:]
    return actors, targets


def _first(
    parse: Parse, hit: Hit, carrier: Token | None, slots: tuple[str, ...], used: set[int], table: EventTable
) -> list[Token]:
    """Return the tokens of the first slot that holds a party."""
    for slot in slots:
        found = _slot(parse, hit, carrier, slot, table)
        parties = [_owner(parse, t, table) for t in found if _is_party(parse, t, table)]
        if not parties:
            continue
        kinds = slot == "mod"
        tokens = [t for t in parties if t.i not in used and not (kinds and kind_of(parse, t, table) is None)]
        if tokens:
            return tokens
    return []


def _owner(parse: Parse, noun: Token, table: EventTable) -> Token:
    """Return whose thing it is where the noun is no party itself: "the president's rule", "his sentence"."""
    somebody = kind_of(parse, noun, table) is not None or noun.lemma.lower() in table.lists["person"]
    if noun.ent or noun.pos != "NOUN" or somebody:
        return noun
    return next((k for k in parse.kids(noun.i, "poss") if k.lower not in ("its", "their")), noun)


def _slot(parse: Parse, hit: Hit, carrier: Token | None, slot: str, table: EventTable) -> Iterator[Token]:
    """Yield the nouns that stand in a frame's slot."""
    token = hit.token
    if slot == "subj":
        yield from grammar.subjects(parse, token)
    elif slot == "obj":
        yield from grammar.objects(parse, token)
    elif slot == "light" and carrier is not None:
        yield from _light(parse, hit, carrier, table)
    elif slot == "hit" and carrier is not None:
        yield from _hit(parse, hit, carrier)
    elif slot in ("poss", "mod"):
        yield from _before(parse, token, slot)
    elif slot == "xobj":
        for clause in parse.kids(token.i, "advcl", "xcomp"):
            yield from grammar.objects(parse, clause)
    elif slot in ("xsubj", "that"):
        for clause in parse.kids(token.i, "ccomp", "xcomp"):
            yield from (
                t for kid in parse.kids(clause.i, "nsubj", "nsubjpass") for t in grammar.with_conjuncts(parse, kid)
            )
    elif slot == "by" and hit.noun:
        yield from (*_carried(parse, hit, table), *_after(parse, hit, carrier, slot))
    elif slot != "near" or not any(grammar.objects(parse, token)):  # "shot down a helicopter near Lae"
        yield from _after(parse, hit, carrier, slot)


def _carried(parse: Parse, hit: Hit, table: EventTable) -> Iterator[Token]:
    """Yield the doers that a participle behind the noun gives: "strikes carried out by the army"."""
    for verb in parse.kids(hit.i, "acl"):
        yield from grammar.subjects(parse, verb) if verb.lemma.lower() in table.lists["done"] else ()


def _light(parse: Parse, hit: Hit, carrier: Token, table: EventTable) -> Iterator[Token]:
    """Yield the doers that the carrying verb gives: "X launched an attack", "an attack was launched by X"."""
    if carrier.lemma.lower() not in table.lists["set_off"] | _SUFFERING:
        yield from (t for t in grammar.subjects(parse, carrier) if t.i != hit.i)


def _hit(parse: Parse, hit: Hit, carrier: Token) -> Iterator[Token]:
    """Yield those whom an event noun as subject did something to: "the blast killed five people"."""
    if any(t.i == hit.i for t in grammar.subjects(parse, carrier)):
        yield from grammar.objects(parse, carrier)
    elif hit.token.dep == "attr":
        return  # "it was the third attack"
    elif carrier.lemma in _SUFFERING or carrier.lemma in ("suffer", "face", "survive", "escape"):
        yield from grammar.subjects(parse, carrier)
        yield from grammar.passive_subject(parse, carrier)


def _before(parse: Parse, noun: Token, slot: str) -> Iterator[Token]:
    """Yield possessors, or modifiers that name a party: "Kenya's raid", "rebel attack", "Russian shelling"."""
    if slot == "poss":
        yield from parse.kids(noun.i, "poss")
        return
    for kid in parse.kids(noun.i, "compound", "amod", "nmod"):
        if kid.ent in ("NORP", "GPE", "ORG") or kid.pos in ("NOUN", "PROPN"):
            yield kid
            if kid.lower in _BY_MEANS:
                yield from parse.kids(kid.i, "compound")  # "army air strikes"


def _after(parse: Parse, hit: Hit, carrier: Token | None, slot: str) -> Iterator[Token]:
    """Yield what follows the preposition ``slot`` after the trigger, its object or the verb that carries it."""
    holders = [hit.token, *(parse.tokens[i] for i in hit.words if i != hit.i)]
    holders += grammar.objects(parse, hit.token) if not hit.noun else []
    # "fighting drove them from their homes": what hangs on a verb whose subject the deed is tells of others
    done = slot == "from" and hit.token.dep in ("nsubj", "nsubjpass")
    holders += [carrier] if carrier is not None and not done else []
    for holder in holders:
        found = [noun for preposition, noun in grammar.prepositions(parse, holder) if preposition == slot]
        if found:
            yield from (noun for noun in found if not grammar.is_verb(noun))
            return


def _is_party(parse: Parse, token: Token, table: EventTable) -> bool:
    """Tell a party from a day, a number, a weapon or a thing done."""
    if token.lower in _DAYS or token.ent in ("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "EVENT"):
        return False
    if token.lemma.lower() in _TIMES or token.pos not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM"):
        return False
    if token.lower in grammar.RELATIVE or token.lower in ("there", "it", "what", "which", "this"):
        return token.lower == "it"
    return not (token.lemma.lower() in table.classes["weapons"] and kind_of(parse, token, table) is None)


@lru_cache(maxsize=1)
def _weapons(table: EventTable) -> frozenset[str]:
    """Return the words for weapons of all kinds."""
    return frozenset().union(*(table.classes[kind] for kind in _ARMS))


def _tools(parse: Parse, hit: Hit, table: EventTable) -> Iterator[Token]:
    """Yield the weapons of the deed: as object, subject, modifier, or after "with"."""
    weapons = _weapons(table)
    near = [*parse.kids(hit.i, "compound", "amod")]
    if not hit.noun:
        near += [*grammar.objects(parse, hit.token), *grammar.subjects(parse, hit.token)]
    near += [noun for preposition, noun in grammar.prepositions(parse, hit.token) if preposition in _WITH]
    for noun in near:
        if noun.lemma.lower() in weapons or noun.lower in weapons:
            yield noun
