"""Set the borders of a content right: whole quotations, no dateline in front, no gap wider than what was said."""

import re
from dataclasses import replace

from dateline.stages.statements.attach import Page
from dateline.stages.statements.draft import Draft, Stretch

# "KYIV, Ukraine (Reuters) - " before the first words of a story.
_DATELINE = re.compile(r"[A-Z][A-Z.'’/-]{2,}(?:[ ,/][A-Z][\w.'’/-]*)*,?(?: \([^)]{2,30}\))?\s+(?:—|–|--|-)\s+")
# A quotation broken by its cue is one statement, unless the break is longer than what is quoted and than this (characters).
_BREAK = 80


def snapped(page: Page, draft: Draft) -> Draft:
    """Move borders that fall inside a quotation to its edge, and stay inside a quotation that holds the cue too."""
    host = page.inside(page.parse.tokens[draft.verb].start) if draft.verb is not None else None
    moved = [_within(part, (host.start, host.end)) if host else _whole(page, part) for part in draft.parts]
    parts = tuple(part for part in (_undated(page, p) for p in moved) if part[1] > part[0])
    return replace(draft, parts=parts or draft.parts)


def _within(part: Stretch, host: Stretch) -> Stretch:
    """Return what of a stretch lies inside another."""
    return max(part[0], host[0]), min(part[1], host[1])


def _whole(page: Page, part: Stretch) -> Stretch:
    """Widen a stretch so that it cuts no quotation in two."""
    first, last = page.inside(part[0]), page.inside(part[1] - 1)
    end = last.right if last and last.left >= part[0] else part[1]
    start = first.left if first and first.right < end else part[0]
    return start, end


def _undated(page: Page, part: Stretch) -> Stretch:
    """Take a dateline off the front of a stretch."""
    line = _DATELINE.match(page.parse.text, part[0], part[1])
    return (line.end(), part[1]) if line and line.end() < part[1] else part


def joined(text: str, said: Draft, quoted: Draft) -> Draft:
    """Join reported words with the quotation that goes on from them."""
    if all(any(a - 3 <= x and y <= b + 3 for a, b in quoted.parts) for x, y in said.parts):
        return replace(quoted, act=said.act)
    first = quoted.parts[0]
    if (
        len(said.parts) == 1
        and abs(said.start - first[0]) <= 2
        and text[first[1] - 1 : first[1]] in {",", ".", "?", "!"}
    ):
        # The quotation was closed with a stop of its own: what follows is no longer the speaker's.
        return replace(quoted, act=said.act)
    merged: list[Stretch] = []
    for a, b in sorted({*said.parts, *quoted.parts}):
        if merged and a <= merged[-1][1] + 2:
            merged[-1] = (merged[-1][0], max(b, merged[-1][1]))
        else:
            merged.append((a, b))
    return replace(quoted, parts=tuple(merged), act=said.act)


def split(draft: Draft) -> list[Draft]:
    """Return a draft in pieces where what stands between its parts is longer than the parts."""
    pieces: list[list[Stretch]] = [[draft.parts[0]]]
    told = sum(b - a for a, b in draft.parts)
    for part in draft.parts[1:]:
        if part[0] - pieces[-1][-1][1] > max(_BREAK, told):
            pieces.append([part])
        else:
            pieces[-1].append(part)
    return [replace(draft, parts=tuple(piece)) for piece in pieces]
