"""UCDP GED's 49 columns, one row per fatal event of organised violence that happened.

GED codes an event only when somebody died and an organised actor did it, so only those are written.
Identifiers of conflicts, dyads and states are UCDP's to give: they stay empty (see ``docs/formats.md``).
"""

import csv
from io import TextIOWrapper
from math import floor
from typing import BinaryIO

from dateline.export import source
from dateline.export.countries import country
from dateline.export.source import Desk, Readable
from dateline.model import Event, Party, When

_NAMES = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
    "number_of_sources source_article source_office source_date source_headline source_original "
    "where_prec where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid "
    "country country_id region event_clarity date_prec date_start date_end "
    "deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob"
)
COLUMNS = tuple(_NAMES.split())

_ACLED_VIOLENT = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians"})
_STATE = frozenset({"state_forces", "police", "government"})
_ORGANISED = frozenset({"rebels", "militia", "gunmen", "criminals"})
_STATE_BASED, _NON_STATE, _ONE_SIDED = "1", "2", "3"
_WHERE = {"site": "1", "settlement": "1", "district": "3", "region": "4", "country": "6"}
# Upper bounds in days of GED's date_prec 1 to 4: a day, up to six days, a week, a month; 5 is longer.
_DATE_PRECISION = ((1, "1"), (6, "2"), (7, "3"), (31, "4"))
_LONGEST = "5"
# PRIO-GRID: cells of half a degree, 720 to a row, numbered from 1 at the south-west corner.
_CELL, _CELLS_IN_ROW = 0.5, 720


def write(record: Readable, out: BinaryIO) -> None:
    """Write the rows as CSV with a header line, in UTF-8."""
    text = TextIOWrapper(out, encoding="utf-8", newline="")
    table = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    table.writeheader()
    for event, desk in source.laid_out(record, source.happened(record)):
        if _fits(event, desk):
            table.writerow(source.inert(row(event, desk)))
    text.flush()
    text.detach()


def _fits(event: Event, desk: Desk) -> bool:
    """Tell whether GED would code the event: violent, and at least one death."""
    kind = desk.kind(event)
    return bool(kind and kind.acled_event in _ACLED_VIOLENT and source.count(event, "killed"))


def row(event: Event, desk: Desk) -> dict[str, str]:
    """Return the filled columns of one event."""
    violence = _violence(event)
    return {
        "id": event.id,
        "type_of_violence": violence,
        "event_clarity": "1",
        **_sides(event),
        **_sources(event, desk),
        **_where(event),
        **_when(event.when),
        **_deaths(event, violence),
    }


def _violence(event: Event) -> str:
    """Tell state-based, non-state and one-sided violence apart; empty while a side's kind is not known."""
    actors, targets = _kinds(event.actors), _kinds(event.targets)
    if "civilians" in targets:
        return _ONE_SIDED
    if not actors or not targets:
        return ""
    if _STATE & (actors | targets):
        return _STATE_BASED
    return _NON_STATE if actors & _ORGANISED and targets & _ORGANISED else ""


def _kinds(parties: tuple[Party, ...]) -> set[str]:
    return {party.kind for party in parties if party.kind}


def _sides(event: Event) -> dict[str, str]:
    side_a = event.actors[0].name if event.actors else ""
    side_b = event.targets[0].name if event.targets else ""
    dyad = f"{side_a} - {side_b}" if side_a and side_b else ""
    return {"side_a": side_a, "side_b": side_b, "dyad_name": dyad}


def _sources(event: Event, desk: Desk) -> dict[str, str]:
    """Name the reports; ``number_of_sources`` counts independent texts, since copies do not corroborate."""
    found = [filed.report for filed in desk.cited(event)]
    days = [r.published.isoformat() for r in found if r.published]
    return {
        "number_of_sources": str(event.lineages),
        "source_article": source.joined(
            ",".join(part for part in (r.outlet, r.published and r.published.isoformat(), r.title) if part)
            for r in found
        ),
        "source_office": source.joined(r.outlet for r in found),
        "source_date": source.joined(days),
        "source_headline": source.joined(r.title for r in found),
        "source_original": source.joined(s.name for s in event.sources),
    }


def _where(event: Event) -> dict[str, str]:
    site = event.where.site if event.where else None
    if site is None:
        return {}
    land, point = country(site.country), source.pinned(event)
    words = event.where.span.text if event.where and event.where.span else ""
    filled = {
        "where_prec": _WHERE[site.precision],
        "where_coordinates": site.name,
        "where_description": words,
        "adm_1": site.admin1 or "",
        "adm_2": (event.where.district if event.where else None) or "",
        "country": land.name if land else "",
        "region": land.ucdp_region if land else "",
    }
    return filled | (_point(*point) if point else {})


def _point(lat: float, lon: float) -> dict[str, str]:
    cell = floor((lat + 90) / _CELL) * _CELLS_IN_ROW + floor((lon + 180) / _CELL) + 1
    x, y = f"{lon:.6f}", f"{lat:.6f}"
    return {"latitude": y, "longitude": x, "geom_wkt": f"POINT ({x} {y})", "priogrid_gid": str(cell)}


def _when(when: When | None) -> dict[str, str]:
    if when is None:
        return {}
    days = (when.last - when.first).days + 1
    return {
        "year": str(when.first.year),
        "date_prec": next((code for most, code in _DATE_PRECISION if days <= most), _LONGEST),
        "date_start": when.first.isoformat(),
        "date_end": when.last.isoformat(),
    }


def _deaths(event: Event, violence: str) -> dict[str, str]:
    """Give best, low and high over all sources; no side's share is known unless civilians alone were attacked."""
    best = source.count(event, "killed")
    killed = [f.figure for f in event.figures if f.figure.kind == "killed"]
    bounds = [n for f in killed for n in (f.low, f.high) if n is not None]
    share = "deaths_civilians" if violence == _ONE_SIDED else "deaths_unknown"
    return {share: str(best), "best": str(best), "low": str(min(bounds)), "high": str(max(bounds))}
