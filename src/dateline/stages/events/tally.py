"""Settle how many were killed and hurt in one event from all that a report says of its victims.

A report tells of the same people again and again: a total in the headline, names below, who died later. Totals are believed
over people told one by one unless these are more, and whoever is said to have died is no longer among the hurt.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.model import FigureKind, Parse
from dateline.stages.events import grammar
from dateline.stages.events.casualties import Count
from dateline.stages.events.numbers import Quantity
from dateline.stages.events.table import EventTable
from dateline.stages.events.victims import Victim, by_own_hand, bystanders, joined, ledger, singles

# Sentences before "three others" in which those others than whom they are may be told.
_NEAR = 1
_PLACES = {
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
# Words for people already told of, of whom some may die: "one of them", "two of the injured".
_THE_HURT = frozenset({"them", "these", "those", "injured", "wounded", "victims"})


@dataclass(frozen=True, slots=True)
class _Told:
    """What an event's counts say: numbers of dead, of hurt, of people hit who may have died; and people told one by one."""

    dead: tuple[Count, ...]
    hurt: tuple[Count, ...]
    struck: tuple[Count, ...]
    people: tuple[Victim, ...]

    @property
    def killed(self) -> list[Victim]:
        """Those told one by one who died."""
        return [v for v in self.people if v.killed]

    @property
    def alive(self) -> list[Victim]:
        """Those told one by one who were hurt or hit, and of whom it is not said that they died."""
        return [v for v in self.people if not v.killed]


def tally(parse: Parse, told: Iterable[Count], table: EventTable) -> Iterator[tuple[FigureKind, Quantity]]:
    """Yield the figures of an event, for each kind the settled number first and then other totals that the text gives."""
    counts = _telling(list(told))
    some = _with_next(parse, _with_doer(parse, _told(parse, counts, table)))
    dead = list(_dead(some))
    yield from (("killed", amount) for amount in dead)
    number = max([dead[0].low or 0, len(some.killed)]) if dead else 0
    number -= _doers_apart(some, number)
    yield from (("injured", amount) for amount in _hurt(_without_dead(parse, some), number))
    for kind in ("missing", "displaced"):
        for count in sorted((c for c in counts if c.kind == kind), key=_largest):
            yield count.kind, count.amount


def _doers_apart(told: _Told, number: int) -> int:
    """Return how many of the dead are doers, where none of those hit can be one: "two officers shot, suspect killed"."""
    hit = {t.lemma.lower() for c in told.struck for t in c.people}
    doers = [v for v in told.killed if v.doer]
    return len(doers) if hit and hit <= bystanders() and number == len(told.killed) else 0


def _ordinal(parse: Parse, victim: Victim) -> int:
    """Return the place in the row of the dead that the words give somebody, 0 without one: "a sixth victim died"."""
    people = victim.kinds["killed"].people
    near = (k for t in people for k in (t, *parse.kids(t.i, "amod")))
    return next((_PLACES[k.lower] for k in near if k.lower in _PLACES), 0)


def _with_next(parse: Parse, told: _Told) -> _Told:
    """Let a toll grow by those who are counted on from it: "killing five ... a sixth victim died on Sunday"."""
    number = most = _most(told.dead)
    for victim in told.killed:
        place = _ordinal(parse, victim)
        if place == number + 1 or (not number and not told.alive and not told.hurt and not told.struck):
            number = max(number, place)
    if not told.dead and number > len(told.killed):
        last = max((v.kinds["killed"] for v in told.killed), key=lambda c: c.amount.first)
        return replace(told, dead=(replace(last, amount=replace(last.amount, low=number, high=number)),))
    best = max(told.dead, key=lambda c: c.amount.low or 0, default=None)
    if best is None or number == most or best.amount.high is None:
        return told
    return replace(told, dead=(replace(best, amount=replace(best.amount, low=number, high=number)), *told.dead))


def _told(parse: Parse, counts: Sequence[Count], table: EventTable) -> _Told:
    """Sort counts into numbers and people."""
    groups = [c for c in counts if singles(parse, c) is None]
    killed = tuple(c for c in groups if c.kind == "killed")
    hurt = tuple(c for c in groups if c.kind == "injured" and not c.hit)
    struck = tuple(c for c in groups if c.kind == "injured" and c.hit)
    people = tuple(ledger(parse, counts, table))
    dead = any(c.kind == "killed" and c.amount.low for c in counts)  # then the others are others than these
    alive = [] if dead else [v for v in people if not v.killed]
    return _Told(
        tuple(_with_those_before(parse, c, [v for v in people if v.killed]) for c in killed),
        tuple(_with_those_before(parse, c, alive) for c in hurt),
        struck,
        people,
    )


def _without_dead(parse: Parse, told: _Told) -> _Told:
    """Take those of the hurt who died since off the number of the hurt: "four were wounded ... one of them died on Sunday"."""
    since = [c for c in (*told.dead, *(v.kinds["killed"] for v in told.killed)) if _of_the_hurt(parse, c)]
    if not since:
        return told
    first, number = min(c.anchor.sent for c in since), max(c.amount.low or 0 for c in since)
    return replace(told, hurt=tuple(_less(c, number) if c.anchor.sent < first else c for c in told.hurt))


def _less(count: Count, number: int) -> Count:
    """Return the count of those who are left."""
    low, high = count.amount.low or 0, count.amount.high
    if low <= number:
        return count
    return replace(count, amount=replace(count.amount, low=low - number, high=None if high is None else high - number))


def _of_the_hurt(parse: Parse, count: Count) -> bool:
    """Tell whether the dead are some of those who were hurt: "one of them", "two of the injured"."""
    some = [n for t in count.people for p, n in grammar.prepositions(parse, t) if p == "of"]
    return any(n.lower in _THE_HURT for n in some)


def _with_those_before(parse: Parse, count: Count, people: Sequence[Victim]) -> Count:
    """Add to "three others" those told one by one right before: "a boy is in critical condition, three others were hurt"."""
    near = parse.tokens[max(0, count.amount.first - 1) : count.amount.last + 3]
    if not any(t.lower in ("others", "other") for t in near):
        return count
    here = count.anchor.sent
    before = [
        v for v in people if any(here - _NEAR <= s <= here for s in v.sentences) and v.first.amount.first < near[0].i
    ]
    low, high = count.amount.low, count.amount.high
    more = len(before)
    return replace(
        count, amount=replace(count.amount, low=(low or 0) + more, high=None if high is None else high + more)
    )


def _telling(counts: list[Count]) -> list[Count]:
    """Leave out that there were dead at all where their number is told."""
    number = max((c.amount.low or 0 for c in counts if c.kind == "killed" and not c.implied), default=None)
    least = max((c for c in counts if c.implied), key=lambda c: c.amount.low or 0, default=None)
    kept = least if least is not None and (number is None or 0 < number < (least.amount.low or 0)) else None
    return [c for c in counts if not c.implied or c is kept]


def _with_doer(parse: Parse, told: _Told) -> _Told:
    """Add somebody who killed others and then died: "killed two and then himself" are three.

    A number of those whom a doer killed leaves the doer out; "three dead" counts everybody.
    """
    own = any(_by_own_hand(v) or v.doer for v in told.killed)
    done = [c for c in told.dead if c.people and _by_doer(parse, c)]
    best = max(done, key=lambda c: c.amount.low or 0, default=None)
    own = own or any(_falls_too(v, c) for v in told.killed for c in done)
    if not own or best is None or (best.amount.low or 0) < _most(told.dead) or best.amount.high != best.amount.low:
        return told
    number = _most(told.dead) + 1
    total = replace(best, amount=replace(best.amount, low=number, high=number))
    return replace(told, dead=(total, *(c for c in told.dead if c.amount.low != best.amount.low)))


def _by_doer(parse: Parse, count: Count) -> bool:
    """Tell whether a number is of people whom somebody killed: "shot three", "shot and killed three"."""
    verb = count.anchor
    return grammar.is_verb(verb) and not grammar.passive(parse, verb) and count.people[0].i > verb.i


def _falls_too(victim: Victim, done: Count) -> bool:
    """Tell whether whoever killed is told to have died right behind: "killed eight people before he was shot dead"."""
    count = victim.kinds["killed"]
    after = count.anchor.sent == done.anchor.sent and count.anchor.i > done.anchor.i
    return after and any(t.pos == "PRON" and t.lower in ("he", "she") for t in count.people)


def _by_own_hand(victim: Victim) -> bool:
    """Tell whether the one who died is the doer: "killed himself", "turned the gun on herself", "took his own life"."""
    count = victim.kinds["killed"]
    return by_own_hand(count)


def _most(counts: Iterable[Count]) -> int:
    """Return the highest number, 0 without one."""
    return max((c.amount.low or 0 for c in counts), default=0)


def _largest(count: Count) -> tuple[bool, int]:
    """Sort totals: exact ones before open ones of words like "dozens", then the highest."""
    vague = count.amount.high is None and count.amount.first == count.amount.last
    return vague, -(count.amount.low or 0)


def _dead(told: _Told) -> Iterator[Quantity]:
    """Yield the number of the dead: the largest total, or that of those told one by one if more."""
    if len(told.killed) > _most(told.dead):
        yield joined(told.killed, "killed")
    for count in sorted(told.dead, key=_largest):
        yield count.amount


def _hurt(told: _Told, killed: int) -> Iterator[Quantity]:
    """Yield the number of the hurt: as told, those struck who did not die, or those told one by one, whichever is most."""
    most = _most(told.hurt)
    rest = _left(told.struck, killed)
    if rest is not None and (rest.low or 0) > most:
        yield rest
        most = rest.low or 0
    people = _alive(told, killed)
    if len(people) > most:
        yield joined(people, "injured")
    for count in sorted(told.hurt, key=_largest):
        yield count.amount


def _left(struck: Iterable[Count], killed: int) -> Quantity | None:
    """Return how many of a number of people struck are left when the dead are taken off."""
    best = min(struck, key=_largest, default=None)
    rest = (best.amount.low or 0) - killed if best is not None else 0
    if best is None or rest <= 0:
        return None
    return replace(best.amount, low=rest, high=None if best.amount.high is None else rest)


def _alive(told: _Told, killed: int) -> list[Victim]:
    """Return people hurt of whom each is told alone, without as many of those hit as died without being told of."""
    unnamed = max(0, killed - len(told.killed))
    hurt = [v for v in told.alive if not v.kinds["injured"].hit]
    hit = [v for v in told.alive if v.kinds["injured"].hit]
    return sorted([*hurt, *hit[unnamed:]], key=lambda v: v.first.amount.first)
