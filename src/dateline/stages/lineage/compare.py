"""Compare: two versions side by side, sentence by sentence and word by word, with what each difference amounts to."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from dateline.model import Change, ChangeKind
from dateline.stages.lineage.align import align
from dateline.stages.lineage.changes import Piece, change
from dateline.stages.lineage.cues import Cues
from dateline.stages.lineage.cues import load as load_cues
from dateline.stages.lineage.forms import load
from dateline.stages.lineage.pieces import Run, runs
from dateline.stages.lineage.tokens import Memory, Tokens
from dateline.stages.lineage.verbatim import Verbatim, verbatim

SegmentKind = Literal["same", "changed", "added", "removed", "ignored"]
_RECENT = 64
"""Texts kept: a source is compared with each of its copies."""
_NOWHERE = -1
_FORM = re.compile(r"%|[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of the two texts. ``before`` is the source's, ``after`` the copy's, with the space that follows each.

    "changed" has a ``change`` that may be one of form alone; "ignored" is a dateline, credit or boilerplate of one side.
    """

    kind: SegmentKind
    before: str
    after: str
    change: Change | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence of the copy beside what stands for it in the source; either may be missing."""

    segments: tuple[Segment, ...]

    @property
    def before(self) -> str:
        """Return the source's words."""
        return "".join(segment.before for segment in self.segments)

    @property
    def after(self) -> str:
        """Return the copy's words."""
        return "".join(segment.after for segment in self.segments)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A source and a copy. ``contained``: the share of the copy's words found in the source; ``contains``: the share of
    the source's found in the copy; boilerplate counts for neither.
    """

    passages: tuple[Passage, ...]
    contained: float
    contains: float

    @property
    def changes(self) -> tuple[Change, ...]:
        """Return what changed, in the order of the copy."""
        return tuple(s.change for passage in self.passages for s in passage.segments if s.change)


@dataclass(slots=True)
class Comparer:
    """Compares texts with the tables that ship; remembers words already met."""

    cues: Cues = field(default_factory=load_cues)
    _memory: Memory = field(default_factory=lambda: Memory(load()))
    _recent: dict[str, Tokens] = field(default_factory=dict)

    def compare(self, source: str, copy: str) -> Comparison:
        """Return the copy beside its source."""
        a, b = self._tokens(source), self._tokens(copy)
        blocks = align(a.forms, b.forms)
        pair = _Pair(a, b, self.cues)
        segments = [segment for run in _cut(runs(blocks, a, b), b) for segment in pair.segments(run)]
        return Comparison(
            passages=tuple(_passages(segments)),
            contained=_share(b, [(block.b, block.length) for block in blocks]),
            contains=_share(a, [(block.a, block.length) for block in blocks]),
        )

    def summary(self, source: str, copy: str) -> Comparison | Verbatim:
        """Return the shares and changes of the copy alone, the quick way where there is one."""
        return verbatim(source, copy) or self.compare(source, copy)

    def _tokens(self, text: str) -> Tokens:
        known = self._recent.get(text)
        if known is None:
            if len(self._recent) >= _RECENT:
                self._recent.clear()
            known = self._recent[text] = Tokens(text, self._memory)
        return known


def compare(source: str, copy: str) -> Comparison:
    """Return a copy beside its source, aligned by sentence and word, with what each difference amounts to."""
    return Comparer().compare(source, copy)


def _share(side: Tokens, found: list[tuple[int, int]]) -> float:
    """Return the share of a side's words that were found, of its story where it has one."""
    if not len(side):
        return 1.0
    total = sum(side.story)
    if not total:
        return round(sum(length for _, length in found) / len(side), 4)
    return round(sum(sum(side.story[start : start + length]) for start, length in found) / total, 4)


def _cut(whole: Iterable[Run], side: Tokens) -> Iterator[tuple[Run, bool]]:
    """Yield the runs cut where a sentence of the copy begins, and whether one does."""
    last = _NOWHERE
    for run in whole:
        b0, a0 = run.b0, run.a0
        while run.same and side.closes(b0) < run.b1:
            end = side.closes(b0)
            yield Run(a0, a0 + end - b0, b0, end, same=True), side.sentence(b0) != last
            last, a0, b0 = side.sentence(b0), a0 + end - b0, end
        here = side.sentence(b0) if run.b0 < run.b1 else last
        apart = not run.inside and not run.same
        yield Run(a0, run.a1, b0, run.b1, same=run.same, inside=run.inside), here != last or apart
        last = _NOWHERE if apart else here


@dataclass(frozen=True, slots=True)
class _Pair:
    a: Tokens
    b: Tokens
    cues: Cues

    def segments(self, cut: tuple[Run, bool]) -> Iterator[tuple[Segment, bool]]:
        run, opens = cut
        if run.same:
            for segment in self._same(run):
                yield segment, opens
                opens = False
            return
        yield self._different(run), opens

    def _different(self, run: Run) -> Segment:
        before, after = self._piece(self.a, run.a0, run.a1), self._piece(self.b, run.b0, run.b1)
        texts = self.a.through(run.a0, run.a1), self.b.through(run.b0, run.b1)
        if not any(self._counted(piece) for piece in (before, after)):
            return Segment(kind="ignored", before=texts[0], after=texts[1])
        if before and after:
            return Segment(kind="changed", before=texts[0], after=texts[1], change=change(before, after, self.cues))
        kind: Literal["added", "removed"] = "added" if after else "removed"
        if run.inside:
            return Segment(kind=kind, before=texts[0], after=texts[1], change=change(before, after, self.cues))
        plain = Change(
            kind=kind, before=before.text if before else "", after=after.text if after else "", factual=False
        )
        return Segment(kind=kind, before=texts[0], after=texts[1], change=plain)

    def _piece(self, side: Tokens, first: int, last: int) -> Piece | None:
        return Piece(side, first, last) if first < last else None

    def _counted(self, piece: Piece | None) -> bool:
        return piece is not None and any(piece.side.story[piece.first : piece.last])

    def _same(self, run: Run) -> Iterator[Segment]:
        """Yield the stretches of words that are the same, with those apart whose form differs."""
        a, b = self.a, self.b
        if a.raw(run.a0, run.a1).split() == b.raw(run.b0, run.b1).split():
            yield self._plain(run, 0, run.a1 - run.a0)
            return
        start = 0
        for k in range(run.a1 - run.a0):
            i, j = run.a0 + k, run.b0 + k
            last = k + 1 == run.a1 - run.a0
            kind = _form_change(a, i, b, j, last)
            if not kind:
                continue
            if k > start:
                yield self._plain(run, start, k)
            yield self._formal(i, j, kind)
            start = k + 1
        if start < run.a1 - run.a0:
            yield self._plain(run, start, run.a1 - run.a0)

    def _plain(self, run: Run, first: int, last: int) -> Segment:
        before = self.a.through(run.a0 + first, run.a0 + last)
        return Segment(kind="same", before=before, after=self.b.through(run.b0 + first, run.b0 + last))

    def _formal(self, i: int, j: int, kind: ChangeKind) -> Segment:
        before, after = self.a.through(i, i + 1), self.b.through(j, j + 1)
        changed = Change(kind=kind, before=before.strip(), after=after.strip(), factual=False)
        return Segment(kind="changed", before=before, after=after, change=changed)


def _form_change(a: Tokens, i: int, b: Tokens, j: int, last: bool) -> ChangeKind | None:
    """Return the kind of a difference of form in or right after two words that are the same, or None."""
    one, other = a.text[a.starts[i] : a.ends[i]], b.text[b.starts[j] : b.ends[j]]
    if one != other and _bare(one) != _bare(other):
        figures = any(c.isdigit() for c in one + other)
        return "format" if figures else "spelling"
    if last:
        return None
    behind = a.text[a.ends[i] : a.starts[i + 1]], b.text[b.ends[j] : b.starts[j + 1]]
    if behind[0] != behind[1] and _FORM.findall(behind[0].lower()) != _FORM.findall(behind[1].lower()):
        return "format"
    return None


def _bare(word: str) -> str:
    return "".join(c for c in word.lower() if c.isalnum() or c == ",")


def _passages(segments: list[tuple[Segment, bool]]) -> Iterator[Passage]:
    gathered: list[Segment] = []
    for segment, opens in segments:
        if opens and gathered:
            yield Passage(segments=tuple(gathered))
            gathered = []
        gathered.append(segment)
    if gathered:
        yield Passage(segments=tuple(gathered))
