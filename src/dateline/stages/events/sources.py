"""Tell who says that a deed happened: the speakers of the statements whose words hold it, outermost first."""

from dateline.model import Reading, Source, Span, Speaker, Statement


def sources_of(reading: Reading, trigger: int, clause: Span) -> tuple[Source, ...]:  # noqa: ARG001 - the seam's signature
    """Return the sources of the deed at token ``trigger``; none is the reporter's own voice."""
    token = reading.parse.tokens[trigger]
    said = _said_of(reading, trigger)
    holding = [s for s in reading.statements if _holds(s, token.start, token.end) or s in said]
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
