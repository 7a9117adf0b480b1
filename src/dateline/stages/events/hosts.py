"""Find the event that caused a death or an injury: counts belong to it and are no events of their own."""

from dateline.model import Parse, Token
from dateline.stages.events import grammar
from dateline.stages.events.casualties import Count
from dateline.stages.events.match import Hit

# Words after which the cause stands: "killed in a blast", "died after the crash".
_CAUSE = frozenset({"in", "by", "during", "after", "from", "when", "as", "following", "at", "on", "amid", "with", "of"})
_MARKS = frozenset({"when", "after", "as", "while", "since", "once"})


def host(parse: Parse, anchor: Token, hits: dict[int, Hit]) -> Hit | None:
    """Return the trigger in the sentence whose event the word ``anchor`` (killed, dead ...) gives the toll of."""
    verb = grammar.clause_head(parse, anchor)
    return (
        _at_subject(parse, verb, hits)
        or _after(parse, anchor, hits)
        or _after(parse, verb, hits)
        or _below(parse, verb, hits)
        or _above(parse, verb, hits)
        or _beside(parse, verb, hits)
    )


def _at_subject(parse: Parse, verb: Token, hits: dict[int, Hit]) -> Hit | None:
    """ "The blast killed five": the subject is the event."""
    agents = [n for by in parse.kids(verb.i, "agent") for n in parse.kids(by.i, "pobj")]
    return next((hits[t.i] for t in [*grammar.subjects(parse, verb), *agents] if t.i in hits), None)


def _after(parse: Parse, word: Token, hits: dict[int, Hit]) -> Hit | None:
    """ "Killed in an air strike": the event follows a preposition, also "in a series of strikes"."""
    for preposition, noun in grammar.prepositions(parse, word):
        if preposition not in _CAUSE:
            continue
        if noun.i in hits:
            return hits[noun.i]
        inner = next((n for p, n in grammar.prepositions(parse, noun) if p == "of" and n.i in hits), None)
        if inner:
            return hits[inner.i]
    return None


def _below(parse: Parse, verb: Token, hits: dict[int, Hit]) -> Hit | None:
    """ "Were killed when a bus plunged": the event is told in a clause below."""
    for kid in parse.kids(verb.i, "advcl", "prep", "ccomp", "xcomp"):
        if kid.dep in ("advcl", "prep") and kid.i in hits:
            return hits[kid.i]
        for deeper in parse.kids(kid.i, "pcomp", "ccomp", "advcl") if kid.dep == "prep" or kid.lower in _MARKS else []:
            if deeper.i in hits:
                return hits[deeper.i]
    return None


def _above(parse: Parse, verb: Token, hits: dict[int, Hit]) -> Hit | None:
    """ "The bus plunged, killing 12"; "an attack that killed 12": the event is told in the clause or noun above."""
    if verb.dep in ("advcl", "acl", "relcl", "xcomp", "conj", "dep", "pcomp"):
        head = parse.tokens[verb.head]
        if head.i in hits:
            return hits[head.i]
        if grammar.is_verb(head):
            nouns = [*grammar.subjects(parse, head), *grammar.objects(parse, head)]
            found = next((hits[t.i] for t in nouns if t.i in hits and hits[t.i].noun), None)
            if found or verb.dep == "conj":
                return found
            return _above(parse, head, hits) if head.dep in ("advcl", "conj", "xcomp") else None
    return None


def _beside(parse: Parse, verb: Token, hits: dict[int, Hit]) -> Hit | None:
    """ "Five died and the bridge collapsed": the event is coordinated with the toll."""
    return next((hits[kid.i] for kid in parse.kids(verb.i, "conj") if kid.i in hits and grammar.is_verb(kid)), None)


def harms(kind: str) -> bool:
    """Tell whether an event of this type or family may have a toll."""
    return kind.startswith("~") and kind not in ("~withdraw",) or kind in HARMFUL


HARMFUL = frozenset(
    {
        "armed_clash", "territory_regained", "territory_captured", "air_drone_strike", "shelling_artillery_missile",
        "remote_explosive_ied", "suicide_bomb", "grenade", "chemical_weapon", "attack", "sexual_violence", "abduction",
        "violent_demonstration", "mob_violence", "excessive_force_against_protesters", "protest_with_intervention",
        "peaceful_protest", "accident", "natural_hazard", "explosion", "crime", "looting_property_destruction",
    }
)  # fmt: skip


def counts_only(count: Count, hit: Hit) -> bool:
    """Tell whether the trigger is nothing but the word that gives the count."""
    return hit.i == count.anchor.i
