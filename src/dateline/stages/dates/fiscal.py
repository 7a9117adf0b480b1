"""Rules for quarters and halves of the year, fiscal years, and what earnings reports compare them with.

"A year earlier" after a quarter means that quarter a year before. Fiscal quarters are taken as calendar quarters, as
news readers and annotators do: a company's own fiscal calendar is not in the text.
"""

from datetime import date

from dateline.stages.dates import meaning as m
from dateline.stages.dates.absolute import MONTH, year_number
from dateline.stages.dates.deictic import direction
from dateline.stages.dates.grammar import Found, Rule
from dateline.stages.dates.meaning import UNKNOWN, Meaning
from dateline.stages.dates.scene import Scene

Quarter = tuple[int, int]


def _step(quarter: Quarter, by: int) -> Quarter:
    year, index = divmod(quarter[0] * 4 + quarter[1] - 1 + by, 4)
    return year, index + 1


def _of(day: date) -> Quarter:
    return day.year, (day.month + 2) // 3


def _tell(scene: Scene, quarter: Quarter, topic: bool = True) -> Meaning | None:
    if topic:
        scene.quarter = quarter
    return m.quarter(*quarter)


def named(found: Found, scene: Scene) -> Meaning | None:
    """Read "the third quarter", "third-quarter", "the first quarter of 1990", "the 1988 third quarter", "Q3"."""
    number = found.value("n", "ordinal") if "n" in found else found.number("q")
    if number > 4:
        return None
    if "y" in found:
        return _tell(scene, (year_number(found, "y"), number), topic=False)
    if scene.anchor is None:
        return UNKNOWN
    now = _of(scene.anchor)
    year = now[0] - (number > now[1])
    if found.has("last") or found.has("this") or found.has("next"):
        year = now[0] + (direction(found) if found.has("year") else 0)
    elif found.has("earlier", "ago") and scene.quarter:
        year = scene.quarter[0] - 1
    elif scene.tense == "future" and (year, number) < _step(now, -1):
        year += 1
    told = _tell(scene, (year, number))
    return told and told.anchor()


def running(found: Found, scene: Scene) -> Meaning | None:
    """Read "the quarter", "the latest period", "the year-earlier quarter", "the current quarter", "that quarter"."""
    if scene.anchor is None:
        return UNKNOWN
    now = _of(scene.anchor)
    if found.has("year") and found.has("last"):
        quarter: Quarter = _step(scene.quarter or _step(now, -1), -4)
    elif found.has("current", "this"):
        quarter = now
    elif found.has("last", "next", "previous", "preceding", "prior"):
        way = -1 if found.has("prior") else direction(found)
        quarter = _step(scene.quarter if scene.quarter and found.has("previous", "preceding", "prior") else now, way)
    elif ended := _ended(found, scene):
        quarter = ended
        scene.quarter = ended
    else:
        latest = _step(now, -1)
        topic = min(scene.quarter, latest) if scene.quarter and found.has("latest") else scene.quarter
        quarter = topic or (_step(now, -1) if found.has("quarter") or found.has("latest") else (0, 0))
    if quarter == (0, 0):
        told = m.year(scene.anchor.year - 1) if found.has("-") and found.has("ago", "earlier") else None
        return told and told.anchor()  # "the year-ago results", where no quarter is under discussion
    if "y" in found:
        quarter = year_number(found, "y"), quarter[1]
    elif found.has("earlier", "ago", "year"):
        quarter = _step(quarter, -4)
    told = _tell(scene, quarter, topic=False)
    return told and told.anchor()


def _ended(found: Found, scene: Scene) -> Quarter | None:
    """Tell "the quarter ended Sept. 30" by its month."""
    following = found.words[found.last + 1 : found.last + 2]
    if found.after not in ("ended", "ending") or not following or scene.anchor is None:
        return None
    month = next((found.tables.number(k, following[0].text) for k in MONTH if k in following[0].classes), None)
    if month is None:
        return None
    return scene.anchor.year - (month > scene.anchor.month), (month + 2) // 3


def half(found: Found, scene: Scene) -> Meaning | None:
    """Read "the first half", "the second half of 2015", "the last half of the year"."""
    number = {"first": 1, "second": 2, "last": 2, "latter": 2}.get(found.text("n"))
    if number is None:
        return None
    if "y" in found:
        return m.half(year_number(found, "y"), number)
    if scene.anchor is None:
        return UNKNOWN
    told = m.half(scene.anchor.year + (direction(found) if not found.has("last") else 0), number)
    return told and told.anchor()


def fiscal_year(found: Found, _: Scene) -> Meaning | None:
    """Read "fiscal 1989", "fiscal year 2020"."""
    return m.year(year_number(found, "y"))


def year_end(found: Found, scene: Scene) -> Meaning | None:
    """Read "year-end", "year-end 1990": the last of December."""
    if "y" in found:
        return m.day(date(year_number(found, "y"), 12, 31))
    return m.day(date(scene.anchor.year, 12, 31)).anchor() if scene.anchor else UNKNOWN


_Q = "(fiscal|comparable)? -? n:<ordinal> -? (fiscal)? quarter"
_AGO = "(year -? (earlier|ago)|same|comparable|corresponding)"
_NOUN = "(quarter|period)"
RULES = (
    Rule(f"the? {_Q} (of|,)? (fiscal|the year)? y:<year|short>", named),
    Rule(f"the? (fiscal)? y:<year|short> {_Q}", named),
    Rule(f"(this|last|next) year 's {_Q}", named),
    Rule(f"(the|its|their)? {_Q} of (this|last|next) year", named),
    Rule(f"the? (year -? (earlier|ago))? {_Q}", named),
    Rule("q q:<dom> y:<year>?", named),
    Rule(f"the {_AGO} {_AGO}? {_NOUN} (a year (ago|earlier))?", running),
    Rule(f"the {_NOUN} a year (ago|earlier)", running),
    Rule(f"the (latest|current|prior|previous|preceding|same|following) (fiscal)? {_NOUN}", running),
    Rule("(the|that|this|last|next|latest) (fiscal)? quarter", running),
    Rule(f"the y:<year> {_NOUN}", running),
    Rule(f"the {_AGO} {_NOUN} (of|in)? last year", running),
    Rule(f"last year 's {_NOUN}", running),
    Rule("(a|the)? year -? earlier", running),
    Rule("(a|the)? year -? ago", running),
    Rule("the? n:<ordinal|last> half of (the year|this year|next year|last year)", half),
    Rule("the? n:<ordinal|last> half (of|,)? (fiscal)? y:<year>", half),
    Rule("the? (fiscal) (year)? y:<year|short>", fiscal_year),
    Rule("the? year -? end y:<year>?", year_end),
)
