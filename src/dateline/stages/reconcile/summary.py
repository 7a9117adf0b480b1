"""One sentence for an event, written from its cells and from nothing else."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from dateline.data.types import event_types
from dateline.model import EventFigure, Figure, Party, Status, When, Where

# Words that stand for somebody told elsewhere say nothing in a sentence of its own.
_PRONOUNS = frozenset("he she it they we i you him her them us who which that this these those one both".split())
# How many of those who act, and of those who suffer, a sentence names.
_TOLD = 2
_VERBS = {
    "killed": "killed",
    "injured": "injured",
    "missing": "missing",
    "displaced": "displaced",
    "arrested": "arrested",
    "participants": "taking part",
}
_STATUS: dict[Status, str] = {
    "planned": "planned: ",
    "threatened": "threatened: ",
    "called_for": "called for: ",
    "denied": "denied: ",
    "hypothetical": "spoken of as possible: ",
}
# A hazard is told by its place: everything there was hit.
_PLACED = frozenset({"natural_hazard"})
_WORD = re.compile(r"[\w-]+")
# How a place is joined on: a town is "in", a dam or a bridge "at".
_IN = {"site": "at"}


def summarise(  # noqa: PLR0913 - the cells that a sentence tells
    type_: str,
    status: Status,
    when: When | None,
    where: Where | None,
    doers: tuple[Sequence[Party], Sequence[Party]],
    figures: Sequence[EventFigure] = (),
    told: Iterable[str] = (),
) -> str:
    """Write the sentence: its status unless it happened, what, to whom, by whom, where, when, how many.

    ``told`` are the passages that tell it: of a hazard or a mishap they say which one it is.
    """
    style = _styles().get(type_, {})
    label = event_types()[type_].label if type_ in event_types() else type_.replace("_", " ")
    words = _named(style.get("words", {}), told) or str(style.get("noun") or label)
    actors, targets = (_told(parties, where) for parties in doers)
    if where and type_ in _PLACED:
        targets = []
    words += f" {style.get('onto', 'on')} {_names(targets)}" if targets else ""
    words += f" by {_names(actors)}" if actors else ""
    words += (
        f" {_IN.get(where.site.precision, 'in')} {where.site.name}" if where and not _placed(where, targets) else ""
    )
    words += f", {_days(when)}" if when else ""
    counts = _counts(figures)
    sentence = _STATUS.get(status, "") + words + (" (still going on)" if status == "ongoing" else "")
    return sentence[:1].upper() + sentence[1:] + (f": {counts}." if counts else ".")


def _named(words: Mapping[str, Sequence[str]], told: Iterable[str]) -> str | None:
    """Return the name that most passages use a word of, the first in the table on a draw."""
    passages = [set(_WORD.findall(passage.lower())) for passage in told]
    counts = {name: sum(not passage.isdisjoint(some) for passage in passages) for name, some in words.items()}
    best = max(counts, key=lambda name: counts[name], default=None)
    return best if best and counts[best] else None


@cache
def _styles() -> Mapping[str, Mapping[str, Any]]:
    """Read how types are named in a sentence, once."""
    table = files("dateline.data").joinpath("reconcile/summaries.toml")
    return tomllib.loads(table.read_text(encoding="utf-8"))


def _told(parties: Sequence[Party], where: Where | None) -> list[str]:
    """Return the names worth telling: no bare numbers or pronouns, not the place itself, none twice."""
    place = where.site.name.casefold() if where else None
    names = dict.fromkeys(p.name for p in parties if p.name.casefold() != place)
    return [n for n in names if n.casefold() not in _PRONOUNS and any(map(str.isalpha, n))]


def _placed(where: Where, targets: Sequence[str]) -> bool:
    """Tell whether those to whom it was done are told with the place: "shelling of the port of Odesa"."""
    spelt = {where.site.name.casefold(), where.span.text.casefold() if where.span else ""} - {""}
    return any(name in target.casefold() for name in spelt for target in targets[:_TOLD])


def _names(names: Sequence[str]) -> str:
    """Name the first two and say that there are more."""
    more = " and others" if len(names) > _TOLD else ""
    return (" and ".join if not more else ", ".join)(names[:_TOLD]) + more


def _days(when: When) -> str:
    """Write a day, a month, a year or a stretch of days."""
    if when.first == when.last:
        return f"on {_day(when.first)}"
    if when.precision == "month":
        return f"in {when.first:%B %Y}"
    if when.precision == "year":
        return f"in {when.first.year}"
    return f"between {_day(when.first)} and {_day(when.last)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _counts(figures: Sequence[EventFigure]) -> str:
    """Write the current figure of each kind that concerns people."""
    first = {f.figure.kind: f.figure for f in reversed(figures)}
    return ", ".join(f"{amount(first[kind])} {verb}" for kind, verb in _VERBS.items() if kind in first)


def amount(figure: Figure) -> str:
    """Write a range: "12", "at least 12", "up to 12", "10 to 12", or "some" when the text gives no number."""
    low, high = figure.low, figure.high
    if low is None:
        return "some" if high is None else f"up to {high}"
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low} to {high}"
