"""Groups compared as wholes: what a part was taken apart into comes together where town, day and names agree."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import combinations, product
from random import Random
from typing import Any

import pytest

from dateline.stages.reconcile.flow import strands_of
from dateline.stages.reconcile.grouping import VETO
from dateline.stages.reconcile.rejoining import rejoined
from dateline.stages.reconcile.strand import Strand

Tell = Callable[..., Any]
MONDAY, FRIDAY = date(2027, 3, 1), date(2027, 3, 5)
TALKS: dict[str, Any] = {"type": "consult", "day": MONDAY, "site": "Gao", "actors": ["Amadou Traore"]}
GOOD, POOR = 3.0, -2.0


@pytest.fixture
def strands(tell: Tell) -> Callable[..., list[Strand]]:
    """Return a function that tells one passage in a report each, with the cells given; the reports share a first letter."""

    def run(first: str, *cells: dict[str, Any]) -> list[Strand]:
        told = [tell(f"{first}{n}", (f"The chiefs met, says {first}{n}.", each)) for n, each in enumerate(cells)]
        return [strand for world in told for strand in strands_of(*world.given)]

    return run


def join(*groups: Sequence[Strand], odds: float = GOOD, vetoes: Sequence[tuple[str, str]] = ()) -> list[set[str]]:
    """Rejoin groups between which all pairs have the same odds, but for vetoes; return the reports of each."""
    by_key = {s.key: s for group in groups for s in group}
    pairs = {(min(a.key, b.key), max(a.key, b.key)): odds for g, h in combinations(groups, 2) for a, b in product(g, h)}
    known = pairs | dict.fromkeys(((f"m-{a}-0", f"m-{b}-0") for a, b in vetoes), VETO)
    found = rejoined([[s.key for s in group] for group in groups], known, by_key)
    return [{by_key[key].story.report for key in keys} for keys in found]


def test_pieces_of_one_story_are_joined(strands: Callable[..., list[Strand]]) -> None:
    """One town, one day, the same people, and good matches: one group."""
    assert len(join(strands("a", TALKS, TALKS, TALKS), strands("b", TALKS, TALKS), strands("c", TALKS))) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"site": "Bourem"},
        {"site": ""},
        {"day": FRIDAY},
        {"type": "trial"},
        {"type": "other"},
        {"actors": ["Fanta Keita"]},
    ],
    ids=["another town", "no town", "another day", "another kind of deed", "no kind", "other people"],
)
def test_one_cell_keeps_groups_apart(strands: Callable[..., list[Strand]], other: dict[str, Any]) -> None:
    """However alike the accounts: two deeds in one town on one day that name other people are two."""
    assert len(join(strands("a", TALKS, TALKS), strands("b", {**TALKS, **other}))) == 2


def test_poor_matches_join_nothing(strands: Callable[..., list[Strand]]) -> None:
    """Town, day and kind alone make no happening one."""
    assert len(join(strands("a", TALKS, TALKS), strands("b", TALKS), odds=POOR)) == 2


def test_without_a_day_the_match_has_to_be_better(strands: Callable[..., list[Strand]]) -> None:
    """A dated account joins by odds by which an undated one does not."""
    undated = {**TALKS, "day": None}
    fair = 1.2
    assert len(join(strands("a", TALKS, TALKS), strands("b", TALKS), odds=fair)) == 1
    assert len(join(strands("a", TALKS, TALKS), strands("b", undated), odds=fair)) == 2
    assert len(join(strands("a", TALKS, TALKS), strands("b", undated))) == 1


def test_what_a_report_keeps_apart_stays_apart(strands: Callable[..., list[Strand]]) -> None:
    """A veto holds between small groups, whatever speaks for them."""
    assert len(join(strands("a", TALKS, TALKS), strands("b", TALKS), vetoes=[("a0", "b0")])) == 2


def test_many_accounts_outvote_one_and_leave_it_behind(strands: Callable[..., list[Strand]]) -> None:
    """Where several lineages say where and when, the strand that says less than the other of its report is left out."""
    vague = {**TALKS, "day": None}
    groups = strands("a", TALKS, TALKS, TALKS, TALKS), strands("b", vague, TALKS, TALKS, TALKS)
    found = join(*groups, vetoes=[("a0", "b0")])
    assert sorted(map(len, found)) == [1, 7]
    assert {"b0"} in found


def test_many_vetoes_are_not_outvoted(strands: Callable[..., list[Strand]]) -> None:
    """Where most reports tell of two, they are two."""
    groups = strands("a", *[TALKS] * 4), strands("b", *[TALKS] * 4)
    assert len(join(*groups, vetoes=[(f"a{n}", f"b{n}") for n in range(3)])) == 2


def test_the_order_of_groups_and_pairs_changes_nothing(strands: Callable[..., list[Strand]]) -> None:
    """Joining is a function of the set of groups."""
    groups = [strands(letter, *[TALKS] * size) for letter, size in zip("abcde", (3, 1, 2, 2, 1), strict=True)]
    vetoes = [("a0", "b0"), ("c0", "d1")]
    first = sorted(map(sorted, join(*groups, vetoes=vetoes)))
    for seed in range(5):
        Random(seed).shuffle(groups)
        assert sorted(map(sorted, join(*groups, vetoes=vetoes))) == first
