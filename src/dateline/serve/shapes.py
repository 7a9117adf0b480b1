"""The shapes that the page needs beside the contract's rows: short events for lists, and events with all evidence."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, get_args

from dateline.data.types import EventType
from dateline.export.rows import Row, event_row, mention_row
from dateline.model import Decision, Event, FigureKind, Filed, FiledMention, Mention, Span
from dateline.stages.reconcile import explain

# Words that contradict each other are shown for this many mentions: two, as a rule, and a few deniers.
_MOST_CLASHES = 6
# The order in which figures are read: the gravest first.
_KINDS = get_args(FigureKind)
# Characters of a report shown on either side of the evidence, when its paragraph is longer than that.
_AROUND = 280


def brief(row: Any) -> Row:
    """Return an event's plain columns, for a list."""
    return {
        "id": row.id,
        "type": row.type,
        "status": row.status,
        "standing": row.standing,
        "summary": row.summary,
        "from": _day(row.first),
        "to": _day(row.last),
        "precision": row.date_precision,
        "place": row.place,
        "country": row.country,
        "place_precision": row.place_precision,
        "reports": row.reports,
        "lineages": row.lineages,
        "killed": row.killed,
    }


def card(filed: Filed) -> Row:
    """Return what a list of reports shows of one."""
    r = filed.report
    return {
        "id": r.id,
        "outlet": r.outlet,
        "title": r.title,
        "url": r.url if r.url and r.url.startswith(("http://", "https://")) else None,
        "published": _day(r.published),
        "published_at": r.published_at,
        "published_basis": r.published_basis,
        "credit": r.credit,
        "lineage": filed.lineage,
        "chars": len(r.text),
    }


def detail(
    event: Event, mentions: Sequence[Mention], reports: Mapping[str, Filed], types: Mapping[str, EventType]
) -> Row:
    """Return an event with its passages of evidence, its reports by lineage, and the rule behind every cell."""
    ordered = sorted(mentions, key=lambda m: (_age(reports, m.report), m.report, m.clause.start))
    return {
        **event_row(event, types),
        "definition": types[event.type].definition if event.type in types else None,
        **_explained(event, mentions, reports),
        "passages": [passage(m, reports[m.report]) for m in ordered if m.report in reports],
        "families": _families(reports.values()),
        "figures_over_time": _over_time(event, reports),
    }


def _explained(event: Event, mentions: Sequence[Mention], reports: Mapping[str, Filed]) -> Row:
    """Return the rule that chose the value of every cell, and, where accounts clash, the words that do."""
    lineage_of = {key: filed.lineage for key, filed in reports.items() if filed.lineage}
    told = explain(event, mentions, {key: filed.report for key, filed in reports.items()}, lineage_of)
    standing = told.of("standing")
    clash = standing.quotes if standing and event.standing in ("disputed", "denied") else ()
    return {
        "reasons": {reason.cell: _named(reason.rule, reports) for reason in told.reasons},
        "clash": [
            {"report": quote.report, "outlet": _outlet(reports[quote.report]), "text": quote.text, "says": quote.says}
            for quote in clash[:_MOST_CLASHES]
            if quote.report in reports
        ],
    }


def _named(rule: str, reports: Mapping[str, Filed]) -> str:
    """Put the outlet in place of a lineage's id: people know papers, not ids."""
    for _, filed in sorted(reports.items(), key=lambda each: _age(reports, each[0])):
        if filed.lineage:
            rule = rule.replace(filed.lineage, _outlet(filed))
    return rule


def _outlet(filed: Filed) -> str:
    return filed.report.outlet or filed.report.credit or "an outlet that is not known"


def decided(decision: Decision) -> Row:
    """Return a person's decision, for the history of an event."""
    return {
        "id": decision.id,
        "action": decision.kind,
        "by": decision.who,
        "made_at": decision.at,
        "reason": decision.reason,
        "cell": decision.cell,
        "value": decision.value,
        "undone": decision.undone,
    }


def _age(reports: Mapping[str, Filed], key: str) -> str:
    report = reports[key].report if key in reports else None
    return (report.published_at or _day(report.published) or "9") if report else "9"


def passage(mention: Mention, filed: Filed) -> Row:
    """Return the paragraph that a mention stands in, or the title that alone tells it, with the words of each cell marked."""
    clause = mention.clause
    text = filed.report.text if clause.placed else filed.report.title or clause.text
    start = max(text.rfind("\n", 0, clause.start) + 1, clause.start - _AROUND)
    stop = text.find("\n", clause.end)
    end = min(len(text) if stop < 0 else stop, clause.end + _AROUND)
    told = marks(mention) if clause.placed else _titled(mention, text)
    found = [mark | {"start": mark["start"] - start, "end": mark["end"] - start} for mark in told]
    inside = [m for m in found if 0 <= m["start"] < m["end"] <= end - start]
    return {
        "mention": mention.id,
        "status": mention.status,
        "report": card(filed),
        "title_only": not clause.placed,
        "start": start,
        "text": text[start:end],
        "cut_before": start > 0 and text[start - 1] != "\n",
        "cut_after": end < len(text) and text[end] != "\n",
        "marks": inside,
    }


def marks(mention: Mention) -> list[Row]:
    """Return the stretches of text that the cells of a mention were read from; those of its title have no place in it."""
    return [{"kind": kind, "start": span.start, "end": span.end} for kind, span in _read(mention) if span.placed]


def _titled(mention: Mention, title: str) -> list[Row]:
    """Return the stretches of a title that the cells of a mention were read from, where only the title tells it."""
    found = list(_read(mention))
    if mention.where and not mention.where.span:
        found.append(("where", Span(0, 0, mention.where.site.name)))
    at = [(kind, title.find(span.text), len(span.text)) for kind, span in found if not span.placed]
    return [{"kind": kind, "start": start, "end": start + length} for kind, start, length in at if start >= 0]


def _read(mention: Mention) -> Iterator[tuple[str, Span]]:
    """Yield the words that the cells of a mention were read from, each with the cell that it is."""
    found: list[tuple[str, Span | None]] = [("clause", mention.clause), ("what", mention.trigger)]
    found += [("who", party.span) for party in mention.actors]
    found += [("whom", party.span) for party in mention.targets]
    found += [("means", span) for span in mention.instruments]
    found += [("where", mention.where.span if mention.where else None)]
    found += [("when", mention.when.span if mention.when else None)]
    found += [("figure", figure.span) for figure in mention.figures]
    found += [("source", source.span) for source in mention.sources]
    return ((kind, span) for kind, span in found if span)


def layers(mentions: Iterable[tuple[Mention, str | None]], types: Mapping[str, EventType]) -> list[Row]:
    """Return the mentions of a report with their marks, for the layer of events."""
    return [_layer(mention, event, types) for mention, event in mentions]


def _layer(mention: Mention, event: str | None, types: Mapping[str, EventType]) -> Row:
    return {**mention_row(FiledMention(mention=mention, event=event), types), "marks": marks(mention)}


def _families(reports: Iterable[Filed]) -> list[Row]:
    """Group reports by lineage; the oldest text comes first."""
    groups: dict[str, list[Row]] = {}
    for filed in sorted(reports, key=lambda f: (f.report.published_at or _day(f.report.published) or "9", f.report.id)):
        groups.setdefault(filed.lineage or filed.report.id, []).append(card(filed))
    return [{"lineage": cards[0]["lineage"], "reports": cards} for cards in groups.values()]


def _over_time(event: Event, reports: Mapping[str, Filed]) -> list[Row]:
    rows = [
        {
            "kind": given.figure.kind,
            "low": given.figure.low,
            "high": given.figure.high,
            "text": given.figure.span.text,
            "source": given.figure.source,
            "latest": given.latest,
            "report": given.report,
            "outlet": reports[given.report].report.outlet if given.report in reports else None,
            "published": _age(reports, given.report) if given.report in reports else None,
        }
        for given in event.figures
    ]
    return sorted(rows, key=lambda row: (_KINDS.index(row["kind"]), str(row["published"]), str(row["report"])))


def _day(day: object) -> str | None:
    return str(day) if day else None
