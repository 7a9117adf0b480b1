"""One sentence for an event, written from its cells and from nothing else."""

from collections.abc import Sequence
from datetime import date

from dateline.data.types import event_types
from dateline.model import EventFigure, Figure, Party, Status, When, Where

_VERBS = {
    "killed": "killed",
    "injured": "injured",
    "missing": "missing",
    "displaced": "displaced",
    "arrested": "arrested",
    "participants": "taking part",
}
_STATUS: dict[Status, str] = {
    "planned": " planned",
    "threatened": " threatened",
    "called_for": " called for",
    "denied": " denied",
    "hypothetical": " spoken of as possible",
    "ongoing": " under way",
}


def summarise(
    type_: str,
    status: Status,
    when: When | None,
    where: Where | None,
    doers: tuple[Sequence[Party], Sequence[Party]],
    figures: Sequence[EventFigure] = (),
) -> str:
    """Write the sentence: what, its status, by whom, against whom, where, when, how many."""
    label = event_types()[type_].label if type_ in event_types() else type_.replace("_", " ")
    actors, targets = doers
    words = label + _STATUS.get(status, "")
    words += f" by {_names(actors)}" if actors else ""
    words += f", {'on' if actors else 'concerning'} {_names(targets)}" if targets else ""
    words += f", in {where.site.name}" if where else ""
    words += f", {_days(when)}" if when else ""
    counts = _counts(figures)
    return f"{words}: {counts}." if counts else f"{words}."


def _names(parties: Sequence[Party]) -> str:
    """Name the first two and say that there are more."""
    more = " and others" if len(parties) > 2 else ""
    return (" and ".join if not more else ", ".join)([p.name for p in parties[:2]]) + more


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
