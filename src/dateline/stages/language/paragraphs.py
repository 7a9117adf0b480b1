"""Split a report's text into paragraphs, whether or not it was wrapped by hand."""

import re
from collections.abc import Iterator

# A line that ends like this ends a paragraph; hard-wrapped text breaks in the middle of sentences.
_ENDING = re.compile(r"""[.!?:;…]["'”’)\]]*$""")
# Below this a line is a heading or a by-line, above it no one wraps by hand. Mail and wire systems wrap at 60 to 80.
_WRAP_WIDTH = range(45, 101)
# Half the lines of prose broken in mid-sentence is far above what unwrapped news text shows (under one in ten).
_WRAPPED_SHARE = 0.5

# A line that opens an item of a list begins a paragraph even in wrapped text.
_ITEM = re.compile(r"\s*(?:[-–—*•·▪◦]|\(?\d{1,3}[.)])\s")
# The tokenizer's time grows with the square of what has no white space: a rule of 8,000 dashes took it 6 s. No word of
# any language is as long.
_UNBROKEN = re.compile(r"\S{500}")

# The model's memory and time grow with the paragraph; longer ones are cut at a sentence's end where there is one.
LONGEST = 20_000


def split(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) characters of each paragraph, in order, without the white space around it."""
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n\r\u2028\u2029]+", text) if m.group().strip()]
    joined: list[list[int]] = []
    wrapped = _is_wrapped(text, lines)
    for start, end in lines:
        gap = text[joined[-1][1] : start] if joined else ""
        if wrapped and joined and gap.strip(" \t\r") == "\n" and not _ITEM.match(text, start, end):
            joined[-1][1] = end
        else:
            joined.append([start, end])
    return [piece for start, end in joined for piece in _pieces(text, start, end)]


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Tell whether the text was wrapped by hand: most lines break within a sentence at a screen's width."""
    broken = sum((end - start) in _WRAP_WIDTH and not _ENDING.search(text[start:end].rstrip()) for start, end in lines)
    return len(lines) > 2 and broken / len(lines) >= _WRAPPED_SHARE


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Trim white space, and cut what is too long for the model."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    found: list[tuple[int, int]] = []
    for run in _UNBROKEN.finditer(text, start, end):
        found += _pieces(text, start, run.start()) if run.start() > start else []
        found.append((run.start(), run.end()))
        start = run.end()
    if found:
        return found + (_pieces(text, start, end) if end > start else [])
    return list(shortened(text, start, end, LONGEST))


def shortened(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """Yield characters ``[start, end)`` in pieces no longer than ``longest``, cut at a sentence's end, else at a space."""
    while end - start > longest:
        cut = max(text.rfind(mark, start, start + longest) for mark in (". ", "? ", "! ")) + 1
        cut = cut if cut > start else text.rfind(" ", start, start + longest)
        cut = cut if cut > start else start + longest
        yield start, cut
        start = cut + (text[cut : cut + 1] == " ")
    if end > start:
        yield start, end
