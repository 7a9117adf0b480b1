"""Who was killed and hurt, told one by one: "a man ... another man ... a 17-year-old girl", "Keita, 24, and his sister died".

Every single person that a count tells of becomes a victim with what the words say of them: name, age, sex, child or grown-up,
whether it is the doer. Two tellings are of one victim unless something sets them apart; so few are counted rather than many.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from dateline.data.persons import gender_words
from dateline.model import Parse, Token
from dateline.stages.events import grammar
from dateline.stages.events.actors import antecedent, full_name
from dateline.stages.events.casualties import Count
from dateline.stages.events.numbers import Quantity, quantity
from dateline.stages.events.people import is_age
from dateline.stages.events.table import EventTable

_AGED = re.compile(r"(\d{1,3})[- ](year|month|week|day)s?[- ]olds?\b", re.IGNORECASE)
# Up to this age a year more or less is none.
_SMALL = 3
# "Keita, 24, ", "Keita (24)", "the driver, aged 24".
_BEHIND = re.compile(r",? ?\(?(?:who was |age |aged )?(\d{1,3})(?:,|\)|\.| of | was | and |;| died|$)")
# Somebody new who is told of more sentences than this away from all others is a victim of something else.
_REACH = 2
# How far behind a name its age may stand.
_NEAR = 24
# A "person" of more words is two names run together.
_LONGEST = 5
# At these ages a text says "boy" and "man" of one person.
_HALF_GROWN = range(13, 21)
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_HE = {"he": "m", "him": "m", "himself": "m", "his": "m", "she": "f", "her": "f", "herself": "f", "hers": "f"}
# "The man was also hit in the leg" tells more of him, "a man was also hit" of somebody else.
_ALSO = frozenset({"also", "too"})
# Verbs that count a death only in a turn of phrase for taking one's own life.
_OWN_HAND = frozenset({"turn", "commit", "take"})
_DEFINITE = frozenset({"the", "this", "that", "his", "her", "their", "its", "my", "our"})


@cache
def _words() -> Mapping[str, frozenset[str]]:
    rows = tomllib.loads(files("dateline.data").joinpath("events/casualties.toml").read_text(encoding="utf-8"))
    return {key: frozenset(words) for key, words in rows["victims"].items()}


def bystanders() -> frozenset[str]:
    """Return words for people who surely did not do it."""
    return _words()["bystanders"]


@dataclass(slots=True)
class Victim:
    """One person: what all tellings say of them. ``first`` is the telling that brought them in.

    ``own``: died or was hurt by their own hand; ``theirs``: told of by whose they are ("his wife").
    ``weak``: brought in by words that take up somebody told of ("he", "the man") where nobody fits: no victim of their own.
    """

    first: Count
    names: set[str] = field(default_factory=set)
    ages: set[int] = field(default_factory=set)
    sexes: set[str] = field(default_factory=set)
    stage: set[str] = field(default_factory=set)
    doer: bool = False
    own: bool = False
    theirs: bool = False
    apart: bool = False
    weak: bool = False
    kinds: dict[str, Count] = field(default_factory=dict)
    sentences: set[int] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    tokens: set[int] = field(default_factory=set)

    @property
    def killed(self) -> bool:
        """Whether any telling says that they died."""
        return "killed" in self.kinds


@dataclass(frozen=True, slots=True)
class _Telling:
    """One telling of one person: ``definite`` takes up somebody known, ``new`` brings in somebody else ("another man").

    ``own`` tells of the doer ("himself"), ``kin`` of somebody by whose they are ("her brother"), who may be new.
    """

    count: Count
    token: Token
    name: str | None
    age: int | None
    sex: str | None
    stage: str | None
    doer: bool
    definite: bool
    new: bool
    kind: str
    own: bool = False
    kin: bool = False
    theirs: bool = False


def ledger(parse: Parse, counts: Iterable[Count], table: EventTable) -> list[Victim]:
    """Return the people whom counts of single persons tell of, in order of their first telling."""
    found: list[Victim] = []
    for count in sorted(counts, key=lambda c: (c.anchor.sent, c.amount.first)):
        together: list[Victim] = []
        for person in singles(parse, count) or ():
            together.append(_enter(found, _telling(parse, count, person, table), together))
    sure = [v for v in found if not v.weak]
    dead = [v for v in found if v.killed]
    return [v for v in found if not v.weak or v in dead[: 0 if any(v.killed for v in sure) else 1]] or found[:1]


def singles(parse: Parse, count: Count) -> Sequence[Token] | None:
    """Return the people of a count if each is told of alone, None for a number: "a boy and his aunt", not "four men"."""
    if count.kind not in ("killed", "injured") or not count.people or count.amount.low != count.amount.high:
        return None
    if len(count.people) != (count.amount.low or 0):
        return None
    if any((n := quantity(parse, t)) is not None and (n.low or 0) > 1 for t in count.people):
        return None
    return count.people


def _telling(parse: Parse, count: Count, person: Token, table: EventTable) -> _Telling:
    """Describe one person by the words of one telling."""
    who = _meant(parse, person, table)
    noun = _noun(parse, who)
    words = _modifiers(parse, who)
    name = _name(parse, who)
    lemma = noun.lemma.lower()
    sex = _HE.get(person.lower) or gender_words().get(lemma) or _given(parse, who)
    age = _age(parse, who)
    stage = _stage(lemma, age)
    taken_up = who.i != person.i or person.pos == "PRON"
    known = taken_up or not words.isdisjoint(_DEFINITE)
    new = not words.isdisjoint(_words()["new"] - _ALSO if known else _words()["new"]) or who.lower == "another"
    definite = known and not new
    kin = lemma in _words()["kin"] and bool(parse.kids(who.i, "poss"))
    theirs = kin and any(k.lower in _HE for k in parse.kids(who.i, "poss"))
    doer = lemma in _words()["doers"]
    own = by_own_hand(count)
    return _Telling(count, who, name, age, sex, stage, doer, definite, new, count.kind, own, kin, theirs)


def by_own_hand(count: Count) -> bool:
    """Tell whether the one who died is the doer: "killed himself", "turned the gun on herself", "took his own life"."""
    own = any(t.pos == "PRON" and t.lower.endswith("self") for t in count.people)
    return own or (count.kind == "killed" and count.anchor.lemma.lower() in _OWN_HAND)


def _meant(parse: Parse, person: Token, table: EventTable) -> Token:
    """Return the noun for "himself" in its own clause; other pronouns are traced among the victims."""
    if not person.lower.endswith("self"):
        return person
    who = antecedent(parse, person, table)
    return who if who.sent == person.sent else person


def _modifiers(parse: Parse, noun: Token) -> set[str]:
    """Return the words before a noun, and "also" where it stands with its verb."""
    verb = grammar.clause_head(parse, noun)
    also = {k.lower for k in parse.kids(verb.i, "advmod") if k.lower in _ALSO}
    own = {k.lower for k in parse.kids(noun.i, "det", "amod", "poss", "nummod", "compound")}
    shared = parse.kids(noun.head, "poss") if noun.dep == "conj" and not parse.kids(noun.i, "det", "poss") else ()
    return own | also | {k.lower for k in shared}  # "her brother and daughter" are both hers


def _stage(lemma: str, age: int | None) -> str | None:
    """Return whether the words tell of a child or of a grown-up."""
    if lemma in _words()["children"] or (age is not None and age < min(_HALF_GROWN)):
        return "child"
    return "adult" if lemma in _words()["adults"] or (age is not None and age > max(_HALF_GROWN)) else None


def _noun(parse: Parse, who: Token) -> Token:
    """Return the common noun that describes the person: the head, or "officer" beside a name, or what an age stands for."""
    if who.pos == "PROPN":
        beside = [*parse.kids(who.i, "compound", "appos", "nmod")]
        return next((k for k in beside if k.lemma.lower() in _words()["children"] | _words()["adults"]), who)
    return who


def _name(parse: Parse, who: Token) -> str | None:
    """Return the surname that the words give, in lower case."""
    named = who if who.ent == "PERSON" else next((k for k in parse.kids(who.i, "appos") if k.ent == "PERSON"), None)
    if named is None:
        return None
    words = [w for w in full_name(parse, named).lower().split() if w not in _SUFFIXES]
    return words[-1] if 0 < len(words) <= _LONGEST else named.lower


def _given(parse: Parse, who: Token) -> str | None:
    """Return the sex that a given name tells."""
    if who.ent != "PERSON":
        return None
    words = full_name(parse, who).split()
    return gender_words().get(words[0].lower()) if 1 < len(words) <= _LONGEST else None


def _age(parse: Parse, who: Token) -> int | None:
    """Return the age that stands with the person: "the 17-year-old", "Keita, 24,"."""
    last = parse.edges(who.i)[1]
    phrase = grammar.phrase(parse, who)
    inside = parse.text[parse.tokens[phrase[0]].start : parse.tokens[phrase[1]].end + 12]
    before = _AGED.search(inside)
    if before is not None and (is_age(parse, who) or before.start() < who.end - parse.tokens[phrase[0]].start):
        return int(before.group(1)) // {"year": 1, "month": 12}.get(before.group(2).lower(), 365)
    if who.ent == "PERSON" or "appos" in {k.dep for k in parse.kids(who.i)} or last > who.i:
        end = parse.tokens[phrase[1]].end
        behind = _BEHIND.match(parse.text[end : end + _NEAR])
        return int(behind.group(1)) if behind is not None else None
    return None


def _enter(found: list[Victim], told: _Telling, together: Sequence[Victim]) -> Victim:
    """Put a telling with the victim that it is of, or enter a new one; those told of ``together`` are not one."""
    victim = _match([v for v in found if not any(v is other for other in together)], told)
    for other in together:
        other.weak = False
    if victim is None:
        sentence = told.count.anchor.sent
        near = any(abs(sentence - s) <= _REACH for v in found for s in v.sentences) or not found
        beside = told.own and any(sentence in v.sentences for v in found)
        nobody = told.definite and not (told.name or told.age or told.kin or (told.own and told.kind == "killed"))
        weak = not (together or beside) and (not near or nobody)
        victim = Victim(first=told.count, apart=told.new, weak=weak)
        found.append(victim)
    victim.weak = victim.weak and not together
    for some, value in ((victim.names, told.name), (victim.sexes, told.sex), (victim.stage, told.stage)):
        if value:
            some.add(value)
    if told.age is not None:
        victim.ages.add(told.age)
    victim.doer, victim.own, victim.theirs = (
        victim.doer or told.doer,
        victim.own or told.own,
        victim.theirs or told.theirs,
    )
    victim.kinds.setdefault(told.kind, told.count)
    victim.sentences.add(told.count.anchor.sent)
    victim.nouns.add(told.token.lemma.lower())
    victim.tokens.add(told.token.i)
    return victim


def _match(found: Sequence[Victim], told: _Telling) -> Victim | None:
    """Return the victim whom the telling is of: by name or age, else the last one told of whom nothing sets apart."""
    same = next((v for v in found if told.token.i in v.tokens), None)
    if same is not None:
        return same
    fitting = [v for v in found if _may_be(v, told)]
    if told.own:  # "killed his son before shooting himself"
        fitting = [v for v in fitting if told.count.anchor.sent not in v.sentences]
    sure = [v for v in fitting if (told.name and told.name in v.names) or (told.age is not None and told.age in v.ages)]
    if sure:
        return sure[-1]
    if told.definite:
        if told.token.pos != "PRON":  # "a farmer shot his wife": two people of one sentence
            fitting = [
                v for v in fitting if v.sentences != {told.count.anchor.sent} or told.token.lemma.lower() in v.nouns
            ]
        return max(fitting, key=lambda v: (told.kind == "killed" and v.killed, max(v.sentences)), default=None)
    sentence = told.count.anchor.sent
    elsewhere = [v for v in fitting if sentence not in v.sentences]
    if told.new:
        return next((v for v in elsewhere if v.apart and told.token.lemma.lower() in v.nouns), None)
    return max(elsewhere, key=lambda v: (told.kind in v.kinds, not v.names, max(v.sentences)), default=None)


def _may_be(victim: Victim, told: _Telling) -> bool:
    """Tell whether nothing sets the telling apart from the victim."""
    if told.name and victim.names and told.name not in victim.names:
        return False
    if told.age is not None and victim.ages and not any(_same_age(told.age, age) for age in victim.ages):
        return False
    if told.sex and victim.sexes and told.sex not in victim.sexes:
        return False
    half = any(age in _HALF_GROWN for age in (*victim.ages, told.age))
    if told.stage and victim.stage and told.stage not in victim.stage and not half:
        return False
    if (victim.own and told.theirs) or (victim.theirs and told.own):  # "killed himself" and "his wife" are two
        return False
    plain = _words()["bystanders"]
    return not (victim.doer and told.token.lemma.lower() in plain) and not (told.doer and victim.nouns & plain)


def _same_age(one: int, other: int) -> bool:
    """Tell whether two ages may be one: of small children months are told as years."""
    return one == other or (abs(one - other) == 1 and max(one, other) <= _SMALL)


def joined(victims: Sequence[Victim], kind: str) -> Quantity:
    """Return the number of victims, pinned to the words that tell of the first."""
    first = min((v.kinds.get(kind, v.first).amount for v in victims), key=lambda a: a.first)
    return Quantity(len(victims), len(victims), first.first, first.last)
