"""The dead of each side where one count joins them: "five officers and twelve militants" are 17, 5 and 12."""

from collections.abc import Iterable, Iterator

from dateline.model import FigureKind, Parse
from dateline.stages.events.actors import kind_of
from dateline.stages.events.casualties import Count
from dateline.stages.events.numbers import Quantity, quantity
from dateline.stages.events.table import EventTable

_STATE = frozenset({"state_forces", "police"})
_ARMED = frozenset({"rebels", "militia", "gunmen", "criminals"})
# Types in which two sides fight.
_FOUGHT = frozenset({"armed_clash", "attack", "territory_captured", "territory_regained"})


def parts(parse: Parse, type_: str, told: Iterable[Count], table: EventTable) -> Iterator[tuple[FigureKind, Quantity]]:
    """Yield what each side lost, where a count of killed or hurt is of both."""
    for count in told if type_ in _FOUGHT else ():
        if len(count.people) < 2 or count.kind not in ("killed", "injured"):
            continue
        kinds = [kind_of(parse, t, table) for t in count.people]
        if not _STATE.isdisjoint(kinds) and not _ARMED.isdisjoint(kinds):
            yield from ((count.kind, n) for t in count.people if (n := quantity(parse, t)) is not None)
