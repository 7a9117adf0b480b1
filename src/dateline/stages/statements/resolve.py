"""Tell who a source is: pronouns, surnames, titles and descriptions traced to a name within the report."""

import re

from dateline.model import Parse, Span, Speaker
from dateline.stages.statements.cast import Cast, Person
from dateline.stages.statements.sides import side_of
from dateline.stages.statements.syntax import antecedent, phrase
from dateline.stages.statements.tables import offices

_HE, _SHE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
_THEY, _IT = frozenset({"they", "them", "their", "themselves"}), frozenset({"it", "its", "itself"})
_ARTICLES = frozenset({"the", "a", "an", "his", "her", "its", "their", "this", "that", "these", "those", "one"})
# How many sentences a pronoun looks back for its name before it gives up.
_LOOKBACK = 12
# How far behind the head of a phrase its name may stand: "one of the victims, a woman of 30, Anna Example".
_REACH = 16


class Resolver:
    """Name the sources of one report, in text order: what was resolved before helps with what comes after."""

    def __init__(self, parse: Parse, cast: Cast) -> None:
        self.parse, self.cast = parse, cast
        self._said: list[tuple[int, Speaker, str]] = []

    def speaker(self, source: int) -> Speaker:
        """Return the source that token ``source`` heads."""
        mention = self._span(*phrase(self.parse, source))
        source = antecedent(self.parse, source)
        first, last = phrase(self.parse, source)
        token = self.parse.tokens[source]
        name, description = None, None
        word = token.lower
        person = self._person(source, first, last)
        if person is None and word in _HE | _SHE:
            person, earlier = self._pronoun(source, "m" if word in _HE else "f")
            if person is None and earlier:
                name, description = earlier.name, earlier.description
        elif person is None and word in _THEY | _IT:
            earlier = self._earlier(source, "po" if word in _THEY else "o")
            name, description = (earlier.name, earlier.description) if earlier else (None, None)
        elif person is None and self._definite(first, source):
            person = self.cast.holding(token.lemma.lower(), self._beside(first, source, last), source)
        if person is not None:
            name, description = person.name, _fullest(person.descriptions)
        name = name or self._wording(first, source, last)
        found = Speaker(
            name=name, mention=mention, description=description, side=side_of(self.parse, first, last, description)
        )
        self._said.append((source, found, self._kind(source, person)))
        return found

    def again(self, speaker: Speaker | None) -> Speaker | None:
        """Return the last speaker for words that go on without a cue."""
        return speaker or (self._said[-1][1] if self._said else None)

    def _person(self, source: int, first: int, last: int) -> Person | None:
        """Return the named person that the phrase holds as its head or in apposition."""
        direct = self.cast.of(source)
        if direct:
            return direct
        for k in self.parse.kids(source, "appos", "compound"):
            if (
                first <= k.i <= last
                and (k.dep == "appos" or k.i > source - 3)
                and self.cast.of(k.i)
                and self.parse.tokens[source].lower in offices()
            ):
                return self.cast.of(k.i)
        beside = [
            k for k in self.parse.subtree(source) if k.dep == "appos" and source < k.i <= max(last, source + _REACH)
        ]
        return next((found for k in beside if (found := self.cast.of(k.i))), None)

    def _definite(self, first: int, source: int) -> bool:
        """Tell whether a phrase such as "the governor" points at somebody known."""
        token = self.parse.tokens[source]
        return (
            token.lemma.lower() in offices()
            and token.tag not in {"NNS", "NNPS"}
            and self.parse.tokens[first].lower in _ARTICLES - {"a", "an", "one"}
        )

    def _beside(self, first: int, source: int, last: int) -> frozenset[str]:
        """Return the telling words of a phrase beside its head."""
        kept = {"NOUN", "PROPN", "ADJ", "VERB"}
        return frozenset(t.text for t in self.parse.tokens[first : last + 1] if t.i != source and t.pos in kept)

    def _pronoun(self, at: int, gender: str) -> tuple[Person | None, Speaker | None]:
        """Return the person that "he" or "she" stands for: a subject or speaker in a near sentence, else the nearest name."""
        sent = self.parse.tokens[at].sent
        best: tuple[float, Person] | None = None
        for i, person in self.cast.before(at):
            gap = sent - self.parse.tokens[i].sent
            if gap > _LOOKBACK:
                break
            if person.gender and person.gender != gender:
                continue
            weight = gap - 1.2 * self._subject(i) - 0.8 * self._spoke(i)
            if best is None or weight < best[0]:
                best = (weight, person)
        unnamed = next(
            (
                (i, s)
                for i, s, kind in reversed(self._said)
                if kind in {"s", "?"} and sent - self.parse.tokens[i].sent <= 3
            ),
            None,
        )
        if unnamed and (best is None or sent - self.parse.tokens[unnamed[0]].sent - 2 < best[0]):
            return None, unnamed[1]
        return (best[1] if best else None), None

    def _subject(self, i: int) -> bool:
        """Tell whether a name stands in the subject of its clause."""
        token = self.parse.tokens[i]
        while token.dep in {"compound", "nmod", "appos", "flat"}:
            token = self.parse.tokens[token.head]
        return token.dep in {"nsubj", "nsubjpass"}

    def _spoke(self, i: int) -> bool:
        """Tell whether the name at token ``i`` was a speaker."""
        return any(abs(i - k) <= 3 for k, _, _ in self._said[-8:])

    def _earlier(self, at: int, kind: str) -> Speaker | None:
        """Return the last speaker of a kind: "p" for several, "o" for a body."""
        sent = self.parse.tokens[at].sent
        for i, speaker, other in reversed(self._said):
            if sent - self.parse.tokens[i].sent > _LOOKBACK:
                return None
            if other in kind or (other == "?" and "o" in kind):
                return speaker
        return None

    def _kind(self, source: int, person: Person | None) -> str:
        """Sort a source: named person "n", unnamed one "s", several "p", a body "o"."""
        token = self.parse.tokens[source]
        if person:
            return "n"
        if token.tag in {"NNS", "NNPS"} or token.lower in _THEY or self.parse.kids(source, "conj"):
            return "p"
        if token.lemma.lower() in offices() or token.lower in _HE | _SHE:
            return "s"
        if token.ent == "NORP" and token.dep in {"amod", "compound"}:
            return "x"
        return (
            "?"
            if token.pos == "PROPN" and token.ent not in {"GPE", "NORP", "LOC"} and token.text != token.text.upper()
            else "o"
        )

    def _wording(self, first: int, source: int, last: int) -> str:
        """Return the words themselves as a name, without the article; a short form takes the fuller words used before."""
        tokens = self.parse.tokens
        if first < source and tokens[first].lower in _ARTICLES:
            first += 1
        cut = next((t.i for t in tokens[source + 1 : last + 1] if t.text in {",", "—", "–", "("}), last + 1)
        text = self.parse.text[tokens[first].start : tokens[cut - 1].end]
        if cut - first == 1:
            fuller = next(
                (
                    s.name
                    for _, s, _ in self._said
                    if re.search(rf"\b{re.escape(text)}$", s.name, re.IGNORECASE) and s.name != text
                ),
                None,
            )
            return fuller or text
        return text

    def _span(self, first: int, last: int) -> Span:
        """Return the characters of tokens ``first`` to ``last``."""
        start, end = self.parse.tokens[first].start, self.parse.tokens[last].end
        return Span(start, end, self.parse.text[start:end])


def _fullest(descriptions: list[str]) -> str | None:
    """Return the longest description of a sensible length; the first of equals."""
    return max((d for d in descriptions if len(d) <= 80), key=len, default=None)
