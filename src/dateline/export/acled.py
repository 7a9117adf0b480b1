"""ACLED's 31 columns, one row per event that happened and has a place in ACLED's scheme.

Cells that a record cannot fill stay empty; ``docs/formats.md`` says which and why.
"""

import csv
from collections.abc import Sequence
from io import TextIOWrapper
from typing import BinaryIO

from dateline.export import source
from dateline.export.countries import country
from dateline.export.kinds import codes
from dateline.export.source import Desk, Readable
from dateline.model import Event, Party, When

_NAMES = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type "
    "actor1 assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting "
    "iso region country admin1 admin2 admin3 location latitude longitude geo_precision "
    "source source_scale notes fatalities tags timestamp"
)
COLUMNS = tuple(_NAMES.split())

_POLITICAL, _DEMONSTRATIONS = "Political violence", "Demonstrations"
_DISORDER = {
    "Battles": _POLITICAL,
    "Explosions/Remote violence": _POLITICAL,
    "Violence against civilians": _POLITICAL,
    "Protests": _DEMONSTRATIONS,
    "Riots": _POLITICAL,
    "Strategic developments": "Strategic developments",
}
# Sub-event types that ACLED files elsewhere than the rest of their event type.
_DISORDER_OF_SUB = {
    "Violent demonstration": _DEMONSTRATIONS,
    "Excessive force against protesters": f"{_POLITICAL}; {_DEMONSTRATIONS}",
}
# geo_precision: 1 a named town, 2 a district, 3 a region. ACLED puts a country on its capital; we leave it off the map.
_GEO = {"site": "1", "settlement": "1", "district": "2", "region": "3"}
_WEEK, _MONTH = 7, 31


def write(record: Readable, out: BinaryIO) -> None:
    """Write the rows as CSV with a header line, in UTF-8."""
    text = TextIOWrapper(out, encoding="utf-8", newline="")
    table = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    table.writeheader()
    for event, desk in source.laid_out(record, source.happened(record)):
        kind = desk.kind(event)
        if kind and kind.acled_event:
            table.writerow(source.inert(row(event, desk)))
    text.flush()
    text.detach()


def row(event: Event, desk: Desk) -> dict[str, str]:
    """Return the filled columns of one event."""
    return {
        "event_id_cnty": event.id,
        "notes": event.summary,
        "source": source.joined(filed.report.outlet for filed in desk.cited(event)),
        "fatalities": _text(source.count(event, "killed")),
        "tags": _tags(event),
        **_type(event, desk),
        **_when(event.when),
        **_who(event, desk),
        **_where(event),
    }


def _type(event: Event, desk: Desk) -> dict[str, str]:
    kind = desk.kind(event)
    assert kind is not None
    major, minor = kind.acled_event or "", kind.acled_sub or ""
    disorder = _DISORDER_OF_SUB.get(minor, _DISORDER.get(major, ""))
    return {"disorder_type": disorder, "event_type": major, "sub_event_type": minor}


def _when(when: When | None) -> dict[str, str]:
    """Give the first day; ACLED has no precision beyond a month, so longer spans keep the year alone."""
    if when is None:
        return {}
    days = (when.last - when.first).days + 1
    year = str(when.first.year) if when.first.year == when.last.year else ""
    if days > _MONTH:
        return {"year": year}
    precision = "1" if days == 1 else "2" if days <= _WEEK else "3"
    return {"event_date": when.first.isoformat(), "year": str(when.first.year), "time_precision": precision}


def _who(event: Event, desk: Desk) -> dict[str, str]:
    inter1, inter2 = _inter(event.actors), _inter(event.targets)
    known = sorted(code for code in (inter1, inter2) if code)
    return {
        "actor1": event.actors[0].name if event.actors else "",
        "assoc_actor_1": source.joined(p.name for p in event.actors[1:]),
        "inter1": inter1,
        "actor2": event.targets[0].name if event.targets else "",
        "assoc_actor_2": source.joined(p.name for p in event.targets[1:]),
        "inter2": inter2,
        "interaction": _interaction(event, known),
        "civilian_targeting": "Civilian targeting" if inter2 == "7" and _violent(event, desk) else "",
    }


def _violent(event: Event, desk: Desk) -> bool:
    kind = desk.kind(event)
    return bool(kind and _DISORDER.get(kind.acled_event or "") == _POLITICAL)


def _inter(parties: Sequence[Party]) -> str:
    return codes(parties[0]).inter if parties else ""


def _interaction(event: Event, known: list[str]) -> str:
    """Join two codes, the smaller first; "0" when one side acts alone; empty when a side's kind is not known."""
    sides = bool(event.actors) + bool(event.targets)
    if not known or len(known) != sides:
        return ""
    return known[0] + (known[1] if sides > 1 else "0")


def _where(event: Event) -> dict[str, str]:
    site = event.where.site if event.where else None
    if site is None:
        return {}
    land, point = country(site.country), source.pinned(event)
    return {
        "iso": land.numeric if land else "",
        "region": land.acled_region if land else "",
        "country": land.name if land else "",
        "admin1": site.admin1 or "",
        "admin2": (event.where.district if event.where else None) or "",
        "location": site.name,
        "latitude": f"{point[0]:.4f}" if point else "",
        "longitude": f"{point[1]:.4f}" if point else "",
        "geo_precision": _GEO.get(site.precision, "") if point else "",
    }


def _tags(event: Event) -> str:
    """Give the size of a crowd as ACLED's tag; an open end is said in words."""
    found = source.newest(event, "participants")
    if found is None:
        return ""
    low, high = found.figure.low, found.figure.high
    if low is None:
        return f"crowd size=up to {high}"
    if high is None:
        return f"crowd size=at least {low}"
    return f"crowd size={low}" if low == high else f"crowd size=between {low} and {high}"


def _text(number: int | None) -> str:
    return "" if number is None else str(number)
