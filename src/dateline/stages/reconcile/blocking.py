"""Which strands are worth comparing: those that share a key. Without this, comparing would be quadratic.

A key depends on its own strand alone. Two reports about one thing share rare names or words within some weeks; two
passages share place and day, a person, two rare words, or, in versions of one text, the very clause; what somebody
claims meets what somebody denies of the same kind and place, whether they name a day or not.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations

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
# A key of more strands than this tells too little to compare them all: "police" and "shot" in a week of shootings. On 1,056
# articles on shootings 6 keys of 68,000 are; leaving them out changes no event that counts (B³ 0.9495 both ways).
HOT = 60

# How many strands outside stand under each of some keys.
Outside = Callable[[Collection[int]], Mapping[int, int]]


def nobody(_: Collection[int]) -> Mapping[int, int]:
    """Count no strands outside: all are given."""
    return {}


def keys(strand: Strand) -> frozenset[int]:
    """Return the keys under which a strand looks for others of its kind."""
    return frozenset(map(_number, {*_passage_keys(strand), *(_story_keys(strand) if strand.lead else ())}))


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
    claimed = strand.denied or any(mention.sources for mention in strand.mentions)
    for site in strand.sites:
        if site.precision not in ("country", "region") and claimed:
            for bucket in _buckets(day):
                yield f"d:{strand.type}:{site.geonameid or site.name}:{bucket}"
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
        yield f"t:{strand.story.lineage}:{mention.clause.text}"
        yield f"t:{strand.story.lineage}:{mention.type}:{mention.trigger.text.lower()}"


def _buckets(day: int | None) -> tuple[str, ...]:
    """Return the stretches of time in which a day looks for company."""
    return ("-",) if day is None else (str(day // _BUCKET), str(day // _BUCKET + 1))


@lru_cache(maxsize=100_000)
def _number(text: str) -> int:
    """Return a key as the record keeps it: eight bytes."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


def finer(key: int, strand: Strand) -> tuple[int, ...]:
    """Return the keys that stand in for a crowded one: with the day of the report, and the next, so that neighbours meet."""
    day = strand.story.day
    days = ("-",) if day is None else (str(day), str(day + 1))
    return tuple(_number(f"{key}:{at}") for at in days)


class Blocks:
    """Strands by their keys. A key of more than ``HOT`` strands, those outside included, gives way to finer ones; where
    even these are crowded they bring nobody together. So what a key does depends on how many have it, and on nothing else.

    ``outside`` counts strands that are not given, under some keys. ``keys`` are those of each strand, in the order given.
    """

    def __init__(self, strands: Sequence[Strand], outside: Outside) -> None:
        self.keys: list[set[int]] = [set(keys(strand)) for strand in strands]
        first = _under(enumerate(self.keys))
        many = _crowded(first, outside)
        more = {
            at: {k for key in own & many for k in finer(key, strands[at])}
            for at, own in enumerate(self.keys)
            if own & many
        }
        second = _under(more.items())
        many |= _crowded(second, outside)
        for at, own in more.items():
            self.keys[at] |= own
        self.members = [some for key, some in (first | second).items() if len(some) > 1 and key not in many]


def _under(strands: Iterable[tuple[int, Iterable[int]]]) -> dict[int, list[int]]:
    """Return which strands stand under each key."""
    under: dict[int, list[int]] = {}
    for at, own in strands:
        for key in own:
            under.setdefault(key, []).append(at)
    return under


def _crowded(under: Mapping[int, Sequence[int]], outside: Outside) -> set[int]:
    """Return the keys that more strands have than can be compared pair by pair."""
    others = outside(list(under))
    return {key for key, some in under.items() if len(some) + others.get(key, 0) > HOT}


def pairs(strands: Sequence[Strand], blocks: Blocks) -> Iterator[tuple[Strand, Strand]]:
    """Yield each pair of strands that share a key once; both of a pair come from different reports."""
    seen, size = set[int](), len(strands)
    for members in blocks.members:
        for a, b in combinations(members, 2):
            if a * size + b not in seen:
                seen.add(a * size + b)
                if strands[a].story.report != strands[b].story.report:
                    yield strands[a], strands[b]
