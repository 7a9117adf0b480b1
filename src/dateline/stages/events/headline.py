"""What only a title tells: of many a page no more was kept than its title and what stood around the story.

Where the text has next to none of the title's words, or counts nobody while the title tells of dead or hurt, the title is
read as a text of its own. What it tells are mentions of the report like all others, but for their spans: a title has no
place in the text, so these are empty stretches at its head that hold the title's words.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from dateline.model import Mention, Report, Span
from dateline.stages.events.tollwords import harmful

# The name of the outlet behind a title: words with capitals alone, or with small ones such as "of".
_OUTLET = re.compile(r"(?: [-–—|] | ?\| ?)(?:(?:[^a-z\s]\S*|\w{1,3}|\S+\.(?:com|net|org|tv)\S*),?(?: |$))+$")
_WORD = re.compile(r"[^\W_]+")
# Letters by which two forms of a word are known for one.
_STEM = 5
# Shorter words tell nothing, and titles of fewer words name a page rather than its news.
_LETTERS, _FEWEST = 3, 3
# A text has more of its title's words than this. (Of 1,056 articles 34 have fewer, and 31 of these are pages without a story;
# the next ones, up to a half, mostly tell what the title tells, in other words.)
_SHARE = 0.35

_Part = TypeVar("_Part")


def untold(report: Report, mentions: Iterable[Mention]) -> Report | None:
    """Return the title as a text of its own if the text, which gives ``mentions``, does not tell what it tells, else None."""
    title = _OUTLET.sub("", report.title or "").strip()
    if len(_stems(title)) < _FEWEST or (_told(title, report.text) and (_counts(mentions) or not harmful(title))):
        return None
    return replace(report, id=f"{report.id} title", text=title if title.endswith((".", "!", "?")) else title + ".")


def _told(title: str, text: str) -> bool:
    """Tell whether the text has the words of the title."""
    words = _stems(title)
    return len(words & _stems(text)) >= _SHARE * len(words)


def _counts(mentions: Iterable[Mention]) -> bool:
    """Tell whether the text counts dead or hurt."""
    return any(f.kind in ("killed", "injured") for m in mentions for f in m.figures)


def _stems(text: str) -> set[str]:
    return {w.lower()[:_STEM] for w in _WORD.findall(text) if len(w) >= _LETTERS}


def of_title(mentions: Iterable[Mention], report: Report) -> Iterator[Mention]:
    """Yield mentions that were read from the report's title as its own."""
    for mention in map(_lifted, mentions):
        where = replace(mention.where, scope="title", span=None) if mention.where else None
        yield replace(mention, report=report.id, where=where)


def _lifted(part: _Part) -> _Part:
    """Take every span of a cell out of the title."""
    if isinstance(part, Span):
        return Span(0, 0, part.text)  # type: ignore[return-value]
    if isinstance(part, tuple):
        return tuple(map(_lifted, part))  # type: ignore[return-value]
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{f.name: _lifted(getattr(part, f.name)) for f in fields(part)})
    return part
