"""Whether a count came about: "was not hurt", "nearly died", "tried to kill two", "could have killed thousands" tell no toll.

Nor do people who were saved, who were at risk or for whom one feared: the count is of them, and not of dead or hurt.
"""

from collections.abc import Iterator, Mapping

from dateline.model import Parse, Token
from dateline.stages.events import grammar
from dateline.stages.events.numbers import Quantity

Words = Mapping[str, frozenset[str]]

# How many clauses up a word may stand that takes the reality from a deed ("was said to have tried to kill").
_STEPS = 4
# Ties by which a deed hangs on what is wanted, tried, feared.
_HANGING = frozenset({"xcomp", "ccomp", "pcomp", "acl", "oprd", "acomp", "attr", "advcl", "conj"})
# Ties over which a word shares the helpers and the negation of the verb above: "were not hurt", "could be dead".
_SHARING = frozenset({"acomp", "oprd", "attr", "xcomp"})
# What does not come about may still be outlived: "is expected to survive" tells of somebody hurt.
_OUTLIVING = frozenset({"survive", "live", "recover"})


def unreal(parse: Parse, anchor: Token, words: Words) -> bool:
    """Tell whether the deaths or injuries that ``anchor`` counts are denied, averted, wanted, feared or only possible."""
    if anchor.lemma.lower() in _OUTLIVING:
        return False
    if any(_undone(parse, here, words) for here in _verbs(parse, anchor)):
        return True
    if any(k.lower in words["adjectives"] for k in parse.kids(anchor.i, "amod", "compound")):
        return True
    return _wished(parse, anchor, words) or _at_stake(parse, anchor, words)


def denied(parse: Parse, verb: Token) -> bool:
    """Tell whether the verb is negated: "did not survive"; "not only killed" is not."""
    for token in (t for t in parse.kids(verb.i, "neg") if t.lower not in ("no", "longer")):
        after = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else token
        if after.lower not in ("only", "just", "merely", "immediately", "until"):
            return True
    return False


def remainder(parse: Parse, amount: Quantity) -> bool:
    """Tell whether nobody means nobody besides those told of: "no one else was hurt", "no other injuries"."""
    near = parse.tokens[amount.first : amount.last + 3]
    return any(t.lower in ("else", "other", "others", "further", "additional", "more") for t in near)


def unborn(parse: Parse, noun: Token) -> bool:
    """Tell whether the noun names a child not yet born, whom nobody's toll counts."""
    return noun.lower in ("fetus", "foetus") or any(k.lower == "unborn" for k in parse.kids(noun.i, "amod"))


def _verbs(parse: Parse, anchor: Token) -> Iterator[Token]:
    """Yield the anchor and the verb whose helpers it shares."""
    yield anchor
    head = parse.tokens[anchor.head]
    if anchor.dep in _SHARING and grammar.is_verb(head):
        yield head


def _undone(parse: Parse, verb: Token, words: Words) -> bool:
    """Tell whether the verb's own clause takes its reality: "not", "nearly", "could", "if"."""
    kids = parse.kids(verb.i)
    if denied(parse, verb) or any(k.lower in words["nearly"] and k.dep == "advmod" and k.i < verb.i for k in kids):
        return True
    if any(k.lower in words["conditions"] and k.dep in ("mark", "advmod") for k in kids):
        return True
    helpers = {k.lower for k in kids if k.dep == "aux"}
    if "may" in helpers and not helpers & {"have"}:
        return True
    later = any(k.lower == "later" or k.lower in words["afterwards"] for k in kids)
    return bool(helpers & words["modals"]) and not ("would" in helpers and later)


def _wished(parse: Parse, anchor: Token, words: Words) -> bool:
    """Tell whether the deed is what somebody tried, planned, threatened, feared or averted."""
    here = anchor
    for _ in range(_STEPS):
        head = parse.tokens[here.head]
        if head.i == here.i or here.dep not in _HANGING | {"prep"}:
            return False
        bare = any(k.lower == "to" and k.dep == "aux" for k in parse.kids(here.i))
        if head.lemma.lower() in words["wishes"] and here.dep not in ("advcl", "conj"):
            return True
        if head.lemma.lower() in words["enough"] and bare:
            return True
        if head.lemma == "go" and head.tag == "VBG" and here.dep == "xcomp" and bare:
            return True
        here = head
    return False


def _at_stake(parse: Parse, noun: Token, words: Words) -> bool:
    """Tell whether lives are counted that nobody lost: only "claimed", "cost", "lost" and the like take lives."""
    if noun.lemma.lower() != "life":
        return False
    above = parse.tokens[noun.head]
    if noun.dep == "pobj":
        return parse.tokens[above.head].lemma.lower() not in words["losses"]
    if noun.dep in ("nsubjpass", "dobj"):
        return above.lemma.lower() not in words["taking"]
    return noun.dep == "nsubj"
