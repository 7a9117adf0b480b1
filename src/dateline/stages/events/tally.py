"""Settle how many were killed and hurt in one event from all that a report says of its victims.

A report tells of the same people again and again: a total in the headline, names below, who died later. Totals are believed,
named people are counted once, and whoever is said to have died is no longer among the hurt.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dateline.model import FigureKind, Parse, Token
from dateline.stages.events import grammar
from dateline.stages.events.actors import antecedent, full_name
from dateline.stages.events.casualties import Count
from dateline.stages.events.numbers import Quantity, is_age
from dateline.stages.events.table import EventTable

# Verbs that count a death only in a turn of phrase for taking one's own life.
_OWN_HAND = frozenset({"turn", "commit", "take"})


@dataclass(frozen=True, slots=True)
class _Side:
    """The counts of one kind: ``groups`` give a number, ``singles`` one person each, by name or description."""

    groups: tuple[Count, ...]
    singles: dict[str, Count]
    named: frozenset[str]

    @property
    def most(self) -> int:
        """The highest number that a group gives, 0 without one."""
        return max((c.amount.low or 0 for c in self.groups), default=0)


def tally(parse: Parse, told: Iterable[Count], table: EventTable) -> Iterator[tuple[FigureKind, Quantity]]:
    """Yield the figures of an event, for each kind the settled number first and then other totals that the text gives."""
    counts = _telling(list(told))
    dead = _with_doer(parse, _side(parse, [c for c in counts if c.kind == "killed"], table))
    yield from _settled("killed", dead, len(dead.named))
    hurt = [c for c in counts if c.kind == "injured" and not c.hit]
    struck = [c for c in counts if c.kind == "injured" and c.hit]
    yield from _injured(parse, dead, _side(parse, hurt, table), _side(parse, struck, table))
    for kind in ("missing", "displaced"):
        for count in sorted((c for c in counts if c.kind == kind), key=_largest):
            yield count.kind, count.amount


def _with_doer(parse: Parse, dead: _Side) -> _Side:
    """Add somebody who killed others and then died by their own hand: "killed two and then himself" are three.

    A number of those whom a doer killed leaves the doer out; "three dead" counts everybody.
    """
    own = next((c for c in dead.singles.values() if _by_own_hand(c)), None)
    done = [
        c for c in dead.groups if len(c.people) == 1 and grammar.is_verb(c.anchor) and parse.kids(c.anchor.i, "dobj")
    ]
    best = max(done, key=lambda c: c.amount.low or 0, default=None)
    if own is None or best is None or (best.amount.low or 0) < dead.most or best.amount.high != best.amount.low:
        return dead
    total = replace(best, amount=replace(best.amount, low=dead.most + 1, high=dead.most + 1))
    return replace(dead, groups=(total, *(c for c in dead.groups if c.amount.low != best.amount.low)))


def _by_own_hand(count: Count) -> bool:
    """Tell whether the one who died is the doer: "killed himself", "turned the gun on herself", "took his own life"."""
    who = count.people[0]
    return (who.pos == "PRON" and who.lower.endswith("self")) or count.anchor.lemma.lower() in _OWN_HAND


def _telling(counts: list[Count]) -> list[Count]:
    """Leave out that there were dead at all where their number is told."""
    number = any(c.kind == "killed" and not c.implied for c in counts)
    least = max((c for c in counts if c.implied), key=lambda c: c.amount.low or 0, default=None)
    return [c for c in counts if not c.implied or (not number and c is least)]


def _largest(count: Count) -> tuple[bool, int]:
    """Sort totals: exact ones before open ones of words like "dozens", then the highest."""
    vague = count.amount.high is None and count.amount.first == count.amount.last
    return vague, -(count.amount.low or 0)


def _settled(kind: FigureKind, side: _Side, named: int) -> Iterator[tuple[FigureKind, Quantity]]:
    """Yield a kind's number: the largest total, or the number of named people if more, or one."""
    totals = sorted(side.groups, key=_largest)
    if named > max(side.most, 1):
        yield kind, _joined([side.singles[key] for key in sorted(side.named)], named)
    elif not totals and side.singles:
        yield kind, next(iter(side.singles.values())).amount
    for count in totals:
        yield kind, count.amount


def _joined(singles: list[Count], number: int) -> Quantity:
    """Return a count of named people, pinned to the first of the names."""
    first = min(singles, key=lambda c: c.amount.first).amount
    return Quantity(number, number, first.first, first.last)


def _injured(parse: Parse, dead: _Side, hurt: _Side, struck: _Side) -> Iterator[tuple[FigureKind, Quantity]]:
    """Yield the number of the hurt: as told, or those struck who did not die, whichever is more."""
    killed = max(dead.most, len(dead.named), bool(dead.singles))
    rest = _left(struck, killed)
    if rest is not None and (rest.low or 0) > hurt.most:
        yield "injured", rest
    if hurt.groups:
        yield from _settled("injured", hurt, 0)
    elif rest is None:
        yield from _one_by_one(parse, dead, hurt, struck)


def _left(struck: _Side, killed: int) -> Quantity | None:
    """Return how many of a number of people struck are left when the dead are taken off."""
    best = min(struck.groups, key=_largest, default=None)
    rest = (best.amount.low or 0) - killed if best is not None else 0
    if best is None or rest <= 0:
        return None
    return replace(best.amount, low=rest, high=None if best.amount.high is None else rest)


def _one_by_one(parse: Parse, dead: _Side, hurt: _Side, struck: _Side) -> Iterator[tuple[FigureKind, Quantity]]:
    """Count people hurt of whom each is told alone."""
    alive = {k: c for k, c in {**struck.singles, **hurt.singles}.items() if k not in dead.singles}
    if dead.singles or dead.groups:
        # Somebody shot, or taken up by "he" or "the boy", may be the one who died; a new person said to be hurt is not.
        alive = {
            k: c
            for k, c in alive.items()
            if k in struck.named | hurt.named or (k in hurt.singles and _is_new(parse, c))
        }
    named = [c for k, c in alive.items() if k in hurt.named | struck.named]
    if len(named) > 1:
        yield "injured", _joined(named, len(named))
    elif alive:
        yield "injured", next(iter(alive.values())).amount


def _is_new(parse: Parse, count: Count) -> bool:
    """Tell whether the one person counted is brought in as new: "a woman", "another man"."""
    who = count.people[0]
    return who.pos != "PRON" and not any(k.lower in ("the", "that", "this") for k in parse.kids(who.i, "det"))


def _side(parse: Parse, counts: list[Count], table: EventTable) -> _Side:
    """Sort the counts of one kind into totals and single people."""
    groups: list[Count] = []
    singles: dict[str, Count] = {}
    named: set[str] = set()
    for count in counts:
        if len(count.people) != 1 or (count.amount.low, count.amount.high) != (1, 1):
            groups.append(count)
            continue
        who = antecedent(parse, count.people[0], table)
        key = _key(parse, who)
        singles.setdefault(key, count)
        if who.ent == "PERSON":
            named.add(key)
    return _Side(tuple(groups), singles, frozenset(named))


def _key(parse: Parse, who: Token) -> str:
    """Return what tells one person from another: the surname, else the age, else the noun."""
    if who.ent == "PERSON":
        return full_name(parse, who).split()[-1].lower()
    if is_age(parse, who):
        return next((t.text for t in parse.subtree(who.i) if t.pos == "NUM"), who.lower)
    return who.lemma.lower()
