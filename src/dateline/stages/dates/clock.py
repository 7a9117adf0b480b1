"""Rules for times of day: "10:35 a.m.", "5 p.m. EST Nov. 9", "noon Saturday", "at 14:30".

A time alone is on the day told last in its sentence, else on the story's day, else on the report's.
"""

from datetime import date

from dateline.stages.dates import meaning as m
from dateline.stages.dates.absolute import MONTH, day_number, day_of, nearest_year
from dateline.stages.dates.calendars import shift
from dateline.stages.dates.deictic import pick_weekday
from dateline.stages.dates.grammar import Found, Rule
from dateline.stages.dates.meaning import Meaning
from dateline.stages.dates.scene import Scene

_NAMED = {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}
_AT = frozenset("at around about by since until till from to before after just between and nearly exactly".split())
_NOON = 12  # hours before it, told of a night, are of the day after midnight
_ASIDE = 8  # words that a time in brackets and the day behind it take: "( 1:15 p.m. GMT ) on Wednesday"
_FOUR = 4  # digits of a time that is written without a colon
_SHIFT = {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0}


def time_of(found: Found) -> str | None:
    """Return the time as "14:30", None where the clock has none."""
    if "c" in found:
        return _NAMED[found.text("c")]
    if "z" in found:
        return _written(found.text("z"))
    hour, _, rest = (found.text("t") or found.text("u") or f"{found.number('h')}:00").replace(".", ":").partition(":")
    number, half = int(hour), found.text("m")[:1] if "m" in found else ""
    if half:
        if not 1 <= number <= 12:
            return None
        number = number % 12 + (12 if half == "p" else 0)
    return f"{number:02}:{rest[:2]}" if number < 24 else None


def _written(four: str) -> str | None:
    """Return "0530" as "05:30"."""
    told = len(four) == _FOUR and four.isdigit() and int(four[:2]) < 24 and int(four[2:]) < 60
    return f"{four[:2]}:{four[2:]}" if told else None


def at_clock(found: Found, scene: Scene) -> Meaning | None:
    """Read a time of day with the day that it names, or on the running day."""
    time = time_of(found)
    if "z" in found and (found.before == "(" or (found.has("hours") and found.before not in _AT)):
        return None  # another clock's time in brackets; "1800 hours of work"
    if time is None or (found.last - found.first == 1 and "u" in found and found.before not in _AT):
        return None  # a bare "1:52" is a score or the length of a video
    when, anchored = _day(found, scene, int(time[:2]))
    if when is None:
        return Meaning("TIME", f"XXXX-XX-XXT{time}", anchored=True) if anchored else None
    told = m.clock(when, time)
    return told.anchor() if anchored else told


def _day(found: Found, scene: Scene, hour: int) -> tuple[date | None, bool]:
    anchor = scene.anchor
    if "w" in found:
        weekday = found.value("w", "weekday", "weekdayshort")
        return (pick_weekday(anchor, weekday, None, scene.tense == "future") if anchor else None), True
    if "d" in found:
        month, number = found.value("o", *MONTH), day_number(found, "d")
        year = found.number("y") if "y" in found else nearest_year(scene, month, number)
        told = day_of(year, month, number) if year else None
        return (told.days[0] if told and told.days else None), "y" not in found
    if anchor and (behind := _behind(found)):
        return pick_weekday(anchor, behind, None, scene.tense == "future"), True
    if "n" in found and anchor:
        return shift(anchor, _SHIFT[found.text("n")]), True
    if scene.night and not _heads(found):
        return scene.night[hour < _NOON], True
    return (anchor if _heads(found) else scene.story), True


def _behind(found: Found) -> int | None:
    """Return the weekday behind another clock's time in brackets: "8 a.m. (0500 GMT) on Wednesday"."""
    rest = found.words[found.last : found.last + _ASIDE]
    if found.after != "(" or ")" not in (texts := [w.text for w in rest]):
        return None
    day = next((w for w in rest[texts.index(")") + 1 :] if w.text not in ("on", ",")), None)
    return found.tables.number("weekday", day.text) if day and "weekday" in day.classes else None


def _heads(found: Found) -> bool:
    """Tell a time that heads a paragraph of running news ("7:50 p.m. The army has ..."): it is of the report's day."""
    return not found.before.isalpha() and found.before not in (",", "(", "-")


_T = "((t:<clock>|h:<hour>) m:<meridiem> | u:<clock> | c:<noon>)"
_ZONE = "(<zone>|(local|eastern|pacific|central|mountain|moscow|london) (time|standard time|daylight time)|hours)"
_TIME = f"{_T} ,? {_ZONE}?"
RULES = (
    Rule(f"{_TIME} ,? (on|early|late)? w:<weekday>", at_clock),
    Rule(
        f"{_TIME} ,? (on)? <weekday|weekdayshort> .? ,? o:<month|mayish|monthshort> .? d:<dom|nth> (,? y:<year>)?",
        at_clock,
    ),
    Rule(f"{_TIME} ,? (on)? d:<dom|nth> of? o:<month|mayish|monthshort> .? y:<year>?", at_clock),
    Rule(f"{_TIME} ,? (on)? o:<month|mayish|monthshort> .? d:<dom|nth> (,? y:<year>)?", at_clock),
    Rule(f"{_TIME} ,? n:<named>", at_clock),
    Rule(f"z:<number> {_ZONE} ,? (on|early|late)? w:<weekday>", at_clock),
    Rule(f"z:<number> {_ZONE}", at_clock),
    Rule(_TIME, at_clock),
)
