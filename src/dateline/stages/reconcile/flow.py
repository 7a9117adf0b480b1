"""The stage from end to end: strands, candidate pairs, groups, events."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from dateline.model import Event, Mention, Report
from dateline.stages.reconcile.blocking import Blocks, Outside, nobody, pairs
from dateline.stages.reconcile.events import event_of
from dateline.stages.reconcile.grouping import VETO, Pair, group, parted
from dateline.stages.reconcile.likeness import likeness
from dateline.stages.reconcile.rejoining import rejoined
from dateline.stages.reconcile.story import story_of
from dateline.stages.reconcile.strand import Strand, distinct
from dateline.stages.reconcile.within import conflict, within

# Reports whose mentions are joined as one piece of work: about half a second, so that it is worth sending elsewhere.
_PIECE = 50

Told = tuple[Report, str, list[Mention]]
"""A report, its lineage, and its mentions."""
Spread = Callable[[Callable[[list[Told]], list[Strand]], Iterable[list[Told]]], Iterable[list[Strand]]]
"""``map``, or something like it that shares the work out."""


def reconcile(mentions: Sequence[Mention], reports: Mapping[str, Report], lineage_of: Mapping[str, str]) -> list[Event]:
    """Join the mentions of all reports into events, one row per happening, in order of id.

    The result depends on what is given, not on its order. A report without a lineage is a lineage of its own.
    """
    strands = strands_of(mentions, reports, lineage_of)
    return sorted((event_of(some, reports) for part in grouped(strands) for some in part.groups), key=lambda e: e.id)


def strands_of(
    mentions: Iterable[Mention], reports: Mapping[str, Report], lineage_of: Mapping[str, str], spread: Spread = map
) -> list[Strand]:
    """Join the mentions inside each report.

    ``spread`` shares this out, since working out what a report is about takes most of the stage: on news of 4,000
    characters four times as long as sending the report and taking back the strands. Comparing pairs takes no longer than
    sending what it needs, and is done here.
    """
    by_report: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_report.setdefault(mention.report, []).append(mention)
    told = [(reports[report], lineage_of.get(report, report), some) for report, some in sorted(by_report.items())]
    return [strand for piece in spread(_strands, _pieces(told)) for strand in piece]


def _strands(told: Iterable[Told]) -> list[Strand]:
    return [strand for report, lineage, some in told for strand in within(some, story_of(report, lineage))]


def _pieces(told: Sequence[Told]) -> Iterator[list[Told]]:
    return (list(told[at : at + _PIECE]) for at in range(0, len(told), _PIECE))


@dataclass(frozen=True, slots=True)
class Grouped:
    """A part that is independent of all others: one group of strands for each happening, and the keys of its strands."""

    groups: Sequence[Sequence[Strand]]
    keys: Mapping[int, int]


def grouped(strands: Iterable[Strand], outside: Outside = nobody) -> list[Grouped]:
    """Return the independent parts among some strands; ``outside`` counts those under each key that are not given."""
    copies = distinct(strands)
    by_key = {key: copies[key][0] for key in sorted(copies)}
    first = list(by_key.values())
    blocks = Blocks(first, outside)
    held = dict(zip(by_key, blocks.keys, strict=True))
    odds = {(a.key, b.key): likeness(a, b) for a, b in pairs(first, blocks)}

    def compare(a: str, b: str) -> float | None:
        """Compare two strands that blocking did not bring together."""
        return likeness(by_key[a], by_key[b]) if by_key[a].story.report != by_key[b].story.report else None

    def groups(members: Sequence[str], inside: Mapping[Pair, float]) -> list[list[Strand]]:
        """Group one part, and join the groups that agree as wholes."""
        known = {**inside, **_vetoes(members, by_key)}
        found = rejoined(group(members, known, compare), known, by_key)
        return [[copy for key in some for copy in copies[key]] for some in found]

    return [
        Grouped(groups(members, inside), Counter(key for member in members for key in held[member]))
        for members, inside in parted(by_key, odds)
    ]


def _vetoes(members: Sequence[str], by_key: Mapping[str, Strand]) -> dict[Pair, float]:
    """Return the pairs that one report keeps apart: whatever others say, they are two happenings."""
    by_report: dict[str, list[Strand]] = {}
    for key in members:
        by_report.setdefault(by_key[key].story.report, []).append(by_key[key])
    return {
        (min(a.key, b.key), max(a.key, b.key)): VETO
        for some in by_report.values()
        for a, b in combinations(some, 2)
        if conflict(a, b)
    }
