"""The rows of the contract: the one place where the shape of an exported object is decided.

``docs/record.md`` describes every key. Unknown is None, never 0 or "".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, Protocol, get_args

if TYPE_CHECKING:
    from dateline.data.types import EventType
    from dateline.model import (
        Copy,
        Date,
        Decision,
        Event,
        EventFigure,
        Figure,
        Filed,
        FiledMention,
        Lineage,
        Party,
        Place,
        Site,
        Source,
        Span,
        Speaker,
        Statement,
        When,
        Where,
    )

Row = dict[str, Any]
What = Literal["reports", "lineages", "statements", "mentions", "events", "places", "dates", "decisions"]
WHATS: tuple[What, ...] = get_args(What)


class Chosen(Protocol):
    """What exports of events and reports need; a part of a record has it."""

    def reports(self) -> Iterator[Filed]:
        """Yield reports with lineage and lead event."""

    def events(self) -> Iterator[Event]:
        """Yield events."""


class Readable(Protocol):
    """What exports need of a record; the store's has it."""

    def reports(self) -> Iterator[Filed]:
        """Yield reports with lineage and lead event."""

    def lineages(self) -> Iterator[Lineage]:
        """Yield lineages."""

    def statements(self) -> Iterator[Statement]:
        """Yield statements."""

    def mentions(self) -> Iterator[FiledMention]:
        """Yield mentions with their events."""

    def events(self) -> Iterator[Event]:
        """Yield events."""

    def places(self) -> Iterator[Place]:
        """Yield names of places."""

    def dates(self) -> Iterator[Date]:
        """Yield expressions of time."""

    def decisions(self) -> Iterator[Decision]:
        """Yield what people decided, oldest first."""


def rows(record: Readable, what: What, types: Mapping[str, EventType]) -> Iterator[Row]:
    """Yield the rows of one kind, in the record's own order."""
    match what:
        case "reports" | "events":
            return chosen(record, what, types)
        case "lineages":
            return map(lineage_row, record.lineages())
        case "statements":
            return map(statement_row, record.statements())
        case "mentions":
            return (mention_row(filed, types) for filed in record.mentions())
        case "places":
            return map(place_row, record.places())
        case "dates":
            return map(date_row, record.dates())
        case "decisions":
            return map(decision_row, record.decisions())


def chosen(part: Chosen, what: Literal["reports", "events"], types: Mapping[str, EventType]) -> Iterator[Row]:
    """Yield the rows of events or reports of a part of a record."""
    if what == "reports":
        return map(report_row, part.reports())
    return (event_row(event, types) for event in part.events())


def report_row(filed: Filed) -> Row:
    """Return the row of a report."""
    r, line = filed.report, filed.report.dateline
    return {
        "id": r.id,
        "given_id": r.given_id,
        "outlet": r.outlet,
        "title": r.title,
        "url": r.url,
        "author": r.author,
        "published": _day(r.published),
        "published_at": r.published_at,
        "published_basis": r.published_basis,
        "dateline": {"place": line.place, "date": _day(line.date), "start": line.start, "end": line.end}
        if line
        else None,
        "credit": r.credit,
        "language": r.language,
        "analysis": filed.analysis,
        "lineage": filed.lineage,
        "lead_event": filed.lead_event,
        "notes": list(r.notes),
        "chars": len(r.text),
        "text": r.text,
    }


def lineage_row(family: Lineage) -> Row:
    """Return the row of a lineage."""
    return {
        "id": family.id,
        "reports": list(family.reports),
        "primary": family.primary,
        "copies": [_copy(copy) for copy in family.copies],
        "also": list(family.also),
    }


def _copy(copy: Copy) -> Row:
    changes = [{"kind": c.kind, "before": c.before, "after": c.after, "factual": c.factual} for c in copy.changes]
    return {
        "report": copy.report,
        "of": copy.of,
        "relation": copy.relation,
        "contained": round(copy.contained, 4),
        "contains": round(copy.contains, 4),
        "changes": changes,
    }


def statement_row(s: Statement) -> Row:
    """Return the row of a statement."""
    return {
        "id": s.id,
        "report": s.report,
        **_span(s.content),
        "kind": s.kind,
        "act": s.act,
        "cue": _span(s.cue) if s.cue else None,
        "speaker": _speaker(s.speaker) if s.speaker else None,
        "via": [_speaker(speaker) for speaker in s.via],
    }


def _speaker(s: Speaker) -> Row:
    return {"name": s.name, **_span(s.mention), "description": s.description, "side": s.side}


def mention_row(filed: FiledMention, types: Mapping[str, EventType]) -> Row:
    """Return the row of a mention, with the cells of an event as it gives them."""
    m = filed.mention
    return {
        "id": m.id,
        "report": m.report,
        "event": filed.event,
        **_span(m.clause),
        "trigger": _span(m.trigger),
        **type_cells(m.type, types),
        "status": m.status,
        "date": _when(m.when),
        "place": _where(m.where),
        "actors": [_party(p) for p in m.actors],
        "targets": [_party(p) for p in m.targets],
        "instruments": [i.text for i in m.instruments],
        "figures": [_figure(f) for f in m.figures],
        "sources": [_source(s) for s in m.sources],
        "continues": m.continues,
        "salience": round(m.salience, 4),
    }


def event_row(e: Event, types: Mapping[str, EventType]) -> Row:
    """Return the row of an event."""
    return {
        "id": e.id,
        **type_cells(e.type, types),
        "summary": e.summary,
        "status": e.status,
        "date": _when(e.when),
        "place": _where(e.where),
        "actors": [_party(p) for p in e.actors],
        "targets": [_party(p) for p in e.targets],
        "instruments": [i.text for i in e.instruments],
        "figures": [_event_figure(f) for f in e.figures],
        "sources": [_source(s) for s in e.sources],
        "denied_by": [_source(s) for s in e.denied_by],
        "standing": e.standing,
        "reports": e.reports,
        "lineages": e.lineages,
        "decisions": list(e.decisions),
        "evidence": [{"report": v.report, **_span(v.span), "mention": v.mention} for v in e.evidence],
    }


def place_row(p: Place) -> Row:
    """Return the row of a name of a place."""
    site = p.site
    return {
        "report": p.report,
        **_span(p.span),
        "role": p.role,
        "name": site.name if site else None,
        "geonameid": site.geonameid if site else None,
        "country": site.country if site else None,
        "admin1": site.admin1 if site else None,
        "lat": site.lat if site else None,
        "lon": site.lon if site else None,
        "precision": site.precision if site else None,
        "feature": site.feature if site else None,
        "candidates": list(p.candidates),
    }


def date_row(d: Date) -> Row:
    """Return the row of an expression of time."""
    return {
        "report": d.report,
        **_span(d.span),
        "type": d.type,
        "value": d.value,
        "from": _day(d.first),
        "to": _day(d.last),
        "precision": d.precision,
        "anchored": d.anchored,
    }


def decision_row(d: Decision) -> Row:
    """Return the row of a person's decision; ``decisions.py`` reads it back."""
    anchors = [{"mention": a.mention, "report": a.report, "start": a.start, "end": a.end} for a in d.anchors]
    return {
        "id": d.id,
        "kind": d.kind,
        "anchors": anchors,
        "cell": d.cell,
        "value": d.value,
        "reason": d.reason,
        "by": d.who,
        "at": d.at,
        "undone": d.undone,
    }


def type_cells(key: str, types: Mapping[str, EventType]) -> Row:
    """Return the type of an event with its label and its codes in the schemes that analysts use."""
    kind = types[key]
    acled = {"event_type": kind.acled_event, "sub_event_type": kind.acled_sub} if kind.acled_event else None
    plover = {"event": kind.plover_event, "mode": kind.plover_mode} if kind.plover_event else None
    return {"type": key, "label": kind.label, "acled": acled, "plover": plover}


def _when(when: When | None) -> Row | None:
    if when is None:
        return None
    return {
        "start": _day(when.first),
        "end": _day(when.last),
        "precision": when.precision,
        "basis": when.basis,
        "scope": when.scope,
        "text": when.span.text if when.span else None,
    }


def _where(where: Where | None) -> Row | None:
    if where is None:
        return None
    told = {"scope": where.scope, "text": where.span.text if where.span else None, "district": where.district}
    return {**site_cells(where.site), **told}


def site_cells(site: Site) -> Row:
    """Return a place in the world."""
    return {
        "name": site.name,
        "geonameid": site.geonameid,
        "country": site.country,
        "admin1": site.admin1,
        "lat": site.lat,
        "lon": site.lon,
        "precision": site.precision,
        "feature": site.feature,
    }


def _party(p: Party) -> Row:
    return {"name": p.name, "text": p.span.text, "kind": p.kind, "country": p.country}


def _figure(f: Figure) -> Row:
    return {"kind": f.kind, "low": f.low, "high": f.high, "text": f.span.text, "source": f.source}


def _event_figure(f: EventFigure) -> Row:
    return {**_figure(f.figure), "report": f.report, "latest": f.latest}


def _source(s: Source) -> Row:
    return {"name": s.name, "side": s.side}


def _span(span: Span) -> Row:
    start, end = offsets(span)
    return {"start": start, "end": end, "text": span.text}


def offsets(span: Span) -> tuple[int, int] | tuple[None, None]:
    """Return where words stand in the text; nowhere where only the title has them."""
    return (span.start, span.end) if span.placed else (None, None)


def _day(day: object) -> str | None:
    return str(day) if day else None
