"""Why an event stands as it does, in plain words for the page."""

from collections.abc import Mapping, Sequence

from dateline.model import Event, EventFigure, Filed

# More names than these are counted instead of listed.
_NAMED = 4


def explain(event: Event, reports: Mapping[str, Filed]) -> str:
    """Return two or three sentences: who tells it, how independent they are, and where they part."""
    told = _told(event, reports)
    if event.standing == "corroborated":
        return f"{told} The texts do not go back to one another, so they count as separate voices."
    if event.standing == "disputed":
        return f"{told} Their accounts conflict. {_ranges(event)}".strip()
    if event.standing == "denied":
        names = _list([source.name for source in event.denied_by])
        return f"{told} Denied by {names}." if names else f"{told} The event is denied."
    return f"{told} One voice only: nobody independent confirms it."


def _told(event: Event, reports: Mapping[str, Filed]) -> str:
    outlets = _list([reports[e.report].report.outlet or "" for e in event.evidence if e.report in reports])
    texts = "one text" if event.lineages == 1 else f"{event.lineages} independent texts"
    count = "one report" if event.reports == 1 else f"{event.reports} reports"
    return f"Told in {count} ({outlets}), {texts}." if outlets else f"Told in {count}, {texts}."


def _ranges(event: Event) -> str:
    """Name the kinds of figure on which sources differ."""
    found = []
    for kind in sorted({given.figure.kind for given in event.figures}):
        bounds = _bounds([given for given in event.figures if given.figure.kind == kind])
        if len(bounds) > 1:
            found.append(f"{kind}: {bounds[0]} to {bounds[-1]}")
    return f"Figures range over {', '.join(found)}." if found else ""


def _bounds(figures: Sequence[EventFigure]) -> list[int]:
    return sorted({n for given in figures for n in (given.figure.low, given.figure.high) if n is not None})


def _list(names: Sequence[str]) -> str:
    different = list(dict.fromkeys(name for name in names if name))
    if len(different) > _NAMED:
        return f"{', '.join(different[:_NAMED])} and {len(different) - _NAMED} more"
    return " and ".join(different) if len(different) < 3 else f"{', '.join(different[:-1])} and {different[-1]}"
