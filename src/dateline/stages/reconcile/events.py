"""From joined strands to the row of an event."""

from collections.abc import Mapping, Sequence

from dateline.model import Event, Evidence, Report, Span, ids
from dateline.stages.reconcile import cells
from dateline.stages.reconcile.people import cast
from dateline.stages.reconcile.siting import where_of
from dateline.stages.reconcile.standing import standing_of
from dateline.stages.reconcile.strand import Strand, distinct
from dateline.stages.reconcile.summary import summarise
from dateline.stages.reconcile.tolls import figures_of


def event_id_of(mention_id: str) -> str:
    """Return the id that an event has when this mention is its earliest.

    An event is named after its earliest mention, by publication, report and place in the text. So every id that an
    event ever had belongs to one of its mentions: whoever looks up an old id finds the mention, and by it the event
    that holds the mention now.
    """
    return ids.make("e", mention_id)


def event_of(strands: Sequence[Strand], reports: Mapping[str, Report]) -> Event:
    """Build the row of one happening from all strands that tell it."""
    told, own = cells.mentions_of(strands), [some[0] for some in distinct(strands).values()]
    type_, status = cells.type_of(own), cells.status_of(own)
    when, where, figures = cells.when_of(own), where_of(own), figures_of(own, reports)
    actors, targets = cast(own)
    return Event(
        id=event_id_of(told[0].id),
        type=type_,
        summary=summarise(type_, status, when, where, (actors, targets), figures, [m.clause.text for m in told]),
        status=status,
        standing=standing_of(own, reports),
        mentions=tuple(m.id for m in told),
        evidence=tuple(Evidence(report=m.report, span=m.clause, mention=m.id) for m in told),
        reports=len({s.story.report for s in strands}),
        lineages=len({s.story.lineage for s in strands}),
        when=when,
        where=where,
        actors=actors,
        targets=targets,
        instruments=_instruments(own),
        figures=figures,
        sources=cells.sources_of(m for m in cells.mentions_of(own) if m.status != "denied"),
        denied_by=cells.sources_of(m for m in cells.mentions_of(own) if m.status == "denied"),
    )


def _instruments(strands: Sequence[Strand]) -> tuple[Span, ...]:
    """Return each instrument once, by its words."""
    found: dict[str, Span] = {}
    for mention in cells.mentions_of(strands):
        for span in mention.instruments:
            found.setdefault(span.text.casefold(), span)
    return tuple(found.values())
