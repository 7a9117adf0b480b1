"""Sentences: where a text's sentences begin, by punctuation alone and for any script. Used only to show and count changes.

The language model is not loaded to trace versions, and a wrong border costs nothing but the place where a line is broken.
"""

import re
from collections.abc import Iterator

_CANDIDATE = re.compile(r"""[.!?…]["'”’)\]]*\s+|\n\s*|[。！？]["'”’)\]」』]*""")
_OPENING = "\"'“‘([«"
# Words whose point does not end a sentence, in front of a capital too.
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr st gen col lt capt sgt maj sen rep gov prof no vs jr sr inc corp ltd co".split()
)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence, in order, without the space around it."""
    start = 0
    for match in _CANDIDATE.finditer(text):
        if _ends(text, match):
            yield from _bare(text, start, match.end())
            start = match.end()
    yield from _bare(text, start, len(text))


def _ends(text: str, match: re.Match[str]) -> bool:
    mark = match.group()
    if mark[0] in "。！？":
        return True
    following = text[match.end() : match.end() + 2].lstrip(_OPENING)[:1]
    if mark[0] == "\n":
        return "\n" in mark[1:] or not following.islower()
    if following.islower():
        return "\n\n" in mark
    if mark[0] != ".":
        return True
    word = text[max(0, match.start() - 8) : match.start()].replace("(", " ").rsplit(None, 1)[-1:]
    return not word or not (len(word[0].rsplit(".")[-1]) == 1 or word[0].lower() in _ABBREVIATIONS) or "\n\n" in mark


def _bare(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    inner = text[start:end].strip()
    if inner:
        start = text.index(inner[0], start)
        yield start, start + len(inner)
