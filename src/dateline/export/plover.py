"""PLOVER's JSON records (manual 0.8): one for each event that happened and has a PLOVER type."""

import json
from typing import Any, BinaryIO

from dateline.export import source
from dateline.export.countries import country
from dateline.export.kinds import codes
from dateline.export.rows import offsets
from dateline.export.source import Desk, Readable
from dateline.model import Event, Party

_QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), "verbal cooperation"),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), "material cooperation"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "verbal conflict"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "material conflict"),
}
_RESOLUTION = {"site": 5, "settlement": 4, "district": 3, "region": 2, "country": 1}


def write(record: Readable, out: BinaryIO) -> None:
    """Write one JSON array, one record to a line."""
    before = "[\n"
    for event, desk in source.laid_out(record, source.happened(record)):
        kind = desk.kind(event)
        if kind and kind.plover_event:
            out.write((before + json.dumps(entry(event, desk), ensure_ascii=False)).encode("utf-8", "replace"))
            before = ",\n"
    out.write(b"\n]\n" if before != "[\n" else b"[]\n")


def entry(event: Event, desk: Desk) -> dict[str, Any]:
    """Return one event as PLOVER has it; keys that we cannot fill are left out, as the manual allows."""
    kind = desk.kind(event)
    assert kind is not None
    assert kind.plover_event is not None
    found: dict[str, Any] = {
        "id": event.id,
        "has_event": True,
        "date": event.when.first.isoformat() if event.when else None,
        "enddate": event.when.last.isoformat() if event.when and event.when.last != event.when.first else None,
        "actor": [_entity(p) for p in event.actors],
        "recipient": [_entity(p) for p in event.targets],
        "event": [kind.plover_event],
        "mode": [kind.plover_mode] if kind.plover_mode else None,
        "quad_code": _QUADS.get(kind.plover_event),
        "event_loc": _location(event),
        "event_text": [e.span.text for e in event.evidence],
        "size": _size(event) or None,
        "comment": event.summary,
        "coder": f"Dateline {source.version()}",
        **_citation(event, desk),
    }
    required = ("id", "date", "actor", "event")
    return {key: value for key, value in found.items() if value is not None or key in required}


def _entity(party: Party) -> dict[str, str]:
    land = country(party.country)
    sector = codes(party).sector or "UNK"
    return {"code": land.alpha3 if land else "", "sector": sector, "entity_text": party.span.text} | (
        {"identifier_text": party.name} if party.name != party.span.text else {}
    )


def _location(event: Event) -> dict[str, Any] | None:
    where = event.where
    if where is None:
        return None
    site, land, point = where.site, country(where.site.country), source.pinned(event)
    found = {
        "extracted_place": where.span.text if where.span else None,
        "resolved_place": site.name,
        "geonameid": site.geonameid,
        "lat": point[0] if point else None,
        "lon": point[1] if point else None,
        "city": site.name if site.precision == "settlement" else None,
        "province": site.admin1,
        "country": land.name if land else None,
        "country_code": land.alpha3 if land else None,
        "resolution": _RESOLUTION[site.precision],
    }
    return {key: value for key, value in found.items() if value is not None}


def _size(event: Event) -> dict[str, int]:
    counts = {
        "dead": source.count(event, "killed"),
        "injured": source.count(event, "injured"),
        "arrested": source.count(event, "arrested"),
    }
    return {key: value for key, value in counts.items() if value is not None}


def _citation(event: Event, desk: Desk) -> dict[str, Any]:
    """Cite the first piece of evidence: its words, where they stand in the story, and the story."""
    evidence = next((e for e in event.evidence if e.report in desk.reports), None)
    if evidence is None:
        return {}
    report = desk.reports[evidence.report].report
    cite = {
        "citation": report.id,
        "url": report.url,
        "title": report.title,
        "language": report.language,
        "publication": report.outlet,
    }
    start, end = offsets(evidence.span)
    return {
        "text": evidence.span.text,
        "text_info": {"start": start, "end": end},
        "link": report.url,
        "cite_info": {key: value for key, value in cite.items() if value is not None},
    }
