"""The people of a report: every named person with the spellings, offices and places in the text that belong to them."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.data.persons import gender_words
from dateline.model import Parse, Token, names
from dateline.stages.statements.quotes import Quote
from dateline.stages.statements.tables import full_title, offices

_MARKS = re.compile(r"^[\W_]+|[\W_]+$|['’]s$")
# Labels that the language model gives to surnames that it does not know; "who" behind them tells that they are people.
_MISTAKEN = frozenset({"ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART", "EVENT", ""})
_WORD = re.compile(r"[\w.]+")
# Words that make another office of one: the deputy governor is not the governor.
_RANKS = frozenset({"former", "ex", "deputy", "vice", "acting", "assistant", "first", "then"})
# Labels of what stands beside a name and describes nobody: another name, a place ("Ana Ruiz, Lima").
_PLACES = frozenset({"PERSON", "GPE", "LOC", "DATE", "CARDINAL", "FAC"})
# Nouns used for whoever runs a place or a body.
_HEADS = frozenset({"governor", "chief", "head", "leader", "administrator", "mayor", "boss", "director", "president"})


@dataclass(slots=True)
class Person:
    """One named person. ``mentions`` are (first token, last token) in text order; ``gender`` is "m", "f" or "".

    ``place`` counts the people; ``written`` keeps how the name was written at each first token.
    """

    name: str
    place: int
    mentions: list[tuple[int, int]] = field(default_factory=list)
    written: list[tuple[int, str]] = field(default_factory=list)
    descriptions: list[str] = field(default_factory=list)
    gender: str = ""


class Cast:
    """Look up people by token, by office and by nearness."""

    def __init__(self, parse: Parse, quotes: list[Quote]) -> None:
        self.parse = parse
        self._lefts, self._quotes = [q.left for q in quotes], quotes
        self.people: list[Person] = []
        self._of: dict[int, Person] = {}
        # Which people a word can name: only these are compared, so that long reports cost no more than short ones.
        self._index: dict[str, list[int]] = {}
        self._gather()
        self._places = sorted((first, k) for k, p in enumerate(self.people) for first, _ in p.mentions)
        for person in self.people:
            self._describe(person)

    def of(self, i: int) -> Person | None:
        """Return the person that token ``i`` names."""
        return self._of.get(i)

    def _gather(self) -> None:
        """Group the names: full names first, then surnames and given names alone."""
        found = [(n, first, last) for first, last in _named(self.parse) if (n := _clean(self.parse, first, last))]
        whole = [f for f in found if len(names.parts(f[0])) > 1]
        short = [f for f in found if len(names.parts(f[0])) == 1]
        for name, first, last in whole:
            home = next((p for p in self._alike(name) if names.same(name, p.name)), None)
            self._add(home, name, first, last)
        for name, first, last in sorted([*short, *self._unlabelled()], key=lambda f: f[1]):
            self._add(self.named(name, first), name, first, last)
        for person in self.people:
            person.mentions.sort()

    def _unlabelled(self) -> list[tuple[str, int, int]]:
        """Return surnames that the language model did not see as names where they stand alone."""
        surnames = {p.name.split(" ")[-1] for p in self.people if " " in p.name}
        return [
            (t.text, t.i, t.i)
            for t in self.parse.tokens
            if t.text in surnames and t.i not in self._of and t.ent in {"", "ORG"} and t.dep != "compound"
        ]

    def named(self, name: str, at: int) -> Person | None:
        """Return whom a surname or given name means at token ``at``: of several, whoever was last called so before."""
        fits = [p for p in self._alike(name) if names.same(name, p.name)]
        called = [(i, p) for p in fits for i, n in p.written if i < at and names.same(name, n)]
        if called:
            return max(called, key=lambda c: c[0])[1]
        return fits[0] if fits else None

    def _alike(self, name: str) -> list[Person]:
        """Return the people who share a word with a name, in the order in which they came."""
        keys = {names.fold(w) for w in names.parts(name)}
        return [self.people[k] for k in sorted({k for key in keys for k in self._index.get(key, ())})]

    def _add(self, home: Person | None, name: str, first: int, last: int) -> None:
        """Add a mention to a person, new or known."""
        if home is None:
            home = Person(name, len(self.people))
            self.people.append(home)
        place = home.place
        for word in names.parts(name):
            known = self._index.setdefault(names.fold(word), [])
            if place not in known:
                known.append(place)
        if len(names.parts(name)) > len(names.parts(home.name)):
            home.name = name
        home.mentions.append((first, last))
        home.written.append((first, name))
        for i in range(first, last + 1):
            self._of.setdefault(i, home)

    def _describe(self, person: Person) -> None:
        """Collect offices from the words before and behind a name, and gender from titles."""
        for first, last in person.mentions:
            person.descriptions += _before(self.parse, first) + _behind(self.parse, first, last)
        words = {w.lower().strip(".") for d in person.descriptions for w in d.split()}
        words |= {self.parse.tokens[f - 1].lower.strip(".") for f, _ in person.mentions if f}
        given = names.parts(person.name)[:1] if len(names.parts(person.name)) > 1 else ()
        person.gender = next((g for w in (*sorted(words), *given) if (g := gender_words().get(w, ""))), "")

    def quoted(self, i: int) -> bool:
        """Tell whether token ``i`` stands inside a quotation."""
        start = self.parse.tokens[i].start
        k = bisect_left(self._lefts, start + 1) - 1
        return k >= 0 and start < self._quotes[k].right

    def before(self, i: int) -> Iterator[tuple[int, Person]]:
        """Yield the mentions before token ``i`` outside quotations, nearest first."""
        end = bisect_left(self._places, (i, -1))
        for n in range(end - 1, -1, -1):
            at, k = self._places[n]
            if not self.quoted(at):
                yield at, self.people[k]

    def holding(self, head: str, others: frozenset[str], i: int) -> Person | None:
        """Return who holds the office named by the noun ``head`` and the words ``others`` beside it.

        The nearest before token ``i`` is preferred to the first after it.
        """
        fits = [p for p in self.people if any(_fits(head, others, d) for d in p.descriptions)]
        before = [p for p in fits if p.mentions[0][0] < i]
        if before:
            return max(before, key=lambda p: max(m for m, _ in p.mentions if m < i))
        return min(fits, key=lambda p: p.mentions[0][0], default=None)


def _fits(head: str, others: frozenset[str], description: str) -> bool:
    """Tell whether "the Kherson governor" can be whom the report calls "governor of Kherson"."""
    words = frozenset(full_title(w) for w in _WORD.findall(description))
    lower = frozenset(w.lower() for w in words)
    if {w.lower() for w in others} & _RANKS != lower & _RANKS:
        return False
    shared = {w.lower() for w in others} & lower
    if head in lower:
        named = {w for w in others if w[:1].isupper()}
        return bool(shared) or not named or not any(w[:1].isupper() and w.lower() not in offices() for w in words)
    return bool(head in _HEADS and lower & _HEADS and len(shared) > 1)


def _named(parse: Parse) -> list[tuple[int, int]]:
    """Return first and last tokens of the names of people, with those the model took for something else."""
    found = [(e.first, e.last - 1) for e in parse.entities if e.label == "PERSON"]
    taken = {i for a, b in found for i in range(a, b + 1)}
    for t in parse.tokens:
        if (
            t.pos == "PROPN"
            and t.i not in taken
            and t.ent in _MISTAKEN
            and t.dep.startswith("nsubj")
            and _personal(parse, t)
        ):
            first = t.i
            while (
                first > 0
                and parse.tokens[first - 1].pos == "PROPN"
                and parse.tokens[first - 1].head == t.i
                and parse.tokens[first - 1].lower not in offices()
            ):
                first -= 1
            found.append((first, t.i))
    return sorted(found)


def _personal(parse: Parse, token: Token) -> bool:
    """Tell whether "who" or an age behind a name, or an office before it, shows that it is a person's."""
    for k in parse.kids(token.i, "relcl", "appos"):
        words = list(parse.subtree(k.i))
        if k.dep == "relcl" and words[0].lower == "who":
            return True
        if k.dep == "appos" and words[0].text.isdigit() and len(words) == 1:
            return True
    return token.ent != "ORG" and any(k.lower in offices() for k in parse.kids(token.i, "compound"))


def _clean(parse: Parse, first: int, last: int) -> str:
    """Return the name as written without titles, possessive and marks; empty when it is none."""
    while last > first and parse.tokens[last].text in {"'s", "’s", "'", "’"}:
        last -= 1
    while first < last and names.is_title(parse.tokens[first].text):
        first += 1
    name = _MARKS.sub("", " ".join(parse.text[parse.tokens[first].start : parse.tokens[last].end].split()))
    return name if name[:1].isupper() or names.is_particle(name.split(" ")[0]) else ""


def _before(parse: Parse, first: int) -> list[str]:
    """Return the office written before a name: "regional governor", "German Defence Minister"."""
    head = parse.tokens[first]
    while head.dep in {"compound", "nmod"} and head.head > head.i:
        head = parse.tokens[head.head]
    left = parse.edges(head.i)[0]
    k = first
    while (
        k > left
        and parse.tokens[k - 1].pos in {"NOUN", "PROPN", "ADJ", "PUNCT", "ADP", "PART", "NUM", "CCONJ", "VERB", "ADV"}
        and parse.tokens[k - 1].text not in {",", ";", ":", "(", ")", '"', "“", "”", "—", "–", "."}
    ):
        k -= 1
    text = parse.text[parse.tokens[k].start : parse.tokens[first - 1].end] if k < first else ""
    return [text] if any(full_title(w).lower() in offices() for w in text.replace("-", " ").split()) else []


def _behind(parse: Parse, first: int, last: int) -> list[str]:
    """Return the office written behind a name or that the name stands behind: "Kim, the governor", "the governor, Kim"."""
    found: list[str] = []
    for i in range(first, last + 1):
        token = parse.tokens[i]
        near = [k for k in parse.kids(i, "appos") if k.i > last]
        if token.dep == "appos" and token.head < first:
            near.append(parse.tokens[token.head])
        found += [_plain(parse, k, first) for k in near if k.tag in {"NN", "NNP"} and k.ent not in _PLACES]
    return found


def _plain(parse: Parse, noun: Token, beyond: int) -> str:
    """Return a noun phrase up to the name, a comma or a relative clause, without its article."""
    left, right = parse.edges(noun.i)
    words = [t for t in parse.tokens[left : right + 1] if left <= t.i <= right and not (t.i >= beyond > noun.i)]
    if words and words[0].dep == "det":
        words.pop(0)
    cut = next(
        (n for n, t in enumerate(words) if t.i > noun.i and t.text in {",", "—", "–", "(", ";", "who"}), len(words)
    )
    words = words[:cut]
    return parse.text[words[0].start : words[-1].end] if words else ""
