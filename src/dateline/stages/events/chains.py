"""Mentions that take up an event already told: "the attack", "the missiles", the same deed told again."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from dateline.data import hazards
from dateline.model import Parse, Reading, Token, once
from dateline.stages.events.casualties import Count
from dateline.stages.events.crowds import CROWDS
from dateline.stages.events.drafts import Draft
from dateline.stages.events.episodes import Time, apart, dies_late, freshest, is_sum
from dateline.stages.events.hosts import harms
from dateline.stages.events.roles import WEEKDAYS
from dateline.stages.events.table import EventTable
from dateline.stages.events.victims import by_own_hand

Apart = Callable[[Draft, Draft], bool]

# Types that a general noun ("the attack", "the violence", "the talks") may take up.
_GROUPS = (
    frozenset({
        "armed_clash", "air_drone_strike", "shelling_artillery_missile", "remote_explosive_ied", "suicide_bomb", "grenade",
        "chemical_weapon", "attack", "mob_violence", "explosion", "crime", "sexual_violence", "abduction",
        "looting_property_destruction", "territory_captured", "territory_regained",
    }),
    frozenset({
        "peaceful_protest", "protest_with_intervention", "excessive_force_against_protesters", "violent_demonstration",
        "mob_violence",
    }),
    frozenset({"agreement", "consult"}),
    frozenset({"accident", "explosion", "natural_hazard"}),
    frozenset({"arrest", "trial", "coerce"}),
)  # fmt: skip
# A killing without a doer adds to an event at most this many sentences before.
_ADDING = 2
# Tellings of these kinds in one report are of one incident unless day, town or words like "another" part them.
_INCIDENT = frozenset({"attack", "accident", "crime"})
_MISHAPS = frozenset({"natural_hazard", "accident", "explosion"})
_HARM = frozenset({"~shooting", "~kill", "~death", "accident"})
_ANOTHER = frozenset({"another", "separate", "unrelated", "different", "previously", "similar"})
_MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
# What stands in roads and addresses and is no town: "US Hwy 92".
_LANDS = frozenset({"us", "u.s.", "u.s", "usa", "uk", "u.k."})
# A toll told alone belongs to an event at most this many sentences before it, or to the report's first.
_TOLL_REACH = 6


def _never(_: Draft, __: Draft) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Link:
    """A draft and the index (in the list) of the draft that it continues, None for a first telling."""

    draft: Draft
    to: int | None = None


def chains(
    reading: Reading, found: list[Draft], loose: list[Count], table: EventTable, elsewhere: Apart = _never
) -> list[Link]:
    """Link each draft to the earlier one that it takes up, drop empty references, and give loose counts a home.

    ``elsewhere`` tells whether the places of two drafts rule out that they are one event; it need not be known.
    """
    parse = reading.parse
    kept: list[Link] = []
    news = freshest(reading, (d for d in found if harms(d.type)))
    for draft in found:
        like = _of_its_time(reading, draft, kept, _like(parse, draft, kept, table), news)
        to = _earlier(draft, kept, like, elsewhere)
        new = _leads(parse, draft) or (_is_new(parse, draft) and harms(draft.type)) or like
        if to is None and draft.bare and not new:
            continue
        kept.append(Link(_typed(draft, kept, like, to), to))
    return _settle(reading, kept, loose)


def _typed(draft: Draft, kept: list[Link], like: list[int], to: int | None) -> Draft:
    """Give a draft the type of the event that it takes up; "killed" also that of a like one elsewhere."""
    if to is None and not (like and draft.hit.pattern.type.startswith("~")):
        return draft
    return replace(draft, type=kept[like[0] if to is None else to].draft.type)


def _leads(parse: Parse, draft: Draft) -> bool:
    """Tell whether the noun stands so early that it may be the report's own subject."""
    return parse.sentences[draft.hit.token.sent].index == 0


def _like(parse: Parse, draft: Draft, kept: list[Link], table: EventTable) -> list[int]:
    """List the earlier tellings that the draft's words take up: by the same word, else of the same type, else any."""
    word = draft.hit.token.lemma.lower()
    fits = [at for at in range(len(kept) - 1, -1, -1) if _is_again(parse, draft, kept[at].draft, table)]
    return sorted(fits, key=lambda k: _strangeness(kept[k].draft, draft.type, word))


def _earlier(draft: Draft, kept: list[Link], like: list[int], elsewhere: Apart) -> int | None:
    """Return the position of the first telling of the event that a draft tells again, None where it is another one.

    Words alone do not make one event of what happened at two places: no telling of it may lie elsewhere.
    """
    if not like:
        return None
    same = dict.fromkeys(_root(kept, at) for at in like if kept[at].draft.type == kept[like[0]].draft.type)
    return next((root for root in same if not any(elsewhere(draft, told) for told in _chain(kept, root))), None)


def _of_its_time(reading: Reading, draft: Draft, kept: list[Link], like: list[int], news: Time | None) -> list[int]:
    """Leave out tellings of another happening: at another time, a sum over several, or one whose dead died elsewhere."""
    if not like or not harms(draft.type):
        return like
    several, roots = is_sum(reading, draft), {_root(kept, at) for at in like}
    other = {
        k for k in roots if is_sum(reading, kept[k].draft) != several or apart(reading, draft, kept[k].draft, news)
    }
    left = [at for at in like if _root(kept, at) not in other]
    if any(c.kind == "killed" and c.amount.low for c in draft.counts):
        told = {_root(kept, at) for at in left}
        late = {root for root in told if dies_late(reading, draft.counts, _chain(kept, root))}
        left = [at for at in left if _root(kept, at) not in late]
    return left


def _root(kept: list[Link], at: int) -> int:
    """Return the position of the first telling of the event that a draft tells."""
    root = kept[at].to
    return at if root is None else root


def _chain(kept: list[Link], root: int) -> list[Draft]:
    """Return the tellings of one event so far."""
    return [kept[root].draft, *(link.draft for link in kept if link.to == root)]


def _strangeness(other: Draft, type_: str, word: str) -> int:
    """Return how little an earlier draft is like the later one, 0 for the same word."""
    return 0 if other.hit.token.lemma.lower() == word else 1 if other.type == type_ else 2


def _is_again(parse: Parse, draft: Draft, other: Draft, table: EventTable) -> bool:
    """Tell whether the draft tells the other's event again, in one of several ways."""
    if _same_harm(parse, draft, other):
        return True
    if _is_new(parse, draft):
        return False
    if _details(parse, draft, other):
        return True
    if draft.bare and _takes_up(draft, other):
        return True
    if _same_tool(parse, draft, other, table):
        return True
    if _is_definite(parse, draft, table) and _takes_up(draft, other) and _agree(parse, draft, other):
        return True
    if _adds(parse, draft, other) or _ends(draft, other):
        return True
    return _repeats(parse, draft, other)


def _details(parse: Parse, draft: Draft, other: Draft) -> bool:
    """Tell whether a participle only tells how the other deed was done: "launched strikes, firing 100 missiles"."""
    verb = draft.hit.token
    if (
        draft.hit.pattern.type == "~destroy"
        and draft.type == other.type in _MISHAPS
        and verb.sent == other.hit.token.sent
    ):
        return True
    if draft.hit.noun or verb.tag != "VBG" or verb.dep != "advcl" or parse.kids(verb.i, "nsubj", "nsubjpass", "mark"):
        return False
    return verb.head == (other.carrier or other.hit.token).i and any({draft.type, other.type} <= g for g in _GROUPS)


def _is_new(parse: Parse, draft: Draft) -> bool:
    """Tell whether the noun is brought in as new: "a blast", "another raid"."""
    return draft.hit.noun and _brought_in(parse, draft.hit.token)


@once
def _brought_in(parse: Parse, noun: Token) -> bool:
    return any(k.lower in ("a", "an", "another") for k in parse.kids(noun.i, "det"))


def _same_tool(parse: Parse, draft: Draft, other: Draft, table: EventTable) -> bool:
    """Tell whether the deed is done by the weapons of an earlier one: "The missiles destroyed shops"."""
    if not draft.roles.instruments or not 0 < draft.hit.token.sent - other.hit.token.sent <= _ADDING:
        return False
    mine = [
        t for t in draft.roles.instruments if any(k.lower in table.lists["definite"] for k in parse.kids(t.i, "det"))
    ]
    theirs = {t.lemma.lower() for t in other.roles.instruments}
    return any(t.lemma.lower() in theirs for t in mine)


def _is_definite(parse: Parse, draft: Draft, table: EventTable) -> bool:
    """Tell whether the trigger is a noun that the reader is expected to know: "the blast", "their arrest"."""
    return draft.hit.noun and _known(parse, draft.hit.token, table)


@once
def _known(parse: Parse, noun: Token, table: EventTable) -> bool:
    return any(k.lower in table.lists["definite"] for k in parse.kids(noun.i, "det", "poss"))


def _agree(parse: Parse, draft: Draft, other: Draft) -> bool:
    """Tell whether doers, days and towns of two tellings are not at odds."""
    mine, theirs = draft.roles.actors, other.roles.actors
    if mine and theirs and not _alike(parse, mine, theirs):
        return False
    return not _days_differ(parse, draft, other) and not _towns_differ(parse, draft, other)


def _towns_differ(parse: Parse, draft: Draft, other: Draft) -> bool:
    """Tell whether both clauses name places and share none."""
    mine, theirs = _marks(parse, draft).towns, _marks(parse, other).towns
    return bool(mine and theirs and not mine & theirs)


def _adds(parse: Parse, draft: Draft, other: Draft) -> bool:
    """Tell whether a killing without a doer only adds victims to the event just told: "three others were hurt"."""
    if draft.hit.pattern.type != "~kill" or draft.hit.noun or draft.roles.actors or not harms(other.type):
        return False
    near = 0 < draft.hit.token.sent - other.hit.token.sent <= _ADDING
    return near and not _days_differ(parse, draft, other) and not _towns_differ(parse, draft, other)


def _ends(draft: Draft, other: Draft) -> bool:
    """Tell whether the draft only tells that the doer died by their own hand: "shot two, then turned the gun on himself"."""
    own = any(c.kind == "killed" and by_own_hand(c) and c.anchor.i == draft.hit.token.i for c in draft.counts)
    return own and harms(other.type) and 0 <= draft.hit.token.sent - other.hit.token.sent <= 1


def _takes_up(draft: Draft, other: Draft) -> bool:
    """Tell whether a bare noun may refer to the other event."""
    if draft.type != other.type and not any(draft.type in g and other.type in g for g in _GROUPS):
        return False
    mine, theirs = (hazards.groups((d.hit.token.lemma,)) for d in (draft, other))
    return not mine or not theirs or not mine.isdisjoint(theirs)


def _repeats(parse: Parse, draft: Draft, other: Draft) -> bool:
    """Tell whether the draft tells the same deed again: same type, no party at odds, one party or word in common."""
    if draft.type != other.type or draft.hit.token.sent == other.hit.token.sent:
        return False
    pairs = ((draft.roles.actors, other.roles.actors), (draft.roles.targets, other.roles.targets))
    shared = 0
    for mine, theirs in pairs:
        if mine and theirs:
            if not _alike(parse, mine, theirs):
                return False
            shared += 1
    same_word = draft.hit.token.lemma.lower() == other.hit.token.lemma.lower()
    return (shared > 0 and (same_word or shared == 2)) and not _days_differ(parse, draft, other)


def _same_harm(parse: Parse, draft: Draft, other: Draft) -> bool:
    """Tell whether two tellings of shots or deaths may be of one incident: days and towns agree."""
    if draft.type not in _INCIDENT or other.type not in _INCIDENT:
        return False
    if draft.hit.pattern.type not in _HARM or other.hit.pattern.type not in _HARM or _marks(parse, draft).another:
        return False
    return not _days_differ(parse, draft, other) and not _towns_differ(parse, draft, other)


@dataclass(frozen=True, slots=True)
class _Marks:
    """What a clause says of day and place, by which tellings are told apart; ``month``: whether it names one by itself."""

    weekdays: frozenset[str]
    months: frozenset[str]
    numbers: frozenset[str]
    month: bool
    towns: frozenset[str]
    another: bool


def _marks(parse: Parse, draft: Draft) -> _Marks:
    """Return the marks of a draft's clause."""
    return _marks_of(parse, draft.hit.token, *draft.edges)


@once
def _marks_of(parse: Parse, token: Token, first: int, last: int) -> _Marks:  # noqa: ARG001 - the word that is asked about
    inside = parse.tokens[first : last + 1]
    days = {t.lower for t in inside if t.ent == "DATE"}
    return _Marks(
        weekdays=frozenset(w for w in days if w.rstrip(".") in WEEKDAYS),
        months=frozenset(w for w in days if w.rstrip(".") in _MONTHS),
        numbers=frozenset(w for w in days if w.isdigit()),
        month=not days.isdisjoint(_MONTHS),
        towns=frozenset(t.lower for t in inside if t.ent == "GPE" and t.pos == "PROPN" and t.lower not in _LANDS),
        another=any(t.lower in _ANOTHER for t in parse.tokens[max(0, first - 1) : last + 1]),
    )


def _alike(parse: Parse, mine: tuple[Token, ...], theirs: tuple[Token, ...]) -> bool:
    """Tell whether two parties share a noun or name, or one is a pronoun."""
    words, others = _names(parse, mine), _names(parse, theirs)
    return bool(words & others) or not words or not others


def _names(parse: Parse, tokens: tuple[Token, ...]) -> frozenset[str]:
    """Return the head words and names of a party, pronouns left out."""
    found = set()
    for token in tokens:
        if token.pos == "PRON":
            continue
        found.add(token.lemma.lower())
        found |= {k.lemma.lower() for k in parse.kids(token.i, "compound", "appos") if k.pos == "PROPN"}
    return frozenset(found)


def _days_differ(parse: Parse, draft: Draft, other: Draft) -> bool:
    """Tell whether both clauses name a weekday, or both a day of the calendar, and not the same."""
    mine, theirs = _marks(parse, draft), _marks(parse, other)
    pairs = ((mine.weekdays, theirs.weekdays), (mine.months, theirs.months))
    if any(one and two and not one & two for one, two in pairs):
        return True
    days = bool(mine.numbers and theirs.numbers) and not mine.numbers & theirs.numbers
    return days and mine.month and theirs.month


def _settle(reading: Reading, kept: list[Link], loose: list[Count]) -> list[Link]:
    """Give each count without a host to the event that the text was telling."""
    for count in loose:
        at = _home(count, kept)
        if at is not None and not dies_late(reading, (count,), _chain(kept, _root(kept, at))):
            draft = kept[at].draft
            kept[at] = replace(kept[at], draft=replace(draft, counts=(*draft.counts, count)))
    return kept


def _home(count: Count, kept: list[Link]) -> int | None:
    """Return the harmful event nearest before the count, else the first after it."""
    fit = {"participants": CROWDS.__contains__, "other": "natural_hazard".__eq__}.get(count.kind, harms)
    harmful = [k for k, link in enumerate(kept) if fit(link.draft.type)]
    before = [k for k in harmful if 0 <= count.anchor.sent - kept[k].draft.hit.token.sent <= _TOLL_REACH]
    if before:
        return before[-1]
    after = [k for k in harmful if kept[k].draft.hit.token.sent > count.anchor.sent]
    return after[0] if after else (harmful[-1] if harmful else None)
