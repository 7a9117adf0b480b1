"""The parts of a reconciliation: what can be redone alone when reports are added.

A part is a connected component: strands in different parts were found too unlike to be one happening, and how like two
strands are depends on these two alone. So new reports can only change the parts that share a blocking key with them.
One thing goes further: in a block of many strands only neighbours in time are compared, so that a part which shares such
a block has to be redone together with all others in it.

    keys = keys_of(new mentions ...)
    again = touched(keys, find)                     # find: the kept parts that hold any of some keys
    parts = reconcile_parts(..., only=mentions of again and new mentions)   # take the place of ``again``

gives what reconciling everything from the start would give.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from dateline.model import Event, Mention, Report, ids
from dateline.stages.reconcile import blocking
from dateline.stages.reconcile.blocking import keys
from dateline.stages.reconcile.events import event_of
from dateline.stages.reconcile.flow import Spread, grouped, strands_of
from dateline.stages.reconcile.strand import Strand, distinct


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Events that can be found without looking at any other part. ``keys`` counts the strands under each blocking key."""

    id: str
    events: tuple[Event, ...]
    reports: frozenset[str]
    keys: Mapping[str, int]


class Kept(Protocol):
    """What has to be kept of a part to find it again: a name for it, and its keys."""

    @property
    def id(self) -> Any:
        """Return what tells it from others, and sorts."""

    @property
    def keys(self) -> Mapping[str, int]:
        """Return how many strands stand under each blocking key."""


AnyPart = TypeVar("AnyPart", bound=Kept)


def reconcile_parts(
    mentions: Sequence[Mention],
    reports: Mapping[str, Report],
    lineage_of: Mapping[str, str],
    only: Collection[str] | None = None,
    spread: Spread = map,
) -> list[Part]:
    """Join mentions into events, part by part, in order of id.

    All mentions of a report must be given, because they are joined inside the report first; ``only`` names those whose
    parts are wanted (all when it is None).
    """
    strands = [s for s in strands_of(mentions, reports, lineage_of, spread) if only is None or s.key in only]
    return sorted((_part(groups, reports) for groups in grouped(strands)), key=lambda part: part.id)


def _part(groups: Iterable[Sequence[Strand]], reports: Mapping[str, Report]) -> Part:
    strands = [strand for group in groups for strand in group]
    first = [some[0] for some in distinct(strands).values()]
    events = sorted((event_of(group, reports) for group in groups), key=lambda e: e.id)
    return Part(
        id=ids.make("p", min(s.key for s in strands)),
        events=tuple(events),
        reports=frozenset(s.story.report for s in strands),
        keys=Counter(key for s in first for key in keys(s)),
    )


def keys_of(
    mentions: Sequence[Mention], reports: Mapping[str, Report], lineage_of: Mapping[str, str], spread: Spread = map
) -> Mapping[str, int]:
    """Count the strands of new mentions under each blocking key."""
    return Counter(key for strand in strands_of(mentions, reports, lineage_of, spread) for key in keys(strand))


def touched(new: Mapping[str, int], find: Callable[[Collection[str]], Iterable[AnyPart]]) -> list[AnyPart]:
    """Return the parts that new strands with these keys can change, in order of id.

    ``find`` returns the kept parts that hold any of the keys it is given. Parts of reports that are read anew or have
    changed lineage or day must be redone as well: they are for the caller to add.
    """
    reached: dict[Any, AnyPart] = {}
    ask: Collection[str] = sorted(new)
    asked = set[str]()
    while ask:
        asked |= set(ask)
        found = list(find(ask))
        reached |= {part.id: part for part in found}
        ask = sorted(_crowded(found, find) - asked)
    return [part for _, part in sorted(reached.items())]


def _crowded(found: Iterable[AnyPart], find: Callable[[Collection[str]], Iterable[AnyPart]]) -> set[str]:
    """Return the keys of these parts whose blocks are too large to be compared pair by pair."""
    held = {key for part in found for key in part.keys}
    total: Counter[str] = Counter()
    for part in find(held):
        total.update({key: n for key, n in part.keys.items() if key in held})
    return {key for key, n in total.items() if n > blocking.HOT}
