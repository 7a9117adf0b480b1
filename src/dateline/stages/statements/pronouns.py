"""Whom a pronoun stands for: the subject or speaker that is nearest, weighed by simple preferences that hold in news."""

from dataclasses import dataclass

from dateline.model import Parse, Span, Speaker, Token
from dateline.stages.statements.cast import Cast, Person
from dateline.stages.statements.sides import side_of
from dateline.stages.statements.syntax import phrase
from dateline.stages.statements.tables import bodies, offices

HE, SHE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
THEY, IT = frozenset({"they", "them", "their", "themselves"}), frozenset({"it", "its", "itself"})
# How many sentences a pronoun looks back for its name before it gives up.
_LOOKBACK = 12
# A name in the subject, and one that spoke, count as this many sentences nearer: news tells of one person at a time.
_AS_SUBJECT, _AS_SPEAKER = 1.2, 0.8
# An unnamed source ("a doctor") is taken up by a pronoun within this many sentences only.
_UNNAMED = 3


@dataclass(frozen=True, slots=True)
class Said:
    """A source resolved: its head token, the speaker, and the kind (see ``Resolver``)."""

    head: int
    speaker: Speaker
    kind: str


def person_of(parse: Parse, cast: Cast, said: list[Said], at: int, gender: str) -> tuple[Person | None, float]:
    """Return the named person whom the pronoun at token ``at`` stands for, and how far off, in weighed sentences."""
    sent = parse.tokens[at].sent
    spoke = {s.head for s in said[-8:]}
    best: tuple[float, Person] | None = None
    for i, person in cast.before(at):
        gap = sent - parse.tokens[i].sent
        if gap > _LOOKBACK:
            break
        if person.gender and person.gender != gender:
            continue
        near = any(abs(i - k) <= 3 for k in spoke)
        weight = gap - _AS_SUBJECT * _subject(parse, i) - _AS_SPEAKER * near
        if best is None or weight < best[0]:
            best = (weight, person)
    return (best[1], best[0]) if best else (None, float(_LOOKBACK))


def unnamed(parse: Parse, said: list[Said], at: int, rival: float) -> Speaker | None:
    """Return the unnamed source whom a pronoun stands for when it is nearer than the named ``rival``."""
    sent = parse.tokens[at].sent
    for s in reversed(said):
        gap = sent - parse.tokens[s.head].sent
        if gap > _UNNAMED:
            return None
        if s.kind in {"s", "?"}:
            return s.speaker if gap - _AS_SUBJECT - _AS_SPEAKER < rival else None
    return None


def earlier(parse: Parse, said: list[Said], at: int, kinds: str) -> Speaker | None:
    """Return the last speaker of a kind: "p" for several, "o" for a body."""
    sent = parse.tokens[at].sent
    for s in reversed(said):
        if sent - parse.tokens[s.head].sent > _LOOKBACK:
            return None
        if s.kind in kinds or (s.kind == "?" and "o" in kinds):
            return s.speaker
    return None


def collective(parse: Parse, at: int, several: bool) -> Speaker | None:
    """Return the body or group that is the subject before the pronoun in its sentence: "The council ... before it said"."""
    sentence = parse.sentences[parse.tokens[at].sent]
    for t in reversed(parse.tokens[sentence.first : at]):
        if t.dep in {"nsubj", "nsubjpass"} and t.pos in {"NOUN", "PROPN"} and _groups(t, several):
            return _worded(parse, t)
    return None


def calling(parse: Parse, at: int) -> Speaker | None:
    """Return the unnamed person whom the sentences just before tell of: "The coach was blunt. ... he said"."""
    sent = parse.tokens[at].sent
    for t in reversed(parse.tokens[parse.sentences[max(0, sent - _UNNAMED)].first : at]):
        if t.dep in {"nsubj", "nsubjpass"} and t.tag == "NN" and t.lemma.lower() in offices():
            return _worded(parse, t)
    return None


def _worded(parse: Parse, noun: Token) -> Speaker:
    """Return a source under its own words, without the article."""
    first, last = phrase(parse, noun.i)
    first += parse.tokens[first].dep == "det" and first < noun.i
    start, end = parse.tokens[first].start, parse.tokens[last].end
    mention = Span(start, end, parse.text[start:end])
    return Speaker(name=mention.text, mention=mention, side=side_of(parse, first, last, None))


def _groups(token: Token, several: bool) -> bool:
    """Tell whether a noun names several people, or a body."""
    body = token.ent in {"ORG", "GPE"} or token.lemma.lower() in bodies()
    return body or (several and token.tag in {"NNS", "NNPS"})


def _subject(parse: Parse, i: int) -> bool:
    """Tell whether a name stands in the subject of its clause."""
    token = parse.tokens[i]
    while token.dep in {"compound", "nmod", "appos", "flat"}:
        token = parse.tokens[token.head]
    return token.dep in {"nsubj", "nsubjpass"}
