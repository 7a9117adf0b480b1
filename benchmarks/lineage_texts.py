"""Invented wire stories in families of edited versions, as many as wanted: what the lineage measure groups.

Words are drawn by Zipf's law from an invented vocabulary, so that common words recur as they do in news and phrases hardly
ever do. Half of the stories have versions: cut, extended, edited word by word, with a dateline and notices.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

_SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu bra cle dri flo gru sta tre plo".split()
_VOCABULARY = 60_000
_LENGTH = (80, 420)
"""Words of a story; the mean is that of agency copy."""
_NOTICE = "Sign up for our daily newsletter. All rights reserved. Follow us on Telegram."


@dataclass(frozen=True, slots=True)
class Text:
    """A text and the story that it is a version of."""

    story: int
    text: str


def texts(count: int, seed: int = 11) -> list[Text]:
    """Return ``count`` texts, the same in every run."""
    draw = np.random.default_rng(seed)
    words = _vocabulary(draw)
    found: list[Text] = []
    story = 0
    while len(found) < count:
        original = _story(draw, words)
        versions = [original]
        if draw.random() < 0.5:
            other = _story(draw, words)
            versions += [
                edit(original, other, draw) for edit in draw.permutation(np.array(_EDITS))[: draw.integers(1, 6)]
            ]
        found += [Text(story, _text(version)) for version in versions]
        story += 1
    return found[:count]


def _vocabulary(draw: np.random.Generator) -> np.ndarray[tuple[int], np.dtype[np.str_]]:
    sizes = draw.integers(1, 5, _VOCABULARY)
    return np.array(["".join(draw.choice(_SYLLABLES, size)) for size in sizes])


def _story(draw: np.random.Generator, words: np.ndarray[tuple[int], np.dtype[np.str_]]) -> list[str]:
    length = int(draw.integers(*_LENGTH))
    ranks = np.minimum(draw.zipf(1.25, length), _VOCABULARY) - 1
    story: list[str] = words[ranks].tolist()
    for place in draw.integers(0, length, length // 30):
        story[place] = str(draw.integers(2, 4000))
    return story


def _text(words: list[str]) -> str:
    sentences = [" ".join(words[at : at + 18]).capitalize() + "." for at in range(0, len(words), 18)]
    return "\n\n".join(" ".join(sentences[at : at + 2]) for at in range(0, len(sentences), 2))


def _cut(share: float) -> Callable[..., list[str]]:
    return lambda story, *_: story[: max(30, int(len(story) * share))]


def _extended(story: list[str], other: list[str], _: np.random.Generator) -> list[str]:
    return other + story + other[::-1]


def _inserted(story: list[str], other: list[str], draw: np.random.Generator) -> list[str]:
    at = int(draw.integers(len(story)))
    return story[:at] + other[: len(story) // 4] + story[at:]


def _dressed(story: list[str], *_: object) -> list[str]:
    return ["VELLMAR,", "May", "2", "(Newswire)", "-", *story, *_NOTICE.split()]


def _edited(every: int) -> Callable[..., list[str]]:
    def edit(story: list[str], other: list[str], draw: np.random.Generator) -> list[str]:
        changed = draw.random(len(story)) < 1 / every
        return [o if c else w for w, c, o in zip(story, changed, other * 6, strict=False)]

    return edit


_EDITS = (_cut(0.2), _cut(0.4), _cut(0.7), _extended, _inserted, _dressed, _edited(20), _edited(9))


def pairs(groups: Iterator[list[int]]) -> set[tuple[int, int]]:
    """Return the pairs of places that stand in one group."""
    return {(a, b) for group in groups for k, a in enumerate(group) for b in group[k + 1 :]}
