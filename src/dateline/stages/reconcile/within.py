"""Joining inside one report: what title, opening and later paragraphs tell of one happening becomes one strand.

A mention that says when, where or who joins only what agrees with it; one that says nothing of the kind ("the attack")
joins the nearest fitting one before it and ties nothing else together.
"""

from collections.abc import Iterable, Sequence

from dateline.model import Mention
from dateline.stages.reconcile.kinship import is_aftermath, one_report_kin, yields
from dateline.stages.reconcile.nearness import nearest
from dateline.stages.reconcile.story import Story, cosine
from dateline.stages.reconcile.strand import Strand, in_text, lead_of, strand_of

# What has not happened is another row than what has, inside one report.
_UNREAL = frozenset({"planned", "threatened", "called_for", "hypothetical"})
# Cosine of the clauses' telling words at which two passages of one report repeat each other.
_REPEATS = 0.3


def within(mentions: Iterable[Mention], story: Story) -> list[Strand]:
    """Join the mentions of one report into strands, in text order."""
    ordered = sorted(mentions, key=in_text)
    lead = lead_of(ordered).id
    strands: list[Strand] = []
    for group in _chains(ordered):
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
    if is_aftermath(new.type):
        return _evidence(old, new) > 1
    if old.type == new.type or yields(old.type, new.type) or yields(new.type, old.type):
        return _vague(old) or _vague(new) or _evidence(old, new) > 0
    return _evidence(old, new) > 0


def _unreal(strand: Strand) -> bool:
    return all(m.status in _UNREAL for m in strand.mentions)


def _vague(strand: Strand) -> bool:
    return not (strand.days or strand.sites or strand.people or strand.figures)


def conflict(one: Strand, other: Strand) -> bool:
    """Tell whether days or places contradict each other; an arrest of somebody else is another arrest."""
    apart = nearest(one.sites, other.sites) in ("region", "country", "apart")
    days = bool(one.days and other.days and (one.days[0] > other.days[1] + 1 or other.days[0] > one.days[1] + 1))
    named = is_aftermath(one.type) and bool(one.people and other.people)
    people = named and not one.people & other.people
    return apart or days or people


def _evidence(one: Strand, other: Strand) -> int:
    """Count the ways in which two passages agree."""
    return (
        bool(one.days and other.days)
        + (nearest(one.sites, other.sites) == "same")
        + bool(one.people & other.people)
        + any(other.figures.get(kind) == figure for kind, figure in one.figures.items())
        + (cosine(one.words, other.words) >= _REPEATS)
    )
