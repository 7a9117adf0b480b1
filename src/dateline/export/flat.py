"""An event as one flat row of plain values, for formats that know no nesting: GIS layers, tables, feeds."""

from dataclasses import asdict, dataclass

from dateline.export import source
from dateline.export.source import Desk
from dateline.model import Event

Value = str | int | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flat:
    """One event. Lists are joined with "; "; counts are the newest of their kind, with both bounds."""

    id: str
    type: str
    label: str
    summary: str
    status: str
    standing: str
    date_start: str | None
    date_end: str | None
    date_precision: str | None
    date_basis: str | None
    place: str | None
    geonameid: int | None
    country: str | None
    admin1: str | None
    place_precision: str | None
    lat: float | None
    lon: float | None
    actors: str | None
    targets: str | None
    killed_low: int | None
    killed_high: int | None
    injured_low: int | None
    injured_high: int | None
    sources: str | None
    denied_by: str | None
    reports: int
    lineages: int
    outlets: str | None
    url: str | None
    evidence: str | None

    def row(self) -> dict[str, Value]:
        """Return the columns by name, in their order."""
        return asdict(self)


def flatten(event: Event, desk: Desk) -> Flat:
    """Return the event as a flat row; ``lat`` and ``lon`` are empty where no point is honest."""
    when, site = event.when, event.where.site if event.where else None
    killed, injured = source.newest(event, "killed"), source.newest(event, "injured")
    cited = [filed.report for filed in desk.cited(event)]
    point = source.pinned(event)
    return Flat(
        id=event.id,
        type=event.type,
        label=desk.label(event),
        summary=event.summary,
        status=event.status,
        standing=event.standing,
        date_start=when.first.isoformat() if when else None,
        date_end=when.last.isoformat() if when else None,
        date_precision=when.precision if when else None,
        date_basis=when.basis if when else None,
        place=site.name if site else None,
        geonameid=site.geonameid if site else None,
        country=site.country if site else None,
        admin1=site.admin1 if site else None,
        place_precision=site.precision if site else None,
        lat=point[0] if point else None,
        lon=point[1] if point else None,
        actors=source.joined(p.name for p in event.actors) or None,
        targets=source.joined(p.name for p in event.targets) or None,
        killed_low=killed.figure.low if killed else None,
        killed_high=killed.figure.high if killed else None,
        injured_low=injured.figure.low if injured else None,
        injured_high=injured.figure.high if injured else None,
        sources=source.joined(s.name for s in event.sources) or None,
        denied_by=source.joined(s.name for s in event.denied_by) or None,
        reports=event.reports,
        lineages=event.lineages,
        outlets=source.joined(r.outlet for r in cited) or None,
        url=next((r.url for r in cited if r.url), None),
        evidence=event.evidence[0].span.text if event.evidence else None,
    )
