"""JSON-LD: events as schema.org ``Event``, their evidence as W3C Web Annotations with text selectors.

Any tool that reads annotations finds the words again by position or, where the text has moved, by quotation.
"""

import json
from typing import Any, BinaryIO

from dateline.export import source
from dateline.export.countries import country
from dateline.export.source import Desk, Readable
from dateline.model import Event, Evidence, Report

# Terms that neither vocabulary has (status, standing, figures) are our own.
_CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dateline": "urn:dateline:terms:",
    "id": "@id",
    "type": "@type",
    "startDate": {"@id": "startDate", "@type": "xsd:date"},
    "endDate": {"@id": "endDate", "@type": "xsd:date"},
    "sameAs": {"@id": "sameAs", "@type": "@id"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": "oa:hasTarget",
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": "oa:hasSelector",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@id"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": "oa:start",
    "end": "oa:end",
}
# Characters of context on either side of a quotation, as annotation clients commonly keep.
_CONTEXT_CHARS = 32


def write(record: Readable, out: BinaryIO) -> None:
    """Write one document: events, the reports that they rest on, and an annotation for every piece of evidence."""
    cited: dict[str, dict[str, Any]] = {}
    out.write(f'{{"@context": {json.dumps(_CONTEXT)},\n"@graph": ['.encode())
    before = "\n"
    for event, desk in source.laid_out(record):
        for filed in desk.cited(event):
            cited[filed.report.id] = _article(filed.report)
        nodes = [happening(event), *(_annotation(event, e, desk) for e in event.evidence)]
        before = _add(out, before, nodes)
    _add(out, before, [cited[key] for key in sorted(cited)])
    out.write(b"\n]}\n")


def _add(out: BinaryIO, before: str, nodes: list[dict[str, Any]]) -> str:
    """Write the nodes, one to a line; return what parts them from the next."""
    for node in nodes:
        out.write((before + json.dumps(node, ensure_ascii=False)).encode("utf-8", "replace"))
        before = ",\n"
    return before


def happening(event: Event) -> dict[str, Any]:
    """Return an event as a node. Only what happened is a schema.org Event; the rest keeps a type of our own."""
    kind = ["Event", "dateline:Event"] if event.status in source.HAPPENED else ["dateline:Event"]
    found = {
        "id": _urn("event", event.id),
        "type": kind,
        "name": event.summary,
        "additionalType": f"urn:dateline:type:{event.type}",
        "startDate": event.when.first.isoformat() if event.when else None,
        "endDate": event.when.last.isoformat() if event.when else None,
        "location": _location(event),
        "actor": [{"type": "Thing", "name": p.name} for p in event.actors] or None,
        "dateline:target": [{"type": "Thing", "name": p.name} for p in event.targets] or None,
        "dateline:status": event.status,
        "dateline:standing": event.standing,
        "dateline:reports": event.reports,
        "dateline:lineages": event.lineages,
        "dateline:figure": _figures(event) or None,
        "dateline:accordingTo": [s.name for s in event.sources] or None,
        "dateline:deniedBy": [s.name for s in event.denied_by] or None,
    }
    return {key: value for key, value in found.items() if value is not None}


def _location(event: Event) -> dict[str, Any] | None:
    site = event.where.site if event.where else None
    if site is None:
        return None
    point, land = source.pinned(event), country(site.country)
    found = {
        "type": "Place",
        "name": site.name,
        "sameAs": f"https://sws.geonames.org/{site.geonameid}/" if site.geonameid else None,
        "geo": {"type": "GeoCoordinates", "latitude": point[0], "longitude": point[1]} if point else None,
        "address": {"type": "PostalAddress", "addressCountry": site.country, "addressRegion": site.admin1 or ""}
        if land
        else None,
        "dateline:precision": site.precision,
    }
    return {key: value for key, value in found.items() if value is not None}


def _figures(event: Event) -> list[dict[str, Any]]:
    return [
        {
            "type": "QuantitativeValue",
            "name": given.figure.kind,
            **({"minValue": given.figure.low} if given.figure.low is not None else {}),
            **({"maxValue": given.figure.high} if given.figure.high is not None else {}),
            **({"dateline:accordingTo": given.figure.source} if given.figure.source else {}),
        }
        for given in event.figures
    ]


def _annotation(event: Event, piece: Evidence, desk: Desk) -> dict[str, Any]:
    """Return the annotation that ties an event to its words in a report."""
    span = piece.span
    quote: dict[str, Any] = {"type": "oa:TextQuoteSelector", "exact": span.text}
    if piece.report in desk.reports and span.placed:
        text = desk.reports[piece.report].report.text
        quote["prefix"] = text[max(0, span.start - _CONTEXT_CHARS) : span.start]
        quote["suffix"] = text[span.end : span.end + _CONTEXT_CHARS]
    where = [{"type": "oa:TextPositionSelector", "start": span.start, "end": span.end}] if span.placed else []
    return {
        "id": _urn("evidence", f"{event.id}:{piece.mention}"),
        "type": "oa:Annotation",
        "motivation": "oa:identifying",
        "body": _urn("event", event.id),
        "target": {"source": _urn("report", piece.report), "selector": [quote, *where]},
    }


def _article(report: Report) -> dict[str, Any]:
    found = {
        "id": _urn("report", report.id),
        "type": "NewsArticle",
        "headline": report.title,
        "url": report.url,
        "datePublished": report.published.isoformat() if report.published else None,
        "publisher": {"type": "Organization", "name": report.outlet} if report.outlet else None,
        "inLanguage": report.language,
    }
    return {key: value for key, value in found.items() if value is not None}


def _urn(kind: str, name: str) -> str:
    return f"urn:dateline:{kind}:{name}"
