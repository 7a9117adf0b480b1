"""The stage as one function: drafts from syntax and quotation marks, then speakers."""

from dateline.model import Parse, Span, Speaker, Statement, StatementKind, ids
from dateline.stages.statements.compose import drafts
from dateline.stages.statements.draft import Draft
from dateline.stages.statements.quotes import Quote
from dateline.stages.statements.syntax import phrase


def find_statements(parse: Parse) -> list[Statement]:
    """Return what somebody is reported to have said, in text order."""
    found, quotes = drafts(parse)
    return [_statement(parse, draft, quotes) for draft in found]


def _statement(parse: Parse, draft: Draft, quotes: list[Quote]) -> Statement:
    """Make the record's row of a draft."""
    content = _span(parse, *_bare(parse.text, draft.start, draft.end, quotes))
    cue = _span(parse, *draft.cue) if draft.cue else None
    return Statement(
        id=ids.make("s", parse.report, str(content.start), str(content.end), str(cue.start if cue else -1)),
        report=parse.report,
        content=content,
        kind=_kind(draft, quotes),
        cue=cue,
        speaker=_speaker(parse, draft),
        act=draft.act,
    )


def _speaker(parse: Parse, draft: Draft) -> Speaker | None:
    """Name the source as it is written."""
    if draft.source is None:
        return None
    first, last = phrase(parse, draft.source)
    mention = _span(parse, parse.tokens[first].start, parse.tokens[last].end)
    return Speaker(name=mention.text, mention=mention)


def _bare(text: str, start: int, end: int, quotes: list[Quote]) -> tuple[int, int]:
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
