"""What a whole report is about, as words, names and numbers: the strongest sign that two reports tell one story."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import fsum, log, sqrt

from dateline.model import Report
from dateline.stages.reconcile.commonness import weight

Vector = Mapping[str, float]

_WORD = re.compile(r"[^\W\d_][\w'’-]*|\d[\d.,:]*")
_NAME = re.compile(r"[^\W\d_][\w'’-]*")
_NUMBER = re.compile(r"\b\d{1,3}-year-old\b|\b\d{1,2}:\d\d\b|\b\d{3,}\b")
_NEW_SENTENCE = re.compile(r"[.!?:\n\"“”‘]")
# Characters of the body that are read; a live blog of 300,000 would otherwise share words with everything.
_READ = 12_000
# A name of two letters or fewer is an initial or a state's postal code.
_SHORTEST = 3
# A full name tells when its two words together are rarer than "New York" (0.5), "John Smith" (1.6) or "Donald Trump" (3.0).
_FULL = 3.2


@dataclass(frozen=True, slots=True)
class Story:
    """A report's words. ``title`` and ``names`` are vectors of length 1 (or empty); ``full`` holds names of two words in
    a row ("amina okafor"); ``numbers`` are ages, times of day and long numbers as written; ``day`` is the ordinal of the
    day of publication.
    """

    report: str
    lineage: str
    day: int | None
    title: Vector
    names: Vector
    full: frozenset[str]
    numbers: frozenset[str]


def story_of(report: Report, lineage: str) -> Story:
    """Boil a report down to what can be compared."""
    title, body = report.title or "", report.text[:_READ]
    counts = Counter(terms(f"{title}\n{body}"))
    single, full = names_in(body)
    return Story(
        report=report.id,
        lineage=lineage,
        day=report.published.toordinal() if report.published else None,
        title=scaled(Counter(terms(title))),
        names=scaled({word: counts[word] for word in single if counts[word]}),
        full=frozenset(full),
        numbers=frozenset(_NUMBER.findall(body)),
    )


def terms(text: str) -> list[str]:
    """List the words and numbers of a text in lower case, without possessives and closing marks."""
    return [term for term in map(_plain, _WORD.findall(text)) if term]


@lru_cache(maxsize=200_000)
def _plain(word: str) -> str:
    return word.lower().replace("’", "'").removesuffix("'s").rstrip(".,:'-")


def scaled(counts: Mapping[str, int]) -> Vector:
    """Weigh counted words and scale them to length 1; words that tell nothing drop out."""
    weighed = {word: (1 + log(count)) * weight(word) for word, count in counts.items()}
    length = sqrt(sum(value * value for value in weighed.values()))
    return {word: value / length for word, value in sorted(weighed.items()) if value} if length else {}


def cosine(one: Vector, other: Vector) -> float:
    """Return how far two vectors of length 1 point the same way, 0 to 1."""
    return fsum([one[word] * other[word] for word in one.keys() & other.keys()])


def common(one: Vector, other: Vector) -> tuple[float, float]:
    """Return the cosine of two vectors of length 1, and how much it tells that they share these words."""
    both = one.keys() & other.keys()  # in no order of its own, which sums that are rounded once do not show
    return fsum([one[word] * other[word] for word in both]), fsum(map(weight, both))


def names_in(text: str) -> tuple[set[str], set[str]]:
    """Find the words that are capitalised inside sentences and never written small, and neighbours among them."""
    small, capital, rows = set[str](), set[str](), list[tuple[str, str]]()
    end, before = 0, ""
    for match in _NAME.finditer(text):
        written, last, end = match.group(), end, match.end()
        if not written[0].isupper():
            small.add(written)
            before = ""
            continue
        word, gap = _plain(written), text[last : match.start()]
        if gap and not _NEW_SENTENCE.search(gap):
            capital.add(word)
        if before and gap == " ":
            rows.append((before, word))
        before = word
    single = {word for word in capital.difference(map(_plain, small)) if len(word) >= _SHORTEST}
    return single, {f"{a} {b}" for a, b in rows if a in single and b in single and weight(a) + weight(b) > _FULL}
