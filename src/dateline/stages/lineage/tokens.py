"""Tokens: a text's words with their places, for comparing two versions word by word.

Finer than the words that find copies: single letters count ("Plan A" is not "Plan B") and every word keeps its characters.
"""

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate, compress

from dateline.stages.lineage import boilerplate
from dateline.stages.lineage.forms import Forms
from dateline.stages.lineage.sentences import sentences
from dateline.stages.lineage.words import UNSPACED

_TOKEN = re.compile(rf"([^\W\d_{UNSPACED}]+(?:['’][^\W\d_{UNSPACED}]+)*|\d+(?:[.,]\d+)*|[{UNSPACED}])")
_PLAIN = re.compile(r"([A-Za-z0-9](?:(?<=[A-Za-z])[A-Za-z]*+(?:'[A-Za-z]++)*+|[0-9]*+(?:[.,][0-9]++)*+))")
"""The same for ASCII, in a fifth of the time: one set at the front lets the search skip all that begins no token."""
_LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
_WESTERN = re.compile(rf"([{_LATIN}0-9](?:(?<=[{_LATIN}])[{_LATIN}]*+(?:['’][{_LATIN}]++)*+|[0-9]*+(?:[.,][0-9]++)*+))")
"""The same for Latin letters and the signs of printers, in half of the time ..."""
_BEYOND = re.compile(r"[^\x00-\x7f\xa0-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb\xbfÀ-ɏ\u2010-\u203e\u20a0-\u20bf™]")
"""... unless a text has one of the others."""
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
        pieces = _pattern(text).split(text)
        borders = list(accumulate(map(len, pieces)))
        self.written, self.behind = pieces[1::2], pieces[2::2]
        self.forms, self.starts, self.ends = list(map(memory.__getitem__, self.written)), borders[:-1:2], borders[1::2]
        if "" in self.forms:
            self._count()

    def _count(self) -> None:
        """Leave out words that have no form; they stand behind what precedes them, if anything does."""
        forms, last = self.forms, -1
        for k, form in enumerate(forms):
            if form:
                last = k
            elif last >= 0:
                self.behind[last] += self.written[k] + self.behind[k]
        self.starts, self.ends = list(compress(self.starts, forms)), list(compress(self.ends, forms))
        self.written, self.behind = list(compress(self.written, forms)), list(compress(self.behind, forms))
        self.forms = list(compress(forms, forms))

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
        behind = self.behind[token - 1]
        if behind[-1:] == " ":
            return self.starts[token]
        opening = _OPENING.search(behind)
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


def _pattern(text: str) -> re.Pattern[str]:
    """Return the quickest pattern that finds the tokens of a text."""
    if text.isascii():
        return _PLAIN
    return _TOKEN if _BEYOND.search(text) else _WESTERN


def _form(word: str, forms: Forms) -> str:
    lower = word.lower()
    if not lower.isalnum():
        lower = _POSSESSIVE.sub("", lower).replace("'", "").replace("’", "")
    if not lower:
        return ""
    return lower if len(lower) == 1 and not lower.isdigit() else forms.canonical(lower)
