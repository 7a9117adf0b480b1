"""Sentences: where a text's sentences begin, by punctuation alone and for any script. Used only to show and count changes.

The language model is not loaded to trace versions, and a wrong border costs nothing but the place where a line is broken.
"""

import re

# One set of signs at the front lets the search skip all that is none of them, which takes half the time of three choices.
_CANDIDATE = re.compile(r"""[.!?…\n。！？](?:(?<=\n)\s*|(?<=[.!?…])["'”’)\]]*\s+|(?<=[。！？])["'”’)\]」』]*)""")
_OPENING = "\"'“‘([«"
# Words whose point does not end a sentence, in front of a capital too.
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr st gen col lt capt sgt maj sen rep gov prof no vs jr sr inc corp ltd co".split()
)
_LONG = 5  # letters that no abbreviation has


def sentences(text: str) -> list[tuple[int, int]]:
    """Return start and end of each sentence, in order, without the space around it."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in _CANDIDATE.finditer(text):
        mark, first, last = match.group(), match.start(), match.end()
        if _ends(text, mark, first, last):
            _add(found, text, start, first + len(mark.rstrip()))
            start = last
    _add(found, text, start, len(text.rstrip()))
    return found


def _ends(text: str, mark: str, first: int, last: int) -> bool:
    sign = mark[0]
    if sign in "。！？":
        return True
    following = text[last : last + 2].lstrip(_OPENING)[:1]
    if sign == "\n":
        return "\n" in mark[1:] or not following.islower()
    if following.islower():
        return "\n\n" in mark
    if sign != "." or (first >= _LONG and text[first - _LONG : first].isalpha()):
        return True
    word = text[max(0, first - 8) : first].replace("(", " ").rsplit(None, 1)[-1:]
    return not word or not (len(word[0].rsplit(".")[-1]) == 1 or word[0].lower() in _ABBREVIATIONS) or "\n\n" in mark


def _add(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    """Add what stands between two places, if anything does."""
    while start < end and text[start].isspace():
        start += 1
    if start < end:
        found.append((start, end))
