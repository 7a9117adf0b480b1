"""Tell who says that a deed happened: the speakers of the statements whose words hold it, outermost first."""

import tomllib
from bisect import bisect_left
from functools import cache
from importlib import resources
from itertools import takewhile

from dateline.model import Reading, Source, Span, Speaker, Statement, Token

# A cue is a verb with its auxiliaries and adverbs: this many tokens hold every one that the statements stage makes.
_CUE = 10


def sources_of(reading: Reading, trigger: int, clause: Span) -> tuple[Source, ...]:  # noqa: ARG001 - the seam's signature
    """Return the sources of the deed at token ``trigger``; none is the reporter's own voice."""
    token = reading.parse.tokens[trigger]
    said = _said_of(reading, trigger)
    holding = [s for s in reading.statements if _holds(s, token.start, token.end) or s in said]
    holding = [s for s in holding if not _reacts(reading, s, token)]
    if any(s.act != "deny" for s in holding):
        # Whoever denies what somebody else claims is no source of it.
        holding = [s for s in holding if s.act != "deny" or not _inside(s, holding)]
    holding.sort(key=lambda s: (s.content.start - s.content.end, s.content.start))
    found: list[Source] = []
    for statement in holding:
        for speaker in (*statement.via, statement.speaker):
            source = _source(speaker)
            if source and all(source.name != f.name for f in found):
                found.append(source)
    return tuple(found)


def _inside(denial: Statement, holding: list[Statement]) -> bool:
    """Tell whether a denial is of a claim that is itself among the statements."""
    span = denial.content
    return any(s.act != "deny" and span.covers(s.content.start, s.content.end) for s in holding)


@cache
def _reactions() -> frozenset[str]:
    """Return verbs that take the deed in their object as given."""
    text = resources.files("dateline.data").joinpath("statements", "sources.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)["reactions"])


def _reacts(reading: Reading, statement: Statement, deed: Token) -> bool:
    """Tell whether the speaker only reacts to a deed named in a noun phrase: "condemned the attack"."""
    cue, parse = statement.cue, reading.parse
    if cue is None or statement.kind == "direct" or statement.act == "urge":
        return False
    first = bisect_left(parse.tokens, cue.start, key=lambda t: t.start)
    words = takewhile(lambda t: t.end <= cue.end, parse.tokens[first : first + _CUE])
    verbs = [t for t in words if t.lemma in _reactions() and t.pos == "VERB"]
    below = [k for v in verbs for k in parse.kids(v.i, "ccomp", "pcomp")]
    return bool(verbs) and not any(parse.edges(k.i)[0] <= deed.i <= parse.edges(k.i)[1] for k in below)


def _said_of(reading: Reading, trigger: int) -> list[Statement]:
    """Return statements whose clause is about the deed's noun: "bombardments that residents say lasted for days"."""
    parse = reading.parse
    cues = [k for k in parse.kids(trigger, "relcl") if parse.kids(k.i, "ccomp")]
    return [s for s in reading.statements for k in cues if s.cue and s.cue.covers(k.start, k.end)]


def _holds(statement: Statement, start: int, end: int) -> bool:
    """Tell whether the deed's word is part of what was said, and not of the cue between two parts of it."""
    cue = statement.cue
    return statement.content.covers(start, end) and not (cue and cue.overlaps(start, end))


def _source(speaker: Speaker | None) -> Source | None:
    """Return the speaker as a source."""
    return Source(name=speaker.name, side=speaker.side, span=speaker.mention) if speaker else None
