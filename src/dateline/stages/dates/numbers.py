"""Join number words into one: "twenty-five", "two hundred and ten", "nineteen ninety-six", "two and a half", "5 1/2"."""

from dataclasses import replace

from dateline.stages.dates.lexicon import Lexicon
from dateline.stages.dates.words import Word

_TEENS = range(10, 100)
_TENS = range(20, 100, 10)


def join(words: list[Word], tables: Lexicon) -> list[Word]:
    """Replace each run of number words by one word that counts."""
    joined: list[Word] = []
    i = 0
    while i < len(words):
        if words[i].number is None and words[i].text not in ("a", "hundred", "hundreds"):
            joined.append(words[i])
            i += 1
            continue
        word, i = _run(words, i, tables)
        joined.append(word)
    return joined


def _run(words: list[Word], i: int, tables: Lexicon) -> tuple[Word, int]:
    """Read the number that starts at word ``i``; return it and the index after it."""
    first = words[i]
    total, end = first.number, i + 1
    if total is None:
        if first.text != "a" or _scale(words, i + 1, tables) is None:
            return first, end
        total = 1.0
    while True:
        step = _step(words, end, total, tables)
        if step is None:
            break
        total, end = step
    return (first if end == i + 1 else _merge(words, i, end, total)), end


def _step(words: list[Word], i: int, total: float, tables: Lexicon) -> tuple[float, int] | None:
    """Extend a number by what stands at word ``i``, if it belongs to it."""
    scale = _scale(words, i, tables)
    if scale:
        return total * scale, i + 1
    if _texts(words, i, "and", "a", "half"):
        return total + 0.5, i + 3
    if total < 100 and _fraction(words, i):
        return total + _fraction(words, i), i + 3
    k = i + 1 if _texts(words, i, "-") or (_texts(words, i, "and") and total >= 100) else i
    spelt = words[k].number if k < len(words) and words[k].text in tables.classes else None
    if spelt is None:
        return None
    if words[i - 1].number in _TENS and 0 < spelt < 10:
        return total + spelt, k + 1
    if total in _TEENS and spelt in _TEENS and k == i and words[i - 1].text in tables.classes:
        return total * 100 + spelt, k + 1  # "nineteen ninety"
    if total >= 1000 and total % 100 == 0 and 0 < spelt < 100:
        return total + spelt, k + 1
    if 100 <= total < 1000 and total % 100 == 0 and 0 < spelt < 100 and words[i - 1].text in tables.classes:
        return total + spelt, k + 1
    return None


def _scale(words: list[Word], i: int, tables: Lexicon) -> int | None:
    return tables.values.get(("scale", words[i].text)) if i < len(words) else None


def _texts(words: list[Word], i: int, *texts: str) -> bool:
    return [w.text for w in words[i : i + len(texts)]] == list(texts)


def _fraction(words: list[Word], i: int) -> float:
    """Return the value of "1/2" at word ``i``, 0 if there is none."""
    if i + 2 < len(words) and words[i + 1].text == "/":
        top, bottom = words[i].number, words[i + 2].number
        if top and bottom and top < bottom <= 8 and words[i].start - words[i - 1].end <= 1:
            return top / bottom
    return 0.0


def _merge(words: list[Word], i: int, end: int, total: float) -> Word:
    classes = {"number"}
    if 1000 <= total < 2200 and any(w.number and w.number >= 10 and "number" in w.classes for w in words[i:end]):
        classes.add("year")
    return replace(words[i], end=words[end - 1].end, text="#", classes=frozenset(classes), number=total)
