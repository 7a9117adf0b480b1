"""The stage as one function: drafts from syntax and quotation marks, then speakers."""

from dateline.model import Parse, Span, Speaker, Statement, StatementKind, ids
from dateline.stages.statements.cast import Cast
from dateline.stages.statements.compose import drafts
from dateline.stages.statements.draft import Draft
from dateline.stages.statements.quotes import Quote
from dateline.stages.statements.resolve import Resolver


def find_statements(parse: Parse) -> list[Statement]:
    """Return what somebody is reported to have said, in text order."""
    found, quotes = drafts(parse)
    resolver = Resolver(parse, Cast(parse, quotes))
    statements = []
    for draft in found:
        relays = tuple(resolver.speaker(i) for i in draft.relays)
        own = resolver.speaker(draft.source) if draft.source is not None else None
        speaker = resolver.again(own) if draft.verb is None else own
        statements.append(_statement(parse, draft, quotes, (*relays, speaker)))
    return statements


def _statement(parse: Parse, draft: Draft, quotes: list[Quote], voices: tuple[Speaker | None, ...]) -> Statement:
    """Make the record's row of a draft; ``voices`` are those who relay it and then its speaker."""
    content = _span(parse, *_bare(draft.start, draft.end, quotes))
    cue = _span(parse, *draft.cue) if draft.cue else None
    return Statement(
        id=ids.make("s", parse.report, str(content.start), str(content.end), str(cue.start if cue else -1)),
        report=parse.report,
        content=content,
        kind=_kind(draft, quotes),
        cue=cue,
        speaker=voices[-1],
        via=tuple(v for v in voices[:-1] if v),
        act=draft.act,
    )


def _bare(start: int, end: int, quotes: list[Quote]) -> tuple[int, int]:
    """Take off the quotation marks when one quotation is the whole content."""
    for quote in quotes:
        if quote.left <= start <= quote.start and quote.end <= end <= quote.right:
            return quote.start, quote.end
    return start, end


def _kind(draft: Draft, quotes: list[Quote]) -> StatementKind:
    """Tell words quoted from words reported."""
    inside = [any(q.left <= a and b <= q.right for q in quotes) for a, b in draft.parts]
    if all(inside):
        return "direct"
    touched = any(q.left < b and a < q.right for q in quotes for a, b in draft.parts)
    return "mixed" if touched else "indirect"


def _span(parse: Parse, start: int, end: int) -> Span:
    """Return a span with its words."""
    return Span(start, end, parse.text[start:end])
