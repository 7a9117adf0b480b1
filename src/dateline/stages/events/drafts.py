"""From triggers to drafts: which words of a sentence tell an event of their own, and which only carry or count another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from dateline.model import Parse, Reading, Sentence, Token, When
from dateline.stages.events import clauses, grammar
from dateline.stages.events.actors import kind_of
from dateline.stages.events.casualties import Count, counts
from dateline.stages.events.decide import Scene, decide
from dateline.stages.events.denial import denial
from dateline.stages.events.hosts import harms, host
from dateline.stages.events.match import Hit, hits
from dateline.stages.events.parties import fitting
from dateline.stages.events.roles import Roles, roles
from dateline.stages.events.table import EventTable
from dateline.stages.events.when import when_of

# Nouns that only measure out an event noun: "a series of strikes".
_MEASURES = frozenset(
    {
        "series",
        "string",
        "wave",
        "spate",
        "number",
        "round",
        "dozen",
        "dozens",
        "one",
        "act",
        "barrage",
        "rash",
        "pair",
        "week",
        "month",
        "day",
        "night",
        "hour",
        "decade",
        "year",
        "spree",
    }
)
_INTO = frozenset({"in", "under", "to", "out", "into", "on"})
# Types that are acts of speech or policy, for which everyday words ("asked", "supports") stand too.
_WORDS = frozenset(
    {
        "consult",
        "support",
        "cooperate",
        "aid",
        "concede",
        "request",
        "accuse",
        "reject",
        "threaten",
        "agreement",
        "coerce",
        "mobilize",
    }
)
# What somebody is accused or tried for was done, whoever did it.
_CHARGING = frozenset(
    {"accuse", "charge", "suspect", "convict", "sentence", "acquit", "indict", "blame", "investigate"}
)
# Acts that are somebody's: without one who does them there is only a manner of speaking ("when asked").
_SPOKEN = frozenset({"request", "consult", "support", "cooperate", "agreement", "concede", "aid"})
# Acts that private people do every day and nobody reports: "the children are ready to learn".
_PUBLIC = frozenset({"support", "cooperate", "agreement", "concede", "aid"})
# Deeds that give something, whose refusal is a rejection.
_GIVING = frozenset(
    {"concede", "aid", "agreement", "support", "cooperate", "consult", "retreat", "non_violent_territory_transfer"}
)
# A pattern that asks for so much is no everyday word.
_ASKING = 0.75
_MEANT = frozenset({"it", "he", "she", "they"})
_SELF = frozenset({"i", "we", "you", "me", "us"})
# What is done to people by somebody.
_HARMING = frozenset({"kill", "wound", "injure", "shoot", "hurt", "massacre", "slaughter", "murder"})
# A sentence with this many words of sport tells of a match, whatever it attacks or shoots.
_SPORT = 2


@dataclass(frozen=True, slots=True)
class Draft:
    """An event in the making. ``bare`` nouns tell nothing of their own and take up an event told elsewhere."""

    hit: Hit
    type: str
    roles: Roles
    edges: tuple[int, int]
    carrier: Token | None = None
    counts: tuple[Count, ...] = ()
    bare: bool = False
    when: When | None = None

    @property
    def i(self) -> int:
        """Index of the trigger's head word."""
        return self.hit.i


def drafts(reading: Reading, table: EventTable) -> tuple[list[Draft], list[Count]]:
    """Return the drafts of a report in text order, and the counts that no word of their sentence hosts."""
    parse = reading.parse
    by_sentence: dict[int, dict[int, Hit]] = {}
    for hit in hits(parse, table):
        by_sentence.setdefault(hit.token.sent, {})[hit.i] = hit
    found: list[Draft] = []
    loose: list[Count] = []
    for sentence in parse.sentences:
        here = by_sentence.get(sentence.index, {})
        some, left = _sentence(reading, sentence, here, table)
        found += some
        loose += left
    return found, loose


def _sentence(
    reading: Reading, sentence: Sentence, here: dict[int, Hit], table: EventTable
) -> tuple[list[Draft], list[Count]]:
    """Draft the events of one sentence."""
    parse = reading.parse
    if _is_sport(parse, sentence, table):
        return [], []
    here = {i: hit for i, hit in here.items() if hit.noun or not _describes(hit, here, table)}
    consumed = {i for hit in here.values() if not hit.noun for i in hit.taken}
    here = {i: hit for i, hit in here.items() if i not in consumed}
    carriers = {i: c for i, hit in here.items() if hit.noun and (c := carrier(parse, hit, table)) is not None}
    light = {c.i for c in carriers.values()}
    here = {i: hit for i, hit in here.items() if i not in light}
    counted = counts(parse, sentence, table)
    here, hosted, loose = _hosted(parse, counted, here)
    here = {i: hit for i, hit in here.items() if denial(parse, hit) or not _swallowed(parse, hit, here, table)}
    made = {
        i: _draft(reading, hit, carriers.get(i), tuple(hosted.get(i, ())), table) for i, hit in sorted(here.items())
    }
    loose += [count for i, some in sorted(hosted.items()) if made.get(i) is None for count in some]
    return _unpaired(parse, [d for d in made.values() if d is not None]), loose


def _describes(hit: Hit, here: dict[int, Hit], table: EventTable) -> bool:
    """Tell whether a participle only says who did what its noun names: "air strikes carried out by the army"."""
    noun = here.get(hit.token.head)
    done = hit.token.dep == "acl" and hit.token.lemma.lower() in table.lists["done"]
    return done and noun is not None and noun.noun and noun.i in hit.taken


def _is_sport(parse: Parse, sentence: Sentence, table: EventTable) -> bool:
    """Tell whether the sentence tells of a match."""
    if parse.words[sentence.index].isdisjoint(table.classes["sport_sure"]):
        return False
    words = {t.lemma.lower() for t in parse.sentence_tokens(sentence)}
    return bool(words & table.classes["sport_sure"]) and len(words & table.classes["sport"]) >= _SPORT


def carrier(parse: Parse, hit: Hit, table: EventTable) -> Token | None:
    """Return the verb that carries an event noun: "launched an attack", "an explosion rocked", "came under attack"."""
    noun = hit.token
    while noun.dep == "conj" and not grammar.is_verb(parse.tokens[noun.head]):
        noun = parse.tokens[noun.head]
    head = parse.tokens[noun.head]
    if noun.dep == "pobj" and head.lower == "of" and parse.tokens[head.head].lemma.lower() in _MEASURES:
        noun = parse.tokens[head.head]
        head = parse.tokens[noun.head]
    lemma = head.lemma.lower()
    if lemma == "call" and parse.kids(head.i, "oprd", "ccomp", "xcomp"):  # "called the deal a mistake"
        return None
    if noun.dep in ("nsubj", "nsubjpass") and grammar.is_verb(head):
        passive = noun.dep == "nsubjpass"
        lists = table.lists["light"] if passive else table.lists["occur"]
        return head if lemma in lists else None
    if (
        noun.dep in ("dobj", "attr", "oprd")
        and grammar.is_verb(head)
        and (lemma in table.lists["light"] | table.lists["set_off"] or lemma == "be")
    ):
        return head
    if (
        noun.dep == "pobj"
        and head.lower in _INTO
        and parse.tokens[head.head].lemma in ("come", "engage", "participate", "result", "involve", "subject", "expose")
    ):
        return parse.tokens[head.head]
    return None


def _hosted(
    parse: Parse, counted: list[Count], here: dict[int, Hit]
) -> tuple[dict[int, Hit], dict[int, list[Count]], list[Count]]:
    """Give every count to the event that caused it; drop triggers that did nothing but count."""
    harmful = {i: hit for i, hit in here.items() if harms(hit.pattern.type)}
    hosted: dict[int, list[Count]] = {}
    loose: list[Count] = []
    dropped: set[int] = set()
    for anchor in sorted(
        {c.anchor.i for c in counted} | {i for i, h in here.items() if h.pattern.type == "~kill" and not h.noun}
    ):
        others = {i: hit for i, hit in harmful.items() if i != anchor and i not in dropped}
        own = anchor in here and here[anchor].pattern.type == "evacuation_displacement"
        at = None if own else host(parse, parse.tokens[anchor], others)
        mine = [c for c in counted if c.anchor.i == anchor]
        if at is not None:
            hosted.setdefault(at.i, []).extend([*mine, *hosted.pop(anchor, [])])
            if anchor in here and here[anchor].pattern.type in ("~kill", "~death"):
                dropped.add(anchor)
        elif anchor in harmful:
            hosted.setdefault(anchor, []).extend(mine)
        else:
            loose += mine
    return {i: hit for i, hit in here.items() if i not in dropped}, hosted, loose


def _swallowed(parse: Parse, hit: Hit, here: dict[int, Hit], table: EventTable) -> bool:
    """Tell whether the deed is only what somebody threatens, asks, promises or is accused of: "threatened to attack"."""
    token = hit.token
    if _is_count_of_charge(parse, hit, here):
        return True
    if hit.noun:
        verb = grammar.clause_head(parse, token)
        if token.dep not in ("dobj", "pobj") or verb.i == token.i or verb.lemma not in table.lists["light"]:
            return False
        token = verb
    for _ in range(4):
        head = parse.tokens[token.head]
        if head.i == token.i:
            return False
        if token.dep in ("xcomp", "ccomp", "pcomp") or (
            token.dep == "prep" and head.lemma in ("accuse", "charge", "suspect")
        ):
            if head.i in here and head.lemma.lower() in table.lists["swallow"] and head.i != hit.i:
                return head.lemma not in _CHARGING or not hit.pattern.type.startswith("~")
        elif token.dep == "acl" and head.i in here and here[head.i].pattern.type in _WORDS and not hit.noun:
            return token.tag == "VB"
        elif token.dep not in ("conj", "prep", "pobj", "advcl"):
            return False
        token = head
    return False


def _is_count_of_charge(parse: Parse, hit: Hit, here: dict[int, Hit]) -> bool:
    """Tell whether the noun only names what somebody is tried for: "charged with murder"."""
    preposition = parse.tokens[hit.token.head]
    if (
        not hit.noun
        or hit.token.dep != "pobj"
        or preposition.head not in here
        or parse.kids(hit.i, "prep", "det", "poss")
    ):
        return False
    return here[preposition.head].pattern.type in ("trial", "arrest")


def _draft(
    reading: Reading, hit: Hit, carried: Token | None, mine: tuple[Count, ...], table: EventTable
) -> Draft | None:
    """Fill the roles, cut the clause, decide the type."""
    parse = reading.parse
    cells = _with_doers(parse, hit, roles(parse, hit, carried, table), mine, table)
    cells = _with_victims(parse, cells, mine, table)
    edges = clauses.clause(parse, hit, carried)
    toll = frozenset(c.kind for c in mine if c.amount.low)
    kind = decide(hit.pattern.type, Scene(reading, hit, cells, edges, toll, table), table)
    kind = "reject" if kind in _GIVING and _refused(parse, hit) else kind
    if not kind or (kind in _WORDS and not _plausible(parse, hit, kind, cells, table)):
        return None
    when = when_of(reading, hit.i, clauses.span(parse, *edges))
    cells = fitting(parse, hit.token, kind, cells, table)
    told = carried is not None or mine or cells.actors or cells.targets
    return Draft(
        hit, kind, cells, edges, carried, mine, bare=hit.noun and not told and _is_bare(parse, edges), when=when
    )


def _plausible(parse: Parse, hit: Hit, kind: str, cells: Roles, table: EventTable) -> bool:
    """Tell an act of public life from everyday words: somebody who can do it does it, or has it done to them."""
    if any(t.lower in _SELF for t in (*cells.actors, *cells.targets)):
        return False
    if kind in _SPOKEN and not hit.noun and not cells.actors and hit.pattern.rank < _ASKING:
        return False
    if kind in _PUBLIC and hit.pattern.rank < _ASKING and cells.actors:
        return any(_public(parse, t, table) and kind_of(parse, t, table) != "civilians" for t in cells.actors)
    if hit.pattern.rank >= _ASKING and (cells.actors or cells.targets or len(hit.words) > 1):
        return True
    return any(_public(parse, t, table) for t in (cells.actors or cells.targets))


def _refused(parse: Parse, hit: Hit) -> bool:
    """Tell whether a deed that gives is one that its doer will not do: "will not release", "would not accept"."""
    if hit.noun or not parse.kids(hit.i, "neg"):
        return False
    return any(aux.lower in ("will", "would", "wo", "'ll") for aux in parse.kids(hit.i, "aux"))


def _public(parse: Parse, noun: Token, table: EventTable) -> bool:
    """Tell whether the noun may name an actor of public life: of a known kind, a name, or modified by one."""
    if (
        noun.pos in ("PRON", "PROPN")
        or noun.ent in ("ORG", "GPE", "NORP", "PERSON")
        or kind_of(parse, noun, table) is not None
    ):
        return True
    return any(kid.ent in ("ORG", "GPE", "NORP") for kid in parse.kids(noun.i, "amod", "compound", "poss", "nmod"))


def _with_victims(parse: Parse, cells: Roles, mine: tuple[Count, ...], table: EventTable) -> Roles:
    """Count those killed or hurt among the targets, where the clause names none or only a place."""
    if any(kind_of(parse, t, table) not in (None, "place") for t in cells.targets):
        return cells
    if not mine:
        return cells
    taken = {t.i for t in (*cells.actors, *cells.targets)}
    victims = [
        t for c in mine if c.kind in ("killed", "injured") and c.amount.low != 0 for t in c.people if t.i not in taken
    ]
    return replace(cells, targets=(*cells.targets, *{t.i: t for t in victims}.values()))


def _with_doers(parse: Parse, hit: Hit, cells: Roles, mine: tuple[Count, ...], table: EventTable) -> Roles:
    """Take whoever is said to have killed for the doer of what they killed in: "gunmen killed nine people in a raid"."""
    if cells.actors or not hit.noun:
        return cells
    verbs = [c.anchor for c in mine if c.kind in ("killed", "injured") and grammar.is_verb(c.anchor)]
    acting = [v for v in verbs if v.lemma.lower() in _HARMING]
    used = {hit.i, *(t.i for t in (*cells.targets, *cells.instruments))}
    doing = (t for v in acting for t in grammar.subjects(parse, v) if t.i not in used)
    doers = {t.i: t for t in doing if kind_of(parse, t, table) or t.lower in _MEANT}
    return replace(cells, actors=tuple(doers.values()))


def _is_bare(parse: Parse, edges: tuple[int, int]) -> bool:
    """Tell whether an event noun without party, toll and carrying verb brings no day or place either."""
    inside = parse.tokens[edges[0] : edges[1] + 1]
    return not any(t.ent in ("DATE", "TIME", "GPE", "LOC", "FAC") for t in inside)


def _unpaired(parse: Parse, made: list[Draft]) -> list[Draft]:
    """Drop a noun that is party to a verb of the same type, which takes its toll: "two were hit by gunfire"."""
    verbs = [d for d in made if not d.hit.noun]
    takers: dict[int, int] = {}
    for noun in (d for d in made if d.hit.noun):
        for verb in verbs:
            near = parse.edges(verb.i)
            same = verb.type == noun.type or {verb.type, noun.type} <= _ALIKE
            if same and near[0] <= noun.i <= near[1] and grammar.clause_head(parse, noun.hit.token).i == verb.i:
                takers[noun.i] = verb.i
    left = [_with_taken(d, made, takers) if takers else d for d in made if d.i not in takers]
    return [d for d in left if not _is_damage(d, made)]


def _with_taken(draft: Draft, made: Iterable[Draft], takers: Mapping[int, int]) -> Draft:
    """Add the counts of the nouns that are party to the draft's verb."""
    return replace(draft, counts=(*draft.counts, *(c for d in made if takers.get(d.i) == draft.i for c in d.counts)))


def _is_damage(draft: Draft, made: list[Draft]) -> bool:
    """Tell whether destruction in a relative clause is what an event noun before it did: "a blast that damaged the bridge"."""
    if draft.hit.pattern.type != "~destroy" or draft.hit.token.dep != "relcl":
        return False
    head = draft.hit.token.head
    return any(d.hit.noun and harms(d.type) and head <= d.i < draft.i for d in made)


_ALIKE = frozenset(
    {
        "attack",
        "armed_clash",
        "suicide_bomb",
        "remote_explosive_ied",
        "air_drone_strike",
        "shelling_artillery_missile",
        "grenade",
        "explosion",
    }
)
