"""Put the pieces together: what the syntax says a cue reports, and the quotations tied to it, as drafts in text order."""

from collections import defaultdict
from dataclasses import replace

from dateline.model import Parse, Token
from dateline.stages.statements.attach import Page, Tied, tie
from dateline.stages.statements.cues import Cue, cue_of
from dateline.stages.statements.draft import Draft, Stretch
from dateline.stages.statements.frames import content
from dateline.stages.statements.phrases import attributed
from dateline.stages.statements.quotes import Quote, find_quotes
from dateline.stages.statements.syntax import group, negated, subject

_SELF = frozenset({"i", "we", "you", "me", "us"})


def drafts(parse: Parse) -> tuple[list[Draft], list[Quote]]:
    """Return the statements of a report before their speakers are resolved, and its quotations."""
    quotes = find_quotes(parse)
    page = Page(parse, quotes)
    quoted = _quoted(page, tie(page))
    taken = {d.verb: d for d in quoted if d.verb is not None}
    found = [d for d in quoted if d.verb is None]
    for token in parse.tokens:
        cue = cue_of(parse, token)
        draft = _reported(page, token, cue, taken.get(token.i)) if cue or token.i in taken else None
        if draft:
            found.append(draft)
    found += [_snapped(page, d) for d in attributed(parse)]
    return sorted(found, key=lambda d: (d.start, -d.end, d.verb or -1)), quotes


def _quoted(page: Page, tied: list[Tied]) -> list[Draft]:
    """Return one draft for each run of quotations that belong together."""
    found: list[Draft] = []
    owner: dict[int, int] = {}
    for one in tied:
        part = (one.quote.start, one.quote.end)
        at = owner.get(one.verb) if one.verb is not None else (len(found) - 1 if one.follows and found else None)
        if at is not None:
            found[at] = replace(found[at], parts=tuple(sorted((*found[at].parts, part))))
        elif one.verb is not None:
            owner[one.verb] = len(found)
            verb = page.parse.tokens[one.verb]
            cue = cue_of(page.parse, verb)
            act = (cue.act("clause", "to", "object") if cue else None) or "assert"
            found.append(
                Draft(
                    parts=(part,),
                    cue=_cue(page.parse, verb),
                    verb=verb.i,
                    source=subject(page.parse, verb),
                    act=act,
                    quoted=True,
                )
            )
        elif one.alone:
            found.append(Draft(parts=(part,), cue=None, verb=None, source=None, quoted=True))
    return found


def _reported(page: Page, verb: Token, cue: Cue | None, quoted: Draft | None) -> Draft | None:
    """Return the draft of a cue verb, joined with the quotation tied to it."""
    parse = page.parse
    source = subject(parse, verb)
    if quoted is None and (source is None or negated(parse, verb) or parse.tokens[source].lower in _SELF):
        return None
    found = content(parse, verb, cue) if cue else None
    if found is None:
        return quoted
    parts, act = found
    draft = Draft(
        parts=parts, cue=_cue(parse, verb), verb=verb.i, source=source, act=act, belief=bool(cue and cue.belief)
    )
    draft = _snapped(page, draft)
    return _joined(draft, quoted) if quoted else draft


def _joined(said: Draft, quoted: Draft) -> Draft:
    """Join reported words with the quotation that goes on from them."""
    if all(any(a - 3 <= x and y <= b + 3 for a, b in quoted.parts) for x, y in said.parts):
        return replace(quoted, act=said.act)
    parts = sorted({*said.parts, *quoted.parts})
    merged: list[Stretch] = []
    for a, b in parts:
        if merged and a <= merged[-1][1] + 2:
            merged[-1] = (merged[-1][0], max(b, merged[-1][1]))
        else:
            merged.append((a, b))
    return replace(quoted, parts=tuple(merged), act=said.act)


def _snapped(page: Page, draft: Draft) -> Draft:
    """Move borders that fall inside a quotation to its edge, and stay inside a quotation that holds the cue too."""
    host = page.inside(page.parse.tokens[draft.verb].start) if draft.verb is not None else None
    parts = []
    for start, end in draft.parts:
        if host:
            start, end = max(start, host.start), min(end, host.end)
        else:
            last = page.inside(end - 1)
            end = last.right if last and last.left > start else end
            first = page.inside(start)
            start = first.left if first and first.right < end else start
        if end > start:
            parts.append((start, end))
    return replace(draft, parts=tuple(parts) or draft.parts)


def _cue(parse: Parse, verb: Token) -> Stretch:
    """Return the characters of the verb group."""
    first, last = group(parse, verb)
    return parse.tokens[first].start, parse.tokens[last].end
