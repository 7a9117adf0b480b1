"""The index gives the lineages of tracing all at once, in any order and any batches, and forgets what is withdrawn."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Lineage, Report
from dateline.stages.lineage import Index, IndexSettings, MemoryShelf, trace


def _grown(reports: list[Report], size: int, memory_mb: int = 400) -> list[Lineage]:
    shelf = MemoryShelf()
    index = Index(shelf, IndexSettings(memory_mb=memory_mb))
    current: dict[str, Lineage] = {}
    for at in range(0, len(reports), size):
        some = reports[at : at + size]
        shelf.hold(some)
        found = [family for families in index.add(some) for family in families]
        members = {member for lineage in found for member in lineage.reports}
        current = {id_: lineage for id_, lineage in current.items() if not members.intersection(lineage.reports)}
        current |= {lineage.id: lineage for lineage in found}
    return sorted(current.values(), key=lambda lineage: lineage.reports[0])


def _wire(desk: Any) -> list[Report]:
    texts = [desk.ferry, desk.bridge, desk.orchard, desk.ferry + "\n\n" + desk.orchard, desk.ferry, desk.quote]
    texts += [desk.cut(desk.ferry, 0.4), desk.cut(desk.bridge, 0.6), desk.bridge.replace("15 per cent", "15%"), ""]
    return [desk.report(str(k), text) for k, text in enumerate(texts)]


@settings(deadline=None, max_examples=25)
@given(st.randoms(use_true_random=False), st.integers(1, 6))
def test_any_order_and_any_batches_give_the_same_lineages(desk: Any, random: Any, size: int) -> None:
    """Reports added one by one or in batches end in the lineages of all at once."""
    reports = _wire(desk)
    whole = sorted(trace(reports), key=lambda lineage: lineage.reports[0])
    random.shuffle(reports)
    assert _grown(reports, size) == whole


def test_memory_may_be_small(desk: Any) -> None:
    """With hardly any memory the outcome is the same."""
    reports = _wire(desk) * 1
    whole = sorted(trace(reports), key=lambda lineage: lineage.reports[0])
    assert _grown(reports, 2, memory_mb=0) == whole


def test_only_what_a_report_touches_is_given_back(desk: Any) -> None:
    """A new version brings back its own lineage and no other."""
    shelf = MemoryShelf()
    index = Index(shelf)
    first = [desk.report("a", desk.ferry), desk.report("b", desk.bridge)]
    new = desk.report("c", desk.cut(desk.bridge, 0.5))
    shelf.hold([*first, new])
    index.add(first)
    [[lineage]] = index.add([new])
    assert lineage.reports == ("r-b", "r-c")


def test_a_withdrawn_report_leaves_its_lineage(desk: Any) -> None:
    """What remains of a family is given back when a member goes."""
    shelf = MemoryShelf()
    index = Index(shelf)
    reports = [desk.report("a", desk.ferry), desk.report("b", desk.cut(desk.ferry, 0.5))]
    shelf.hold(reports)
    index.add(reports)
    [[left]] = index.remove(["r-a"])
    assert (left.reports, left.primary, left.copies) == (("r-b",), "r-b", ())
