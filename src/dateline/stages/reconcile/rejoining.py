"""Groups of one part that tell one happening after all: compared as wholes, not strand by strand.

A large component is taken apart by links so strong that a story told by hundreds comes out in pieces, and average
likeness leaves a short account outside. A group knows more than its members: where and when, by the voices of many. Two
groups that agree on the town and are not at odds on the day are joined when the members of the smaller find good matches
in the larger. One pass over the pairs that were compared anyhow, best match first: near-linear, and free of order.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dateline.model import Site
from dateline.stages.reconcile.grouping import VETO, Pair, probability
from dateline.stages.reconcile.kinship import kinship
from dateline.stages.reconcile.nearness import nearest, nearness
from dateline.stages.reconcile.strand import Strand

# Mean probability of their best matches at which the members of the smaller group belong to the larger.
MATCH = 0.7
# The same where either gives no day: in 612 articles "a summit in 1990" and the summit of the week are matched by 0.7.
_UNDATED = 0.85
# Lineages that must name the town, and the day, before a group outvotes a strand: fewer may all have misread one text.
_BACKED = 3
# Vetoes that two groups so backed can outvote, as a share of the smaller: a report here and there misreads a day, or names
# somebody else who met. In 612 articles pieces of one summit have 0.1 to 0.45.
_OUTVOTED = 0.5
# Share of its lineages that name somebody of whom a group surely tells.
_KNOWN = 0.5
_TOWN = ("site", "settlement")
# Days apart that two accounts of one day may be: nights, time zones.
_NIGHT = 1

Days = tuple[int, int]
Value = TypeVar("Value", bound=Hashable)


@dataclass(frozen=True, slots=True)
class _Whole:
    """A group, and what most of its lineages say: the town, the day, the type. ``backed``: several say where and when.

    ``people`` are all who are named, ``known`` those whom half of the lineages name that name anybody.
    """

    keys: Sequence[str]
    town: Site | None
    days: Days | None
    type: str
    people: frozenset[str]
    known: frozenset[str]
    backed: bool


def rejoined(
    groups: Sequence[Sequence[str]], odds: Mapping[Pair, float], by_key: Mapping[str, Strand]
) -> list[list[str]]:
    """Join the groups of one part that agree as wholes; ``odds`` are those of the pairs that were compared.

    What one report keeps apart stays apart: where well-backed groups are joined over it, one of the two strands is left
    behind, with those of its group that are.
    """
    if len(groups) < 2:
        return [list(group) for group in groups]
    wholes = [_whole(group, by_key) for group in groups]
    home = {key: at for at, group in enumerate(groups) for key in group}
    vetoes = [pair for pair, value in odds.items() if value == VETO and home[pair[0]] != home[pair[1]]]
    root = _united(wholes, _matches(wholes, odds, home), _between(vetoes, home))
    left = {
        min(pair, key=lambda key: _says(by_key[key], wholes[root[home[key]]]))
        for pair in vetoes
        if root[home[pair[0]]] == root[home[pair[1]]]
    }
    found: dict[tuple[int, bool], list[str]] = {}
    for key, at in sorted(home.items()):
        found.setdefault((at, True) if key in left else (root[at], False), []).append(key)
    return list(found.values())


def _whole(group: Sequence[str], by_key: Mapping[str, Strand]) -> _Whole:
    """Sum up a group."""
    strands = [by_key[key] for key in group]
    votes = Counter(s.type for s in strands)
    named = Counter(name for _, name in {(s.story.lineage, name) for s in strands for name in s.people})
    naming = len({s.story.lineage for s in strands if s.people})
    town, for_town = _most((s.story.lineage, s.sites[0]) for s in strands if s.sites and s.sites[0].precision in _TOWN)
    days, for_days = _most((s.story.lineage, s.days) for s in strands if s.days and s.days[1] - s.days[0] <= _NIGHT)
    return _Whole(
        keys=group,
        town=town,
        days=days,
        type=min(votes, key=lambda t: (-votes[t], t)),
        people=frozenset(named),
        known=frozenset(name for name, count in named.items() if count >= _KNOWN * naming),
        backed=min(for_town, for_days) >= _BACKED,
    )


def _most(said: Iterable[tuple[str, Value]]) -> tuple[Value | None, int]:
    """Return what most lineages say, and how many do."""
    votes = Counter(value for _, value in set(said))
    best = min(votes, key=lambda v: (-votes[v], repr(v)), default=None)
    return best, votes[best] if best is not None else 0


def _says(strand: Strand, whole: _Whole) -> tuple[bool, bool, bool, str]:
    """Return the sort key that puts first the strand that is less likely to tell what a group tells."""
    here = whole.town is not None and nearest(strand.sites, [whole.town]) == "same"
    then = strand.days is not None and not _other_day(strand.days, whole.days)
    return strand.lead, here, then, strand.key


def _between(vetoes: Iterable[Pair], home: Mapping[str, int]) -> list[dict[int, int]]:
    """Count the vetoes between each group and others."""
    counts: list[dict[int, int]] = [{} for _ in set(home.values())]
    for one, other in vetoes:
        for a, b in ((home[one], home[other]), (home[other], home[one])):
            counts[a][b] = counts[a].get(b, 0) + 1
    return counts


def _other_day(one: Days | None, other: Days | None) -> bool:
    """Tell whether two times are more than a night apart."""
    return one is not None and other is not None and max(one[0] - other[1], other[0] - one[1]) > _NIGHT


def _agree(one: _Whole, other: _Whole) -> bool:
    """Tell whether two groups name one town, and neither days, types nor names speak against one happening."""
    if one.town is None or other.town is None or nearness(one.town, other.town) != "same":
        return False
    if kinship(one.type, other.type) not in ("same", "kin") or _other_day(one.days, other.days):
        return False
    return not (one.known and other.known) or bool(one.known & other.people or other.known & one.people)


def _matches(
    wholes: Sequence[_Whole], odds: Mapping[Pair, float], home: Mapping[str, int]
) -> Iterator[tuple[float, int, int]]:
    """Yield pairs of groups of which the smaller finds its match in the larger: how well, the smaller, the larger."""
    best: dict[tuple[int, int], dict[str, float]] = {}
    for (a, b), value in odds.items():
        if home[a] != home[b] and value > 0:
            for key, other in ((a, b), (b, a)):
                found = best.setdefault((home[key], home[other]), {})
                found[key] = max(found.get(key, 0.0), probability(value))
    for (small, large), found in best.items():
        less, more = wholes[small], wholes[large]
        mean = sum(sorted(found.values())) / len(less.keys)
        if mean >= (MATCH if less.days and more.days else _UNDATED) and _size(less) < _size(more):
            yield mean, small, large


def _size(whole: _Whole) -> tuple[int, str]:
    return len(whole.keys), whole.keys[0]


def _united(
    wholes: Sequence[_Whole], matches: Iterable[tuple[float, int, int]], vetoes: Sequence[Mapping[int, int]]
) -> list[int]:
    """Return for each group the one that speaks for all that it is joined with: the largest of them."""
    root = list(range(len(wholes)))
    members = [[at] for at in root]

    def outvoted(a: int, b: int) -> bool:
        """Tell whether what single reports keep apart is little beside what two unions hold."""
        against = sum(count for at in members[a] for other, count in vetoes[at].items() if root[other] == b)
        if not against:
            return True
        fewer = min(sum(len(wholes[at].keys) for at in members[union]) for union in (a, b))
        return wholes[a].backed and wholes[b].backed and against <= _OUTVOTED * fewer

    for _, small, large in sorted(matches, key=lambda m: (-m[0], wholes[m[1]].keys[0], wholes[m[2]].keys[0])):
        a, b = sorted((root[small], root[large]), key=lambda at: _size(wholes[at]))
        if a == b or not _agree(wholes[a], wholes[b]) or not _agree(wholes[small], wholes[large]):
            continue
        if outvoted(a, b):
            for at in members[a]:
                root[at] = b
            members[b] += members[a]
    return root
