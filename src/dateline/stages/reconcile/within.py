"""Joining inside one report: what title, opening and later paragraphs tell of one happening becomes one strand.

A mention that says when, where or who joins only what agrees with it; one that says nothing of the kind ("the attack")
joins the nearest fitting one before it and ties nothing else together.
"""

import re
from collections.abc import Iterable, Sequence

from dateline.data.sums import sums_up
from dateline.model import Mention
from dateline.stages.reconcile.kinship import deed_nouns, is_aftermath, one_report_kin, yields
from dateline.stages.reconcile.nearness import nearest
from dateline.stages.reconcile.story import Story, cosine
from dateline.stages.reconcile.strand import Strand, in_text, lead_of, strand_of

# What has not happened is another row than what has, inside one report.
_UNREAL = frozenset({"planned", "threatened", "called_for", "hypothetical"})
# Cosine of the clauses' telling words at which two passages of one report repeat each other.
_REPEATS = 0.3
# A time of more days than this ("this week") holds several happenings of a kind, so that sharing it tells nothing.
_SHORT = 3
# Longer times are one where they share this much of the shorter: "September" and "the past two weeks" seldom do.
_SHARED = 0.5
# Characters of a text in which a headline and the sentence that repeats it stand.
_OPENING = 250
# What brings in a deed that was not yet told of.
_NEW = re.compile(r"\b(?:a|an|another)\s+(?:[\w'’-]+\s+){0,3}$", re.IGNORECASE)
# What makes several deeds known ones: "the strikes", "Monday's raids".
_GIVEN = re.compile(r"\b(?:the|these|those|its|their|his|her|such|more|further|both)\b|['’]s?\s", re.IGNORECASE)
# Several of which are one deed.
_ONE_DEED = "floods"
# What takes up one that was.
_KNOWN = re.compile(r"\b(?:the|this|that)\s+(?:[\w'’-]+\s+){0,2}$", re.IGNORECASE)
# Deeds of one report that are compared with one another. News articles tell of some dozens; a list of thousands would take
# hours. What a longer report tells again further on stays an event of its own.
_MOST = 250

Days = tuple[int, int]


def within(mentions: Iterable[Mention], story: Story) -> list[Strand]:
    """Join the mentions of one report into strands, in text order."""
    ordered = sorted(mentions, key=in_text)
    lead = lead_of(ordered).id
    chains = _chains(ordered)
    return [strand for at in range(0, len(chains), _MOST) for strand in _joined(chains[at : at + _MOST], story, lead)]


def _joined(chains: Sequence[Sequence[Mention]], story: Story, lead: str) -> list[Strand]:
    """Join the deeds of a text, in text order; ``lead`` is the mention that the report is mainly about."""
    strands: list[Strand] = []
    for group in chains:
        new = strand_of(group, story, any(m.id == lead for m in group))
        home = max((s for s in strands if _fits(s, new)), key=lambda s: (_evidence(s, new), s.lead), default=None)
        if home is None:
            strands.append(new)
        else:
            strands[strands.index(home)] = strand_of((*home.mentions, *group), story, home.lead or new.lead)
    return strands


def _chains(ordered: Sequence[Mention]) -> list[list[Mention]]:
    """Put every mention with the one that it takes up."""
    chain_of: dict[str, list[Mention]] = {}
    chains: list[list[Mention]] = []
    for mention in ordered:
        chain = chain_of.get(mention.continues or "")
        if chain is None:
            chains.append(chain := [])
        chain.append(mention)
        chain_of[mention.id] = chain
    return chains


def _fits(old: Strand, new: Strand) -> bool:
    """Tell whether nothing speaks against one happening, and something for it unless one side is vague.

    A report is full of requests, charges and answers that have nothing in common but their kind: these need more.
    """
    if not one_report_kin(old.type, new.type) or _unreal(old) != _unreal(new) or conflict(old, new):
        return False
    if is_introduced(new) and not _is_headline(old):
        return _evidence(old, new) > 1
    if is_aftermath(new.type) or nearest(old.sites, new.sites) == "near":
        return _evidence(old, new) > 1
    if old.type == new.type or yields(old.type, new.type) or yields(new.type, old.type):
        return _vague(old) or _vague(new) or _placed_by_name(old, new) or _evidence(old, new) > 0
    return _evidence(old, new) > 0


def is_introduced(strand: Strand) -> bool:
    """Tell whether the strand starts with a deed that is brought in as new: "a blast", "another raid", "air strikes"."""
    noun, before = _opening(strand)
    bare = (
        noun.endswith("s") and noun != _ONE_DEED and not _GIVEN.search(before)
    )  # "killed eight people in air strikes"
    return noun.removesuffix("s" if bare else "") in deed_nouns() and (bare or bool(_NEW.search(before)))


def _opening(strand: Strand) -> tuple[str, str]:
    """Return the first word for the deed, in lower case, and what stands before it in its clause."""
    first = strand.mentions[0]
    before = first.clause.text[: max(0, first.trigger.start - first.clause.start)]
    return first.trigger.text.lower(), before


def _is_headline(strand: Strand) -> bool:
    """Tell whether the strand is told in the title line or opening only, which the text then tells anew."""
    return strand.mentions[-1].trigger.start < _OPENING


def _unreal(strand: Strand) -> bool:
    return all(m.status in _UNREAL for m in strand.mentions)


def _vague(strand: Strand) -> bool:
    return not (strand.days or strand.sites or strand.people or strand.figures)


def conflict(one: Strand, other: Strand) -> bool:
    """Tell whether days, places or kinds of disaster are at odds; an arrest of somebody else is another arrest."""
    if one.days and other.days and not _meet(one.days, other.days):
        return True
    if nearest(one.sites, other.sites) in ("region", "country", "apart") and not _placed_by_name(one, other):
        return True
    named = is_aftermath(one.type) and bool(one.people and other.people)
    if named and one.people.isdisjoint(other.people):
        return True
    sums = _other_toll(one, other) and _sums_up(one) != _sums_up(other)
    return sums or _other_hazard(one, other)


def _placed_by_name(one: Strand, other: Strand) -> bool:
    """Tell whether "the crash" takes up what was told before, with a village that nobody can put on the map for its place."""
    if not one.sites or not other.sites:
        return False
    later = max(one, other, key=lambda strand: strand.mentions[0].trigger.start)
    finest = [strand.sites[0] for strand in (one, other)]
    unknown = sum(site.lat is None and site.geonameid is None for site in finest) == 1
    return unknown and one.type == other.type and _is_taken_up(later)


def _is_taken_up(strand: Strand) -> bool:
    """Tell whether the strand starts with a deed that was told of before: "the crash", "the latest attack"."""
    noun, before = _opening(strand)
    return noun in deed_nouns() and bool(_KNOWN.search(before))


def _other_toll(one: Strand, other: Strand) -> bool:
    """Tell whether both count the dead or the hurt, and differently."""
    shared = [kind for kind in ("killed", "injured") if kind in one.figures and kind in other.figures]
    return bool(shared) and all(one.figures[kind] != other.figures[kind] for kind in shared)


def _sums_up(strand: Strand) -> bool:
    """Tell whether the strand opens with several happenings at once: "three died in shootings across the city"."""
    return sums_up(strand.mentions[0].clause.text)


def _other_hazard(one: Strand, other: Strand) -> bool:
    """Tell whether two strands name different things that nature did: a quake and a landslide."""
    return bool(one.hazards and other.hazards and one.hazards.isdisjoint(other.hazards))


def _meet(one: Days | None, other: Days | None) -> bool:
    """Tell whether two times can be one: days next to each other (nights, time zones), longer times that share days."""
    if one is None or other is None:
        return False
    shared = min(one[1], other[1]) - max(one[0], other[0]) + 1
    shorter = min(_length(one), _length(other))
    return shared >= (0 if shorter <= 1 else shorter * _SHARED)


def _length(days: Days) -> int:
    return days[1] - days[0] + 1


def _same_time(one: Days | None, other: Days | None) -> bool:
    """Tell whether two times speak for one happening: both days, or both the same longer time."""
    if one is None or other is None:
        return False
    return one == other or max(_length(one), _length(other)) <= _SHORT


def _evidence(one: Strand, other: Strand) -> int:
    """Count the ways in which two passages agree."""
    return (
        _same_time(one.days, other.days)
        + (nearest(one.sites, other.sites) == "same")
        + bool(one.people & other.people)
        + any(other.figures.get(kind) == figure for kind, figure in one.figures.items())
        + (cosine(one.words, other.words) >= _REPEATS)
    )
