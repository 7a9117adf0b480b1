"""The parts of a reconciliation: what can be redone alone when reports are added.

A part is a connected component: strands in different parts were found too unlike to be one happening, and how like two
strands are depends on these two alone. So new reports can only change the parts that share a key with them, and those
whose keys become crowded, or cease to be, by their coming.

    again = reached(new mentions ..., loose, kept)  # kept: all parts, asked by key
    parts = reconcile_parts(..., only=mentions of again and new mentions, outside=beyond(again, kept))
    more = crossed(again, parts, kept)              # seldom any: add them to ``again`` and do it once more

gives, in the place of ``again``, what reconciling everything from the start would give.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from dateline.model import Event, Mention, Report, ids
from dateline.stages.reconcile import blocking
from dateline.stages.reconcile.blocking import Outside, finer, keys, nobody
from dateline.stages.reconcile.events import event_of
from dateline.stages.reconcile.flow import Grouped, Spread, grouped, strands_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Events that can be found without looking at any other part. ``keys`` counts the strands under each blocking key."""

    id: str
    events: tuple[Event, ...]
    reports: frozenset[str]
    keys: Mapping[int, int]


class Kept(Protocol):
    """What has to be kept of a part to find it again: a name for it, and its keys."""

    @property
    def id(self) -> Any:
        """Return what tells it from others, and sorts."""

    @property
    def keys(self) -> Mapping[int, int]:
        """Return how many strands stand under each key."""


AnyPart = TypeVar("AnyPart", bound=Kept)
Found_co = TypeVar("Found_co", bound=Kept, covariant=True)


class Shelf(Protocol[Found_co]):
    """All parts that are kept, asked by key."""

    def find(self, keys: Collection[int]) -> Iterable[Found_co]:
        """Return the parts that hold any of the keys."""

    def counts(self, keys: Collection[int]) -> Mapping[int, int]:
        """Return how many strands of all parts stand under each of the keys."""


def reconcile_parts(
    mentions: Sequence[Mention],
    reports: Mapping[str, Report],
    lineage_of: Mapping[str, str],
    only: Collection[str] | None = None,
    outside: Outside = nobody,
    spread: Spread = map,
) -> list[Part]:
    """Join mentions into events, part by part, in order of id.

    All mentions of a report must be given, because they are joined inside the report first; ``only`` names those whose
    parts are wanted (all when it is None), and ``outside`` counts the strands of parts that stay as they are.
    """
    strands = [s for s in strands_of(mentions, reports, lineage_of, spread) if only is None or s.key in only]
    return sorted((_part(found, reports) for found in grouped(strands, outside)), key=lambda part: part.id)


def _part(found: Grouped, reports: Mapping[str, Report]) -> Part:
    strands = [strand for group in found.groups for strand in group]
    return Part(
        id=ids.make("p", min(s.key for s in strands)),
        events=tuple(sorted((event_of(group, reports) for group in found.groups), key=lambda e: e.id)),
        reports=frozenset(s.story.report for s in strands),
        keys=found.keys,
    )


def reached(
    news: tuple[Sequence[Mention], Mapping[str, Report], Mapping[str, str]],
    loose: Iterable[AnyPart],
    kept: Shelf[AnyPart],
    spread: Spread = map,
) -> list[AnyPart]:
    """Return the kept parts that mentions can change by the keys they share, in order of id; the loose ones among them.

    ``news`` are mentions, new or of ``loose`` parts (which have to be redone anyhow), with their reports and lineages.
    """
    loose = list(loose)
    strands = strands_of(*news, spread)
    under = [(strand, keys(strand)) for strand in strands]
    stay = _beside(loose, kept, {key for _, own in under for key in own})
    more = {k for strand, own in under for key in own if stay.get(key, 0) > blocking.HOT for k in finer(key, strand)}
    stay |= _beside(loose, kept, more)
    ask = [key for key, count in stay.items() if count <= blocking.HOT]
    return _in_order([*loose, *kept.find(ask)])


def _beside(some: Iterable[Kept], kept: Shelf[Kept], asked: Collection[int]) -> dict[int, int]:
    """Return how many strands under each of the keys asked for stand in other parts than some."""
    own = Counter[int]()
    for part in some:
        own.update({key: n for key, n in part.keys.items() if key in asked})
    return {key: n - own[key] for key, n in kept.counts(asked).items()}


def beyond(again: Sequence[Kept], kept: Shelf[Kept]) -> Outside:
    """Count the strands under keys in all kept parts but those that are redone."""
    return lambda asked: _beside(again, kept, set(asked))


def crossed(again: Sequence[AnyPart], made: Iterable[Part], kept: Shelf[AnyPart]) -> list[AnyPart]:
    """Return all parts to be redone: ``again``, and those with a key that was crowded and is no more, or the other way."""
    change = Counter[int]()
    for part in made:
        change.update(part.keys)
    for old in again:
        change.subtract(old.keys)
    before = kept.counts([key for key, n in change.items() if n])
    over = [key for key, n in before.items() if (n > blocking.HOT) != (n + change[key] > blocking.HOT)]
    return _in_order([*again, *(kept.find(over) if over else ())])


def _in_order(parts: Iterable[AnyPart]) -> list[AnyPart]:
    return [part for _, part in sorted({part.id: part for part in parts}.items())]
