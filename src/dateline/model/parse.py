"""What the language model says of a report: tokens, sentences, dependencies, named entities.

Every later stage reads this and never the model itself, so that the model can be exchanged.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Token:
    """A word. ``i``, ``head`` and ``sent`` are indexes into the parse; ``start`` and ``end`` characters of the report.

    ``pos`` is the Universal POS tag, ``tag`` the Penn tag, ``dep`` the ClearNLP dependency label ("ROOT" heads itself),
    ``ent`` the entity label that covers the token ("" for none), ``morph`` is "Tense=Past|VerbForm=Fin" and the like.
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

    @property
    def lower(self) -> str:
        """The text in lower case."""
        return self.text.lower()


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
        below: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                below[token.head].append(token.i)
        return tuple(map(tuple, below))

    @cached_property
    def _edges(self) -> tuple[tuple[int, int], ...]:
        """For each token, the first and last token index of its subtree (both inclusive)."""
        left, right = list(range(len(self.tokens))), list(range(len(self.tokens)))
        for sentence in self.sentences:
            for i in _bottom_up(self, sentence.root):
                for child in self.children[i]:
                    left[i], right[i] = min(left[i], left[child]), max(right[i], right[child])
        return tuple(zip(left, right, strict=True))

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
        return [self.tokens[k] for k in self.children[i] if not deps or self.tokens[k].dep in deps]

    def sentence_tokens(self, sentence: Sentence) -> tuple[Token, ...]:
        """Return the tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last]

    def labelled(self, spans: Iterable[tuple[int, int]], label: str) -> "Parse":
        """Return the parse with the entities (or unlabelled words) that lie exactly on these characters labelled anew."""
        wanted = set(spans)
        known = {(e.start, e.end): e for e in self.entities}
        starts = {t.start: t.i for t in self.tokens} if wanted else {}
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
        if not wanted:
            return self
        return Parse(
            self.report,
            self.text,
            tuple(tokens),
            self.sentences,
            tuple(sorted(entities.values(), key=lambda e: e.first)),
        )

    def between(self, start: int, end: int) -> list[Token]:
        """Return the tokens that lie wholly within characters ``[start, end)``."""
        return [t for t in self.tokens if t.start >= start and t.end <= end]


def _bottom_up(parse: Parse, root: int) -> list[int]:
    """List the tokens under ``root`` so that dependents come before their heads."""
    order, stack = [], [root]
    while stack:
        i = stack.pop()
        order.append(i)
        stack.extend(parse.children[i])
    order.reverse()
    return order
