"""Which strands are worth comparing: those that share a key. Without this, comparing would be quadratic.

A key depends on its own strand alone. Two reports about one thing share rare names or words within some weeks; two
passages share place and day, a person, two rare words, or, in versions of one text, the very clause.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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


def _buckets(day: int | None) -> tuple[str, ...]:
    """Return the stretches of time in which a day looks for company."""
    return ("-",) if day is None else (str(day // _BUCKET), str(day // _BUCKET + 1))


def blocks(strands: Iterable[Strand]) -> Mapping[str, list[Strand]]:
    """Return the strands under each key that more than one has, in order of time."""
    under: dict[str, list[Strand]] = {}
    for strand in sorted(strands, key=_in_time):
        for key in keys(strand):
            under.setdefault(key, []).append(strand)
    return {key: members for key, members in under.items() if len(members) > 1}


def _in_time(strand: Strand) -> tuple[int, str]:
    """Return the sort key that puts strands in order of publication."""
    return strand.story.day or 0, strand.key


def pairs(strands: Iterable[Strand]) -> Iterator[tuple[Strand, Strand]]:
    """Yield each pair of strands that share a key once; both of a pair come from different reports."""
    seen = set[tuple[str, str]]()
    for members in blocks(strands).values():
        for one, other in _meet(members):
            pair = (one.key, other.key) if one.key < other.key else (other.key, one.key)
            if one.story.report != other.story.report and pair not in seen:
                seen.add(pair)
                yield one, other


def _meet(members: Sequence[Strand]) -> Iterator[tuple[Strand, Strand]]:
    """Yield all pairs of a small block, neighbours in time of a large one."""
    reach = NEIGHBOURS if len(members) > HOT else len(members)
    for at, one in enumerate(members):
        for other in members[at + 1 : at + 1 + reach]:
            yield one, other
