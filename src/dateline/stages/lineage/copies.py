"""Copies: within a lineage, which version carries most of the text, what each other was made from, and how."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from heapq import heappop, heappush
from itertools import islice

from dateline.model import Change, ChangeKind, Copy, Relation, Report
from dateline.stages.lineage.compare import Comparer
from dateline.stages.lineage.judge import Link
from dateline.stages.lineage.verbatim import Account

SAME = 0.99
"""Share of words in common, both ways, from which two versions are one text in other dress."""
WHOLE = 0.85
"""Share of a version's words found in another from which the one lies within the other."""
EXCERPT = 0.35
"""Share of the source below which a version that lies within it is an excerpt rather than a cut."""
NEAR = 0.85
"""Versions this close in length carry as much of the text; then the one with least of its own is the primary version."""
_PIECE = 50
"""Pairs compared as one piece of work: enough to be worth sending to another process."""
OWN = 0.1
"""Steps in which the share of a version's own words is told apart; within one the earlier version is the primary."""
LATER = 0.8
"""What a source that was published after the copy counts, against one that was not."""


@dataclass(frozen=True, slots=True)
class Version:
    """A text of a lineage: the reports that have it, word for word, the earliest first, and its length in words."""

    reports: tuple[Report, ...]
    length: int

    @property
    def first(self) -> Report:
        """Return the report that stands for the version."""
        return self.reports[0]


def version(reports: Sequence[Report], length: int) -> Version:
    """Return a version of reports with the same words."""
    return Version(tuple(sorted(reports, key=_age)), length)


def _age(report: Report) -> tuple[str, str]:
    """Return when a report was published, unknown last, and its id."""
    when = report.published_at or (report.published.isoformat() if report.published else "")
    return when or "9", report.id


_TOLD = 2_000
"""Characters of what was added or left out that are told of it."""

Pair = tuple[Report, Report]
"""A report, and the one that it was made from."""
Given = tuple[str, str, str, str]
"""The ids and the texts of both, which is all that the work needs ..."""
Told = tuple[str, str, Relation, float, float, tuple[tuple[ChangeKind, str, str, bool], ...]]
"""... and what came of it: plain values travel between processes in a fifth of the time of ours."""
Spread = Callable[[Callable[[list[Given]], list[Told]], Iterable[list[Given]]], Iterable[list[Told]]]
"""``map``, or something like it that shares the work out among processes."""


@dataclass(slots=True)
class Copies:
    """Works out what copies changed, several at a time."""

    spread: Spread = map
    remember: int = 0
    """Rows kept for the next time that the same two reports are compared."""
    _rows: dict[tuple[str, str], Copy] = field(default_factory=dict)

    def know(self, copies: Iterable[Copy]) -> None:
        """Take over rows that were worked out before: two reports are compared once."""
        if len(self._rows) > self.remember:
            self._rows.clear()
        self._rows.update(((copy.report, copy.of), copy) for copy in copies)

    def rows(self, pairs: Iterable[Pair]) -> Iterator[Copy]:
        """Yield the row of each report that was made from another, in their order, as soon as it is there.

        Pairs are taken from ``pairs`` as there are hands to compare them.
        """
        known: deque[Copy | None] = deque()
        for some in self.spread(_compared, _pieces(self._unknown(pairs, known))):
            for told in some:
                while (row := known.popleft()) is not None:
                    yield row
                yield self._remember(_copy(told))
        yield from (row for row in known if row is not None)

    def _unknown(self, pairs: Iterable[Pair], known: deque[Copy | None]) -> Iterator[Given]:
        """Yield the pairs to be compared; note for each pair what is known of it."""
        for report, source in pairs:
            row = self._rows.get((report.id, source.id))
            known.append(row)
            if row is None:
                yield report.id, report.text, source.id, source.text

    def _remember(self, row: Copy) -> Copy:
        if len(self._rows) < self.remember:
            self._rows[row.report, row.of] = row
        return row


def plan(versions: Sequence[Version], links: Sequence[Link]) -> tuple[str, list[Pair]]:
    """Return the primary report, and every other with its source; ``links`` count in places of ``versions``."""
    primary = _primary(versions, links)
    made_from = _sources(primary, versions, links)
    pairs = [(report, v.first) for v in versions for report in v.reports[1:]]
    pairs += [(versions[k].first, versions[of].first) for k, of in made_from.items()]
    return versions[primary].first.id, sorted(pairs, key=lambda pair: pair[0].id)


def _pieces(pairs: Iterable[Given]) -> Iterator[list[Given]]:
    left = iter(pairs)
    while some := list(islice(left, _PIECE)):
        yield some


def _compared(pairs: Iterable[Given]) -> list[Told]:
    return [_told(*pair, _comparer()) for pair in pairs]


@cache
def _comparer() -> Comparer:
    """Keep the tables, and the words already met, in each process."""
    return Comparer()


def _told(report: str, text: str, source: str, original: str, comparer: Comparer) -> Told:
    if text == original:
        return report, source, "identical", 1.0, 1.0, ()
    account = comparer.account(original, text)
    changes = tuple((c.kind, _beginning(c.before), _beginning(c.after), c.factual) for c in account.changes)
    return report, source, relation(account), account.contained, account.contains, changes


def _beginning(text: str) -> str:
    """Return text, or what a long one begins with, to the end of a word.

    Both reports are kept whole, and six hundred excerpts of one long report would each tell all the rest of it.
    """
    if len(text) <= _TOLD:
        return text
    end = text.rfind(" ", 0, _TOLD)
    return f"{text[: end if end > 0 else _TOLD]} …"


def _copy(told: Told) -> Copy:
    report, of, relation, contained, contains, changes = told
    return Copy(
        report=report,
        of=of,
        relation=relation,
        contained=contained,
        contains=contains,
        changes=tuple(
            Change(kind=kind, before=before, after=after, factual=factual) for kind, before, after, factual in changes
        ),
    )


def relation(account: Account) -> Relation:
    """Return what a copy is to its source."""
    within, around = account.contained, account.contains
    if within >= SAME and around >= SAME:
        return "edited" if any(change.factual for change in account.changes) else "identical"
    if within >= WHOLE and around >= WHOLE:
        return "edited"
    if within >= WHOLE:
        return "excerpt" if around < EXCERPT else "cut"
    return "extended" if around >= WHOLE else "edited"


def _primary(versions: Sequence[Version], links: Sequence[Link]) -> int:
    """Return the version that carries most of the text."""
    shared = [0.0] * len(versions)
    for link in links:
        for k in (link.a, link.b):
            shared[k] = max(shared[k], link.share(k))
    longest = max(version.length for version in versions)
    near = [k for k, version in enumerate(versions) if version.length >= NEAR * longest]
    return min(near, key=lambda k: (-round(shared[k] / OWN), _age(versions[k].first)))


def _sources(primary: int, versions: Sequence[Version], links: Sequence[Link]) -> dict[int, int]:
    """Return for every other version the one it was made from: the nearest that leads back to the primary version."""
    around: list[list[Link]] = [[] for _ in versions]
    for link in links:
        around[link.a].append(link)
        around[link.b].append(link)
    made_from: dict[int, int] = {}
    waiting: list[tuple[float, tuple[str, str], tuple[str, str], int, int]] = []

    def reach(source: int) -> None:
        for link in around[source]:
            copy = link.other(source)
            if copy != primary and copy not in made_from:
                ages = _age(versions[source].first), _age(versions[copy].first)
                late = LATER if ages[1][0] != "9" and ages[0][0] > ages[1][0] and ages[0][0] != "9" else 1.0
                heappush(waiting, (-link.overlap.union * late, *ages, copy, source))

    reach(primary)
    while waiting:
        *_, copy, source = heappop(waiting)
        if copy not in made_from:
            made_from[copy] = source
            reach(copy)
    return made_from
