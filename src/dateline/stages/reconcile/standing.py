"""How well an event stands: how many independent voices tell it, and whether any contradicts.

A voice is where an account comes from in the end: the source that it names, the agency that it credits, or else its own
lineage. Ten copies of a wire text, or ten outlets that cite one ministry, are one voice.
"""

from collections.abc import Iterable, Mapping, Sequence

from dateline.model import Mention, Report, Standing, names
from dateline.stages.reconcile.cells import in_time
from dateline.stages.reconcile.strand import COMPARED, Strand


def standing_of(strands: Sequence[Strand], reports: Mapping[str, Report]) -> Standing:
    """Return how an event stands, the gravest first."""
    told = [m for s in strands for m in s.mentions]
    denied = [m for m in told if m.status == "denied"]
    if len(denied) == len(told):
        return "denied"
    if denied or conflict(strands):
        return "disputed"
    return "corroborated" if corroborated(strands, reports) else "reported"


def corroborated(strands: Sequence[Strand], reports: Mapping[str, Report]) -> bool:
    """Tell whether two lineages rest on different voices, or two sides say the same."""
    sides = {s.side for strand in strands for m in strand.mentions for s in m.sources if s.side}
    if len(sides) > 1:
        return True
    if sides and all(_rests_on_sources(s) and all(m.sources[-1].side for m in s.mentions) for s in strands):
        return False  # whoever is quoted speaks for the same side
    lineages = {s.story.lineage for s in strands}
    return len(lineages) > 1 and len(voices(strands, reports)) > 1


def voices(strands: Iterable[Strand], reports: Mapping[str, Report]) -> tuple[str, ...]:
    """Return the independent voices that tell an event, one name for each."""
    cited = {source.name for s in strands for m in s.mentions for source in m.sources[-1:] if _rests_on_sources(s)}
    own = {_own(s, reports) for s in strands if not _rests_on_sources(s)}
    return tuple(sorted([min(group) for group in names.cluster(sorted(cited))] + sorted(own)))


def _rests_on_sources(strand: Strand) -> bool:
    """Tell whether a report never tells the event in its own voice."""
    return all(m.sources for m in strand.mentions)


def _own(strand: Strand, reports: Mapping[str, Report]) -> str:
    """Name the reporter's own voice: the credited agency, or the lineage."""
    report = reports.get(strand.story.report)
    return (report.credit if report else None) or strand.story.lineage


def conflict(strands: Sequence[Strand]) -> tuple[Mention, Mention] | None:
    """Return two mentions whose figures cannot both be right, earlier one first.

    Tolls grow: a higher later figure is news, not a conflict. A lower later one is, and so are two on one day.
    """
    told = [(s, m, f) for s in in_time(strands) for m in s.mentions for f in m.figures if f.kind in COMPARED[:4]]
    for at, (s, m, f) in enumerate(told):
        for t, n, g in told[at + 1 :]:
            if s.story.lineage == t.story.lineage or f.kind != g.kind or not f.source or not g.source:
                continue
            if f.high is not None and g.low is not None and g.low > f.high and s.story.day != t.story.day:
                continue
            if _disjoint((f.low, f.high), (g.low, g.high)) and not names.same(f.source, g.source):
                return m, n
    return None


def _disjoint(one: tuple[int | None, int | None], other: tuple[int | None, int | None]) -> bool:
    """Tell whether two ranges share no number; an open end shares with everything beyond."""
    (a, b), (c, d) = one, other
    return (b is not None and c is not None and b < c) or (d is not None and a is not None and d < a)
