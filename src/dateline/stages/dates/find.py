"""Find every expression of time in a report, in text order, and resolve it.

Order matters: each resolved day becomes the story's running date, from which "the next day" counts.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from heapq import heappop, heappush

from dateline.model import Date, Parse, Span
from dateline.stages.dates import absolute, clock, deictic, feasts, fiscal, lengths, ranges, vague
from dateline.stages.dates.grammar import Found, Grammar, compile_rules
from dateline.stages.dates.lexicon import Lexicon, lexicon
from dateline.stages.dates.meaning import Meaning
from dateline.stages.dates.numbers import join
from dateline.stages.dates.page import page_day
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
    tables, grammar, tenses = lexicon(), _grammar(), Tenses(parse, lexicon())
    words, order = join(list(scan(parse.text, tables)), tables), _day_first(outlet, tables)

    def read(day: date | None) -> list[Date]:
        found = _read(words, grammar, Scene(day, order, tenses), tables)
        return [_date(parse, words, match, told) for match, told in found]

    dates = read(anchor)
    own = page_day(parse.text, dates, anchor)
    return read(own) if own else dates


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


def _day_first(outlet: str | None, tables: Lexicon) -> bool | None:
    """Tell the order of an outlet's slashed dates, None where the tables do not know the outlet."""
    name = (outlet or "").lower().removeprefix("www.").split(".")[0].strip()
    if name in tables.cues["month_first"] or (outlet or "").lower() in tables.cues["month_first"]:
        return False
    return True if name in tables.cues["day_first"] or (outlet or "").lower().endswith(".uk") else None


def _read(words: Sequence[Word], grammar: Grammar, scene: Scene, tables: Lexicon) -> Iterator[tuple[Found, Meaning]]:
    """Yield the matches that hold, leftmost first and the longest of those that start together.

    A rule whose match is taken by another, or is no date after all, tries again further on.
    """
    line = grammar.encode(words)
    queue: list[tuple[int, int, int]] = []

    def look(rank: int, start: int) -> None:
        match = grammar.rules[rank].pattern.search(line.text, start)
        if match is not None:
            matches[rank] = match
            heappush(queue, (match.start(), -match.end(), rank))

    matches: dict[int, re.Match[str]] = {}
    done = 0
    signs = set(line.text)
    for rank, rule in enumerate(grammar.rules):
        if not any(signs.isdisjoint(some) for some in rule.asks):
            look(rank, 0)
    while queue:
        start, end, rank = heappop(queue)
        told = None
        if start >= done:
            found = Found(line, matches[rank], tables)
            scene.char = words[found.first].start
            told = grammar.rules[rank].build(found, scene)
        if told is not None:
            done = -end
            _remember(scene, found, told)
            yield found, told
        look(rank, max(start + 1, done))


_NIGHT = "TNI"  # ends the value of "overnight", which has the days before and after midnight


def _remember(scene: Scene, found: Found, told: Meaning) -> None:
    """Keep what later expressions count from; a look back ("two days earlier") does not move the story."""
    if found.has("earlier", "before", "ago"):
        return
    if told.days and told.type in ("DATE", "TIME"):
        if told.precision == "day" and told.days[0] == told.days[1] and scene.token:
            scene.near = told.days[0], scene.token.sent
        if told.precision == "day" and not scene.saying:
            scene.story = told.days[0]
            scene.night = scene.night if scene.night and told.type == "TIME" and told.days[0] in scene.night else None
        elif (told.value or "").endswith(_NIGHT):
            scene.night = told.days
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
