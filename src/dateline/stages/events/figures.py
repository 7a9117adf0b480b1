"""Turn counts into the figures of an event: killed, injured, arrested, taking part, munitions."""

from collections.abc import Iterable, Iterator

from dateline.model import Figure, FigureKind, Parse, Reading, Where
from dateline.stages.events import clauses, grammar, sides
from dateline.stages.events.casualties import Count
from dateline.stages.events.crowds import CROWDS, held, participants
from dateline.stages.events.drafts import Draft
from dateline.stages.events.numbers import Quantity, quantity
from dateline.stages.events.people import people
from dateline.stages.events.scene import inside
from dateline.stages.events.table import EventTable
from dateline.stages.events.tally import tally
from dateline.stages.events.ties import tokens_of

# Where nobody aims: helicopters that collide and drones that look for the lost are no munitions.
_MISHAPS = frozenset({"accident", "natural_hazard", "rescue", "evacuation_displacement", "aid"})
# Types in which weapons are fired or brought down, and words for many of them.
_FIRED = frozenset({"shelling_artillery_missile", "air_drone_strike", "disrupted_weapons_use"})
_SALVOES = frozenset({"barrage", "salvo", "volley", "wave", "hail", "swarm"})
# Deeds against a crowd by which some of it are held.
_HOLDING = frozenset({"arrest", "detain", "round"})
# Types whose sufferers are counted though no kind of figure is named for them: people freed, held, expelled.
_COUNTED = frozenset({"rescue", "abduction", "sanction", "coerce", "concede"})


def figures(parse: Parse, draft: Draft, extra: Iterable[Count], table: EventTable) -> tuple[Figure, ...]:
    """Return the figures of a draft, its own counts and the ``extra`` ones of later sentences, best first."""
    found = [_figure(parse, kind, amount) for kind, amount in _all(parse, draft, extra, table)]
    return tuple(dict.fromkeys(found))


def spared_elsewhere(reading: Reading, figure: Figure, where: Where | None) -> bool:
    """Tell a count of nobody that is of another place: "it was felt in Andijan, where no one was hurt"."""
    if figure.low != 0 or where is None:
        return False
    parse = reading.parse
    first = next(iter(tokens_of(parse, figure.span)), None)
    verb = grammar.clause_head(parse, first) if first else None
    if verb is None or verb.dep != "relcl" or not any(k.lower == "where" for k in parse.kids(verb.i, "advmod")):
        return False
    named = parse.tokens[verb.head]
    site = next((p.site for p in reading.places if p.site and p.span.overlaps(named.start, named.end)), None)
    if site is None or (site.name, site.country, site.admin1) == (
        where.site.name,
        where.site.country,
        where.site.admin1,
    ):
        return False
    return not inside(site, where.site) and not inside(where.site, site)


def _figure(parse: Parse, kind: FigureKind, amount: Quantity) -> Figure:
    """Pin a quantity to its words."""
    return Figure(kind=kind, low=amount.low, high=amount.high, span=clauses.span(parse, amount.first, amount.last))


def _all(
    parse: Parse, draft: Draft, extra: Iterable[Count], table: EventTable
) -> Iterator[tuple[FigureKind, Quantity]]:
    """Yield every figure of the event."""
    told = [*draft.counts, *extra]
    if told:
        yield from tally(parse, told, table)
        yield from sides.parts(parse, draft.type, told, table)
    if draft.hit.noun and draft.type == "arrest" and (made := quantity(parse, draft.hit.token)) is not None:
        yield "arrested", made
    elif draft.type == "arrest" or (draft.type in CROWDS and draft.hit.token.lemma.lower() in _HOLDING):
        if (own := held(parse, draft.hit.token, table)) is not None:
            yield "arrested", own
        else:
            yield from _of(parse, draft, "arrested", table)
    if draft.type in CROWDS:
        yield from (("participants", amount) for amount in participants(parse, draft.hit.token, draft.roles, table))
        yield from (("participants", c.amount) for c in told if c.kind == "participants")
    if draft.type == "evacuation_displacement" and not any(c.kind == "displaced" for c in told):
        yield from _of(parse, draft, "displaced", table)
    if draft.type in _COUNTED:
        yield from _several(people(parse, draft.roles.targets, table) or _done_to(parse, draft, table))
    if draft.type == "natural_hazard":
        yield from (("other", c.amount) for c in told if c.kind == "other")
    for tool in draft.roles.instruments if draft.type not in _MISHAPS else ():
        if (amount := quantity(parse, tool)) is not None and tool.tag == "NNS":
            yield "munitions", amount
    if draft.type in _FIRED:
        yield from (("munitions", amount) for amount in _salvo(parse, draft, table))


def _several(amount: Quantity | None) -> Iterator[tuple[FigureKind, Quantity]]:
    """Yield a number of people that is more than one."""
    if amount is not None and amount.low != 1:
        yield "other", amount


def _done_to(parse: Parse, draft: Draft, table: EventTable) -> Quantity | None:
    """Count the people who are the deed's object but no party to it: "expelled 23 diplomats" is done to their state."""
    if draft.hit.noun:
        return None
    objects = grammar.objects(parse, draft.hit.token)
    return people(parse, [t for t in objects if t.lemma.lower() in table.lists["person"]], table)


def _salvo(parse: Parse, draft: Draft, table: EventTable) -> Iterator[Quantity]:
    """Yield the weapons that hang on a number or on a word for many: "a barrage of 100 rockets", "18 of 21 drones"."""
    weapons = table.classes["weapons"] | table.classes["artillery"] | {"drone"}
    counted = {t.i for t in draft.roles.instruments}
    for token in () if draft.hit.noun else grammar.objects(parse, draft.hit.token):
        inner = [n for p, n in grammar.prepositions(parse, token) if p == "of" and n.lemma.lower() in weapons]
        if not inner or (token.pos != "NUM" and token.lemma.lower() not in _SALVOES):
            continue
        amount = quantity(parse, token if token.pos == "NUM" else inner[0])
        if amount is not None and inner[0].i not in counted:
            yield amount


def _of(parse: Parse, draft: Draft, kind: FigureKind, table: EventTable) -> Iterator[tuple[FigureKind, Quantity]]:
    """Count the event's targets, or its actors where these are nobody that is counted: "1,000 people fled the town"."""
    amount = people(parse, draft.roles.targets, table)
    if amount is None and (kind == "displaced" or not draft.roles.targets):
        amount = people(parse, draft.roles.actors, table)
    if amount is not None:
        yield kind, amount
