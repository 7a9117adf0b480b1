"""Values: the numbers that a run of words states, whether in figures or in words, and whether two differ only in unit."""

from collections.abc import Sequence
from itertools import pairwise

from dateline.stages.lineage.cues import Cues

_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_TENS = range(20, 100, 10)
_CONVERTED = 0.1
"""Converted figures are rounded: 3 km are given as 2 miles, which is 7 per cent off."""


def values(words: Sequence[str]) -> list[float]:
    """Return the numbers in canonical words, in order: "20 1" (twenty-one) is 21, "1.5 million" is 1,500,000."""
    found: list[float] = []
    previous = ""
    for word in words:
        if word[0].isdigit():
            value = _number(word)
            if found and previous[:1].isdigit() and found[-1] in _TENS and 0 < value < 10:
                found[-1] += value
            else:
                found.append(value)
        elif word in _SCALES and found and previous[:1].isdigit():
            found[-1] *= _SCALES[word]
        previous = word
    return found


def _number(word: str) -> float:
    try:
        return float(word)
    except ValueError:
        return float("".join(c for c in word if c.isdigit()) or 0)


def converted(before: Sequence[str], after: Sequence[str], cues: Cues) -> bool:
    """Tell whether both state one quantity in different units, as 3 km and 2 miles do."""
    one, other = _quantity(before, cues), _quantity(after, cues)
    if not one or not other or one[0] != other[0] or one[1] == other[1]:
        return False
    return abs(one[2] - other[2]) <= _CONVERTED * max(one[2], other[2])


def _quantity(words: Sequence[str], cues: Cues) -> tuple[str, str, float] | None:
    for number, unit in pairwise(words):
        if number[0].isdigit() and unit in cues.units:
            measure, size = cues.units[unit]
            return measure, unit, _number(number) * size
    return None
