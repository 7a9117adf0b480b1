"""Numbers in words and figures, as ranges: "at least 12", "between 20 and 30", "dozens"."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.model import Parse, Token

_DIGITS = re.compile(r"^\d{1,3}(?:[,\u202f\u00a0 ]\d{3})+$|^\d+(?:\.\d+)?$")
_RANGE = re.compile(r"^(\d[\d,]*)[-–—](\d[\d,]*)$")
# What joins a number to a longer sign: a telephone number, a clock time, a case number.
_JOINERS = frozenset("-–/:#")
_PHONE = re.compile(r"\b\d{3}[-–]\d{4}\b")
# "Twenty-seven" is one number, "20-27" two.
_DOZEN = 12
_TENS, _UNITS = range(20, 100, 10), range(1, 10)
# Words between a bound and its number: "over a hundred", "at least another 15".
_FILLERS = frozenset({"a", "an", "another", "estimated", "further", "some", "additional"})
# Words that make many of a round number: "several dozen", "a few hundred".
_MANY = frozenset({"several", "few", "many"})
# How far before a number its bound may begin ("not less than", "in excess of").
_BEFORE = 4


@dataclass(frozen=True, slots=True)
class Quantity:
    """A range of whole numbers and the tokens ``first`` to ``last`` that it was read from; None is an open end."""

    low: int | None
    high: int | None
    first: int
    last: int

    def plus(self, other: "Quantity") -> "Quantity":
        """Add two counts of different people."""
        low = (self.low or 0) + (other.low or 0)
        high = self.high + other.high if self.high is not None and other.high is not None else None
        return Quantity(low, high, min(self.first, other.first), max(self.last, other.last))


@dataclass(frozen=True, slots=True)
class _Tables:
    words: dict[str, int]
    scales: dict[str, int]
    vague: dict[str, int]
    above: tuple[str, ...]
    below: tuple[str, ...]
    emergency: frozenset[str]
    captions: frozenset[str]
    general: frozenset[str]
    calling: frozenset[str]


@cache
def _tables() -> _Tables:
    rows = tomllib.loads(files("dateline.data").joinpath("events/numbers.toml").read_text(encoding="utf-8"))
    bounds = rows["bounds"]
    return _Tables(
        rows["words"],
        rows["scales"],
        rows["vague"],
        tuple(bounds["open_above"]),
        tuple(bounds["open_below"]),
        frozenset(rows["calls"]["numbers"]),
        frozenset(rows["captions"]["words"]),
        frozenset(rows["general"]["words"]),
        frozenset(rows["calls"]["words"]),
    )


def value(words: Iterable[str]) -> int | None:
    """Return the number that the words spell ("2,200", "twenty five", "1.3 million"), None if they spell none."""
    total, part, seen = 0, 0.0, False
    tables = _tables()
    for word in (w for raw in words for w in raw.lower().replace("-", " ").split()):
        if _DIGITS.match(word):
            part, seen = part + float(re.sub(r"[,\u202f\u00a0 ]", "", word)), True
        elif word in tables.words:
            amount = tables.words[word]
            part, seen = (part or 1) * 12 if word == "dozen" else part + amount, True
        elif word in tables.scales and (seen or len(word) > 2):
            scale = tables.scales[word]
            part, seen = (part or 1) * scale, True
            if scale >= 1000:
                total, part = total + int(part), 0.0
        elif word not in ("and", "a"):
            return None
    return total + int(part) if seen else None


def quantity(parse: Parse, noun: Token) -> Quantity | None:
    """Return how many of ``noun`` there are, as its modifiers say; the noun may be the number itself ("killing 12")."""
    if (vague := _vague(parse, noun)) is not None:
        return vague
    numbers = _number_tokens(parse, noun)
    if not numbers:
        return None
    between = _between(parse, numbers)
    if between is not None:
        return None if _is_code(parse, numbers) else between
    if _is_score(parse, numbers):
        return None
    if (rounded := _rounded(parse, numbers)) is not None:
        return rounded
    amount = value(parse.tokens[i].text for i in numbers)
    if len(numbers) == 1 and "." in parse.tokens[numbers[0]].text:  # half a person is nobody
        return None
    if amount is None or _is_age_or_date(parse, numbers) or _is_code(parse, numbers):
        return None
    if numbers[0] > 0 and parse.tokens[numbers[0] - 1].lower == "no" and noun.lower == "one":
        return Quantity(0, 0, numbers[0] - 1, numbers[-1])
    return _bounded(parse, numbers, amount)


def _number_tokens(parse: Parse, noun: Token) -> list[int]:
    """Return the run of number words that counts the noun, nearest to it."""
    if noun.pos == "NUM" or noun.lower in _tables().words:
        own = [noun.i]
    else:
        own = [k.i for k in parse.kids(noun.i, "nummod") if k.i < noun.i]
        own += [
            k.i for k in parse.kids(noun.i, "det", "amod", "predet") if k.lower in ("no", "both", "dozen", "couple")
        ]
    if not own:
        return []
    last = max(own)
    first = last
    while first > parse.sentences[noun.sent].first and _continues(parse, first - 1, first):
        first -= 1
    while last + 1 < noun.i and parse.tokens[last + 1].lower in {"dozen", *_tables().scales}:
        last += 1
    while first < last and parse.tokens[first].lower in ("and", "a", "-", "–"):
        first += 1
    return _of_more(parse, list(range(first, last + 1)))


def _of_more(parse: Parse, numbers: list[int]) -> list[int]:
    """Step to the part of a whole where the noun hangs on the whole: "34 of 40 drones"."""
    first = numbers[0]
    if first < 2 or parse.tokens[first - 1].lower != "of" or _of_pictures(parse, parse.tokens[first]):
        return numbers
    part = parse.tokens[first - 2]
    return [part.i] if part.dep in ("quantmod", "nummod") and part.pos == "NUM" else numbers


def _rounded(parse: Parse, numbers: list[int]) -> Quantity | None:
    """Read "half a dozen", "half a million", and "several dozen" or "a few hundred", which have no upper end."""
    last = parse.tokens[numbers[-1]]
    amount = value([last.text])
    if amount is None or len(numbers) > 1 or last.text[:1].isdigit():
        return None
    before = {k.lower: k.i for k in parse.kids(last.i, "amod", "quantmod", "predet", "nmod") if k.i < last.i}
    if "half" in before and amount >= _DOZEN:
        return _bounded(parse, list(range(before["half"], last.i + 1)), amount // 2)
    some = next((i for word, i in before.items() if word in _MANY), None)
    return Quantity(2 * amount, None, some, last.i) if some is not None and amount >= _DOZEN else None


def _continues(parse: Parse, i: int, after: int) -> bool:
    """Tell whether token ``i`` belongs to the number that goes on at ``after``."""
    word, next_ = parse.tokens[i].lower, parse.tokens[after]
    scales = _tables().scales
    if word[:1].isdigit() and next_.pos == "NUM" and next_.lower not in ("dozen", *scales):  # "Channel 3 four men"
        return False
    if parse.tokens[i].pos == "NUM" or word in scales:
        return True
    return word in ("-", "–", "to") and i > 0 and parse.tokens[i - 1].pos == "NUM" and parse.tokens[after].pos == "NUM"


def _between(parse: Parse, numbers: list[int]) -> Quantity | None:
    """Read "between 20 and 30", "20 to 30", "20-30"."""
    words = [parse.tokens[i].lower for i in numbers]
    if (both := _RANGE.match(words[0])) and len(words) == 1:
        low, high = (int(n.replace(",", "")) for n in both.groups())
        return Quantity(low, high, numbers[0], numbers[-1]) if low < high else None
    for mark in ("to", "-", "–"):
        if mark in words[1:-1]:
            at = words.index(mark)
            ends = value(words[:at]), value(words[at + 1 :])
            if mark != "to" and (ends[0] in _TENS and ends[1] in _UNITS):
                return None
            return Quantity(*ends, numbers[0], numbers[-1]) if None not in ends else None
    after = parse.tokens[numbers[-1] + 1 : numbers[-1] + 3]
    opened = numbers[0] > 0 and parse.tokens[numbers[0] - 1].lower == "between"
    if opened and len(after) == 2 and after[0].lower == "and" and after[1].pos == "NUM":
        return Quantity(value(words), value([after[1].text]), numbers[0] - 1, after[1].i)
    before = [t.lower for t in parse.tokens[max(0, numbers[0] - 3) : numbers[0]]]
    if len(before) == 3 and before[0] == "between" and before[2] == "and":
        return Quantity(value([before[1]]), value(words), numbers[0] - 3, numbers[-1])
    return None


def _is_score(parse: Parse, numbers: list[int]) -> bool:
    """Tell "3-2", which is no range and no number."""
    return len(numbers) > 2 and parse.tokens[numbers[1]].lower in ("-", "–") and parse.tokens[numbers[0]].text.isdigit()


def _is_age_or_date(parse: Parse, numbers: list[int]) -> bool:
    """Tell a count from an age, a year, a clock time or a house number."""
    token = parse.tokens[numbers[-1]]
    return token.ent in ("DATE", "TIME", "MONEY", "PERCENT", "ORDINAL")


def _is_code(parse: Parse, numbers: list[int]) -> bool:
    """Tell whether the number is part of a longer sign ("1-800-555-0100", "19- and 20-year-old") or rings for help ("911")."""
    first, last = parse.tokens[numbers[0]], parse.tokens[numbers[-1]]
    text = parse.text
    if _of_pictures(parse, first):
        return True
    joined = (text[last.end : last.end + 1].strip() in _JOINERS and last.text.isdigit()) or last.text[-1:] in _JOINERS
    run = (
        first.start >= 2
        and text[first.start - 1] in _JOINERS
        and text[first.start - 2].isalnum()
        and first.text.isdigit()
    )
    if joined or run or _PHONE.search(text[first.start : last.end]):
        return True
    near = {t.lemma.lower() for t in parse.tokens[max(0, numbers[0] - 2) : numbers[-1] + 3]}
    return first.text in _tables().emergency and not near.isdisjoint(_tables().calling)


def _of_pictures(parse: Parse, number: Token) -> bool:
    """Tell the 8 of "Image 1 of 8"."""
    before = parse.tokens[max(0, number.i - 3) : number.i]
    counted = len(before) > 2 and before[2].lower == "of" and before[1].text.isdigit()
    return counted and before[0].lower in _tables().captions


def _bounded(parse: Parse, numbers: list[int], amount: int) -> Quantity:
    """Apply what stands before the number: "at least", "up to"."""
    start = max(parse.sentences[parse.tokens[numbers[0]].sent].first, numbers[0] - _BEFORE)
    filled = numbers[0]
    while filled > start and parse.tokens[filled - 1].lower in _FILLERS:
        filled -= 1
    before = " ".join(t.lower for t in parse.tokens[max(start, filled - _BEFORE) : filled])
    for marks, low, high in ((_tables().above, amount, None), (_tables().below, None, amount)):
        found = next((m for m in marks if before.endswith(m)), None)
        if found:
            return Quantity(low, high, filled - len(found.split()), numbers[-1])
    after = " ".join(t.lower for t in parse.tokens[numbers[-1] + 1 : numbers[-1] + 3])
    return Quantity(amount, None if after == "or more" else amount, numbers[0], numbers[-1])


def _vague(parse: Parse, noun: Token) -> Quantity | None:
    """Read "dozens", "scores of", "tens of thousands of"."""
    vague = _tables().vague
    head = noun
    if noun.lower not in vague and noun.dep == "pobj":
        head = parse.tokens[parse.tokens[noun.head].head]
    if head.lower not in vague:  # "Thousands march": what the parse takes for a noun
        head = next((k for k in parse.kids(noun.i, "nummod") if k.lower in vague), head)
    if head.lower not in vague:
        return None
    first = head.i
    words = head.lower
    for back in (2,):
        if head.i >= back:
            longer = " ".join(t.lower for t in parse.tokens[head.i - back : head.i + 1])
            first, words = (head.i - back, longer) if longer in vague else (first, words)
    forward = " ".join(t.lower for t in parse.tokens[head.i : head.i + 3])
    if forward in vague:
        return Quantity(vague[forward], None, head.i, head.i + 2)
    return Quantity(vague[words], None, first, head.i)


def general() -> frozenset[str]:
    """Return words for people of whom the next words may say who they are."""
    return _tables().general
