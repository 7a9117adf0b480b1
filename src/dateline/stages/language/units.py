"""What is analysed by itself, and so analysed once however often it recurs: datelines, paragraphs, and sentences in them.

A paragraph is cut only where a sentence surely ends, so that an edit in one sentence leaves the others known. Anything
doubtful ("Gov. Hall", "3 p.m. Friday") stays together, and the language model finds the sentences in it.
"""

import re
from collections.abc import Iterator
from hashlib import blake2b
from itertools import pairwise
from typing import NamedTuple

from dateline.model import Report
from dateline.stages.language.paragraphs import shortened, split
from dateline.stages.language.stretches import stretches

# A word, its full stop and closing marks, then a capital: an end of a sentence wherever the word is no abbreviation. Words
# of fewer letters than four are left together ("vs. Mali", "Gov. Hall", "3 p.m. Friday"), for the model to decide.
_END = re.compile(
    r"(?<![\w.'’&-])(?:([A-Za-z][a-z]{3,})\.|[a-z]{4,}[!?]|\d{4}\.)[\"”’')\]]{0,2}\s+(?=[\"“‘'(\[]{0,2}[A-Z])"
)
# Abbreviations of four letters and more that a name may follow, and "Miss." the state.
_SHORTENED = frozenset(
    "approx assn assoc attn blvd bros calif capt cmdr colo comdr conn corp cpls dept dist elev exec govt hwys ills indus inst "
    "intl kans lieut mass messrs mfrs mich minn miss mont mssrs nebr okla ores penn prof profs reps rept sens sept sgts supt "
    "tenn univ wash".split()
)
# Characters of a unit: no sentence is as long (the longest of 38,000 in news has 935), and what the stages do in one sentence
# grows faster than its length. Longer ones are tables, lists, and prose without full stops.
LONGEST = 2_000


class Unit(NamedTuple):
    """Characters ``[start, end)`` of a report that are analysed by themselves, in the paragraph of that number."""

    start: int
    end: int
    paragraph: int


def units(report: Report) -> Iterator[Unit]:
    """Yield the units of a report in order, without the white space around them."""
    for paragraph, (start, end) in enumerate(_paragraphs(report)):
        cuts = [start, *_ends(report.text, start, end)]
        for first, after in pairwise([*cuts, end]):
            whole = first + len(report.text[first:after].rstrip())
            yield from (Unit(a, b, paragraph) for a, b in shortened(report.text, first, whole, LONGEST))


def digest(text: str) -> bytes:
    """Return the key under which the analysis of a unit is kept."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def digests(report: Report) -> list[bytes]:
    """Return the keys of a report's units."""
    parts = (part for _, part in stretches(report))
    return [digest(part.text[unit.start : unit.end]) for part in parts for unit in units(part)]


def _ends(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the places where the next sentence surely begins."""
    for match in _END.finditer(text, start, end):
        if (match.group(1) or "").lower() not in _SHORTENED:
            yield match.end()


def _paragraphs(report: Report) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs. The dateline stands alone: it is no part of the first sentence, nor of its analysis."""
    line = report.dateline
    for start, end in split(report.text):
        if line and start < line.end < end:
            yield start, start + len(report.text[start : line.end].rstrip())
            yield end - len(report.text[line.end : end].lstrip()), end
        else:
            yield start, end
