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
from dateline.stages.lineage.verbatim import Account, verbatim

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

    def account(self, source: str, copy: str) -> Account:
        """Return the shares and changes of the copy alone, the quick way where there is one."""
        return verbatim(source, copy) or self._account(self._tokens(source), self._tokens(copy))

    def _account(self, a: Tokens, b: Tokens) -> Account:
        """Return what a comparison says of shares and changes, without laying out what is the same."""
        blocks = align(a.forms, b.forms)
        pair = _Pair(a, b, self.cues)
        return Account(
            _share(b, [(block.b, block.length) for block in blocks]),
            _share(a, [(block.a, block.length) for block in blocks]),
            tuple(change for run in runs(blocks, a, b) for change in pair.changes(run)),
        )

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

    def changes(self, run: Run) -> Iterator[Change]:
        """Yield the changes of a run, those that its segments would have."""
        if not run.same:
            _, found = self._verdict(run)
            if found:
                yield found
        else:
            yield from self._formal_changes(run)

    def _formal_changes(self, run: Run) -> Iterator[Change]:
        """Yield where words that are the same are written in another form; what stands behind a sentence is none of it."""
        a, b, count = self.a, self.b, run.a1 - run.a0
        if a.raw(run.a0, run.a1) == b.raw(run.b0, run.b1):
            return
        apart = _apart(a.written[run.a0 : run.a1], b.written[run.b0 : run.b1])
        apart |= _apart(a.behind[run.a0 : run.a1 - 1], b.behind[run.b0 : run.b1 - 1])
        for k in sorted(apart):
            i, j = run.a0 + k, run.b0 + k
            kind = _form_change(a, i, b, j, last=k + 1 == count or b.closes(j) == j + 1)
            if kind:
                yield _formal(a.through(i, i + 1), b.through(j, j + 1), kind)

    def _different(self, run: Run) -> Segment:
        kind, found = self._verdict(run)
        before, after = self.a.through(run.a0, run.a1), self.b.through(run.b0, run.b1)
        return Segment(kind=kind, before=before, after=after, change=found)

    def _verdict(self, run: Run) -> tuple[SegmentKind, Change | None]:
        """Return what words that differ are to the copy, and the change that they make."""
        before = Piece(self.a, run.a0, run.a1) if run.a0 < run.a1 else None
        after = Piece(self.b, run.b0, run.b1) if run.b0 < run.b1 else None
        if not self._counted(before) and not self._counted(after):
            return "ignored", None
        if before and after:
            return "changed", change(before, after, self.cues)
        kind: Literal["added", "removed"] = "added" if after else "removed"
        if run.inside:
            return kind, change(before, after, self.cues)
        return kind, Change(
            kind=kind, before=before.text if before else "", after=after.text if after else "", factual=False
        )

    def _counted(self, piece: Piece | None) -> bool:
        return piece is not None and True in piece.side.story[piece.first : piece.last]

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
        return Segment(kind="changed", before=before, after=after, change=_formal(before, after, kind))


def _apart(one: list[str], other: list[str]) -> set[int]:
    """Return where two lists differ."""
    return set() if one == other else {k for k, (a, b) in enumerate(zip(one, other, strict=True)) if a != b}


def _formal(before: str, after: str, kind: ChangeKind) -> Change:
    return Change(kind=kind, before=before.strip(), after=after.strip(), factual=False)


def _form_change(a: Tokens, i: int, b: Tokens, j: int, last: bool) -> ChangeKind | None:
    """Return the kind of a difference of form in or right after two words that are the same, or None."""
    one, other = a.written[i], b.written[j]
    if one != other and _bare(one) != _bare(other):
        figures = any(c.isdigit() for c in one + other)
        return "format" if figures else "spelling"
    if last:
        return None
    behind = a.behind[i], b.behind[j]
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
