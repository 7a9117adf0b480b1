"""The stage as one function: drafts from syntax and quotation marks, then speakers."""

from dateline.model import Parse, Span, Speaker, Statement, StatementKind, ids
from dateline.stages.statements.attach import Page
from dateline.stages.statements.cast import Cast
from dateline.stages.statements.compose import drafts
from dateline.stages.statements.draft import Draft
from dateline.stages.statements.relay import nested, relayed
from dateline.stages.statements.resolve import Resolver


def find_statements(parse: Parse) -> list[Statement]:
    """Return what somebody is reported to have said, in text order."""
    found, page = drafts(parse)
    found = [relayed(parse, draft) for draft in found]
    resolver = Resolver(parse, Cast(parse, page.quotes))
    spoken: list[Speaker | None] = []
    last: Speaker | None = None
    statements = []
    for draft, above in zip(found, nested(found), strict=True):
        own = resolver.speaker(draft.source) if draft.source is not None else None
        # Words that go on without a cue are the last speaker's, and not those of somebody whom the speaker cites.
        speaker = last if draft.verb is None else own
        last = last if above else speaker or last
        relays = [spoken[k] for k in above] + [resolver.speaker(i) for i in draft.relays]
        statements.append(_statement(parse, draft, page, (*relays, speaker)))
        spoken.append(speaker)
    return list({s.id: s for s in statements}.values())


def _statement(parse: Parse, draft: Draft, page: Page, voices: tuple[Speaker | None, ...]) -> Statement:
    """Make the record's row of a draft; ``voices`` are those who relay it and then its speaker."""
    content = _span(parse, *_bare(page, draft.start, draft.end))
    cue = _span(parse, *draft.cue) if draft.cue else None
    return Statement(
        id=ids.make("s", parse.report, str(content.start), str(content.end), str(cue.start if cue else -1)),
        report=parse.report,
        content=content,
        kind=_kind(page, draft),
        cue=cue,
        speaker=voices[-1],
        via=_others(voices),
        act=draft.act,
    )


def _others(voices: tuple[Speaker | None, ...]) -> tuple[Speaker, ...]:
    """Return those who relay, each once, without the speaker."""
    own = voices[-1].name if voices[-1] else None
    by_name = {v.name: v for v in voices[:-1] if v and v.name != own}
    return tuple(by_name.values())


def _bare(page: Page, start: int, end: int) -> tuple[int, int]:
    """Take off the quotation marks when one quotation is the whole content."""
    for quote in page.touching(start, end):
        if quote.left <= start <= quote.start and quote.end <= end <= quote.right:
            return quote.start, quote.end
    return start, end


def _kind(page: Page, draft: Draft) -> StatementKind:
    """Tell words quoted from words reported."""
    touched = [page.touching(a, b) for a, b in draft.parts]
    if all(any(q.left <= a and b <= q.right for q in t) for t, (a, b) in zip(touched, draft.parts, strict=True)):
        return "direct"
    return "mixed" if any(touched) else "indirect"


def _span(parse: Parse, start: int, end: int) -> Span:
    """Return a span with its words."""
    return Span(start, end, parse.text[start:end])
