"""A strand: the mentions of one report that tell one happening, and what they say together.

Joining starts inside the report, because the title, the opening and "the attack" further down share what they know;
only strands, which know more than single mentions, are compared across reports.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.model import Figure, Mention, Site, names
from dateline.stages.reconcile.story import Story, Vector, scaled, terms

# Kinds of figure that describe the happening itself and can be compared across accounts.
COMPARED = ("killed", "injured", "missing", "displaced", "arrested", "participants", "munitions")
_LATE = date.max.toordinal()
_FINENESS = ("site", "settlement", "district", "region", "country")


@dataclass(frozen=True, slots=True)
class Strand:
    """``days`` are the ordinals of the first and last day; ``sites`` run from the finest to the coarsest;
    ``people`` are the folded surnames of actors and targets; ``words`` is the vector of the clauses.
    """

    key: str
    mentions: tuple[Mention, ...]
    story: Story
    lead: bool
    type: str
    days: tuple[int, int] | None
    sites: tuple[Site, ...]
    people: frozenset[str]
    figures: Mapping[str, tuple[int | None, int | None]]
    words: Vector


def strand_of(mentions: Sequence[Mention], story: Story, lead: bool) -> Strand:
    """Sum up what some mentions of one report say."""
    ordered = tuple(sorted(mentions, key=in_text))
    return Strand(
        key=ordered[0].id,
        mentions=ordered,
        story=story,
        lead=lead,
        type=_type(ordered),
        days=_days(ordered),
        sites=tuple(sorted({m.where.site for m in ordered if m.where}, key=_by_fineness)),
        people=frozenset(_people(ordered)),
        figures=_figures(ordered),
        words=scaled(Counter(word for m in ordered for word in terms(m.clause.text))),
    )


def in_text(mention: Mention) -> tuple[int, int, str]:
    """Return the sort key that puts mentions of a report in text order."""
    return mention.trigger.start, mention.trigger.end, mention.id


def lead_of(mentions: Iterable[Mention]) -> Mention:
    """Return the mention that the report is mainly about."""
    return min(mentions, key=lambda m: (-m.salience, *in_text(m)))


def fineness(site: Site) -> int:
    """Return 0 for the finest precision, counting up to countries."""
    return _FINENESS.index(site.precision)


def _by_fineness(site: Site) -> tuple[int, str, str, int]:
    return fineness(site), site.name, site.country or "", site.geonameid or 0


def _type(mentions: Sequence[Mention]) -> str:
    """Return the type that most mentions give, the more salient ones first on a tie."""
    votes = Counter(m.type for m in mentions if m.type != "other")
    weight = {m.type: max(x.salience for x in mentions if x.type == m.type) for m in mentions}
    return min(votes, key=lambda t: (-votes[t], -weight[t], t), default="other")


def _days(mentions: Sequence[Mention]) -> tuple[int, int] | None:
    """Return the narrowest time that the text itself gives, nearest to the words first on a tie."""
    given = [m.when for m in mentions if m.when and m.when.basis != "published"]
    best = min(given, key=lambda w: ((w.last - w.first).days, w.scope or "z", w.first), default=None)
    return (best.first.toordinal(), best.last.toordinal()) if best else None


def _people(mentions: Sequence[Mention]) -> Iterable[str]:
    """Yield a key for everybody who acts or suffers under a proper name."""
    for party in (p for m in mentions for p in (*m.actors, *m.targets)):
        if any(map(str.isupper, party.name)) and (name := names.surname(party.name)):
            yield names.fold(name)


def _figures(mentions: Sequence[Mention]) -> dict[str, tuple[int | None, int | None]]:
    """Return the highest figure of each kind: within a report the total stands beside its parts."""
    best: dict[str, Figure] = {}
    for figure in (f for m in mentions for f in m.figures if f.kind in COMPARED):
        if figure.kind not in best or (figure.low or 0) > (best[figure.kind].low or 0):
            best[figure.kind] = figure
    return {kind: (f.low, f.high) for kind, f in sorted(best.items())}


def published(strand: Strand) -> tuple[int, str, int]:
    """Return the sort key that puts strands in order of publication (undated ones last), report and text."""
    return (
        _LATE if strand.story.day is None else strand.story.day,
        strand.story.report,
        strand.mentions[0].trigger.start,
    )


def distinct(strands: Iterable[Strand]) -> dict[str, list[Strand]]:
    """Gather strands that are word for word the same in versions of one text, under the key of the earliest.

    A copy adds a report to an event and is no voice of its own, so it has no say in what is joined or chosen either.
    """
    copies: dict[tuple[str, ...], list[Strand]] = {}
    for strand in sorted(strands, key=published):
        words = (strand.story.lineage, *(m.clause.text for m in strand.mentions))
        copies.setdefault(words, []).append(strand)
    return {some[0].key: some for some in copies.values()}
