"""Who bears a wound, was hit, or lies in a hospital: verbs that tell of somebody hurt by what stands around them."""

from collections.abc import Mapping, Sequence

from dateline.model import Parse, Token
from dateline.stages.events import grammar
from dateline.stages.events.tollwords import STATES, rows

_FATAL = frozenset({"dead", "fatally", "death"})


def struck(parse: Parse, verb: Token) -> Sequence[Token] | None:
    """Return those who bear a wound, were hit by a shot, or were taken to hospital; None where the verb says no such thing."""
    words, lemma = rows()["hospital"], verb.lemma.lower()
    if lemma in words["bear"] and any(t.lemma.lower() in words["wounds"] for t in grammar.objects(parse, verb)):
        return grammar.subjects(parse, verb)
    behind = list(grammar.prepositions(parse, verb))
    after = dict(reversed(behind))
    if lemma in words["bear"] and any(p in ("from", "with") and is_wound(n) for p, n in behind):
        return _all_of(parse, verb) or grammar.subjects(parse, verb) or grammar.objects(parse, verb)
    if lemma in words["strike"] and any(p == "in" and n.lemma.lower() in words["body"] for p, n in behind):
        return grammar.objects(parse, verb)
    tools = [*grammar.subjects(parse, verb), *(n for p, n in behind if p in ("by", "with", "in"))]
    if lemma in words["strike"] and not fatal(parse, verb) and any(t.lemma.lower() in words["wounds"] for t in tools):
        return grammar.objects(parse, verb)
    if lemma in STATES and (_in_a_bad_way(after) or _in_hospital(parse, verb)):
        return grammar.subjects(parse, verb) or grammar.objects(parse, verb)
    there = [n for p, n in grammar.prepositions(parse, verb) if p in ("to", "at", "in", "into")]
    if lemma in words["verbs"] and any(n.lower in words["places"] or "hospital" in n.lower for n in there):
        return grammar.objects(parse, verb)
    return None


def _all_of(parse: Parse, clause: Token) -> Sequence[Token]:
    """Return all whom a participle behind a list is of: "two men and a woman suffering from burns"."""
    first = parse.tokens[clause.head]
    if clause.dep != "acl" or grammar.is_verb(first):
        return []
    while first.dep == "conj" and not grammar.is_verb(parse.tokens[first.head]):
        first = parse.tokens[first.head]
    return grammar.with_conjuncts(parse, first)


def is_wound(noun: Token) -> bool:
    """Tell whether the noun is a wound: "gunshot wounds", "burns"."""
    return noun.lemma.lower() in rows()["hospital"]["wounds"]


def mortal(parse: Parse, verb: Token) -> bool:
    """Tell whether the wound is said to have killed: "sustained a fatal wound"."""
    wounds = grammar.objects(parse, verb)
    return any(k.lower in ("fatal", "mortal", "deadly") for t in wounds for k in parse.kids(t.i, "amod"))


def _in_a_bad_way(after: Mapping[str, Token]) -> bool:
    """Tell whether somebody "is in critical condition" or "fights for life"."""
    state, aim = after.get("in"), after.get("for")
    return (state is not None and state.lower == "condition") or (aim is not None and aim.lemma.lower() == "life")


def _in_hospital(parse: Parse, verb: Token) -> bool:
    """Tell whether people are "in the hospital after a crash"; who is at one may work there, who is in one may be ill."""
    beds = [n for k in parse.kids(verb.i, "prep") if k.lower == "in" for n in parse.kids(k.i, "pobj")]
    cause = any(t.lower in ("after", "following") for t in parse.subtree(verb.i))
    return cause and any(n.lower == "hospital" for n in beds)


def fatal(parse: Parse, verb: Token) -> bool:
    """Tell whether the deed is said to have killed: "shot dead", "fatally shot", "stabbed to death"."""
    if any(k.lower in _FATAL for k in parse.kids(verb.i)):
        return True
    return any(p == "to" and n.lower == "death" for p, n in grammar.prepositions(parse, verb))
