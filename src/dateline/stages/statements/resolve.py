"""Tell who a source is: pronouns, surnames, titles and descriptions traced to a name within the report."""

from dateline.model import Parse, Span, Speaker, Token
from dateline.stages.statements.cast import Cast, Person
from dateline.stages.statements.pronouns import (
    HE,
    IT,
    SHE,
    THEY,
    Said,
    calling,
    collective,
    earlier,
    person_of,
    unnamed,
)
from dateline.stages.statements.sides import side_of
from dateline.stages.statements.syntax import antecedent, phrase
from dateline.stages.statements.tables import offices

_ARTICLES = frozenset({"the", "a", "an", "his", "her", "its", "their", "this", "that", "these", "those"})
_POINTING = _ARTICLES - {"a", "an"}
# How far behind the head of a phrase its name may stand: "one of the victims, a woman of 30, Anna Example".
_REACH = 16
# A description longer than this (characters) is a clause and no office.
_OFFICE = 80


class Resolver:
    """Name the sources of one report, in text order: what was resolved before helps with what comes after."""

    def __init__(self, parse: Parse, cast: Cast) -> None:
        self.parse, self.cast = parse, cast
        self._said: list[Said] = []

    def speaker(self, source: int) -> Speaker:
        """Return the source that token ``source`` heads."""
        mention = self._span(*phrase(self.parse, source))
        head = antecedent(self.parse, source)
        first, last = phrase(self.parse, head)
        person = self._person(head, first, last)
        known = None if person else self._known(head, first, last)
        if isinstance(known, Person):
            person, known = known, None
        if person:
            name, description = person.name, _fullest(person.descriptions)
        else:
            name = known.name if known else self._wording(first, head, last)
            description = known.description if known else None
        side = side_of(self.parse, first, last, description) or (known.side if known else None)
        found = Speaker(name=name, mention=mention, description=description, side=side)
        self._said.append(Said(head, found, self._kind(head, person)))
        return found

    def _known(self, head: int, first: int, last: int) -> Person | Speaker | None:
        """Return whom a pronoun or a phrase such as "the governor" takes up."""
        token = self.parse.tokens[head]
        word = token.lower
        if word in HE | SHE | THEY | IT:
            return self._pronoun(head, word)
        if self.parse.tokens[first].lower not in _POINTING and first != head:
            return None
        if token.lemma.lower() in offices() and token.tag not in {"NNS", "NNPS"} and first != head:
            holder = self.cast.holding(token.lemma.lower(), self._beside(first, head, last), head)
            if holder:
                return holder
        bare = all(t.i == head or t.dep == "det" for t in self.parse.tokens[first : last + 1])
        return self._fuller(token) if bare else None

    def _pronoun(self, head: int, word: str) -> Person | Speaker | None:
        """Return whom a pronoun stands for; inside a quotation it is left as it is."""
        if self.cast.quoted(head):
            return None
        if word in HE | SHE:
            gender = "m" if word in HE else "f"
            person, at = person_of(self.parse, self.cast, self._said, head, gender)
            return unnamed(self.parse, self._said, head, at) or person or calling(self.parse, head)
        kinds = "po" if word in THEY else "o"
        return collective(self.parse, head, word in THEY) or earlier(self.parse, self._said, head, kinds)

    def _fuller(self, token: Token) -> Speaker | None:
        """Return the speaker named before with the same noun and more words: "the official" after "an official in Kaya"."""
        for said in reversed(self._said):
            same = self.parse.tokens[said.head].lemma.lower() == token.lemma.lower()
            if same and len(said.speaker.name) > len(token.text) and said.kind != "n":
                return said.speaker
        return None

    def _person(self, head: int, first: int, last: int) -> Person | None:
        """Return the named person that the phrase holds as its head or in apposition."""
        token = self.parse.tokens[head]
        direct = self.cast.of(head)
        if direct is None and token.pos == "PROPN" and first == head == last and token.ent != "NORP":
            direct = self.cast.named(token.text, head)
        if direct:
            return direct
        if token.lower in offices():
            for k in self.parse.kids(head, "compound"):
                if max(first, head - 2) <= k.i <= last and self.cast.of(k.i):
                    return self.cast.of(k.i)
        end = max(last, head + _REACH)
        beside = (k for k in self.parse.subtree(head) if k.dep == "appos" and head < k.i <= end)
        return next((found for k in beside if (found := self.cast.of(k.i))), None)

    def _beside(self, first: int, head: int, last: int) -> frozenset[str]:
        """Return the telling words of a phrase beside its head."""
        kept = {"NOUN", "PROPN", "ADJ", "VERB"}
        return frozenset(t.text for t in self.parse.tokens[first : last + 1] if t.i != head and t.pos in kept)

    def _kind(self, head: int, person: Person | None) -> str:
        """Sort a source: named person "n", unnamed one "s", several "p", a body "o", perhaps a person "?", none "x"."""
        token = self.parse.tokens[head]
        if person:
            return "n"
        if token.tag in {"NNS", "NNPS"} or token.lower in THEY or self.parse.kids(head, "conj"):
            return "p"
        if token.lemma.lower() in offices() or token.lower in HE | SHE:
            return "s"
        if token.ent == "NORP" and token.dep in {"amod", "compound"}:
            return "x"
        personal = token.pos == "PROPN" and token.ent not in {"GPE", "NORP", "LOC"} and not token.text.isupper()
        return "?" if personal else "o"

    def _wording(self, first: int, head: int, last: int) -> str:
        """Return the words themselves as a name, without the article and what follows a comma."""
        tokens = self.parse.tokens
        if first < head and tokens[first].lower in _ARTICLES:
            first += 1
        cut = next((t.i for t in tokens[head + 1 : last + 1] if t.text in {",", "—", "–", "("}), last + 1)
        return " ".join(self.parse.text[tokens[first].start : tokens[cut - 1].end].split())

    def _span(self, first: int, last: int) -> Span:
        """Return the characters of tokens ``first`` to ``last``."""
        start, end = self.parse.tokens[first].start, self.parse.tokens[last].end
        return Span(start, end, self.parse.text[start:end])


def _fullest(descriptions: list[str]) -> str | None:
    """Return the longest description of a sensible length; the first of equals."""
    return max((" ".join(d.split()) for d in descriptions if len(d) <= _OFFICE), key=len, default=None)
