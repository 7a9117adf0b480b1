"""Tie quotations to the verb that introduces them, by where they stand: the parser is easily led astray by quotation marks."""

import bisect
from dataclasses import dataclass

from dateline.model import Parse, Token
from dateline.stages.statements.cues import cue_of
from dateline.stages.statements.quotes import Quote
from dateline.stages.statements.syntax import subject

# How far after a quotation its cue may stand, in tokens: a long title between name and verb still fits.
_REACH = 28
# A sentence of this many words or more in quotation marks is speech even without a cue; a shorter one may be a title.
_SPEECH = 4
_ENDS = frozenset(".?!…")
_INNER = frozenset({"aux", "auxpass", "relcl", "acl", "amod"})
# Verbs that the parser often mistakes for participles or nouns beside quotation marks.
_PLAIN = frozenset({"say", "add", "reply", "ask", "tell", "write", "tweet"})
_NEVER = frozenset({"be", "have", "do", "will", "would", "can", "could", "may", "might"})


@dataclass(frozen=True, slots=True)
class Tied:
    """A quotation and its cue verb; ``follows`` that it carries on the quotation before it; both empty: it stands alone."""

    quote: Quote
    verb: int | None = None
    follows: bool = False
    alone: bool = False


class Page:
    """The tokens of a report in reach of its quotations."""

    def __init__(self, parse: Parse, quotes: list[Quote]) -> None:
        self.parse, self.quotes = parse, quotes
        self._starts = [t.start for t in parse.tokens]
        self._lefts = [q.left for q in quotes]

    def at(self, char: int) -> int:
        """Return the index of the first token that starts at or after a character."""
        return bisect.bisect_left(self._starts, char)

    def inside(self, char: int) -> Quote | None:
        """Return the quotation that covers a character."""
        k = bisect.bisect_right(self._lefts, char) - 1
        return self.quotes[k] if k >= 0 and char < self.quotes[k].right else None

    def touching(self, start: int, end: int) -> list[Quote]:
        """Return the quotations that share a character with ``[start, end)``."""
        first = max(0, bisect.bisect_right(self._lefts, start) - 1)
        last = bisect.bisect_left(self._lefts, end)
        return [q for q in self.quotes[first:last] if start < q.right]


def tie(page: Page) -> list[Tied]:
    """Return for each quotation what introduces it."""
    found: list[Tied] = []
    for k, quote in enumerate(page.quotes):
        before = found[-1] if found else None
        following = page.quotes[k + 1] if k + 1 < len(page.quotes) else None
        found.append(_tie(page, quote, before, following))
    return found


def _tie(page: Page, quote: Quote, before: Tied | None, following: Quote | None) -> Tied:
    """Look after the quotation, before it, and at the quotation before."""
    verb = _after(page, quote, following) if quote.joins or _speech(page, quote) else None
    if quote.joins:
        return Tied(quote, verb, follows=True)
    if verb is None:
        verb = _ahead(page, quote)
    if verb is not None:
        same = before is not None and before.verb == verb
        return Tied(quote, verb, follows=same)
    if not (_sentence(page, quote) and _opens_sentence(page, quote)):
        return Tied(quote)
    if before and not quote.open and (before.verb is not None or before.follows) and _adjoins(page, before, quote):
        return Tied(quote, follows=True)
    return Tied(quote, alone=True)


def _speech(page: Page, quote: Quote) -> bool:
    """Tell whether a quotation can be what a cue behind it reports, and not a title or a label within the sentence."""
    k = page.at(quote.left) - 1
    words = page.parse.tokens[page.at(quote.start) : page.at(quote.end)]
    if any(t.pos in {"VERB", "AUX"} for t in words) or _opens_sentence(page, quote):
        return True
    return page.parse.tokens[k].text in {",", ":", "—", "–", "that", "and", "but"}


def _after(page: Page, quote: Quote, following: Quote | None) -> int | None:
    """Return the verb of a cue right after the quotation: '..., said the mayor', '..., the mayor said'."""
    tokens = page.parse.tokens
    first = page.at(quote.right)
    if first >= len(tokens) or quote.open or not _runs_on(page, quote, first):
        return None
    stop = following.left if following else len(page.parse.text)
    for t in tokens[first : first + _REACH]:
        if t.start >= stop or (t.text in {".", ";", ":"} and t.i > first) or _paragraph(page, t.i) != quote.paragraph:
            return None
        if t.pos in {"VERB", "AUX"} and t.lemma not in _NEVER and t.dep not in _INNER:
            cue = _cue_after(page, t, quote)
            if cue is not None or t.tag not in {"VBG", "VBN"}:
                return cue
    return None


def _runs_on(page: Page, quote: Quote, first: int) -> bool:
    """Tell whether the sentence goes on after the quotation with what can be its cue."""
    closing, behind = page.parse.text[quote.end - 1], page.parse.tokens[first]
    if behind.text in {",", "—", "–", "-", "--"} or closing in ",—–-":
        return True
    return closing in _ENDS and (
        behind.text[:1].islower() or (closing != "." and behind.pos in {"PROPN", "PRON", "DET", "NOUN"})
    )


def _cue_after(page: Page, verb: Token, quote: Quote) -> int | None:
    """Accept a verb after a quotation when it is a known cue, or any verb with its subject in place."""
    parse = page.parse
    if cue_of(parse, verb) and (verb.tag != "VBN" or verb.lemma in _PLAIN):
        return verb.i
    source, first = subject(parse, verb), page.at(quote.right)
    near = source is not None and first <= source < verb.i and verb.i - first <= 4 and _opens_sentence(page, quote)
    return verb.i if near and verb.tag in {"VBD", "VBZ"} else None


def _ahead(page: Page, quote: Quote) -> int | None:
    """Return the last cue verb before the quotation: 'the mayor said: ...', 'he called it ...'."""
    tokens = page.parse.tokens
    k = page.at(quote.left) - 1
    if k < 0:
        return None
    colon = tokens[k].text == ":" and _paragraph(page, k) >= quote.paragraph - 1
    if not colon and (tokens[k].text[-1:] in _ENDS or _paragraph(page, k) != quote.paragraph):
        return None
    sentence = page.parse.sentences[tokens[k].sent]
    for t in reversed(tokens[sentence.first : k + 1]):
        if page.inside(t.start):
            continue
        if t.text == ";":
            return None
        if (t.pos == "VERB" and cue_of(page.parse, t)) or (t.i == k and t.lemma in _PLAIN):
            return t.i if colon or tokens[k].text == "," or _leads(page, t, k, quote) else None
    root = tokens[sentence.root]
    return root.i if colon and root.pos in {"VERB", "AUX"} and page.parse.kids(root.i, "nsubj") else None


def _leads(page: Page, verb: Token, k: int, quote: Quote) -> bool:
    """Tell whether a verb leads straight up to a quotation."""
    if k == verb.i:
        return _sentence(page, quote) or page.parse.text[quote.start].isupper()
    return k - verb.i <= 3 and page.parse.text[quote.start].isupper() and _sentence(page, quote)


def _opens_sentence(page: Page, quote: Quote) -> bool:
    """Tell whether the quotation stands at the start of a sentence, and not within one."""
    k = page.at(quote.left) - 1
    return (
        k < 0
        or page.parse.tokens[k].text[-1:] in _ENDS | {"”", '"', "'", "’", ":"}
        or _paragraph(page, k) != quote.paragraph
    )


def _paragraph(page: Page, k: int) -> int:
    """Return the paragraph of a token."""
    return page.parse.sentences[page.parse.tokens[k].sent].paragraph


def _sentence(page: Page, quote: Quote) -> bool:
    """Tell whether a quotation is at least one sentence of its own, so that it is speech and not a title or a label."""
    text = page.parse.text
    words = page.parse.tokens[page.at(quote.start) : page.at(quote.end)]
    ends = text[quote.end - 1] in _ENDS or text[quote.right : quote.right + 1] in _ENDS or quote.open
    long = sum(t.text[0].isalnum() for t in words) >= _SPEECH
    return ends and long and any(t.pos in {"VERB", "AUX"} for t in words)


def _adjoins(page: Page, before: Tied, quote: Quote) -> bool:
    """Tell whether only the cue of the quotation before stands between the two."""
    between = page.parse.text[before.quote.right : quote.left]
    last = page.at(quote.left) - 1
    if last < 0 or before.quote.paragraph < quote.paragraph - 1:
        return False
    if before.quote.paragraph != quote.paragraph:
        return _paragraph(page, last) == before.quote.paragraph and _only_cue(page, before, last)
    return not between.strip() or page.parse.tokens[last].sent <= page.parse.tokens[page.at(before.quote.right)].sent


def _only_cue(page: Page, before: Tied, last: int) -> bool:
    """Tell whether the paragraph before ends with the sentence of its quotation's cue."""
    first = page.at(before.quote.right)
    return (
        before.verb is not None
        and page.parse.tokens[last].sent <= page.parse.tokens[before.verb].sent
        and first <= last
    )
