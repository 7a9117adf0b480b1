"""Which strands are worth comparing: those that share a key. Without this, comparing would be quadratic.

A key depends on its own strand alone. Two reports about one thing share rare names or words within some weeks; two
passages share place and day, a person, two rare words, or, in versions of one text, the very clause.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from dateline.model import ids
from dateline.stages.reconcile.commonness import weight
from dateline.stages.reconcile.strand import Strand

# Telling names by which reports about one thing find each other.
_STORY_WORDS = 12
_TITLE_WORDS = 4
# Full names, which need no weeks beside them: a trial may follow months later.
_FULL_NAMES = 16
# Rare words of the clauses that are paired into keys: 4 give 6 pairs.
_CLAUSE_WORDS = 4
# Days in a bucket; every strand stands in its own and the next one, so that 16 days apart always meet.
_BUCKET = 16
# Days of a longer time that become keys of their own.
_DAYS = 3
# A block of more strands than this is compared with the nearest in time only.
HOT = 60
NEIGHBOURS = 16


def keys(strand: Strand) -> frozenset[str]:
    """Return the keys under which a strand looks for others of its kind."""
    return frozenset({*_passage_keys(strand), *(_story_keys(strand) if strand.lead else ())})


def _story_keys(strand: Strand) -> Iterator[str]:
    """Yield the telling names and title words of the report, with the weeks in which it appeared."""
    story = strand.story
    telling = sorted(story.names, key=lambda w: (-weight(w) * story.names[w], w))[:_STORY_WORDS]
    telling += sorted(story.title, key=lambda w: (-story.title[w], w))[:_TITLE_WORDS]
    for word in telling:
        for bucket in _buckets(story.day):
            yield f"s:{word}:{bucket}"
    yield from (f"n:{name}" for name in sorted(story.full, key=_rareness)[:_FULL_NAMES])


def _rareness(name: str) -> tuple[float, str]:
    """Return the sort key that puts the rarest full names first."""
    return -sum(map(weight, name.split())), name


def _passage_keys(strand: Strand) -> Iterator[str]:
    """Yield what the cells and the words of the clauses offer."""
    day = strand.days[0] if strand.days else strand.story.day
    for site in strand.sites:
        if site.precision not in ("country", "region") and strand.days:
            first, last = strand.days
            for at in range(first - 1, min(last, first + _DAYS) + 2):
                yield f"p:{site.geonameid or site.name}:{at}"
    for name in strand.people:
        for bucket in _buckets(day):
            yield f"q:{name}:{bucket}"
    rare = sorted(strand.words, key=lambda w: (-weight(w), w))[:_CLAUSE_WORDS]
    for a, b in combinations(sorted(rare), 2):
        yield f"c:{a}:{b}"
    for mention in strand.mentions:
        yield "t:" + ids.make("t", strand.story.lineage, mention.clause.text)
        yield "t:" + ids.make("t", strand.story.lineage, mention.type, mention.trigger.text.lower())


def _buckets(day: int | None) -> tuple[str, ...]:
    """Return the stretches of time in which a day looks for company."""
    return ("-",) if day is None else (str(day // _BUCKET), str(day // _BUCKET + 1))


def pairs(strands: Iterable[Strand]) -> Iterator[tuple[Strand, Strand]]:
    """Yield each pair of strands that share a key once, the lower key first; both of a pair come from different reports."""
    ordered = sorted(strands, key=lambda s: s.key)
    seen, size = set[int](), len(ordered)
    for members in _blocks(ordered):
        for a, b in _meet(members):
            low, high = (a, b) if a < b else (b, a)
            if low * size + high not in seen:
                seen.add(low * size + high)
                if ordered[low].story.report != ordered[high].story.report:
                    yield ordered[low], ordered[high]


def _blocks(ordered: Sequence[Strand]) -> Iterable[list[int]]:
    """Return the places in ``ordered`` of the strands under each key that more than one has, in order of time."""
    under: dict[str, list[int]] = {}
    for at in sorted(range(len(ordered)), key=lambda at: (ordered[at].story.day or 0, at)):
        for key in keys(ordered[at]):
            under.setdefault(key, []).append(at)
    return (members for members in under.values() if len(members) > 1)


def _meet(members: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Return all pairs of a small block, neighbours in time of a large one."""
    if len(members) <= HOT:
        return combinations(members, 2)
    return ((one, other) for at, one in enumerate(members) for other in members[at + 1 : at + 1 + NEIGHBOURS])
