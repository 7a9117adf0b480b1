"""Rules for feast days by name: "Christmas", "Good Friday", "last Thanksgiving", "New Year's Eve 1999"."""

from functools import cache

from dateline.stages.dates import calendars
from dateline.stages.dates import meaning as m
from dateline.stages.dates.calendars import Days
from dateline.stages.dates.deictic import direction
from dateline.stages.dates.grammar import Found, Rule
from dateline.stages.dates.lexicon import Holiday, Lexicon, lexicon
from dateline.stages.dates.meaning import UNKNOWN, Meaning
from dateline.stages.dates.scene import Scene
from dateline.stages.dates.words import scan

_AROUND = frozenset({"last", "next", "this", "early", "late", "of", ","})


def feast(found: Found, scene: Scene) -> Meaning | None:
    """Read a feast day, in the year told or nearest to the report as the tense has it."""
    holiday = _named(found)
    token = scene.token
    if holiday is None or (token and token.ent in ("PERSON", "GPE")):
        return None
    if "y" in found:
        times = calendars.holiday_days(holiday, found.number("y"))
        return _meaning(times[0]) if times else None
    if scene.anchor is None:
        return UNKNOWN
    years = range(scene.anchor.year - 1, scene.anchor.year + 2)
    times = [days for year in years for days in calendars.holiday_days(holiday, year)]
    chosen = _choose(times, scene, direction(found))
    return _meaning(chosen).anchor() if chosen else UNKNOWN


def _named(found: Found) -> Holiday | None:
    """Find the feast whose name the match holds; both are cut into words by the same scanner."""
    words = [w.text for w in found.words[found.first : found.last] if w.text not in _AROUND and "year" not in w.classes]
    return _by_key().get(" ".join(words))


@cache
def _by_key() -> dict[str, Holiday]:
    tables = lexicon()
    return {_key(name, tables): holiday for name, holiday in tables.holidays.items()}


def _choose(times: list[Days], scene: Scene, way: int) -> Days | None:
    anchor = scene.anchor
    past = [t for t in times if anchor and t[0] <= anchor]
    ahead = [t for t in times if anchor and t[1] >= anchor]
    if way == 1 or (way == 0 and scene.tense == "future"):
        return ahead[0] if ahead else None
    if way == -1:
        return past[-1] if past else None
    return min(times, key=lambda t: abs((t[0] - anchor).days) if anchor else 0, default=None)


def _meaning(days: Days) -> Meaning:
    if days[0] == days[1]:
        return m.day(days[0])
    return Meaning("DATE", f"{days[0].isoformat()}/{days[1].isoformat()}", days, "range")


def rules(tables: Lexicon) -> tuple[Rule, ...]:
    """Make the rule that finds the names in the table."""
    names = " | ".join(sorted((_key(name, tables) for name in tables.holidays), key=lambda n: (-len(n), n)))
    return (Rule(f"(last|next|this|early|late)? ({names}) (of|,)? y:<year>?", feast),)


def _key(name: str, tables: Lexicon) -> str:
    return " ".join(w.text for w in scan(name, tables))
