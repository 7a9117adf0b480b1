"""When an event happened: the date among the report's expressions that its own words carry.

First the words that hang on the trigger, then its sentence, then the narrative just before it. A date on a verb of
saying dates the saying, not what was said. The day of publication is never an event's date by default: no date is None.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dateline.model import Date, Parse, Reading, Span, Token, When

# Verbs whose date is that of the words, not of what they tell.
_SAYING = frozenset(
    "say tell report announce add claim confirm deny warn state note write declare quote cite explain acknowledge insist "
    "argue believe think know learn show suggest reveal disclose describe indicate admit allege recall testify".split()
)
_CLAUSE = frozenset({"ccomp", "parataxis", "relcl"})
_Near = Literal["own", "shared", "sentence"]
_RANK: dict[_Near, int] = {"own": 0, "shared": 1, "sentence": 2}


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A date of the trigger's sentence, how near it hangs and how many characters away it stands."""

    date: Date
    near: _Near
    distance: int


def when_of(reading: Reading, trigger: int, clause: Span) -> When | None:
    """Return the date of the event whose trigger is token ``trigger``, None where the text gives none."""
    parse = reading.parse
    if not 0 <= trigger < len(parse.tokens):
        return None
    candidates = sorted(_candidates(reading, trigger, clause), key=lambda c: (_RANK[c.near], c.distance, c.date.span))
    if not candidates:
        return None
    best = candidates[0]
    return _when(reading, best.date, "sentence" if best.near == "sentence" else "clause")


def _when(reading: Reading, chosen: Date, scope: Literal["clause", "sentence", "narrative"]) -> When | None:
    if chosen.first is None or chosen.last is None:
        return None
    inherited = chosen.anchored and reading.report.published_basis == "lineage"
    return When(
        first=chosen.first,
        last=chosen.last,
        precision=chosen.precision or "range",
        basis="lineage" if inherited else "text",
        scope=scope,
        span=chosen.span,
    )


def _candidates(reading: Reading, trigger: int, clause: Span) -> Iterator[_Candidate]:
    """Yield the dates of the trigger's sentence that may be the event's."""
    parse = reading.parse
    here = parse.tokens[trigger]
    sentence = parse.sentences[here.sent]
    for told in reading.dates:
        if told.first is None or not (sentence.start <= told.span.start < sentence.end):
            continue
        near = _nearness(parse, here, told, clause)
        if near is not None:
            yield _Candidate(told, near, abs(told.span.start - here.start))


def _nearness(parse: Parse, trigger: Token, told: Date, clause: Span) -> _Near | None:
    head = head_of(parse, told.span)
    if head is None:
        return None
    governors = list(_governors(parse, head))
    if trigger.i in [g.i for g in governors]:
        between = governors[: [g.i for g in governors].index(trigger.i)]
        return None if any(g.pos in ("VERB", "AUX") and g.dep in _CLAUSE for g in between) else "own"
    owner = next((g for g in governors if g.pos in ("VERB", "AUX")), None)
    if owner is None:
        return "sentence"
    if owner.lemma in _SAYING:
        return None
    if owner.i in _reach(parse, trigger):
        return "shared"
    return "sentence" if clause.covers(told.span.start, told.span.end) else None


def _reach(parse: Parse, trigger: Token) -> set[int]:
    """Return the tokens above the trigger whose date it shares: up to the verb of its clause and its coordinates."""
    reach, here = {trigger.i}, trigger
    for head in parse.ancestors(trigger.i):
        if here.dep in _CLAUSE:
            break
        reach.add(head.i)
        here = head
    return reach


def _governors(parse: Parse, token: Token) -> Iterator[Token]:
    """Yield the words that a date hangs on, nearest first, skipping prepositions."""
    for head in parse.ancestors(token.i):
        if head.pos not in ("ADP", "PART", "SCONJ"):
            yield head


def head_of(parse: Parse, span: Span) -> Token | None:
    """Return the token of a span that hangs on a word outside of it."""
    inside = parse.between(span.start, span.end)
    indexes = {t.i for t in inside}
    return next((t for t in inside if t.head not in indexes or t.head == t.i), None)
