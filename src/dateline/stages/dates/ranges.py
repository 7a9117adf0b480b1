"""Rules for stretches with two ends: "from 3 to 5 May", "between Monday and Wednesday", "1998-99".

TimeML marks the two ends apart; a record needs the days between them, so that a stretch is one expression here and its
value is an ISO 8601 interval.
"""

from dataclasses import replace
from datetime import date, timedelta

from dateline.stages.dates import calendars
from dateline.stages.dates import meaning as m
from dateline.stages.dates.absolute import MONTH, day_number, day_of, nearest_year
from dateline.stages.dates.deictic import pick_weekday
from dateline.stages.dates.grammar import Found, Rule
from dateline.stages.dates.meaning import UNKNOWN, Meaning
from dateline.stages.dates.scene import Scene

_SPAN_YEARS = 150  # two numbers farther apart are no stretch of years


def stretch(first: Meaning | None, last: Meaning | None) -> Meaning | None:
    """Join two ends; None where they are the wrong way round."""
    if not first or not last or not first.days or not last.days or first.days[0] > last.days[0]:
        return None
    return Meaning("DATE", f"{first.value}/{last.value}", (first.days[0], last.days[1]), "range")


def days(found: Found, scene: Scene) -> Meaning | None:
    """Read "3 to 5 May", "May 3-5, 2022", "from 28 April to 3 May"."""
    month = found.value("m", *MONTH)
    other = found.value("n", *MONTH) if "n" in found else month
    year = found.number("y") if "y" in found else nearest_year(scene, month, day_number(found, "e"))
    if year is None:
        return UNKNOWN
    wraps = other < month
    told = stretch(
        day_of(year - (wraps and "y" in found), month, day_number(found, "d")),
        day_of(year + (wraps and "y" not in found), other, day_number(found, "e")),
    )
    return told if told is None or "y" in found else told.anchor()


def weekdays(found: Found, scene: Scene) -> Meaning | None:
    """Read "between Monday and Wednesday": the last such stretch that is over, or the next if the verb says so."""
    if scene.anchor is None:
        return UNKNOWN
    future = scene.tense == "future"
    first, last = (found.value(name, "weekday") for name in "wv")
    if future:
        start = pick_weekday(scene.anchor, first, None, future=True)
        end = pick_weekday(start, last, None, future=True) if start else None
    else:
        end = pick_weekday(scene.anchor, last, None, future=False)
        start = pick_weekday(end, first, None, future=False) if end else None
    return _between(start, end)


def _between(start: date | None, end: date | None) -> Meaning | None:
    told = stretch(m.day(start), m.day(end)) if start and end else None
    return told and told.anchor()


def part_of_month(found: Found, scene: Scene) -> Meaning | None:
    """Read "the first week of April", "the last ten days of May 2022": counted from an end of the month."""
    month = found.value("m", *MONTH)
    year = found.number("y") if "y" in found else nearest_year(scene, month, None)
    if year is None:
        return UNKNOWN
    length = (found.number("n") if "n" in found else 1) * _DAYS.get(found.code("u", "unit", "units"), 0)
    whole = calendars.month_days(year, month)
    if whole is None or not 0 < length < (whole[1] - whole[0]).days or found.has("few"):
        return None
    nth = found.value("k", "ordinal") if "k" in found else 1
    if "n" in found and nth > 1:
        return None
    first = whole[0] + timedelta(days=(nth - 1) * length)
    if "k" not in found:
        first = whole[1] - timedelta(days=length - 1)
    if first > whole[1]:
        return None
    last = min(whole[1], first + timedelta(days=length - 1))
    told = stretch(m.day(first), m.day(last))
    return told if told is None or "y" in found else told.anchor()


def years(found: Found, _: Scene) -> Meaning | None:
    """Read "1998-99"; two whole years with words between them stay two expressions."""
    first, last = found.number("y"), found.number("z")
    if last < 100:
        last += first // 100 * 100
    if not 1500 <= first < last <= 2100 or last - first > _SPAN_YEARS:
        return None
    return stretch(m.year(first), m.year(last))


def ahead(found: Found, scene: Scene) -> Meaning | None:
    """Read "in two weeks" after a verb that lies ahead: a length, pinned to the day, week, month or year so far off."""
    if scene.anchor is None or scene.tense != "future" or not scene.direct:
        return None
    number, code = found.number("n") if "n" in found else 1, found.code("u", "unit", "units")
    if code in _DAYS:
        when = calendars.shift(scene.anchor, number * _DAYS[code])
    elif code in _MONTHS:
        when = calendars.same_day(scene.anchor, number * _MONTHS[code])
    else:
        return None
    grain = m.grain(when, code) if when else None
    if grain is None:
        return UNKNOWN
    return replace(m.duration(str(number), code, grain.days), precision=grain.precision)


_DAYS = {"D": 1, "W": 7}
_MONTHS = {"M": 1, "Y": 12}
_M = "m:<month|mayish|monthshort> .?"
_N = "n:<month|mayish|monthshort> .?"
_TO = "(to|and|-|--|through|until|till)"
RULES = (
    Rule(f"(from|between)? d:<dom|nth> {_TO} e:<dom|nth> of? {_M} ,? y:<year>?", days),
    Rule(f"(from|between)? {_M} d:<dom|nth> {_TO} e:<dom|nth> (,? y:<year>)?", days),
    Rule(f"(from|between)? d:<dom|nth> of? {_M} {_TO} e:<dom|nth> of? {_N} ,? y:<year>?", days),
    Rule(f"(from|between)? {_M} d:<dom|nth> {_TO} {_N} e:<dom|nth> (,? y:<year>)?", days),
    Rule(f"(from|between) w:<weekday> {_TO} v:<weekday>", weekdays),
    Rule("w:<weekday> (through|-|--) v:<weekday>", weekdays),
    Rule(f"the (k:<ordinal>|last|final) n:<number>? u:<unit|units> of {_M} y:<year>?", part_of_month),
    Rule("y:<year> (-|--) z:<year|number>", years),
    Rule("in (n:<number>|a|another) (more)? u:<unit|units> (time)?", ahead),
)
