"""Find every expression of time in a report, in text order, and resolve it.

Order matters: each resolved day becomes the story's running date, from which "the next day" counts.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from dateline.model import Date, Parse, Span
from dateline.stages.dates import absolute, clock, deictic, feasts, fiscal, lengths, ranges, vague
from dateline.stages.dates.grammar import Build, Found, Grammar, compile_rules
from dateline.stages.dates.lexicon import Lexicon, lexicon
from dateline.stages.dates.meaning import Meaning
from dateline.stages.dates.numbers import join
from dateline.stages.dates.scene import Scene
from dateline.stages.dates.tense import Tenses
from dateline.stages.dates.words import SCANNED, Word, scan


def find_dates(parse: Parse, anchor: date | None, *, outlet: str | None = None) -> list[Date]:
    """Return the expressions of time of a report, in text order and without overlap.

    Args:
        parse: the report analysed.
        anchor: the day of publication; None leaves what is relative to it unresolved.
        outlet: decides whether "3/5/2022" is in March or in May.
    """
    tables, grammar = lexicon(), _grammar()
    words = join(list(scan(parse.text, tables)), tables)
    scene = Scene(anchor, _day_first(outlet, tables), Tenses(parse, tables))
    return [_date(parse, words, found, told) for found, told in _read(words, grammar, scene, tables)]


@cache
def _grammar() -> Grammar:
    tables = lexicon()
    rules = (
        *absolute.RULES,
        *ranges.RULES,
        *clock.RULES,
        *fiscal.RULES,
        *feasts.rules(tables),
        *deictic.RULES,
        *lengths.RULES,
        *vague.RULES,
    )
    return compile_rules(rules, tables, SCANNED)


def _day_first(outlet: str | None, tables: Lexicon) -> bool:
    """Tell the order of slashed dates: the day first except at outlets known to write the month first."""
    name = (outlet or "").lower()
    return name not in tables.cues["month_first"]


def _read(words: Sequence[Word], grammar: Grammar, scene: Scene, tables: Lexicon) -> Iterator[tuple[Found, Meaning]]:
    """Yield the matches that hold, the longest first where they overlap."""
    done = 0
    for found, build in _matches(words, grammar, tables):
        if found.first < done:
            continue
        scene.char = words[found.first].start
        told = build(found, scene)
        if told is None:
            continue
        done = found.last
        if not found.has("earlier", "before", "ago"):  # a look back does not move the story
            _remember(scene, told)
        yield found, told


def _matches(words: Sequence[Word], grammar: Grammar, tables: Lexicon) -> list[tuple[Found, Build]]:
    line = grammar.encode(words)
    every = [
        (found.start(), -found.end(), rank, Found(line, found, tables), build)
        for rank, (pattern, build) in enumerate(grammar.rules)
        for found in pattern.finditer(line.text)
    ]
    every.sort(key=lambda row: row[:3])
    return [(found, build) for *_, found, build in every]


def _remember(scene: Scene, told: Meaning) -> None:
    """Keep what later expressions count from."""
    if told.days and told.type in ("DATE", "TIME"):
        if told.precision == "day":
            scene.story = told.days[0]
        scene.told = told.days[0]
        if not told.anchored:
            scene.year = told.days[0].year


_LEAD = frozenset({"from", "between", "on", "in", "at"})
_SHORT = frozenset({"monthshort", "weekdayshort", "meridiem"})


def _edges(words: Sequence[Word], found: Found) -> tuple[int, int]:
    """Return the characters that an expression covers, without the preposition before and the mark after it."""
    first, last = found.first, found.last - 1
    hyphened = any(w.text == "-" for w in words[first : last + 1])
    while first < last and (
        words[first].text in _LEAD
        or (words[first].text == "over" and words[first + 1].text == "the")
        or (hyphened and words[first].text in ("a", "an"))
    ):
        first += 1
    while first < last and (
        words[last].text == "," or (words[last].text == "." and not words[last - 1].classes & _SHORT)
    ):
        last -= 1
    return words[first].start, words[last].end


def _date(parse: Parse, words: Sequence[Word], found: Found, told: Meaning) -> Date:
    start, end = _edges(words, found)
    first, last = told.days or (None, None)
    return Date(
        report=parse.report,
        span=Span(start, end, parse.text[start:end]),
        type=told.type,
        value=told.value,
        first=first,
        last=last,
        precision=told.precision if told.days else None,
        anchored=told.anchored,
    )
