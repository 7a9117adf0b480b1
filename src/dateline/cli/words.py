"""Cells as words for a terminal: one way to say a place, a day, a number, a source."""

from dateline.model import Event, Figure, Source, When, Where

UNKNOWN = "unknown"


def where(cell: Where | None) -> str:
    """Say where: "Mykolaiv, Mykolaiv, UA"; a region or country says what it is."""
    if cell is None:
        return UNKNOWN
    site = cell.site
    names = dict.fromkeys(n for n in (site.name, site.admin1, site.country) if n)
    coarse = f" ({site.precision})" if site.precision not in {"site", "settlement"} else ""
    return ", ".join(names) + coarse


def when(cell: When | None) -> str:
    """Say when: a day, or the first and last day with the precision."""
    if cell is None:
        return UNKNOWN
    days = str(cell.first) if cell.first == cell.last else f"{cell.first} to {cell.last} ({cell.precision})"
    return days + ("" if cell.basis == "text" else f", by {cell.basis} date")


def number(figure: Figure) -> str:
    """Say how many: "12", "at least 12", "at most 12", "20 to 30"."""
    low, high = figure.low, figure.high
    if low is not None and high is not None:
        return f"{low:,}" if low == high else f"{low:,} to {high:,}"
    if low is not None:
        return f"at least {low:,}"
    return f"at most {high:,}" if high is not None else figure.span.text


def source(cell: Source) -> str:
    """Say who says so, and which side they are on where the text tells."""
    return f"{cell.name} ({cell.side})" if cell.side and cell.side.lower() not in cell.name.lower() else cell.name


def standing(event: Event) -> str:
    """Say how well an event stands."""
    texts = f"{event.lineages} independent text{'s' * (event.lineages != 1)}"
    return f"{event.standing} · {event.reports} report{'s' * (event.reports != 1)}, {texts}"
