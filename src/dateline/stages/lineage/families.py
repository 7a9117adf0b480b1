"""Families: from pairs of versions to lineages, each report in exactly one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.stages.lineage.judge import Overlap


@dataclass(frozen=True, slots=True)
class Link:
    """Two texts, by their places in a list, that are versions of one another."""

    a: int
    b: int
    overlap: Overlap


def components(count: int, links: Iterable[Link]) -> list[list[int]]:
    """Return the groups of texts that hang together, each sorted, in the order of their first members."""
    parent = list(range(count))

    def root(k: int) -> int:
        while parent[k] != k:
            parent[k] = parent[parent[k]]
            k = parent[k]
        return k

    for link in links:
        a, b = root(link.a), root(link.b)
        if a != b:
            parent[max(a, b)] = min(a, b)
    groups: dict[int, list[int]] = {}
    for k in range(count):
        groups.setdefault(root(k), []).append(k)
    return list(groups.values())


def neighbours(count: int, links: Sequence[Link]) -> list[list[tuple[int, Link]]]:
    """Return for each text the texts it is linked with."""
    around: list[list[tuple[int, Link]]] = [[] for _ in range(count)]
    for link in links:
        around[link.a].append((link.b, link))
        around[link.b].append((link.a, link))
    return around
