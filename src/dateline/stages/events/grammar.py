"""Who stands where around a verb or an event noun, read off the dependency tree.

Subjects and objects are followed through passives, relative clauses, participles, infinitives and coordination, so that the
rest of the stage can ask for them by their sense.
"""

from collections.abc import Iterator, Sequence

from dateline.model import Parse, Token, once
from dateline.stages.events import lists

# Verbs whose object is in the state that a participle behind them tells: "were found shot".
_FINDING = frozenset({"find", "leave", "discover", "see", "locate"})
# How far away or how much later something was done: "shot blocks from home".
_MEASURES = frozenset(
    {"block", "mile", "foot", "yard", "metre", "meter", "kilometre", "kilometer", "minute", "hour", "day", "week"}
)
RELATIVE = frozenset({"who", "which", "that", "whom"})
# "killed and wounded scores": verbs this far apart share the object of the second.
_JOINED = 2
# Verbs that always have somebody or something done to: without an object, their subject is it ("five wounded in blast").
_DONE_TO = frozenset(
    {
        "kill",
        "wound",
        "injure",
        "hurt",
        "arrest",
        "detain",
        "displace",
        "kidnap",
        "abduct",
        "evacuate",
        "shoot",
        "stab",
        "behead",
    }
)
# Verbs whose object does what follows the preposition: "accused the army of shelling the town", "kept them from leaving".
_BLAMING = frozenset(
    {
        "accuse",
        "suspect",
        "charge",
        "blame",
        "convict",
        "acquit",
        "clear",
        "prevent",
        "stop",
        "keep",
        "bar",
        "ban",
        "discourage",
    }
)
# Verbs that nothing is done by: the model takes "A fire swept through the mill" for a fire that was swept.
_OF_ITSELF = frozenset(
    {"sweep", "cave", "erupt", "collapse", "capsize", "rage", "spread", "tear", "rip", "plunge", "collide"}
)
# Verbs whose object does what they are followed by: "the men whom the court ordered to leave".
_MOVING = frozenset(
    {
        "allow",
        "ask",
        "call",
        "compel",
        "convince",
        "enable",
        "encourage",
        "expect",
        "force",
        "hire",
        "instruct",
        "invite",
        "lead",
        "order",
        "permit",
        "persuade",
        "press",
        "require",
        "send",
        "tell",
        "train",
        "urge",
        "want",
        "warn",
    }
)
_CLAUSAL = frozenset({"xcomp", "advcl", "conj", "ccomp", "pcomp", "acl", "relcl", "acomp", "attr", "oprd"})


def is_verb(token: Token) -> bool:
    """Tell whether the token is used as a verb."""
    return token.pos in ("VERB", "AUX")


@once
def with_conjuncts(parse: Parse, token: Token) -> tuple[Token, ...]:
    """Return the token and what is coordinated or listed with it."""
    found = [token]
    for here in found:
        found += [kid for kid in parse.kids(here.i, "conj") if not is_verb(kid)]
        found += [kid for kid in parse.kids(here.i, "appos") if lists.listed(parse, here, kid)]
    return tuple(found)


@once
def passive(parse: Parse, verb: Token) -> bool:
    """Tell whether the verb is in the passive: its grammatical subject is the one to whom it was done."""
    if parse.kids(verb.i, "auxpass", "nsubjpass"):
        return True
    if _runs_on(parse, verb):
        return False
    if (
        verb.lemma in _DONE_TO
        and verb.tag in ("VBN", "VBD")
        and not (parse.kids(verb.i, "aux", "ccomp") or _things(parse, verb, "dobj"))
    ):
        acts = any(k.pos == "PRON" for k in parse.kids(verb.i, "nsubj"))  # "he shot", "the man who shot"
        return not acts and not _follows(parse, verb) and not _aims(parse, verb)
    if verb.tag != "VBN" or parse.kids(verb.i, "aux", "nsubj"):
        return False
    if verb.dep == "conj":
        return passive(parse, parse.tokens[verb.head])
    return verb.dep in ("acl", "relcl", "advcl", "ROOT", "amod") and not parse.kids(verb.i, "dobj")


def _aims(parse: Parse, verb: Token) -> bool:
    """Tell whether the verb takes aim: "shot at the car", "shot into the air"; "shot outside a club at noon" does not."""
    after = parse.kids(verb.i, "prep")
    return any(k.lower == "into" or (k.lower == "at" and k.i == verb.i + 1) for k in after)


def _runs_on(parse: Parse, verb: Token) -> bool:
    """Tell a past tense that was taken for a participle: of itself, at the head of what the sentence says."""
    head = parse.tokens[verb.head]
    return verb.lemma in _OF_ITSELF and verb.tag == "VBN" and verb.dep == "acl" and head.dep == "ROOT"


def _follows(parse: Parse, verb: Token) -> bool:
    """Tell whether the verb shares the active voice and the object of one that it is joined to: "killed and wounded scores"."""
    joined = [*parse.kids(verb.i, "conj"), *([parse.tokens[verb.head]] if verb.dep == "conj" else [])]
    if any(is_verb(one) and parse.kids(one.i, "dobj") and not parse.kids(one.i, "auxpass") for one in joined):
        near = any(abs(one.i - verb.i) <= _JOINED and parse.kids(one.i, "dobj") for one in joined)
        return near or not parse.kids(verb.i, "nsubj")
    return False


@once
def subjects(parse: Parse, verb: Token, depth: int = 0) -> tuple[Token, ...]:
    """Return the heads of the doer's noun phrases: subject, by-agent, or what the clause borrows from the one above."""
    agents = [noun for by in parse.kids(verb.i, "agent") for noun in parse.kids(by.i, "pobj")]
    if passive(parse, verb):
        return _spread(parse, agents)
    own = [_antecedent(parse, verb, kid) for kid in parse.kids(verb.i, "nsubj", "csubj")]
    if own:
        return _spread(parse, own)
    return _spread(parse, agents) if agents else _borrowed(parse, verb, depth)


def _borrowed(parse: Parse, verb: Token, depth: int) -> tuple[Token, ...]:
    """Find the subject that a clause without its own takes from its head."""
    head = parse.tokens[verb.head]
    if depth > 3 or verb.dep not in _CLAUSAL or _nominal(parse, verb):
        return ()
    if verb.dep in ("acl", "relcl") and not is_verb(head):
        return with_conjuncts(parse, head) if verb.tag != "VBN" or _runs_on(parse, verb) else ()
    if verb.dep == "pcomp":
        head = parse.tokens[head.head]
        if head.lemma in _BLAMING and (blamed := objects(parse, head)):
            return blamed
    if not is_verb(head):
        return _borrowed(parse, head, depth + 1) if head.dep in ("acomp", "attr") else ()
    if verb.dep == "xcomp" and (given := objects(parse, head)) and _moves(parse, head):
        return given
    return subjects(parse, head, depth + 1) or (passive_subject(parse, head) if verb.dep != "conj" else ())


def _moves(parse: Parse, verb: Token) -> bool:
    """Tell whether the verb's object does what follows: not in "promised him to", nor in "land that Chad claims to hold"."""
    if verb.lemma in _MOVING:
        return True
    return verb.lemma not in ("promise", "threaten", "vow") and bool(parse.kids(verb.i, "dobj", "nsubjpass"))


def _nominal(parse: Parse, verb: Token) -> bool:
    """Tell a gerund used as a noun, which borrows no doer: "condemned Sunday's storming of the palace"."""
    return verb.tag == "VBG" and bool(parse.kids(verb.i, "det", "poss") or _of(parse, verb))


def _of(parse: Parse, verb: Token) -> list[Token]:
    return [noun for kid in parse.kids(verb.i, "prep") if kid.lower == "of" for noun in parse.kids(kid.i, "pobj")]


def passive_subject(parse: Parse, verb: Token) -> tuple[Token, ...]:
    """Return the grammatical subject of a passive verb."""
    return _spread(parse, [_antecedent(parse, verb, kid) for kid in parse.kids(verb.i, "nsubjpass")])


@once
def objects(parse: Parse, verb: Token, *, shared: bool = True) -> tuple[Token, ...]:
    """Return the heads of what the deed was done to: object, passive subject, or the noun that a participle modifies.

    ``shared``: whether an object that only a verb joined to this one has is this one's too.
    """
    told = _things(parse, verb, "dobj", "nsubjpass")
    own = [kid for kid in told if kid.lower not in RELATIVE] or told  # "who police say killed a man" has two
    found = [_antecedent(parse, verb, kid) for kid in own]
    if found:
        return _spread(parse, found)
    head = parse.tokens[verb.head]
    if shared and _follows(parse, verb) and (given := _of_joined(parse, verb)):
        return given
    if not is_verb(head) and verb.tag == "VBN" and verb.dep in ("acl", "amod"):
        return with_conjuncts(parse, head)
    if _gapped(parse, verb):
        return with_conjuncts(parse, _before(parse, verb))
    if verb.dep == "xcomp" and _gapped(parse, head) and not _moves(parse, head):
        return with_conjuncts(parse, _before(parse, head))  # "the land Chad claims to have annexed"
    if passive(parse, verb) and (own := _by_helper(parse, verb)):
        return own
    if verb.dep == "conj" and is_verb(head):
        if passive(parse, verb) and (own := parse.kids(verb.i, "nsubj")):  # "a man was killed and his wife injured"
            return _spread(parse, [_antecedent(parse, verb, kid) for kid in own])
        if passive(parse, verb):
            near = _beside(parse, verb, inserted=False)
            return near or passive_subject(parse, head) or objects(parse, head, shared=False) or _beside(parse, verb)
        return ()
    if verb.dep in ("xcomp", "oprd") and verb.tag == "VBN" and head.lemma in _FINDING:  # "were found shot"
        return objects(parse, head)
    if passive(parse, verb):
        own = [_antecedent(parse, verb, kid) for kid in parse.kids(verb.i, "nsubj")]
        return _spread(parse, own) if own else _undergone(parse, verb) or _beside(parse, verb)
    return _of_joined(parse, verb) if shared else ()


def _by_helper(parse: Parse, verb: Token) -> tuple[Token, ...]:
    """Return the subject where the parse hangs it on the helper, before or behind: "also wounded were two guards"."""
    helpers = parse.kids(verb.i, "auxpass")
    before = [k for h in helpers for k in parse.kids(h.i, "nsubj", "nsubjpass")]
    behind = [k for h in helpers if h.i > verb.i for k in parse.kids(h.i, "attr")]
    return _spread(parse, [_antecedent(parse, verb, kid) for kid in (*before, *behind)])


def _undergone(parse: Parse, verb: Token) -> tuple[Token, ...]:
    """Return who did what follows on what was done to them: "four are recovering after being shot"."""
    above = parse.tokens[parse.tokens[verb.head].head]
    if verb.dep != "pcomp" or not parse.kids(verb.i, "auxpass") or not is_verb(above):
        return ()
    return objects(parse, above) if passive(parse, above) else subjects(parse, above)


def _things(parse: Parse, verb: Token, *ties: str) -> tuple[Token, ...]:
    """Return what the verb is tied to, without distances and lengths of time: "killed blocks from his school"."""
    return tuple([t for t in parse.kids(verb.i, *ties) if t.lemma not in _MEASURES or t.i < verb.i])


def _of_joined(parse: Parse, verb: Token) -> tuple[Token, ...]:
    """Return the objects of a verb that is joined to this one and stands next to it: "shot and killed two men"."""
    joined = [kid for kid in parse.kids(verb.i, "conj") if is_verb(kid) and not parse.kids(kid.i, "nsubj", "nsubjpass")]
    return objects(parse, joined[0]) if joined and joined[0].i - verb.i == _JOINED else ()


def _gapped(parse: Parse, verb: Token) -> bool:
    """Tell "the town Chad seized": a relative clause without a pronoun has done something to the noun before it."""
    if verb.dep != "relcl" or passive(parse, verb):
        return False
    doers = parse.kids(verb.i, "nsubj")
    told = (t.lower in RELATIVE or t.lower in ("when", "where", "why") for t in parse.subtree(verb.i))
    return bool(doers) and doers[0].i == parse.edges(verb.i)[0] + _words_before(parse, doers[0]) and not any(told)


def _before(parse: Parse, verb: Token) -> Token:
    """Return the noun that a relative clause without a pronoun stands right after, whatever the parse hangs it on."""
    first = parse.edges(parse.kids(verb.i, "nsubj")[0].i)[0]
    near = parse.tokens[first - 1] if first else parse.tokens[verb.head]
    return near if near.pos in ("NOUN", "PROPN") else parse.tokens[verb.head]


def _words_before(parse: Parse, noun: Token) -> int:
    return noun.i - parse.edges(noun.i)[0]


def _beside(parse: Parse, verb: Token, *, inserted: bool = True) -> tuple[Token, ...]:
    """Return the nouns right before "were shot" where the parse gives them to another word ("after four adults were shot").

    ``inserted``: whether words between commas may stand between: "five people, including an infant, were shot".
    """
    helper = next(iter(parse.kids(verb.i, "auxpass")), None)
    if helper is None or helper.i > verb.i or helper.i <= parse.sentences[helper.sent].first + 1:
        return ()
    noun = parse.tokens[helper.i - 1]
    between = noun.text == ","
    if between and not inserted:
        return ()
    noun = parse.tokens[noun.i - 1] if between else noun
    if between and noun.pos == "NUM":
        return _aged(parse, noun)
    if noun.pos not in ("NOUN", "PROPN", "ADJ"):
        return ()
    while (whole := lists.above(parse, noun)) is not None:
        noun, between = whole, False
    return () if between else with_conjuncts(parse, noun)


def _aged(parse: Parse, number: Token) -> tuple[Token, ...]:
    """Return whose ages end with a number: "two boys, ages 6 and 9, drowned"."""
    above = list(parse.ancestors(number.i))
    at = next((k for k, t in enumerate(above) if t.lemma.lower() in ("age", "aged") and t.dep == "appos"), None)
    return with_conjuncts(parse, above[at + 1]) if at is not None else ()


def _antecedent(parse: Parse, verb: Token, noun: Token) -> Token:
    """Replace a relative pronoun by the noun that it stands for."""
    if noun.lower not in RELATIVE or noun.pos == "NOUN":
        return noun
    for above in (verb, *parse.ancestors(verb.i)):
        if above.dep == "relcl":
            return parse.tokens[above.head]
    return noun


def _spread(parse: Parse, nouns: Sequence[Token]) -> tuple[Token, ...]:
    """Add what is coordinated with each noun, each once, in text order."""
    if not nouns:
        return ()
    found = {t.i: t for noun in nouns for t in with_conjuncts(parse, noun)}
    return tuple([found[i] for i in sorted(found)])


@once
def prepositions(parse: Parse, token: Token) -> tuple[tuple[str, Token], ...]:
    """Return (preposition, noun) for the phrases that hang on the token, "out of" as "of"; datives as "to"."""
    return tuple(_prepositions(parse, token))


def _prepositions(parse: Parse, token: Token) -> Iterator[tuple[str, Token]]:
    for kid in parse.kids(token.i, "prep", "dative", "agent", "advmod", "prt"):
        if kid.dep == "dative" and kid.pos != "ADP":
            yield "to", kid
        for noun in parse.kids(kid.i, "pobj", "pcomp"):
            for one in with_conjuncts(parse, noun):
                yield kid.lower, one
        for deeper in parse.kids(kid.i, "prep"):
            for noun in parse.kids(deeper.i, "pobj"):
                yield deeper.lower, noun


@once
def phrase(parse: Parse, noun: Token) -> tuple[int, int]:
    """Return the first and last token of the noun's phrase, without its clauses, appositions and coordinated nouns."""
    first = last = noun.i
    joined = next((k.i for k in parse.kids(noun.i, "conj") if k.i > noun.i), None)
    for kid in parse.kids(noun.i):
        if joined is not None and kid.i > joined:
            continue  # "hamlets and farms nearer": what follows the last noun is read with it
        if kid.dep in ("relcl", "acl", "appos", "conj", "cc", "punct", "advcl", "parataxis", "case"):
            continue
        if kid.dep == "prep" and (kid.lower != "of" or any(is_verb(k) for k in parse.kids(kid.i))):
            continue
        low, high = (kid.i, kid.i) if kid.i > noun.i and kid.dep != "prep" else _inner(parse, kid)
        first, last = min(first, low), max(last, high)
    return first, last


def _inner(parse: Parse, kid: Token) -> tuple[int, int]:
    """Return the borders of a modifier, clauses inside it left out."""
    if kid.dep != "prep":
        return parse.edges(kid.i)
    first = last = kid.i
    for noun in parse.kids(kid.i, "pobj"):
        low, high = phrase(parse, noun)
        first, last = min(first, low), max(last, high)
    return first, last


def clause_head(parse: Parse, token: Token) -> Token:
    """Return the verb of the clause that the token stands in (the token itself where it is one)."""
    if is_verb(token) and token.dep not in ("aux", "auxpass"):
        return token
    for above in parse.ancestors(token.i):
        if is_verb(above) and above.dep not in ("aux", "auxpass"):
            return above
    return token
