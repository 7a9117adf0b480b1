"""Rules for lengths of time and for what is counted with them: "two days ago", "the past two weeks", "every day", ages.

A length alone is a DURATION and never a date; an age is neither.
"""

from dataclasses import replace
from datetime import date

from dateline.stages.dates import calendars
from dateline.stages.dates import meaning as m
from dateline.stages.dates.calendars import Days
from dateline.stages.dates.deictic import direction
from dateline.stages.dates.grammar import Found, Rule
from dateline.stages.dates.meaning import UNKNOWN, Meaning
from dateline.stages.dates.scene import Scene

_UNIT = ("unit", "units")
_MONTHS = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}
_DAYS = {"D": 1, "W": 7, "F": 14, "h": 0, "m": 0, "s": 0}
_HOURS = 24
_PARTS_OF_YEAR = frozenset({"6", "9"})  # months that a company reports on besides quarters
_ENDED = frozenset({"ended", "ending"})
_OLD = frozenset({"old", "olds"})


def amount(found: Found) -> str:
    """Return the amount as TIMEX3 writes it: "2", "0.5", "X"."""
    if "n" not in found:
        if found.has("long"):
            return "1"
        if found.has("half"):
            return "1.5" if found.has("and") else "0.5"
        return "1" if found.has("a", "an", "one", "past", "last") else "X"
    word = found.word("n")
    if word.number is not None:
        number = word.number + (0.5 if found.has("half") and found.text("n") != "half" else 0)
        return str(int(number)) if number == int(number) else str(number)
    if ("vague", word.text) in found.tables.values:
        return found.code("n", "vague")
    return "1"


def length(found: Found, scene: Scene) -> Meaning | None:
    """Read "two weeks", "a three-day", "several months" as a length; ages are left out."""
    if found.after in _OLD or (found.after == "-" and _next_old(found)) or found.before in ("aged", "age"):
        return None
    if found.after == "of" and found.last + 1 < len(found.words) and found.words[found.last + 1].text == "age":
        return None
    code, number = found.code("u", *_UNIT), amount(found)
    _leave_quarter(found, scene, number, code)
    if code in "Qs" and (number == "1" or found.has("-") or found.after == "of"):
        return None  # "a quarter of", "three-quarters", "a second"
    if found.before in ("once", "twice", "times", "per", "each"):
        return m.recurring(m.spell(number, code))
    return m.duration(number, code)


def _leave_quarter(found: Found, scene: Scene, number: str, code: str) -> None:
    """Forget the quarter where a report goes on to a longer time: "the first nine months", "the year ended June 30"."""
    if code in "MY" and (found.after in _ENDED or (number in _PARTS_OF_YEAR and found.has("first", "latest"))):
        scene.quarter = None


def _next_old(found: Found) -> bool:
    following = found.words[found.last + 1 : found.last + 2]
    return bool(following) and following[0].text in _OLD


def move(day: date, number: float, code: str, way: int) -> date | None:
    """Move a day by a length of time."""
    if code in _MONTHS:
        return calendars.same_day(day, way * round(number * _MONTHS[code]))
    return calendars.shift(day, way * round(number * _DAYS[code]))


def counted(found: Found, scene: Scene) -> Meaning | None:
    """Read "two days ago", "a year earlier", "three weeks later", counted from the report or the story."""
    ago = found.has("ago", "from")
    number, code = amount(found), found.code("u", *_UNIT)
    if found.has("before") and found.after.isalpha() and found.after not in ("and", "but"):
        return None  # "ten days before the vote": counted from an event, not from a day
    way = -1 if found.has("ago", "earlier", "before", "previously") else 1
    if number == "X":
        return m.reference("PAST_REF") if ago else m.duration(number, code)
    if code in "hms":
        day = scene.anchor if ago else scene.base
        return replace(m.duration(number, code, (day, day) if day else None), precision="day" if day else None)
    if code in "YQ" and way < 0 and scene.quarter and number == "1":
        told = m.quarter(scene.quarter[0] - 1, scene.quarter[1])
        return told and told.anchor()
    origin = scene.anchor if ago else scene.before if way > 0 else scene.before or scene.anchor
    when = move(origin, float(number), code, way) if origin else None
    if when is None:
        return UNKNOWN
    told = m.grain(when, code)
    return told and told.anchor()


def window(found: Found, scene: Scene) -> Meaning | None:
    """Read "the past two weeks", "the next three months": a length pinned to the report's day."""
    number, code = amount(found), found.code("u", *_UNIT)
    _leave_quarter(found, scene, number, code)
    if number == "X" or scene.anchor is None or code in "ms" or found.has("first", "latest") or found.after == "of":
        return m.duration(number, code)
    if code == "h":
        return m.duration(number, code, _window(scene.anchor, -(-float(number) // _HOURS), "D", direction(found)))
    return m.duration(number, code, _window(scene.anchor, float(number), code, direction(found)))


def _window(anchor: date, number: float, code: str, way: int) -> Days | None:
    far = move(anchor, number, code, way or -1)
    return None if far is None else (min(far, anchor), max(far, anchor))


def recent(found: Found, _: Scene) -> Meaning | None:
    """Read "recent weeks", "coming months"."""
    return m.duration("X", found.code("u", "units"))


def story_day(found: Found, scene: Scene) -> Meaning | None:
    """Read "that day", "the next day", "the same week": the story's running date."""
    way, code = direction(found), found.code("u", "unit")
    origin = scene.told if code in "MQY" else scene.story
    if origin is None or code in "hms":
        return UNKNOWN if code not in "hms" else None
    when = move(origin, way, code, 1) if way else origin
    told = m.grain(when, code) if when else None
    return told.anchor() if told else UNKNOWN


def running(found: Found, scene: Scene) -> Meaning | None:
    """Read "the year", "the end of the month", "earlier in the week": the report's own, a length if it ends elsewhere."""
    code = found.code("u", "unit")
    if found.after in ("ended", "ending", "-", "before", "after", "to", "through") or found.before == "of":
        return m.duration("1", code) if found.after in ("ended", "ending") else None
    if scene.anchor is None:
        return UNKNOWN
    told = m.grain(scene.anchor, code)
    share = next((_SHARE[w.text] for w in found.words[found.first : found.last] if w.text in _SHARE), None)
    told = m.narrow(told, share) if told and share else told
    return told and told.anchor()


_SHARE = {"early": "early", "start": "early", "beginning": "early", "middle": "mid", "late": "late", "end": "late"}


def these_days(_: Found, __: Scene) -> Meaning:
    """Read "these days"."""
    return m.reference("PRESENT_REF")


def every(found: Found, _: Scene) -> Meaning | None:
    """Read "every day", "each year", "daily", "twice a week", "every Friday", "Fridays"."""
    if "r" in found:
        return m.recurring(m.spell("1", found.code("r", "rate")))
    if "w" in found:
        value = f"XXXX-WXX-{found.value('w', 'weekday', 'weekdays')}"
        return m.recurring(value + (f"T{found.code('p', 'part')}" if "p" in found else ""))
    if "m" in found:
        return m.recurring(f"XXXX-{found.value('m', 'month', 'mayish'):02}")
    return m.recurring(m.spell(amount(found) if "n" in found else "1", found.code("u", *_UNIT)))


_APPROX = "(at least|at most|more than|less than|fewer than|no more than|up to|as many as|<approx>)?"
_N = "n:<number|vague>"
_U = "u:<unit|units>"
_HEAD = "(a|an|another|an additional|the first|the last|the)?"
_MORE = "(and a half|of|or so|more|additional|full|straight|consecutive|long)?"
_COUNT = f"{_APPROX} {_HEAD} {_N} {_MORE} -? {_U} (or so)?"
_ONE = f"{_APPROX} (a|an|one|half a|half an) u:<unit> (and a half|or so|or two)?"
_AWAY = "(ago|earlier|before|previously|later|afterward|afterwards|from now)"
_NEAR = "(the|these|this|at least the|over the|over)?"
_WAY = "(past|last|next|coming|previous|following|preceding|latest|first)"
RULES = (
    Rule(f"{_APPROX} (a|an)? {_N} (of|and a half)? -? {_U} (or so)? {_AWAY}", counted),
    Rule(f"{_APPROX} (a|an) u:<unit> (or so)? {_AWAY}", counted),
    Rule("u:<units> (ago|earlier|later)", counted),
    Rule(f"{_NEAR} {_WAY} (full|several)? {_N} (or so)? -? {_U} (or so)?", window),
    Rule("(the|this) (past|last) u:<unit>", window),
    Rule("(the|these)? (recent|coming|past|future) u:<units>", recent),
    Rule("(the|that) (next|following|previous|preceding|same) (very)? u:<unit>", story_day),
    Rule("that u:<unit>", story_day),
    Rule("the (full|fiscal|whole)? u:<span>", running),
    Rule("the (start|beginning|middle|end) of the u:<span>", running),
    Rule("(early|earlier|late|later) in the u:<span>", running),
    Rule("these days", these_days),
    Rule("(every|each) (other|single)? u:<unit>", every),
    Rule(f"every {_N} u:<units>", every),
    Rule("(every|each) w:<weekday> p:<part>?", every),
    Rule("(every|each) m:<month|mayish>", every),
    Rule("w:<weekdays>", every),
    Rule("r:<rate>", every),
    Rule(_COUNT, length),
    Rule(_ONE, length),
    Rule("(many|several|few|some)? u:<units>", length),
    Rule("u:<unit> - long", length),
)
