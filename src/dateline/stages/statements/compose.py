"""Put the pieces together: what the syntax says a cue reports, and the quotations tied to it, as drafts in text order."""

from dataclasses import replace

from dateline.model import Parse, Token
from dateline.stages.statements.attach import Page, Tied, tie
from dateline.stages.statements.borders import joined, snapped, split
from dateline.stages.statements.cues import VERBAL, Cue, cue_of
from dateline.stages.statements.draft import Draft, Stretch
from dateline.stages.statements.frames import content
from dateline.stages.statements.phrases import attributed
from dateline.stages.statements.quotes import Quote, find_quotes
from dateline.stages.statements.said import said
from dateline.stages.statements.syntax import group, stretch, subject

# A quoted stretch within a sentence is more than a label from this many words on.
_PHRASE = 3
# Labels under which a noun can be the source of a quotation when the parse went wrong around the quotation marks.
_HEADS = frozenset({"nsubj", "nsubjpass", "ROOT", "dobj", "npadvmod", "attr", "appos", "dep"})


def drafts(parse: Parse) -> tuple[list[Draft], Page]:
    """Return the statements of a report before their speakers are resolved, and the page of its quotations."""
    quotes = find_quotes(parse)
    page = Page(parse, quotes)
    quoted = _quoted(page, tie(page))
    taken = {d.verb: d for d in quoted if d.verb is not None}
    found = [d for d in quoted if d.verb is None]
    for token in parse.tokens:
        cue = cue_of(parse, token) if token.pos in VERBAL else None
        draft = _reported(page, token, cue, taken.get(token.i)) if cue or token.i in taken else None
        if draft:
            found.append(draft)
    found += [snapped(page, d) for d in attributed(parse)]
    found += _continued(page, found)
    found = [piece for d in found for piece in split(d)]
    return sorted(found, key=lambda d: (d.start, -d.end, d.verb or -1)), page


def _continued(page: Page, found: list[Draft]) -> list[Draft]:
    """Return sentences without a cue that carry on, partly quoted, what the sentence before them reports."""
    parse = page.parse
    told = {parse.tokens[page.at(c)].sent for d in found if d.cue and d.verb is not None for c in d.cue[:1]}
    taken = {q.left for d in found for a, b in d.parts for q in page.touching(a, b)}
    more: dict[int, Draft] = {}
    for quote in page.quotes:
        words = parse.tokens[page.at(quote.start) : page.at(quote.end)]
        if len(words) < _PHRASE or quote.left in taken:
            continue
        here = parse.sentences[words[0].sent]
        if (
            here.index - 1 not in told
            or here.index in told
            or parse.sentences[here.index - 1].paragraph != here.paragraph
        ):
            continue
        if quote.end > here.end or not any(t.pos in {"VERB", "AUX"} for t in words):
            continue
        # A sentence with two quotations is one statement all the same.
        more[here.index] = Draft(parts=(stretch(parse, here.first, here.last - 1),), cue=None, verb=None, source=None)
    return list(more.values())


def _quoted(page: Page, tied: list[Tied]) -> list[Draft]:
    """Return one draft for each run of quotations that belong together."""
    found: list[Draft] = []
    owner: dict[int, int] = {}
    for one in tied:
        new = _started(page, one)
        at = owner.get(one.verb) if one.verb is not None else None
        if at is None and one.follows and found:
            at = len(found) - 1
        if at is None and (one.verb is not None or one.alone):
            at = len(found)
            found.append(new)
        elif at is not None:
            kept = found[at] if found[at].verb is not None else new
            found[at] = replace(kept, parts=tuple(sorted((*found[at].parts, *new.parts))))
        if one.verb is not None and at is not None:
            owner.setdefault(one.verb, at)
    return found


def _started(page: Page, one: Tied) -> Draft:
    """Return the draft of a quotation by itself."""
    part = (one.quote.start, one.quote.end)
    if one.verb is None:
        return Draft(parts=(part,), cue=None, verb=None, source=None, quoted=True)
    verb = page.parse.tokens[one.verb]
    cue = cue_of(page.parse, verb)
    act = (cue.act("clause", "to", "object") if cue else None) or "assert"
    source = _quoted_source(page, verb, one.quote)
    return Draft(parts=(part,), cue=_cue(page.parse, verb), verb=verb.i, source=source, act=act, quoted=True)


def _quoted_source(page: Page, verb: Token, quote: Quote) -> int | None:
    """Return who says a quotation: the verb's subject outside it, else the nearest noun that the parser missed."""
    parse = page.parse
    last = parse.tokens[max(0, page.at(quote.left) - 2)]
    if last.ent == "PERSON" and parse.tokens[min(last.i + 1, len(parse.tokens) - 1)].text == ":":
        return last.i
    found = subject(parse, verb)
    if found is not None and not quote.left <= parse.tokens[found].start < quote.right:
        return found
    sentence = parse.sentences[verb.sent]
    behind = verb.start >= quote.right
    near = list(reversed(parse.tokens[page.at(quote.right) if behind else sentence.first : verb.i]))
    near += parse.tokens[verb.i + 1 : min(verb.i + 6, sentence.last)] if behind else ()
    for token in near:
        if token.text in {".", ";", ":"}:
            break
        if (
            token.pos in {"PROPN", "PRON", "NOUN"}
            and (token.dep in _HEADS or token.i == verb.i - 1)
            and not page.inside(token.start)
        ):
            return token.i
    return None


def _reported(page: Page, verb: Token, cue: Cue | None, quoted: Draft | None) -> Draft | None:
    """Return the draft of a cue verb, joined with the quotation tied to it."""
    parse = page.parse
    source = subject(parse, verb)
    if quoted is None and not said(parse, verb):
        return None
    host = page.inside(verb.start)
    if cue and cue.belief and host and quoted is None:
        return None
    found = content(parse, verb, cue) if cue else None
    if found is None:
        return quoted
    parts, act = found
    draft = Draft(
        parts=parts, cue=_cue(parse, verb), verb=verb.i, source=source, act=act, belief=bool(cue and cue.belief)
    )
    draft = snapped(page, draft)
    return joined(parse.text, draft, quoted) if quoted else draft


def _cue(parse: Parse, verb: Token) -> Stretch:
    """Return the characters of the verb group."""
    first, last = group(parse, verb)
    return parse.tokens[first].start, parse.tokens[last].end
