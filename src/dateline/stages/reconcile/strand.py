"""A strand: the mentions of one report that tell one happening, and what they say together.

Joining starts inside the report, because the title, the opening and "the attack" further down share what they know;
only strands, which know more than single mentions, are compared across reports.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.data import hazards
from dateline.model import Figure, Mention, Site, names
from dateline.stages.reconcile.counting import is_count
from dateline.stages.reconcile.kinship import is_aftermath
from dateline.stages.reconcile.story import Story, Vector, scaled, terms

# Kinds of figure that describe the happening itself and can be compared across accounts.
COMPARED = ("killed", "injured", "missing", "displaced", "arrested", "participants", "munitions")
# Characters after which a figure counts half: about the first two paragraphs.
_OPENING = 400
# Which side the kinds of actors are on, where violence has two.
_SIDES = {
    "state_forces": "state",  # police shoot and are shot at: accounts of one shooting differ in who did what
    **dict.fromkeys(("rebels", "militia", "gunmen", "criminals"), "armed"),
}
_LATE = date.max.toordinal()
_FINENESS = ("site", "settlement", "district", "region", "country")

Range = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Strand:
    """``days`` are the ordinals of the first and last day; ``sites`` run from the finest to the coarsest;
    ``people`` are the folded surnames of actors and targets; ``words`` is the vector of the clauses; ``denied``: whether
    all that the report says of the happening is that there was none; ``sides``: whether those who act are of the state or
    bear arms against others; ``hazards``: what nature did, by its group of words.
    """

    key: str
    mentions: tuple[Mention, ...]
    story: Story
    lead: bool
    type: str
    days: tuple[int, int] | None
    sites: tuple[Site, ...]
    people: frozenset[str]
    figures: Mapping[str, Range]
    words: Vector
    denied: bool = False
    sides: frozenset[str] = frozenset()
    hazards: frozenset[str] = frozenset()


def strand_of(mentions: Sequence[Mention], story: Story, lead: bool) -> Strand:
    """Sum up what some mentions of one report say."""
    ordered = tuple(sorted(mentions, key=in_text))
    type_ = _type(ordered)
    return Strand(
        key=ordered[0].id,
        mentions=ordered,
        story=story,
        lead=lead,
        type=type_,
        days=_days(ordered),
        sites=tuple(sorted({m.where.site for m in ordered if m.where}, key=_by_fineness)),
        people=frozenset(_people(ordered, states=is_aftermath(type_))),
        figures=_figures(ordered),
        words=scaled(Counter(word for m in ordered for word in terms(m.clause.text))),
        denied=all(m.status == "denied" for m in ordered),
        sides=frozenset(side for m in ordered for p in m.actors if (side := _SIDES.get(p.kind or ""))),
        hazards=hazards.groups(m.trigger.text for m in ordered),
    )


def in_text(mention: Mention) -> tuple[int, int, str]:
    """Return the sort key that puts mentions of a report in text order."""
    return mention.trigger.start, mention.trigger.end, mention.id


def lead_of(mentions: Sequence[Mention]) -> Mention:
    """Return the mention that the report is mainly about."""
    return mentions[0] if len(mentions) == 1 else min(mentions, key=lambda m: (-m.salience, *in_text(m)))


def fineness(site: Site) -> int:
    """Return 0 for the finest precision, counting up to countries."""
    return _FINENESS.index(site.precision)


def _by_fineness(site: Site) -> tuple[int, str, str, int]:
    return fineness(site), site.name, site.country or "", site.geonameid or 0


def _type(mentions: Sequence[Mention]) -> str:
    """Return the type that most mentions give, the more salient ones first on a tie."""
    if len(mentions) == 1:
        return mentions[0].type
    votes = Counter(m.type for m in mentions if m.type != "other")
    weight = {m.type: max(x.salience for x in mentions if x.type == m.type) for m in mentions}
    return min(votes, key=lambda t: (-votes[t], -weight[t], t), default="other")


def _days(mentions: Sequence[Mention]) -> tuple[int, int] | None:
    """Return the narrowest time that the text itself gives, nearest to the words first on a tie.

    The day that a whole opening is of is too loose a bond to keep accounts apart.
    """
    given = [m.when for m in mentions if m.when and m.when.basis != "published" and m.when.scope != "story"]
    best = min(given, key=lambda w: ((w.last - w.first).days, w.scope or "z", w.first), default=None)
    return (best.first.toordinal(), best.last.toordinal()) if best else None


def _people(mentions: Sequence[Mention], *, states: bool) -> Iterable[str]:
    """Yield a key for everybody who acts or suffers under a proper name; a state at war does many things."""
    for party in (p for m in mentions for p in (*m.actors, *m.targets)):
        if (
            (states or party.kind != "place")
            and any(map(str.isupper, party.name))
            and (name := names.surname(party.name))
        ):
            yield names.fold(name)


def _figures(mentions: Sequence[Mention]) -> dict[str, Range]:
    """Return of each kind the value that the account stands by most."""
    kinds = {f.kind for m in mentions for f in m.figures} & set(COMPARED)
    votes = {kind: backed(told(kind, mentions)) for kind in sorted(kinds)}
    return {kind: max(v, key=lambda r: (v[r], r[0] or 0, r[1] or 0)) for kind, v in votes.items()}


def told(kind: str, mentions: Sequence[Mention]) -> dict[Range, float]:
    """Weigh the values of one kind by how early and how often an account gives them.

    The opening tells the total; parts of it and tolls of other happenings come further down. Where it counts several,
    a single person who is told of later is one of these.
    """
    sums = {m.id for m in mentions if any(map(_sum_of(kind), m.figures))}
    given = {
        (f.span.start, (f.low, f.high))
        for m in mentions
        for f in m.figures
        if f.kind == kind and not (m.continues in sums and (f.low, f.high) == (1, 1))
    }
    votes: dict[Range, float] = {}
    for start, value in sorted(given, key=repr):
        votes[value] = votes.get(value, 0.0) + 1 / (1 + start / _OPENING)
    return votes


def _sum_of(kind: str) -> Callable[[Figure], bool]:
    """Return what tells whether a figure of the opening counts several people."""
    return lambda f: (
        f.kind == kind
        and (f.low or 0) > 1
        and f.span.start < _OPENING
        and (is_count(f.span.text.partition(" ")[0]) or " and " in f.span.text)
    )


def backed(votes: Mapping[Range, float]) -> dict[Range, float]:
    """Add to each value the votes of those with the same lower end: "12" and "at least 12" back each other."""
    lows: dict[int | None, float] = {}
    for (low, _), weight in votes.items():
        lows[low] = lows.get(low, 0.0) + weight
    return {value: weight / 100 + lows[value[0]] for value, weight in votes.items()}


def published(strand: Strand) -> tuple[int, str, int]:
    """Return the sort key that puts strands in order of publication (undated ones last), report and text."""
    return (
        _LATE if strand.story.day is None else strand.story.day,
        strand.story.report,
        strand.mentions[0].trigger.start,
    )


def distinct(strands: Iterable[Strand]) -> dict[str, list[Strand]]:
    """Gather strands that are word for word the same under one headline in versions of a text, by the key of the earliest.

    A copy adds a report to an event and is no voice of its own, so it has no say in what is joined or chosen either.
    """
    copies: dict[tuple[str, ...], list[Strand]] = {}
    for strand in sorted(strands, key=published):
        words = (strand.story.lineage, *strand.story.title, "", *(m.clause.text for m in strand.mentions))
        copies.setdefault(words, []).append(strand)
    return {some[0].key: some for some in copies.values()}
