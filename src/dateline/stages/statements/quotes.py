"""Find the quoted stretches of a report: which marks open, which close, and what carries on in the next paragraph.

Straight, curly, single and backtick marks come mixed, unbalanced and beside apostrophes, so each paragraph is scanned by
itself and a mark is judged by the characters around it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dateline.model import Parse

_MARK = re.compile(r"``|''|[\"“”„«»‘’'`]")
_DOUBLE_OPEN, _DOUBLE_CLOSE = {"“", "„", "«", "``"}, {"”", "»", "''"}
_BEFORE = frozenset(" \t\n\r\xa0([{—–-/:,;")
# A single mark is an apostrophe far more often than not: it opens only where its partner is found this close (characters).
_SINGLE_REACH = 600


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted stretch: characters ``[start, end)`` inside the marks, ``[left, right)`` with them.

    ``open`` tells that no closing mark was found in the paragraph; ``joins`` that it carries on the quote before it.
    """

    start: int
    end: int
    left: int
    right: int
    paragraph: int
    open: bool = False
    joins: bool = False


def find_quotes(parse: Parse) -> list[Quote]:
    """Return the quoted stretches in text order; nested ones are part of the outer one."""
    found: list[Quote] = []
    for number, (start, end) in enumerate(_paragraphs(parse)):
        open_before = bool(found) and found[-1].open and found[-1].paragraph == number - 1
        close = _carried(parse.text, start, end) if open_before else None
        if close:
            found.append(Quote(start, close[0], start, close[1], number, joins=True))
        here = list(_scan(parse.text, close[1] if close else start, end, number))
        if here and open_before and here[0].left == start:
            here[0] = replace(here[0], joins=True)
        found += here
    return found


def _carried(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the mark that closes a quotation left open in the paragraph before, when this one does not open it anew."""
    first = next((m for m in _MARK.finditer(text, start, end) if m.group() not in {"'", "‘", "’", "`"}), None)
    if first is None or first.start() == start or first.group() in _DOUBLE_OPEN:
        return None
    return first.span() if text[first.start() - 1] in ",.?!…" else None


def _paragraphs(parse: Parse) -> list[tuple[int, int]]:
    """Return the characters that each paragraph covers."""
    edges: dict[int, tuple[int, int]] = {}
    for s in parse.sentences:
        edges[s.paragraph] = (edges.get(s.paragraph, (s.start, 0))[0], s.end)
    return [edges[k] for k in sorted(edges)]


def _scan(text: str, start: int, end: int, paragraph: int) -> Iterator[Quote]:
    """Yield the quotes of one paragraph."""
    at = start
    while found := _MARK.search(text, at, end):
        mark, left, inner = found.group(), found.start(), found.end()
        at = inner
        if not _opens(text, left, inner, start, end):
            continue
        close = _closing(text, inner, end, mark)
        if close is None and (mark in "'‘’`" or _DOUBLE_CLOSE & {mark}):
            continue
        stop, right = close or (end, end)
        if text[inner:stop].strip():
            yield Quote(inner, stop, left, right, paragraph, open=close is None)
        at = right


def _opens(text: str, left: int, inner: int, start: int, end: int) -> bool:
    """Tell whether the mark at ``left`` can open a quotation."""
    mark = text[left:inner]
    if inner >= end:
        return False
    if text[inner].isspace():
        return mark in _DOUBLE_OPEN or (mark in {"''", '"'} and (left == start or text[left - 1] in _BEFORE))
    if mark in _DOUBLE_OPEN:
        return True
    if mark in _DOUBLE_CLOSE and mark != "''":
        return False
    return left == start or text[left - 1] in _BEFORE


def _closing(text: str, at: int, end: int, mark: str) -> tuple[int, int] | None:
    """Return start and end of the mark that closes what ``mark`` opened, or None."""
    if mark in {"'", "‘", "’", "`"}:
        return _single(text, at, end)
    for found in _MARK.finditer(text, at, end):
        here = found.group()
        if here == '"' == mark and _speaks(text, found.start(), end):
            return _sentence_end(text, at, found.start())
        if here in _DOUBLE_CLOSE or (here == '"' and (mark == '"' or not _opens(text, *found.span(), at, end))):
            return found.span()
        if here in _DOUBLE_OPEN and mark in _DOUBLE_OPEN and not _nests(text, found.start(), end):
            # The first mark was never closed. At a sentence's start the second replaces it, else the first is stray.
            return None if _fresh(text, found.start()) else (at, at)
    return None


def _speaks(text: str, at: int, end: int) -> bool:
    """Tell whether a straight mark opens new speech though the last was never closed: '... enough. The cook added: "We'."""
    return text[at - 2 : at] in {": ", ", "} and at + 1 < end and text[at + 1].isupper()


def _sentence_end(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the end of the last whole sentence between two characters, or nothing when there is none."""
    cut = max(text.rfind(mark, start, end) for mark in (". ", "? ", "! ")) + 1
    return (cut, cut) if cut > start else (start, start)


def _nests(text: str, at: int, end: int) -> bool:
    """Tell whether a quotation within a quotation is closed together with the outer one."""
    depth = 1
    for found in _MARK.finditer(text, at, end):
        here = found.group()
        depth += (here in _DOUBLE_OPEN) - (here in _DOUBLE_CLOSE or here == '"')
        if depth <= 0:
            return True
    return False


def _fresh(text: str, at: int) -> bool:
    """Tell whether a second opening mark starts a new quotation rather than one inside the first."""
    return text[max(0, at - 2) : at].rstrip()[-1:] in {".", ""}


def _single(text: str, at: int, end: int) -> tuple[int, int] | None:
    """Return the single mark that closes: best one after punctuation, else one after a word that is no plural."""
    fallback = None
    for found in re.finditer(r"['’](?!\w)", text[at : min(end, at + _SINGLE_REACH)]):
        here = at + found.start()
        if text[here - 1] in ".,?!":
            return here, here + 1
        if fallback is None and not text[here - 1].isspace() and text[here - 1] != "s":
            fallback = (here, here + 1)
    return fallback
