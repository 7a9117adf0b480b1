"""Decide what type a trigger's event is: a family's rules are tried against the whole clause."""

from dataclasses import dataclass
from functools import cached_property

from dateline.model import Parse, Reading, Token, once
from dateline.stages.events import grammar
from dateline.stages.events.actors import country_of, kind_of
from dateline.stages.events.match import Hit
from dateline.stages.events.roles import Roles
from dateline.stages.events.table import EventTable, Rule

# Families may hand over to one another; more steps than this is a loop in an analyst's rules.
_STEPS = 5


@dataclass(frozen=True)
class Scene:
    """What the rules look at: words of the clause, of the sentence and of its neighbours, kinds of the parties.

    Most rules look at little of it, and most types have none, so that it is gathered when it is looked at.
    """

    reading: Reading
    hit: Hit
    cells: Roles
    edges: tuple[int, int]
    toll: frozenset[str]
    table: EventTable

    @cached_property
    def lemma(self) -> str:
        """The trigger's lemma."""
        return self.hit.token.lemma.lower()

    @property
    def noun(self) -> bool:
        """Whether the trigger is a noun."""
        return self.hit.noun

    @property
    def bare(self) -> bool:
        """Whether no verb says that the deed was done."""
        return self.hit.noun and self.hit.token.dep in ("dobj", "pobj", "conj", "appos", "nsubjpass", "attr")

    @cached_property
    def clause(self) -> frozenset[str]:
        """The words of the clause and of its parties."""
        return _words(self.reading.parse, *self.edges) | _roles(self.cells)

    @property
    def sentence(self) -> frozenset[str]:
        """The words of the sentence."""
        return self.reading.parse.words[self.hit.token.sent]

    @property
    def nearby(self) -> frozenset[str]:
        """The words of the sentence and of those beside it."""
        parse = self.reading.parse
        return _nearby(parse, parse.tokens[parse.sentences[self.hit.token.sent].root])

    @cached_property
    def actor(self) -> frozenset[str]:
        """The kinds of the doers."""
        return _kinds(self.reading.parse, self.cells.actors, self.table)

    @cached_property
    def target(self) -> frozenset[str]:
        """The kinds of the sufferers."""
        return _kinds(self.reading.parse, self.cells.targets, self.table)

    @cached_property
    def target_words(self) -> frozenset[str]:
        """The words of the sufferers."""
        return frozenset(w for t in self.cells.targets for w in _around(self.reading.parse, t.i))

    @property
    def abroad(self) -> bool:
        """Whether the doers' country is another than that of the clause."""
        return _abroad(self.reading, self.cells, self.edges)


def decide(kind: str, scene: Scene, table: EventTable) -> str:
    """Return the type that the rules of family ``kind`` give; a type is itself; empty is no event."""
    for _ in range(_STEPS):
        if not kind.startswith("~"):
            return kind if _is_deed(kind, scene, table) else ""
        kind = next((rule.then for rule in table.rules.get(kind, ()) if _holds(rule, scene)), "")
    return ""


def _is_deed(kind: str, scene: Scene, table: EventTable) -> bool:
    """Tell a deed from a manner of speaking: where the trigger is an everyday word for its type, something must show it."""
    asked = (n for n in table.needs.get(kind, ()) if not n.lemmas or scene.lemma in n.lemmas)
    return all(any(all(_condition(*c, scene) for c in sign) for sign in need.signs) for need in asked)


def _holds(rule: Rule, scene: Scene) -> bool:
    """Tell whether every condition of the rule holds."""
    if ("noun" in rule.flags and not scene.noun) or ("verbless" in rule.flags and not scene.bare):
        return False
    if "invader" in rule.flags and not scene.abroad:
        return False
    return all(_condition(key, words, scene) for key, words in rule.conditions)


def _condition(key: str, words: frozenset[str], scene: Scene) -> bool:
    """Tell whether one condition holds."""
    if key == "lemma":
        return scene.lemma in words
    if key == "not":
        return not words & scene.clause
    if key.startswith("no_"):
        return not _condition(key.removeprefix("no_"), words, scene)
    if key == "noun":
        return scene.noun and scene.lemma in words
    seen: frozenset[str] = getattr(scene, key.rstrip("2"))
    return bool(words & seen)


@once
def _nearby(parse: Parse, root: Token) -> frozenset[str]:
    """Return the words of the sentence of a root, and of those beside it in its paragraph."""
    home = parse.sentences[root.sent]
    near = parse.sentences[max(0, home.index - 1) : home.index + 2]
    return frozenset().union(*(parse.words[s.index] for s in near if s.paragraph == home.paragraph))


def _kinds(parse: Parse, parties: tuple[Token, ...], table: EventTable) -> frozenset[str]:
    """Return the kinds of the parties: "other" for one that is of none, "none" for nobody, "many" besides for more than one."""
    kinds = frozenset(kind_of(parse, t, table) or "other" for t in parties) or frozenset({"none"})
    crowd = any("Number=Plur" in t.morph or t.lemma.lower() in table.lists["measure"] for t in parties)
    return kinds | {"many"} if crowd else kinds


def _abroad(reading: Reading, cells: Roles, edges: tuple[int, int]) -> bool:
    """Tell whether the doers' country is another than that of the places in the clause."""
    parse = reading.parse
    start, end = parse.tokens[edges[0]].start, parse.tokens[edges[1]].end
    doers = {country_of(reading, t) for t in cells.actors} - {None}
    around = [p for p in reading.places if p.site and p.role == "location" and p.span.overlaps(start, end)]
    there = {p.site.country for p in around if p.site and p.site.precision != "country"} - {None}
    return bool(doers and there and not doers & there)


def _roles(cells: Roles) -> frozenset[str]:
    """Return the words of the parties and tools, which may stand outside the clause."""
    heads = (*cells.actors, *cells.targets, *cells.instruments)
    return frozenset(w for t in heads for w in (t.lemma.lower(), t.lower))


def _words(parse: Parse, first: int, last: int) -> frozenset[str]:
    """Return the lemmas and words of tokens ``first`` to ``last``."""
    return frozenset(w for t in parse.tokens[first : last + 1] for w in (t.lemma.lower(), t.lower))


def _around(parse: Parse, i: int) -> frozenset[str]:
    """Return the words of a noun and its modifiers."""
    kids = parse.kids(i, "compound", "amod", "nmod")
    inner = [noun for preposition, noun in grammar.prepositions(parse, parse.tokens[i]) if preposition == "of"]
    return frozenset(w for t in (parse.tokens[i], *kids, *inner) for w in (t.lemma.lower(), t.lower))
