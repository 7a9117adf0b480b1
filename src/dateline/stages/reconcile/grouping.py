"""From likeness of pairs to groups: components over strong links, then the best merges first inside each component.

The components make the work divisible: what happens in one never depends on another. The merges inside are by average
likeness, so that no vague member ties two happenings together.
"""

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from math import exp

# Log-odds of a link that puts two strands into one component. A component that is too large to be compared pair by pair
# is taken apart by asking for stronger links: in a week of news on one summit 355 of 612 reports hang together at 4, 33 at 8.
LINKS = (-1.0, 0.5, 2.0, 4.0, 6.0, 8.0)
# Average probability at which two groups become one. On 1,056 articles F1 is level from 0.35 to 0.5; below it happenings
# run together, above it there are too many of them.
JOIN = 0.35
# Components up to this size are compared pair by pair; one that stays larger, by the pairs that blocking found.
_COMPLETE = 150

Pair = tuple[str, str]
Score = Callable[[str, str], float | None]
# Log-odds of a pair that must never be in one group, and what it counts in an average: no other member can outvote it.
VETO = float("-inf")
_VETOED = -1e9


def components(keys: Iterable[str], links: Iterable[Pair]) -> list[list[str]]:
    """Return the connected components, each sorted, in order of their first keys."""
    root = {key: key for key in keys}

    def find(key: str) -> str:
        while root[key] != key:
            root[key] = root[root[key]]
            key = root[key]
        return key

    for one, other in links:
        a, b = sorted((find(one), find(other)))
        root[b] = a
    found: dict[str, list[str]] = {}
    for key in sorted(root):
        found.setdefault(find(key), []).append(key)
    return list(found.values())


def parted(
    keys: Iterable[str], odds: Mapping[Pair, float], link: float = LINKS[0]
) -> list[tuple[list[str], dict[Pair, float]]]:
    """Return the parts that can be grouped each on its own, with the log-odds inside each."""
    parts = components(keys, [pair for pair, value in odds.items() if value > link])
    home = {key: at for at, members in enumerate(parts) for key in members}
    inside: list[dict[Pair, float]] = [{} for _ in parts]
    for (a, b), value in odds.items():
        if home[a] == home[b]:
            inside[home[a]][a, b] = value
    return list(zip(parts, inside, strict=True))


def group(members: Sequence[str], odds: Mapping[Pair, float], score: Score, level: int = 1) -> list[list[str]]:
    """Group one part; a large one is first taken apart by stronger links."""
    if len(members) <= _COMPLETE or level == len(LINKS):
        return _agglomerate(members, odds, score)
    smaller = parted(members, odds, LINKS[level])
    return [found for some, own in smaller for found in group(some, own, score, level + 1)]


def probability(log_odds: float) -> float:
    """Return the probability that log-odds stand for; a veto is far below 0."""
    if log_odds == VETO:
        return _VETOED
    return 1 / (1 + exp(-max(-30.0, min(30.0, log_odds))))


def _agglomerate(members: Sequence[str], odds: Mapping[Pair, float], score: Score) -> list[list[str]]:
    """Merge the members of one component while the best two groups are likelier one than two."""
    chance = _chances(members, odds, score)
    groups = {key: [key] for key in members}
    heap = [(-p, a, b) for a in chance for b, p in chance[a].items() if a < b and p >= JOIN]
    heapq.heapify(heap)
    while heap:
        p, a, b = heapq.heappop(heap)
        if a in groups and b in groups and chance[a].get(b) == -p:
            _merge(groups, chance, a, b)
            for c, merged in chance[a].items():
                if merged >= JOIN:
                    heapq.heappush(heap, (-merged, min(a, c), max(a, c)))
    return [sorted(group) for group in groups.values()]


def _chances(members: Sequence[str], odds: Mapping[Pair, float], score: Score) -> dict[str, dict[str, float]]:
    """Return the probability of each pair that can be judged; in a large component of those that were compared already."""
    chance: dict[str, dict[str, float]] = {key: {} for key in members}
    pairs = combinations(members, 2) if len(members) <= _COMPLETE else sorted(odds)
    for a, b in pairs:
        known = odds[a, b] if (a, b) in odds else score(a, b)
        if known is not None:
            chance[a][b] = chance[b][a] = probability(known)
    return chance


def _merge(groups: dict[str, list[str]], chance: dict[str, dict[str, float]], a: str, b: str) -> None:
    """Put group ``b`` into ``a``; the chance of others is the average, weighed by size, over what is known."""
    gone, kept = chance.pop(b), chance[a]
    kept.pop(b, None)
    size_a, size_b = len(groups[a]), len(groups[b])
    for c, p in gone.items():
        if c == a:
            continue
        chance[c].pop(b, None)
        merged = (kept[c] * size_a + p * size_b) / (size_a + size_b) if c in kept else p
        kept[c] = chance[c][a] = merged
    groups[a] += groups.pop(b)
