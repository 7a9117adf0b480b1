"""Find the event that caused a death or an injury: counts belong to it and are no events of their own."""

from dateline.model import Parse, Token
from dateline.stages.events import grammar
from dateline.stages.events.match import Hit

# Words after which the cause stands: "killed in a blast", "died after the crash".
_CAUSE = frozenset({"in", "by", "during", "after", "from", "when", "as", "following", "at", "on", "amid", "with", "of"})
# Those that the parse may hang on the victims: "killed eight people in air strikes".
_WITHIN = frozenset({"in", "during", "by"})
# Ties by which a toll's clause completes another: the event may be told there.
_COMPLETING = frozenset(
    {"conj", "oprd", "acomp", "advcl", "acl", "relcl", "xcomp", "pcomp", "dep", "ccomp", "prep", "attr"}
)
_DYING = frozenset({"die", "perish", "suffer", "sustain", "receive", "drown", "succumb"})
# How many clauses up a toll may look for its event.
_STEPS = 6


def host(parse: Parse, anchor: Token, hits: dict[int, Hit]) -> Hit | None:
    """Return the trigger in the sentence whose event the word ``anchor`` (killed, dead ...) gives the toll of."""
    here: Token | None = anchor
    for _ in range(_STEPS):
        if here is None:
            break
        found = _at_subject(parse, here, hits) or _after(parse, here, hits) or _below(parse, here, hits)
        if found is not None:
            return found
        here = _up(parse, here, anchor)
        if here is not None and here.i in hits:
            return hits[here.i]
    return _agentless(parse, anchor, hits)


def _up(parse: Parse, word: Token, anchor: Token) -> Token | None:
    """Step to the clause or noun that the word's clause completes: "plunged, killing 12"; "an attack that killed 12"."""
    nested = word.dep == "pobj" and word.i != anchor.i
    return parse.tokens[word.head] if (word.dep in _COMPLETING or nested) and word.head != word.i else None


def _at_subject(parse: Parse, word: Token, hits: dict[int, Hit]) -> Hit | None:
    """Find the event as subject or agent: "the blast killed five"."""
    if not grammar.is_verb(word):
        return None
    agents = [n for by in parse.kids(word.i, "agent") for n in parse.kids(by.i, "pobj")]
    return next((hits[t.i] for t in [*grammar.subjects(parse, word), *agents] if t.i in hits), None)


def _after(parse: Parse, word: Token, hits: dict[int, Hit]) -> Hit | None:
    """Find the event after a preposition: "killed in an air strike", "in a series of strikes"."""
    behind = [(p, n) for t in grammar.objects(parse, word) for p, n in grammar.prepositions(parse, t) if p in _WITHIN]
    for preposition, noun in (*grammar.prepositions(parse, word), *behind):
        if preposition not in _CAUSE:
            continue
        if noun.i in hits:
            return hits[noun.i]
        inner = next((n for p, n in grammar.prepositions(parse, noun) if p == "of" and n.i in hits), None)
        if inner:
            return hits[inner.i]
    return None


def _below(parse: Parse, word: Token, hits: dict[int, Hit]) -> Hit | None:
    """Find the event in a clause below or beside: "were killed when a bus plunged", "died and the bridge collapsed"."""
    for kid in parse.kids(word.i, "advcl", "prep", "conj", "dep"):
        if kid.i in hits and (kid.dep != "conj" or grammar.is_verb(kid)):
            return hits[kid.i]
        inner = parse.kids(kid.i, "pcomp", "ccomp", "advcl", "acl", "relcl") if kid.dep != "conj" else []
        found = next((hits[k.i] for k in inner if k.i in hits), None)
        if found is not None:
            return found
    return None


def _agentless(parse: Parse, anchor: Token, hits: dict[int, Hit]) -> Hit | None:
    """Give a toll that names no doer to the sentence's nearest deed that is more than a killing."""
    if grammar.is_verb(anchor) and grammar.subjects(parse, anchor) and anchor.lemma not in _DYING:
        return None
    near = [hit for hit in hits.values() if hit.pattern.type not in ("~kill", "~protest") and not _earlier(parse, hit)]
    return min(near, key=lambda hit: abs(hit.i - anchor.i), default=None)


def _earlier(parse: Parse, hit: Hit) -> bool:
    """Tell whether the deed only dates the toll: "three have died since the invasion"."""
    head = parse.tokens[hit.token.head]
    return hit.token.dep == "pobj" and head.lower in ("since", "before", "until", "despite")


def harms(kind: str) -> bool:
    """Tell whether an event of this type or family may have a toll."""
    return (kind.startswith("~") and kind != "~withdraw") or kind in HARMFUL


HARMFUL = frozenset(
    {
        "armed_clash", "territory_regained", "territory_captured", "air_drone_strike", "shelling_artillery_missile",
        "remote_explosive_ied", "suicide_bomb", "grenade", "chemical_weapon", "attack", "sexual_violence", "abduction",
        "violent_demonstration", "mob_violence", "excessive_force_against_protesters", "protest_with_intervention",
        "peaceful_protest", "accident", "natural_hazard", "explosion", "crime", "looting_property_destruction",
    }
)  # fmt: skip
