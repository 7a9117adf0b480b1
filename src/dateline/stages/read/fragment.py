"""Turn a piece of HTML (an item of a feed, a mail) into paragraphs. All of it is the text, so no story is searched for."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dateline.model import Refusal
from dateline.stages.read.decode import repair
from dateline.stages.read.draft import Draft, refuse
from dateline.stages.read.html import busy
from dateline.stages.read.settings import ReadSettings

_MARKUP = re.compile(r"<[a-zA-Z!/]|&[#a-zA-Z]")
_EVENTS = ("start", "end", "comment", "pi")
_HIDDEN = frozenset("head script style template noscript svg math iframe object button form".split())
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp small span strike strong "
    "sub sup time tt u var wbr".split()
)
_SPACE = re.compile(r"[ \t\r\n\f\u00a0]+")
_AROUND, _MANY = re.compile(r" *\n *"), re.compile(r"\n{2,}")
# Characters that XML cannot hold.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def plain(markup: str) -> str | None:
    """Return the text of some markup, its blocks as paragraphs; None if it cannot be parsed."""
    if not _MARKUP.search(markup):
        return markup.strip()
    from lxml import etree, html

    try:
        root = html.fragment_fromstring(_CONTROL.sub(" ", repair(markup)[0]), create_parent="div")
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return _MANY.sub("\n\n", _AROUND.sub("\n", "".join(_pieces(etree.iterwalk(root, _EVENTS))))).strip()


def _pieces(walk: Any) -> Iterator[str]:
    """Yield the words and breaks of a tree in order; ``walk`` is lxml's, which knows no depth."""
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag and tag not in _INLINE:
            yield "\n" if tag == "br" and event == "start" else "" if tag == "br" else "\n\n"
        if event == "start" and tag in _HIDDEN:
            walk.skip_subtree()
        elif event == "start":
            yield _SPACE.sub(" ", element.text or "")
        if event != "start":
            yield _SPACE.sub(" ", element.tail or "")


def told(draft: Draft, settings: ReadSettings) -> Draft | Refusal:
    """Return a draft whose text is markup with its plain text instead."""
    if busy(draft.text, settings.deepest_page, settings.busiest_page):
        limits = f"{settings.deepest_page} in one another or {settings.busiest_page:,} in all"
        return refuse(draft.origin, f"Its markup has too many elements (over {limits}): save the story's text instead.")
    text = plain(draft.text)
    if text is None:
        return refuse(draft.origin, "Its markup cannot be read: save the story's text instead.")
    return replace(draft, text=text)
