"""The cells of an event, chosen by rule from all that its strands say. Each rule is told in docs/reconciling.md.

A lineage has one vote: what ten outlets copied from one text is said once.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from dateline.model import Mention, Source, Status, When, names
from dateline.stages.reconcile.kinship import yields
from dateline.stages.reconcile.strand import Strand, lead_of, published

# What a date or place tells by how far its words stood from the deed's.
SCOPE = {"clause": 3.0, "sentence": 2.0, "narrative": 1.0, "story": 0.5, "dateline": 0.8, "title": 0.8, None: 1.0}
# A report about the event says twice as much, and so does the mention of a report that is most about it.
LEAD, FIRST = 2.0, 2.0
_REAL = ("happened", "ongoing")
_Choice = TypeVar("_Choice", bound=Hashable)


def in_time(strands: Iterable[Strand]) -> list[Strand]:
    """Return the strands by day of publication (undated ones last), then by report."""
    some = list(strands)
    return sorted(some, key=published) if len(some) > 1 else some


def votes(strands: Iterable[Strand], read: Callable[[Mention], tuple[_Choice, float] | None]) -> Counter[_Choice]:
    """Count what each lineage says: every value at the highest weight that one of its mentions gives it."""
    best: dict[tuple[str, _Choice], float] = {}
    for strand in strands:
        first = lead_of(strand.mentions)
        for mention in strand.mentions:
            if (vote := read(mention)) is not None:
                at = (strand.story.lineage, vote[0])
                weight = vote[1] * (LEAD if strand.lead else 1.0) * (FIRST if mention is first else 1.0)
                best[at] = max(best.get(at, 0.0), weight)
    total: Counter[_Choice] = Counter()
    for (_, choice), weight in best.items():
        total[choice] += weight  # type: ignore[assignment]
    return total


def mentions_of(strands: Iterable[Strand]) -> list[Mention]:
    """Return all mentions in order of time and text."""
    return [mention for strand in in_time(strands) for mention in strand.mentions]


def type_of(strands: Sequence[Strand]) -> str:
    """Return the type that most lineages give; one that says little yields to any that says more."""
    total = votes(strands, lambda m: (m.type, 1.0 + m.salience))
    telling = {t: n for t, n in total.items() if not any(yields(t, other) for other in total)} or total
    return min(telling, key=lambda t: (-telling[t], t))


def status_of(strands: Sequence[Strand]) -> Status:
    """Return the newest status; what has happened is no longer planned, and a denial needs nobody who asserts it."""
    told = [_account(s) for s in in_time(strands)]
    real = [s for s in told if s in _REAL]
    open_ = [s for s in told if s != "denied"]
    return (real or open_ or told)[-1]


def _account(strand: Strand) -> Status:
    """Return the status that one report gives: its main mention's, unless another says that it has happened."""
    first = lead_of(strand.mentions).status
    return next((m.status for m in strand.mentions if m.status in _REAL), first) if first not in _REAL else first


def when_of(strands: Sequence[Strand]) -> When | None:
    """Return the most specific time that the accounts agree on, from the text before any other basis."""
    whens = [m.when for m in mentions_of(strands) if m.when]
    from_text = [w for w in whens if w.basis != "published"]
    if not from_text:
        return min(whens, key=lambda w: (w.first, w.last), default=None)
    total = votes(strands, _time)
    near = {(w.first, w.last) for w in from_text if w.scope != "story"}
    total = Counter({d: n for d, n in total.items() if d in near or not near or _within(d, near)})
    narrow = min((last - first).days for first, last in total)
    days = [d for d in total if (d[1] - d[0]).days == narrow]
    first, last = min(days, key=lambda d: (-total[d] - _held(d, total), d))
    chosen = [w for w in from_text if (w.first, w.last) == (first, last)]
    return min(chosen, key=lambda w: -SCOPE[w.scope])


def _time(mention: Mention) -> tuple[tuple[date, date], float] | None:
    when = mention.when
    return ((when.first, when.last), SCOPE[when.scope]) if when and when.basis != "published" else None


def _within(days: tuple[date, date], others: Iterable[tuple[date, date]]) -> bool:
    """Tell whether one of some longer times holds these days: the story's day counts beside "the weekend", not another day."""
    return any((a, b) != days and a <= days[0] and days[1] <= b for a, b in others)


def _held(days: tuple[date, date], total: Counter[tuple[date, date]]) -> float:
    """Return the votes for longer times that hold these days: "overnight" and "last week" speak for each of theirs."""
    return sum(n for other, n in total.items() if _within(days, (other,)))


def sources_of(mentions: Iterable[Mention]) -> tuple[Source, ...]:
    """Return the sources merged by name, each with the side that any account puts it on."""
    found = [s for m in mentions for s in m.sources]
    merged: list[Source] = []
    if not found:
        return ()
    for group in names.cluster(s.name for s in found):
        some = [s for s in found if s.name in group]
        side = next((s.side for s in some if s.side), None)
        best = max(some, key=lambda s: len(s.name))
        merged.append(Source(name=best.name, side=side, span=best.span))
    return tuple(sorted(merged, key=lambda s: s.name))
