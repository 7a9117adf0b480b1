"""Families: from pairs of versions to lineages, each report in exactly one.

Reports that hang together by links are a family, save for the links by which a report would tie two stories together: one
that carries two, a digest or a page with two items, belongs with the one that it mostly carries. Whether a link is cut
depends on the report's own links alone.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dateline.stages.lineage.judge import Overlap

FELLOW = 0.85
"""Share of both texts from which they are versions as wholes, and say nothing of the stories that one of them carries."""
INSIDE = 0.66
"""Share of a text from which it lies within another."""
GROUND = 0.3
"""Share of the smaller of two stretches of a text that both have to cover, to be one story's."""
ASIDE = 0.15
"""Share of a text below which a stretch is not a second story in it, unless that stretch has a family of its own."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two texts, by their places in a list, that are versions of one another."""

    a: int
    b: int
    overlap: Overlap

    def other(self, text: int) -> int:
        """Return the text at the other end."""
        return self.b if text == self.a else self.a

    def share(self, text: int) -> float:
        """Return the share of ``text`` that the other has too."""
        return self.overlap.first if text == self.a else self.overlap.second


Story = tuple[list[Link], frozenset[int]]
"""Links of a text that cover the same part of it, and the runs of that part."""


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
    whole = [link for link in around[text] if min(link.overlap.first, link.overlap.second) >= FELLOW]
    parts = [link for link in around[text] if link not in whole and link.share(text) < FELLOW]
    if len(parts) + bool(whole) < 2:
        return []
    own = runs(text)
    fellows = [own & runs(link.other(text)) for link in whole]
    known = {text, *(link.other(text) for link in around[text])}

    def apart(story: Story) -> bool:
        """Tell whether a story has a family of its own, beyond what this text has links with."""
        others = (link.other(text) for link in story[0])
        return any(far.other(other) not in known for other in others for far in around[other])

    inner, outer = (
        _stories([(link, own & runs(link.other(text))) for link in parts if _lies_within(link, text) == inside])
        for inside in (True, False)
    )
    foreign = [story for story in _lesser(inner, fellows) if len(story[1]) >= ASIDE * len(own) or apart(story)]
    foreign += _lesser([story for story in outer if apart(story)], fellows)
    return [link for story in foreign for link in story[0]]


def _lies_within(link: Link, text: int) -> bool:
    return link.share(link.other(text)) >= INSIDE


def _lesser(stories: list[Story], fellows: list[frozenset[int]]) -> list[Story]:
    """Return all stories but the greatest of those that a text's fellow versions carry too."""
    covered = [story for story in stories if not fellows or any(_common(fellow, story[1]) for fellow in fellows)]
    home = max(covered, key=lambda story: (len(story[1]), -story[0][0].a, -story[0][0].b), default=None)
    return [story for story in stories if story is not home]


def _common(one: frozenset[int], other: frozenset[int]) -> bool:
    """Tell whether two stretches of a text have so much in common that they are one story's."""
    return len(one & other) >= GROUND * min(len(one), len(other))


def _stories(partial: list[tuple[Link, frozenset[int]]]) -> list[Story]:
    """Gather a text's links by the part of it that they cover."""
    stories: list[Story] = []
    for link, ground in sorted(partial, key=lambda part: (-len(part[1]), part[0].a, part[0].b)):
        common = [s for s in stories if _common(s[1], ground)]
        stories = [s for s in stories if s not in common]
        tied = [link, *(old for s in common for old in s[0])]
        stories.append((tied, ground.union(*(s[1] for s in common))))
    return stories


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
