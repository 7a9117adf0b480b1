"""Who can be a party: a deed has doers and sufferers, and a rise, a plan, a compass point or a bare number is neither."""

from dataclasses import replace

from dateline.model import Parse, Party, Reading, Token
from dateline.stages.events import grammar
from dateline.stages.events.actors import kind_of, party
from dateline.stages.events.roles import Roles
from dateline.stages.events.table import EventTable

# Nobody does these; who is told as doing them caused or ordered something else.
_NOBODYS = frozenset({"natural_hazard", "accident"})
# Deeds whose subject, when it is a thing, is what they were done to: "an arms store exploded", "the stalls burnt down".
_OWN_FATE = frozenset({"explode", "detonate", "blow", "burn", "collapse", "erupt"})
# Labels of what stands before a noun.
_BEFORE = ("compound", "amod", "nmod")
# Endings of nouns for those who do or are something; in the plural they are people more often than things.
_PEOPLED = ("er", "or", "ist", "ian", "ee", "eer", "ant", "ident", "nent")
# Acts of speech and policy are done to somebody; what they are about is no sufferer.
_ADDRESSED = frozenset({"threaten", "request", "consult", "agreement", "cooperate"})
# Deeds of arms: what a building or vehicle before the noun names is what they were done to ("embassy bombing").
_ARMED = frozenset(
    {
        "attack",
        "remote_explosive_ied",
        "suicide_bomb",
        "explosion",
        "grenade",
        "air_drone_strike",
        "shelling_artillery_missile",
    }
)


def fitting(parse: Parse, trigger: Token, type_: str, cells: Roles, table: EventTable) -> Roles:
    """Keep of the parties those who can do, or suffer, a deed of this type."""
    actors = tuple(t for t in cells.actors if not _is_nobody(parse, t, table))
    targets = tuple(t for t in cells.targets if not _is_nobody(parse, t, table))
    somewhere = all(kind_of(parse, t, table) == "place" for t in targets)
    if trigger.lemma.lower() in _OWN_FATE and somewhere and not grammar.objects(parse, trigger):
        things = tuple(t for t in actors if _is_thing(parse, t, table))
        actors, targets = tuple(t for t in actors if t not in things), things or targets
    if type_ in _NOBODYS:
        actors = ()
    if type_ == "peaceful_protest":  # "marched with her sons"
        targets = tuple(t for t in targets if t.dep != "pobj" or parse.tokens[t.head].lower != "with")
    if type_ in _ADDRESSED:
        targets = tuple(o for t in targets if (o := _whose(parse, t, table)) is not None)
    if type_ in _ARMED:
        hit = tuple(t for t in actors if t.dep in _BEFORE and t.lemma.lower() in table.classes["property"])
        actors, targets = tuple(t for t in actors if t not in hit), (*targets, *hit)
    return Roles(tuple(t for t in actors if not _is_thing(parse, t, table)), targets, cells.instruments)


def sufferer(reading: Reading, token: Token, type_: str, table: EventTable) -> Party:
    """Describe who suffers a deed: a city that is shelled is a place, though one that sues is a government."""
    found = party(reading, token, table)
    struck = type_ in _ARMED and token.pos == "NOUN" and token.lemma.lower() in table.classes["place_noun"]
    return replace(found, kind="place") if struck and found.kind in ("government", None) else found


def _whose(parse: Parse, noun: Token, table: EventTable) -> Token | None:
    """Return the party that the noun names, or whose thing it is ("the plan of the premier"); None for neither."""
    if not _is_thing(parse, noun, table):
        return noun
    owners = [
        *parse.kids(noun.i, "poss"),
        *(one for preposition, one in grammar.prepositions(parse, noun) if preposition == "of"),
    ]
    return next((o for o in owners if o.pos in ("NOUN", "PROPN") and not _is_thing(parse, o, table)), None)


def _is_nobody(parse: Parse, noun: Token, table: EventTable) -> bool:
    """Tell whether the noun names no party at all: a number, a deed, a plan, a direction."""
    if noun.pos == "NUM" and not noun.ent.startswith(("ORG", "PERSON", "NORP")):
        return not parse.kids(noun.i, "prep")
    if noun.pos != "NOUN" or kind_of(parse, noun, table) is not None:
        return False
    lemma = noun.lemma.lower()
    return lemma in table.lists["nobody"] or is_deed(lemma, table)


def is_deed(lemma: str, table: EventTable) -> bool:
    """Tell whether the noun by itself names a deed: "retaliation", "accident"."""
    return any(p.part == "noun" and p.type and not p.slots for p in table.patterns.get(lemma, ()))


def _is_thing(parse: Parse, noun: Token, table: EventTable) -> bool:
    """Tell a common noun that names neither people nor a body of people."""
    if noun.pos != "NOUN" or noun.ent in ("ORG", "GPE", "NORP", "PERSON") or kind_of(parse, noun, table) is not None:
        return False
    lemma = noun.lemma.lower()
    if "Number=Plur" in noun.morph and lemma.endswith(_PEOPLED):
        return False
    if lemma in table.lists["person"] or lemma in table.lists["measure"] or lemma in table.lists["collective"]:
        return False
    return not any(
        k.ent in ("ORG", "GPE", "NORP", "PERSON") for k in parse.kids(noun.i, "compound", "amod", "nmod", "poss")
    )
