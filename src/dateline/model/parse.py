"""What the language model says of a report: tokens, sentences, dependencies, named entities.

Every later stage reads this and never the model itself, so that the model can be exchanged.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any


@dataclass(slots=True, eq=False)
class Token:
    """A word. ``i``, ``head`` and ``sent`` are indexes into the parse; ``start`` and ``end`` characters of the report.

    ``pos`` is the Universal POS tag, ``tag`` the Penn tag, ``dep`` the ClearNLP dependency label ("ROOT" heads itself),
    ``ent`` the entity label that covers the token ("" for none), ``morph`` is "Tense=Past|VerbForm=Fin" and the like,
    ``lower`` the text in lower case. Nobody changes a token. It is the one class that is not frozen, since making a frozen
    one takes nine times as long, and a report has hundreds.
    """

    i: int
    text: str
    start: int
    end: int
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sent: int
    ent: str
    morph: str
    lower: str


_NOTHING: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``[first, last)`` and the characters ``[start, end)`` that they cover; ``paragraph`` counts from 0."""

    index: int
    first: int
    last: int
    start: int
    end: int
    root: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity: tokens ``[first, last)``, characters ``[start, end)``, OntoNotes ``label`` (PERSON, GPE, ORG ...)."""

    first: int
    last: int
    start: int
    end: int
    label: str
    text: str


@dataclass(frozen=True)
class Parse:
    """A report analysed. Tokens are in text order; white space has no tokens; heads never leave their sentence."""

    report: str
    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each token, the indexes of its dependents in text order."""
        below: dict[int, list[int]] = {}
        for token in self.tokens:
            if token.head != token.i:
                below.setdefault(token.head, []).append(token.i)
        return tuple([tuple(below[i]) if i in below else () for i in range(len(self.tokens))])

    @cached_property
    def _below(self) -> tuple[tuple[Token, ...], ...]:
        """The same, as tokens: what the stages ask for most."""
        tokens = self.tokens
        return tuple(tuple([tokens[k] for k in below]) if below else _NOTHING for below in self.children)

    @cached_property
    def _edges(self) -> tuple[tuple[int, int], ...]:
        """For each token, the first and last token index of its subtree (both inclusive)."""
        heads = [token.head for token in self.tokens]
        there = range(len(heads))
        return tuple(zip(_first_below(heads, there), _first_below(heads, reversed(there)), strict=True))

    @cached_property
    def words(self) -> tuple[frozenset[str], ...]:
        """For each sentence, its words and lemmas in lower case."""
        return tuple(
            frozenset([w for t in self.tokens[s.first : s.last] for w in (t.lower, t.lemma.lower())])
            for s in self.sentences
        )

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """Where each token ends, for looking one up by its place in the text."""
        return tuple([token.end for token in self.tokens])

    @cached_property
    def answers(self) -> defaultdict[object, dict[object, Any]]:
        """What was asked of the words of this parse, by question and word; see :mod:`dateline.model.once`."""
        return defaultdict(dict)

    def edges(self, i: int) -> tuple[int, int]:
        """Return the first and last token index of the subtree of token ``i``, both inclusive."""
        return self._edges[i]

    def subtree(self, i: int) -> Iterator[Token]:
        """Yield the tokens that depend on token ``i``, itself included, in text order."""
        stack, found = [i], []
        while stack:
            here = stack.pop()
            found.append(here)
            stack.extend(self.children[here])
        return (self.tokens[k] for k in sorted(found))

    def ancestors(self, i: int) -> Iterator[Token]:
        """Yield the heads of token ``i``, nearest first."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield self.tokens[i]

    def kids(self, i: int, *deps: str) -> list[Token]:
        """Return the dependents of token ``i`` whose label is one of ``deps`` (all when none is named)."""
        below = self._below[i]
        if not deps:
            return list(below)
        found = []
        for token in below:  # asked more often than anything else: a comprehension takes half as long again
            if token.dep in deps:
                found.append(token)  # noqa: PERF401
        return found

    def sentence_tokens(self, sentence: Sentence) -> tuple[Token, ...]:
        """Return the tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last]

    def labelled(self, spans: Iterable[tuple[int, int]], label: str) -> "Parse":
        """Return the parse with the entities (or unlabelled words) that lie exactly on these characters labelled anew."""
        wanted = set(spans)
        if not wanted:
            return self
        known = {(e.start, e.end): e for e in self.entities}
        starts = {t.start: t.i for t in self.tokens}
        tokens, entities = list(self.tokens), dict(known)
        for start, end in sorted(wanted):
            first = starts.get(start)
            if first is None or (known.get((start, end)) is None and self.tokens[first].ent):
                continue
            last = next((k + 1 for k in range(first, len(tokens)) if tokens[k].end == end), None)
            if last is None:
                continue
            tokens[first:last] = [replace(t, ent=label) for t in tokens[first:last]]
            entities[start, end] = Entity(first, last, start, end, label, self.text[start:end])
        made = Parse(
            self.report,
            self.text,
            tuple(tokens),
            self.sentences,
            tuple(sorted(entities.values(), key=lambda e: e.first)),
        )
        # The tree is the same, and need not be worked out again.
        made.__dict__.update((name, self.__dict__[name]) for name in ("children", "_edges") if name in self.__dict__)
        return made

    def between(self, start: int, end: int) -> list[Token]:
        """Return the tokens that lie wholly within characters ``[start, end)``."""
        return [t for t in self.tokens if t.start >= start and t.end <= end]


def _first_below(heads: Sequence[int], order: Iterable[int]) -> list[int]:
    """Return for each token the first in ``order`` that is it or hangs below it: each is reached once, from that one."""
    found = [-1] * len(heads)
    for i in order:
        at = i
        while found[at] < 0:
            found[at] = i
            at = heads[at]
    return found
