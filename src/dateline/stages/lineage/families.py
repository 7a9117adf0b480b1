"""Families: from pairs of versions to lineages, each report in exactly one.

Reports that hang together by links are a family, save for the links by which a report would tie two stories together: one
that carries two, a digest or a page with two items, belongs with the one that it mostly carries. Whether a link is cut
depends on the report's own links alone.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dateline.stages.lineage.judge import Link

FELLOW = 0.85
"""Share of both texts from which they are versions as wholes, and say nothing of the stories that one of them carries."""
INSIDE = 0.66
"""Share of a text from which it lies within another."""
GROUND = 0.3
"""Share of the smaller of two stretches of a text that both have to cover, to be one story's."""
COVERED = (1 - FELLOW) / (1 - GROUND)
"""Share of a text from which a stretch has common ground with any fellow version, by arithmetic."""
ASIDE = 0.15
"""Share of a text below which a stretch is not a second story in it, unless that stretch has a family of its own."""


@dataclass(frozen=True, slots=True)
class Families:
    """Groups of texts, each sorted, by first member; the links within them; and, where a text carries a second story, the
    text and one that has that story.
    """

    groups: list[list[int]]
    links: list[Link]
    beside: list[tuple[int, int]]


def families(count: int, links: Sequence[Link], runs: Callable[[int], frozenset[int]]) -> Families:
    """Return the families of texts; ``runs`` gives the runs of words of a text."""
    around = neighbours(count, links)
    foreign = [(text, link) for text in range(count) for link in _foreign(text, around, runs)]
    cut = {id(link) for _, link in foreign}
    kept = [link for link in links if id(link) not in cut]
    return Families(components(count, kept), kept, [(text, link.other(text)) for text, link in foreign])


def neighbours(count: int, links: Iterable[Link]) -> list[list[Link]]:
    """Return the links of each text."""
    around: list[list[Link]] = [[] for _ in range(count)]
    for link in links:
        around[link.a].append(link)
        around[link.b].append(link)
    return around


def _foreign(text: int, around: list[list[Link]], runs: Callable[[int], frozenset[int]]) -> list[Link]:
    """Return the links of a text to stories that it carries beside the one that it mostly carries.

    Texts that lie within it on different ground are two stories. Texts that share different ground with it and go on
    otherwise are so only where each has a family of its own, which a chain of weak links must not merge. A brief that lies
    within it and an update that goes on otherwise are one.
    """
    if len(around[text]) < 2:
        return []
    whole = [link for link in around[text] if min(link.overlap.first, link.overlap.second) >= FELLOW]
    parts = [link for link in around[text] if link.share(text) < FELLOW]
    inside = [link for link in parts if link.share(link.other(text)) >= INSIDE]
    outside = [link for link in parts if link.share(link.other(text)) < INSIDE]
    if max(len(inside), len(outside)) < 2 and (not whole or all(link.share(text) >= COVERED for link in parts)):
        return []
    view = _View(text, around, runs)
    foreign = [story for story in view.lesser(inside, whole) if story[0].share(text) >= ASIDE or view.apart(story)]
    foreign += view.lesser([link for story in view.stories(outside) if view.apart(story) for link in story], whole)
    return [link for story in foreign for link in story]


class _View:
    """The links of one text, gathered by the part of it that they cover."""

    def __init__(self, text: int, around: list[list[Link]], runs: Callable[[int], frozenset[int]]) -> None:
        self._text, self._around, self._runs = text, around, runs
        self._known = {text, *(link.other(text) for link in around[text])}

    def apart(self, story: list[Link]) -> bool:
        """Tell whether a story has a family of its own, beyond what this text has links with."""
        others = (link.other(self._text) for link in story)
        return any(far.other(other) not in self._known for other in others for far in self._around[other])

    def stories(self, links: Sequence[Link]) -> list[list[Link]]:
        """Return links that cover the same part of the text together, that with the greatest share first."""
        stories: list[list[Link]] = []
        for link in sorted(links, key=lambda link: (-link.share(self._text), link.a, link.b)):
            common = [story for story in stories if any(self._common(link, other) for other in story)]
            if common:
                common[0] += [*(old for story in common[1:] for old in story), link]
                stories = [story for story in stories if story not in common[1:]]
            else:
                stories.append([link])
        return stories

    def lesser(self, links: Sequence[Link], fellows: Sequence[Link]) -> list[list[Link]]:
        """Return all stories but the greatest of those that the text's fellow versions carry too."""
        stories = self.stories(links)
        home = next((story for story in stories if not fellows or self._carried(story, fellows)), None)
        return [story for story in stories if story is not home]

    def _carried(self, story: list[Link], fellows: Sequence[Link]) -> bool:
        return any(self._common(link, fellow) for link in story for fellow in fellows)

    def _common(self, one: Link, other: Link) -> bool:
        """Tell whether two texts cover so much of the same part of this one that they are one story's."""
        a, b = one.other(self._text), other.other(self._text)
        smaller = min(one.share(self._text), other.share(self._text))
        if one.share(self._text) + other.share(self._text) - 1 >= GROUND * smaller:
            return True
        if any(link.other(a) == b for link in self._around[a]):
            return True
        own = self._runs(self._text)
        return len(own & self._runs(a) & self._runs(b)) >= GROUND * smaller * len(own)


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
