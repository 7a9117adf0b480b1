"""One self-contained HTML file: every event with its cells and evidence, a map, a filter. It asks nothing of any network.

It is readable without its script, prints well, and lets no text of a report become markup: all of it is escaped, and
a content security policy inside the file allows this one script alone.
"""

from base64 import b64encode
from collections import Counter
from hashlib import sha256
from importlib.resources import files
from typing import BinaryIO

from dateline.export import source
from dateline.export.countries import country
from dateline.export.markup import clean
from dateline.export.source import Desk, Readable
from dateline.model import Event, EventFigure, Evidence

# Characters of the report shown on either side of the evidence.
_AROUND = 160


def write(record: Readable, out: BinaryIO) -> None:
    """Write the whole file."""
    events = list(record.events())
    script = _piece("report.js")
    digest = b64encode(sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    out.write(
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Dateline: {len(events)} events</title>\n<style>\n{_piece('report.css')}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>Dateline</h1>\n<p class="facts"><output>{len(events)} events</output> · written by Dateline {source.version()}. '
        f"Planned, threatened and denied events are marked as such.</p>\n".encode()
    )
    out.write((_form(events, Desk({}, record.types())) + _map(events)).encode("utf-8", "replace"))
    for event, desk in source.laid_out(record, events):
        out.write(_article(event, desk).encode("utf-8", "replace"))
    out.write(f"</main>\n<script>{script}</script>\n</body>\n</html>\n".encode())


def _piece(name: str) -> str:
    return files("dateline.data").joinpath("export", name).read_text(encoding="utf-8")


def _form(events: list[Event], desk: Desk) -> str:
    labels = {event.type: desk.label(event) for event in events}
    types = Counter(event.type for event in events)
    statuses = Counter(str(event.status) for event in events)
    kinds = "".join(
        f'<option value="{clean(key)}">{clean(labels[key])} ({types[key]})</option>' for key in sorted(types)
    )
    states = "".join(
        f'<option value="{clean(key)}">{_plain(key)} ({statuses[key]})</option>' for key in sorted(statuses)
    )
    return (
        '<form hidden><label>Search <input type="search" name="words"></label>'
        f'<label>Type <select name="type"><option value="">all</option>{kinds}</select></label>'
        f'<label>Status <select name="status"><option value="">all</option>{states}</select></label></form>\n'
    )


def _map(events: list[Event]) -> str:
    """Draw the events that have an honest point; regions as rings, whole countries not at all."""
    dots = "".join(
        f'<circle data-event="{clean(event.id)}"{_area(event)} cx="{point[1] + 180:.2f}" cy="{90 - point[0]:.2f}" r="1.4">'
        f"<title>{clean(event.summary)}</title></circle>"
        for event in events
        if (point := source.pinned(event))
    )
    land = _piece("land.txt").strip()
    return (
        f'<svg viewBox="0 6 360 144" role="img" aria-label="Map of the events"><path d="{land}"/>{dots}</svg>\n'
        '<p class="facts">Land: Natural Earth. Rings are known by region only; events known by country only, or without a '
        "place, are in the list alone.</p>\n"
    )


def _area(event: Event) -> str:
    precision = event.where.site.precision if event.where else None
    return ' class="area"' if precision in ("district", "region") else ""


def _article(event: Event, desk: Desk) -> str:
    status = "" if event.status == "happened" else f' <span class="tag">{_plain(event.status)}</span>'
    standing = f' <span class="tag">{clean(event.standing)}</span>'
    rows = "".join(
        f'<tr><th scope="row">{name}</th><td dir="auto">{clean(value) if value else "not known"}</td></tr>'
        for name, value in _cells(event, desk)
    )
    evidence = "".join(_quote(piece, desk) for piece in event.evidence)
    return (
        f'<details id="{clean(event.id)}" data-type="{clean(event.type)}" data-status="{clean(event.status)}">'
        f'<summary><h2 dir="auto">{clean(event.summary)}</h2>{status}{standing}</summary>\n'
        f"<table>{rows}</table>\n{evidence}</details>\n"
    )


def _cells(event: Event, desk: Desk) -> list[tuple[str, str]]:
    when = event.when
    days = "" if when is None else str(when.first) if when.first == when.last else f"{when.first} to {when.last}"
    basis = {"published": " (day of publication)", "lineage": " (by another version's day)"}.get(
        when.basis if when else "", ""
    )
    return [
        ("What", desk.label(event)),
        ("Who", source.joined(p.name for p in event.actors)),
        ("To whom", source.joined(p.name for p in event.targets)),
        ("Where", _place(event)),
        ("When", days + basis),
        ("How many", source.joined(map(_figure, event.figures))),
        ("According to", source.joined(s.name for s in event.sources)),
        *([("Denied by", source.joined(s.name for s in event.denied_by))] if event.denied_by else []),
        (
            "Told in",
            f"{event.reports} {'report' if event.reports == 1 else 'reports'}, independent texts: {event.lineages}",
        ),
    ]


def _place(event: Event) -> str:
    site = event.where.site if event.where else None
    if site is None:
        return ""
    land = country(site.country)
    precision = "" if site.precision in ("site", "settlement") else f"(known by {site.precision})"
    names = dict.fromkeys(name for name in (site.name, site.admin1, land.name if land else None) if name)
    return f"{', '.join(names)} {precision}".strip()


def _figure(given: EventFigure) -> str:
    low, high, kind = given.figure.low, given.figure.high, given.figure.kind
    count = (
        f"up to {high}"
        if low is None
        else f"at least {low}"
        if high is None
        else str(low)
        if low == high
        else f"{low}–{high}"
    )
    return f"{kind} {count}" + (f" ({given.figure.source})" if given.figure.source else "")


def _quote(piece: Evidence, desk: Desk) -> str:
    """Show the evidence in its surroundings, and where it was printed."""
    span, filed = piece.span, desk.reports.get(piece.report)
    if filed is None:
        return f'<blockquote dir="auto"><mark>{clean(span.text)}</mark></blockquote>\n'
    report = filed.report
    around = report.text if span.placed else ""
    before, after = around[max(0, span.start - _AROUND) : span.start], around[span.end : span.end + _AROUND]
    named = ", ".join(str(part) for part in (report.outlet, report.published, report.title) if part)
    link = f' <a href="{clean(report.url)}" rel="noreferrer">{clean(report.url)}</a>' if _web(report.url) else ""
    return (
        f'<p dir="auto">{clean(named)}{link}</p>'
        f'<blockquote dir="auto">{clean(before)}<mark>{clean(span.text)}</mark>{clean(after)}</blockquote>\n'
    )


def _web(url: str | None) -> bool:
    return bool(url) and str(url).startswith(("http://", "https://"))


def _plain(word: str) -> str:
    return clean(word.replace("_", " "))
