"""Rules for dates that name their month, year, decade or century: "3 March 2022", "Oct. 5", "early 2016", "the 1990s".

Where the year is left out, the tense and the report's date give it.
"""

import re
from datetime import date
from itertools import takewhile

from dateline.model import Token
from dateline.stages.dates import calendars
from dateline.stages.dates import meaning as m
from dateline.stages.dates.grammar import Found, Rule
from dateline.stages.dates.meaning import Meaning
from dateline.stages.dates.scene import Scene

MONTH = ("month", "mayish", "monthshort")
_SHARE = {"early": "early", "start": "early", "beginning": "early", "outset": "early", "turn": "early", "mid": "mid"}
_SHARE |= {"middle": "mid", "late": "late", "end": "late", "close": "late"}
_MONTH, _HALF, _LONG_BACK = (
    30,
    183,
    275,
)  # days, roughly: past a half year back is likelier than ahead, past nine months not
# A past verb beside a day of the next three months: if the day hangs on a noun ("declared a dividend payable Dec. 7") or
# would else lie eleven months back, a writer who meant last year's would have said so.
# The same holds behind: what "would" be on a day that has just passed was this year's.
_NEAR_AHEAD, _JUST_AHEAD = 92, 30
_YEARS = (1500, 2100)  # beyond these a bare number of four digits in news is a count
_CENTURY_PIVOT = 69  # two-digit years up to 68 are 20xx, as POSIX has it


def day_of(year: int, month: int, number: int) -> Meaning | None:
    """Return the day, or None where the calendar has none."""
    try:
        return m.day(date(year, month, number))
    except ValueError:
        return None


def nearest_year(scene: Scene, month: int, number: int | None) -> int | None:
    """Choose the year of a month or day that stands without one."""
    anchor = scene.anchor
    if anchor is None:
        return scene.year
    here = (anchor.month, anchor.day if number is not None else 0)
    there = (month, number or 0)
    if there == here:
        return anchor.year
    gap = (month - anchor.month) * _MONTH + (number - anchor.day if number is not None else 0)
    passed = _JUST_AHEAD if scene.direct else _NEAR_AHEAD
    if scene.tense == "future" and not -passed < gap < 0:
        return anchor.year + (there < here)
    if scene.tense == "past" and (scene.direct or not 0 < gap < _NEAR_AHEAD) and not 0 < gap < _JUST_AHEAD:
        return anchor.year - (there > here)
    return anchor.year + (gap < -_LONG_BACK) - (gap > _HALF)


def full_date(found: Found, scene: Scene) -> Meaning | None:
    """Read a day of a month, with or without a year."""
    month = found.value("m", *MONTH)
    number = day_number(found, "d")
    if "y" in found:
        return day_of(found.number("y"), month, number)
    year = nearest_year(scene, month, number)
    if year is None:
        return m.UNKNOWN
    told = day_of(year, month, number)
    return told and told.anchor()


def day_in_year(found: Found, scene: Scene) -> Meaning | None:
    """Read "May 2 last year", "3 March of this year"."""
    if scene.anchor is None:
        return m.UNKNOWN
    way = {"last": -1, "next": 1}.get(found.text("r"), 0)
    told = day_of(scene.anchor.year + way, found.value("m", *MONTH), day_number(found, "d"))
    return told and told.anchor()


def bare_day(found: Found, scene: Scene) -> Meaning | None:
    """Read "on the 12th", in the month that the tense gives."""
    number = day_number(found, "d")
    if found.before != "on" or found.after not in _ENDS or not 1 <= number <= _MONTH + 1:
        return None
    if scene.anchor is None:
        return m.UNKNOWN
    anchor = scene.anchor
    way = (number < anchor.day) if scene.tense == "future" else -(number > anchor.day)
    told = day_of(*calendars.add_months(anchor.year, anchor.month, way), number)
    return told and told.anchor()


_ENDS = frozenset({"", ".", ",", ";", "and", "but", "when", "after", "at", "in", "by", "to"})


def week_of(found: Found, scene: Scene) -> Meaning | None:
    """Read "the week of March 6"."""
    told = full_date(found, scene)
    return m.week(told.days[0]).anchor() if told and told.days else told


def night_of(found: Found, scene: Scene) -> Meaning | None:
    """Read "the night of Friday, Oct. 23", "5 May in the evening"."""
    told = full_date(found, scene)
    if told is None or told.days is None:
        return told
    part = m.part(told.days[0], found.code("p", "part"))
    return part.anchor() if told.anchored else part


def day_number(found: Found, name: str) -> int:
    """Return the day of the month that a word tells: "5", "5th", "fifth"."""
    word = found.word(name)
    if "nth" in word.classes:
        return int(re.sub(r"\D", "", word.text))
    return int(word.number) if word.number is not None else found.value(name, "ordinal")


def month_only(found: Found, scene: Scene) -> Meaning | None:
    """Read a month, with a year or by the tense; a person's or a modal's name is none."""
    month = found.value("m", *MONTH)
    if "y" in found:
        told = m.month(year_number(found, "y"), month)
        return _narrowed(found, told)
    token = scene.token
    if token and token.ent == "PERSON":
        return None
    year = nearest_year(scene, month, None)
    if year is None:
        return m.UNKNOWN
    told = _narrowed(found, m.month(year, month))
    return told and told.anchor()


def month_of(found: Found, scene: Scene) -> Meaning | None:
    """Read "July last year"."""
    if scene.anchor is None:
        return m.UNKNOWN
    way = {"last": -1, "next": 1}.get(found.text("r"), 0)
    told = _narrowed(found, m.month(scene.anchor.year + way, found.value("m", *MONTH)))
    return told and told.anchor()


_BEFORE_MAY = frozenset(
    "in since until till by of from during before after early late through to between and for last next this mid".split()
)


def may_or_march(found: Found, scene: Scene) -> Meaning | None:
    """Read a bare "May" or "March" only after a word that months follow."""
    return month_only(found, scene) if found.before in _BEFORE_MAY else None


def _narrowed(found: Found, whole: Meaning | None) -> Meaning | None:
    share = next((_SHARE[w.text] for w in found.words[found.first : found.last] if w.text in _SHARE), None)
    return m.narrow(whole, share) if whole and share else whole


def year_number(found: Found, name: str) -> int:
    """Return the year that a word tells: "1989", "'89"."""
    word = found.word(name)
    if "short" in word.classes:
        two = int(word.text[-2:])
        return 1900 + two if two >= _CENTURY_PIVOT else 2000 + two
    return int(word.number or 0)


_BEFORE_YEAR = frozenset(
    "in since until till by from of during before after early late through to between for circa fiscal around mid".split()
)


_STREET = 4  # words of the longest name of a street
_STREETS = frozenset(
    "st st. street ave ave. avenue rd rd. road dr dr. drive blvd blvd. boulevard ln ln. lane way hwy highway".split()
)
_COUNTED = frozenset(  # "in the 1800 block of", "a 1500 metre race"
    "block blocks blk hours hrs metres meters metre meter miles mile feet foot km tonne ton acre hectare megawatt mw".split()
)


def year_only(found: Found, scene: Scene) -> Meaning | None:
    """Read a bare year only where a cue or the language model says that it is one."""
    number = year_number(found, "y")
    if not _YEARS[0] <= number <= _YEARS[1] or found.after in _COUNTED or _house(found, scene):
        return None
    bare = found.last - found.first == 1
    if bare and found.before not in _BEFORE_YEAR and not _is_year(scene, scene.token):
        return None
    return _narrowed(found, m.year(number))


def _house(found: Found, scene: Scene) -> bool:
    """Tell the number of a house: "1504 S. Beech St", "1917 Prospect Avenue"."""
    token = scene.token
    if token is None or found.last - found.first > 1:
        return False
    after = scene.tenses.after(token, _STREET)
    names = list(takewhile(lambda t: t.text[:1].isupper(), after))
    return any(t.lower in _STREETS for t in names[1:])


def _is_year(scene: Scene, token: Token | None) -> bool:
    """Tell a year from a count: the model calls it a date, or it modifies one thing ("a 2015 raid")."""
    if token is None:
        return False
    if token.ent in ("DATE", "EVENT") and token.text[:2] in ("19", "20"):
        return True
    if token.ent in ("DATE", "EVENT") and token.text[:2] not in ("17", "18"):
        return False
    head = scene.tenses.head(token)
    return token.dep in ("nummod", "compound", "amod", "nmod") and head.tag == "NN" and head.i > token.i


def decade(found: Found, _: Scene) -> Meaning | None:
    """Read "the 1990s", "'80s", "the nineties"."""
    if "d" in found:
        digits = int(re.sub(r"\D", "", found.text("d")))
        first = digits if digits >= 100 else 1900 + digits if digits >= 30 else 2000 + digits
    else:
        first = 1900 + found.value("s", "spelt")
    return _narrowed(found, m.decade(first))


def century(found: Found, _: Scene) -> Meaning | None:
    """Read "the 20th century"."""
    return m.century(day_number(found, "n"))


def iso(found: Found, _: Scene) -> Meaning | None:
    """Read an ISO 8601 date or date-time."""
    text = found.word("d").text.upper()
    told = day_of(int(text[:4]), int(text[5:7]), int(text[8:10]))
    return m.clock(told.days[0], text[11:16]) if told and told.days and len(text) > 10 else told


def slashed(found: Found, scene: Scene) -> Meaning | None:
    """Read "3/5/2022" in the order of the outlet; an impossible month decides on its own.

    Where the outlet's order is not known, the reading nearer to the report's day is taken: dates in news are near it.
    """
    a, b, c = (int(x) for x in re.split(r"[/.]", found.text("d")))
    if a > _DAYS_MOST:
        return day_of(a, b, c)
    year = c if c > 99 else 2000 + c if c < _CENTURY_PIVOT else 1900 + c
    day_first, month_first = day_of(year, b, a), day_of(year, a, b)
    if "." in found.text("d") or month_first is None or day_first is None:
        return day_first or month_first
    if scene.day_first is not None or scene.anchor is None:
        return month_first if scene.day_first is False else day_first
    return min(day_first, month_first, key=lambda told: _away(told, scene.anchor))


def _away(told: Meaning, anchor: date | None) -> int:
    return abs((told.days[0] - anchor).days) if told.days and anchor else 0


_DAYS_MOST = 31
_M = "m:<month|mayish|monthshort> .?"
_WD = "(<weekday|weekdayshort> .? ,?)?"
_SHARES = "(early|late|mid|middle|start|beginning|end|close|turn|outset)"
_OF = f"the? {_SHARES} (-|of)?"
RULES = (
    Rule("d:<iso>", iso),
    Rule("d:<slashed>", slashed),
    Rule(f"{_WD} {_M} d:<dom|nth|ordinal> ,? y:<year>", full_date),
    Rule(f"{_WD} {_M} the? d:<dom|nth>", full_date),
    Rule(f"p:<part> of {_WD} {_M} d:<dom|nth> (,? y:<year>)?", night_of),
    Rule(f"p:<part> of {_WD} the? d:<dom|nth> of? {_M} y:<year>?", night_of),
    Rule(f"{_WD} {_M} d:<dom|nth> (,? y:<year>)? (in the|at)? p:<part>", night_of),
    Rule(f"{_WD} {_M} d:<dom|nth> ,? of? r:<last|this|next> year", day_in_year),
    Rule(f"{_WD} the? d:<dom|nth> of? {_M} ,? of? r:<last|this|next> year", day_in_year),
    Rule("the? d:<nth>", bare_day),
    Rule(f"the? week of {_M} d:<dom|nth> (,? y:<year>)?", week_of),
    Rule(f"{_WD} (on? the)? d:<dom|nth> of? {_M} ,? y:<year>", full_date),
    Rule(f"{_WD} the? d:<dom|nth> of? {_M}", full_date),
    Rule(f"({_OF})? {_M} (of|,)? y:<year|short>", month_only),
    Rule(f"({_OF})? m:<month> y:<short>?", month_only),
    Rule(f"({_OF})? {_M} of? r:<last|this|next> year", month_of),
    Rule(f"{_OF} {_M} y:<short>?", month_only),
    Rule("m:<mayish>", may_or_march),
    Rule("m:<monthshort> . y:<short>?", month_only),
    Rule(f"({_OF})? the? year y:<number>", year_only),
    Rule(f"({_OF})? the? (year|calendar) y:<year|short>", year_only),
    Rule(f"({_OF})? y:<year|short>", year_only),
    Rule(f"(the? {_SHARES} (-|of)? )? the? (d:<decade>|s:<spelt>)", decade),
    Rule("the? n:<nth|ordinal> -? century", century),
)
