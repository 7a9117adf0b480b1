"""Tokens: a text's words with their places, for comparing two versions word by word.

Finer than the words that find copies: single letters count ("Plan A" is not "Plan B") and every word keeps its characters.
"""

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from dateline.stages.lineage import boilerplate
from dateline.stages.lineage.forms import Forms
from dateline.stages.lineage.sentences import sentences
from dateline.stages.lineage.words import UNSPACED

_TOKEN = re.compile(rf"([^\W\d_{UNSPACED}]+(?:['’][^\W\d_{UNSPACED}]+)*|\d+(?:[.,]\d+)*|[{UNSPACED}])")
_PLAIN = re.compile(r"([A-Za-z]+(?:'[A-Za-z]+)*|[0-9]+(?:[.,][0-9]+)*)")
"""The same for ASCII, in half the time."""
_REMEMBERED = 500_000
"""Words kept: beyond them all are forgotten, which costs time only."""
_POSSESSIVE = re.compile(r"['’]s?$")
_OPENING = re.compile(r"\s(\S+)$")
_QUOTED = re.compile(r"[\"“«](?:(?!\n\s*\n)[^\"”»]){2,800}[\"”»]|''(?:(?!''|\n\s*\n).){2,800}''", re.DOTALL)


class Memory(dict[str, str]):
    """Words already met, as written, and their canonical forms; a new one is worked out when first asked for."""

    def __init__(self, forms: Forms) -> None:
        super().__init__()
        self._forms = forms

    def __missing__(self, word: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        form = self[word] = _form(word, self._forms)
        return form


class Tokens:
    """The tokens of ``text``: canonical forms, what is written, what stands behind, starts and ends, in step; the rest is
    worked out when first asked for.
    """

    def __init__(self, text: str, memory: Memory) -> None:
        self.text = text
        pieces = (_PLAIN if text.isascii() else _TOKEN).split(text)
        borders = list(accumulate(map(len, pieces)))
        self.written, self.behind = pieces[1::2], pieces[2::2]
        self.forms, self.starts, self.ends = list(map(memory.__getitem__, self.written)), borders[:-1:2], borders[1::2]
        if "" in self.forms:
            self._count()

    def _count(self) -> None:
        """Leave out words that have no form."""
        counted = [k for k, form in enumerate(self.forms) if form]
        self.starts, self.ends = [self.starts[k] for k in counted], [self.ends[k] for k in counted]
        self.forms, self.written = [self.forms[k] for k in counted], [self.written[k] for k in counted]
        following = [*self.starts[1:], len(self.text)]
        self.behind = [self.text[end:start] for end, start in zip(self.ends, following, strict=True)]

    def __len__(self) -> int:
        return len(self.forms)

    def raw(self, first: int, last: int) -> str:
        """Return the text from token ``first`` up to the end of the token before ``last``."""
        return self.text[self.starts[first] : self.ends[last - 1]] if first < last else ""

    def through(self, first: int, last: int) -> str:
        """Return the text from token ``first`` up to token ``last``, so that pieces add up to the whole.

        What follows the last space between two tokens, an opening quotation mark or bracket, goes with the second.
        """
        return self.text[self._border(first) : self._border(last)] if first < last else ""

    def _border(self, token: int) -> int:
        if token == 0:
            return 0
        if token == len(self.starts):
            return len(self.text)
        opening = _OPENING.search(self.behind[token - 1])
        return self.starts[token] - (len(opening[1]) if opening else 0)

    @cached_property
    def sentences(self) -> list[int]:
        """Return the first token of each sentence."""
        firsts, k, count = [0], 0, len(self.starts)
        for start, _ in self._sentences:
            while k < count and self.starts[k] < start:
                k += 1
            if k < count and firsts[-1] != k:
                firsts.append(k)
        return firsts

    @cached_property
    def _sentences(self) -> list[tuple[int, int]]:
        return list(sentences(self.text))

    @cached_property
    def story(self) -> list[bool]:
        """Tell for each token whether it belongs to the story and not to boilerplate."""
        story = [True] * len(self.starts)
        for start, end in boilerplate.spans(self.text, self._sentences):
            first, last = bisect_right(self.starts, start - 1), bisect_right(self.starts, end - 1)
            story[first:last] = [False] * (last - first)
        return story

    @cached_property
    def _quotes(self) -> list[tuple[int, int]]:
        return [match.span() for match in _QUOTED.finditer(self.text)]

    def quoted(self, token: int) -> bool:
        """Tell whether a token stands within quotation marks."""
        at = self.starts[token]
        before = bisect_right(self._quotes, (at, len(self.text))) - 1
        return before >= 0 and at < self._quotes[before][1]

    def sentence(self, token: int) -> int:
        """Return the place of a token's sentence."""
        return bisect_right(self.sentences, token) - 1

    def opens(self, token: int) -> int:
        """Return the first token of a token's sentence."""
        return self.sentences[self.sentence(token)]

    def closes(self, token: int) -> int:
        """Return the first token after a token's sentence."""
        k = self.sentence(token) + 1
        return self.sentences[k] if k < len(self.sentences) else len(self.forms)


def _form(word: str, forms: Forms) -> str:
    lower = _POSSESSIVE.sub("", word.lower()).replace("'", "").replace("’", "")
    if not lower:
        return ""
    return lower if len(lower) == 1 and not lower.isdigit() else forms.canonical(lower)
