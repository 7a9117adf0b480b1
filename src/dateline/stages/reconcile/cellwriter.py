"""Setting a cell by hand: the value is JSON text in the shape of the export, and is checked before it is taken."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, get_args

from dateline.data.types import event_types
from dateline.errors import InputError
from dateline.model import (
    DatePrecision,
    Decision,
    Event,
    EventFigure,
    Figure,
    FigureKind,
    Party,
    PlacePrecision,
    Site,
    Span,
    Standing,
    Status,
    When,
    Where,
)
from dateline.stages.reconcile.summary import summarise


def write(event: Event, decision: Decision) -> Event:
    """Return the event with one cell as decided, and its summary anew.

    Raises:
        InputError: the cell is unknown, or the value does not fit it; the text says what would.
    """
    if decision.cell is None or decision.cell not in _WRITERS or decision.value is None:
        raise InputError(f"A cell to set and its value are needed. Cells: {', '.join(_WRITERS)}.")
    try:
        changed = _WRITERS[decision.cell](event, json.loads(decision.value))
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise InputError(f"{decision.value!r} does not fit {decision.cell}: {problem}.") from problem
    return changed if decision.cell == "summary" else _summed_up(changed)


def _summed_up(event: Event) -> Event:
    """Write the sentence again from the cells."""
    doers = (event.actors, event.targets)
    told = [evidence.span.text for evidence in event.evidence]
    summary = summarise(event.type, event.status, event.when, event.where, doers, event.figures, told)
    return replace(event, summary=summary)


def _one_of(value: Any, allowed: tuple[str, ...]) -> Any:
    if value not in allowed:
        raise ValueError(f"one of {', '.join(allowed)} is needed")
    return value


def _type(event: Event, value: Any) -> Event:
    return replace(event, type=_one_of(value, tuple(event_types())))


def _status(event: Event, value: Any) -> Event:
    return replace(event, status=_one_of(value, get_args(Status)))


def _standing(event: Event, value: Any) -> Event:
    return replace(event, standing=_one_of(value, get_args(Standing)))


def _summary(event: Event, value: Any) -> Event:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("a sentence is needed")
    return replace(event, summary=value.strip())


def _date(event: Event, value: Any) -> Event:
    """Set the days: null, a day ("2026-03-01"), or ``{"start": "2026-03-01", "end": "2026-03-02"}``."""
    if value is None:
        return replace(event, when=None)
    value = {"start": value} if isinstance(value, str) else value
    first = date.fromisoformat(value["start"])
    last = date.fromisoformat(value.get("end") or value["start"])
    if last < first:
        raise ValueError("the end is before the start")
    precision = _one_of(value.get("precision", "day" if first == last else "range"), get_args(DatePrecision))
    return replace(event, when=When(first=first, last=last, precision=precision, basis="decision"))


def _place(event: Event, value: Any) -> Event:
    """Set the place: null, a name alone, or an object with at least a name."""
    if value is None:
        return replace(event, where=None)
    value = {"name": value} if isinstance(value, str) else value
    lat, lon = value.get("lat"), value.get("lon")
    if (lat is None) != (lon is None) or (lat is not None and not (-90 <= lat <= 90 and -180 <= lon <= 180)):
        raise ValueError("a point needs lat and lon in degrees, or neither")
    site = Site(
        name=str(value["name"]),
        geonameid=value.get("geonameid"),
        country=value.get("country"),
        admin1=value.get("admin1"),
        lat=lat,
        lon=lon,
        precision=_one_of(value.get("precision", "settlement"), get_args(PlacePrecision)),
        feature=value.get("feature", "place"),
    )
    return replace(event, where=Where(site=site, scope="decision"))


def _parties(event: Event, value: Any, old: tuple[Party, ...]) -> tuple[Party, ...]:
    """Read ``[{"name": ...}]``; who was there before keeps their words."""
    known = {p.name: p for p in old}
    names = [str(row["name"]) for row in value]
    return tuple(known.get(name, Party(name=name, span=_words(event))) for name in names)


def _words(event: Event) -> Span:
    """Return the words that a value set by hand stands for: the first evidence."""
    return event.evidence[0].span


def _actors(event: Event, value: Any) -> Event:
    return replace(event, actors=_parties(event, value, event.actors))


def _targets(event: Event, value: Any) -> Event:
    return replace(event, targets=_parties(event, value, event.targets))


def _figures(event: Event, value: Any) -> Event:
    """Put ``[{"kind": "killed", "low": 4, "high": 4}]`` first among the figures of their kinds."""
    kinds = {_one_of(row["kind"], get_args(FigureKind)) for row in value}
    made = [_figure(event, row) for row in value]
    rest = [replace(f, latest=False) if f.figure.kind in kinds else f for f in event.figures]
    return replace(event, figures=(*made, *rest))


def _figure(event: Event, row: Mapping[str, Any]) -> EventFigure:
    low, high = row.get("low"), row.get("high")
    if not all(n is None or (isinstance(n, int) and n >= 0) for n in (low, high)):
        raise ValueError("whole numbers or null are needed")
    figure = Figure(kind=row["kind"], low=low, high=high, span=_words(event), source=row.get("source"))
    return EventFigure(figure=figure, report=event.evidence[0].report, latest=True)


_WRITERS: Mapping[str, Callable[[Event, Any], Event]] = {
    "type": _type,
    "status": _status,
    "standing": _standing,
    "date": _date,
    "place": _place,
    "actors": _actors,
    "targets": _targets,
    "figures": _figures,
    "summary": _summary,
}
