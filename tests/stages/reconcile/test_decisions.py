"""Corrections by hand: applied after every run, undoable, told when they no longer fit."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dateline.errors import InputError
from dateline.model import Anchor, Decision, Event
from dateline.stages.reconcile import Applied, apply, reconcile
from dateline.stages.reconcile.cellwriter import write

Tell = Callable[..., Any]  # invents a report of some passages: see conftest.py
MONDAY = date(2027, 3, 1)


@pytest.fixture
def world(tell: Tell) -> Any:
    """Return two reports of two happenings in one of which two passages tell the same."""
    gao = (
        "Gunmen raided the onion market of Gao on Monday.",
        {"day": MONDAY, "site": "Gao", "figures": [("killed", 2, 2)]},
    )
    again = ("The raid on the market of Gao killed Amadou Traore.", {"site": "Gao", "targets": ["Amadou Traore"]})
    suva = ("Police in Suva arrested two men over a theft of boats.", {"type": "arrest", "site": "Suva"})
    return tell("a", gao, again) + tell("b", suva)


def anchor(world: Any, mention: str) -> Anchor:
    """Return the anchor of a mention."""
    found = next(m for m in world.mentions if m.id == mention)
    return Anchor(mention=mention, report=found.report, start=found.clause.start, end=found.clause.end)


def decide(world: Any, kind: Any, *mentions: str, **fields: Any) -> Decision:
    """Return a decision about some mentions."""
    anchors = tuple(anchor(world, m) for m in mentions)
    base: dict[str, Any] = {"id": "d-1", "who": "Nadia", "at": "2027-04-01T10:00:00", "reason": "checked by telephone"}
    return Decision(**{**base, "kind": kind, "anchors": anchors, **fields})


def run(world: Any, *decisions: Decision) -> Applied:
    """Reconcile and apply."""
    return apply(reconcile(*world.given), decisions, *world.given)


def held(applied: Applied) -> set[frozenset[str]]:
    """Return which mentions are together."""
    return {frozenset(e.mentions) for e in applied.events}


def one(applied: Applied, mention: str) -> Event:
    """Return the event that holds a mention."""
    return next(e for e in applied.events if mention in e.mentions)


A0, A1, B0 = "m-a-0", "m-a-1", "m-b-0"


def test_what_is_decided_is_done_and_marked(world: Any) -> None:
    """Merge, split and drop change which mentions belong together; the events carry the decision's id."""
    assert held(run(world)) == {frozenset({A0, A1}), frozenset({B0})}
    merged = run(world, decide(world, "merge", A0, B0))
    assert held(merged) == {frozenset({A0, A1, B0})}
    assert merged.events[0].decisions == ("d-1",)
    assert held(run(world, decide(world, "split", A1))) == {frozenset({A0}), frozenset({A1}), frozenset({B0})}
    assert held(run(world, decide(world, "drop", B0))) == {frozenset({A0, A1})}


def test_an_undone_decision_does_nothing(world: Any) -> None:
    """Taking a decision back gives the events as found."""
    undone = decide(world, "merge", A0, B0, undone="2027-04-02T09:00:00")
    assert run(world, undone).events == tuple(reconcile(*world.given))


def test_decisions_outlive_new_reports_and_new_ids(world: Any, tell: Tell) -> None:
    """A merge holds when reports are added, and when a later analysis gives the mentions other ids."""
    decision = decide(world, "merge", A0, B0)
    more = world + tell(
        "c", ("Rain fell on the fields near Bourem all night.", {"type": "natural_hazard", "site": "Bourem"})
    )
    assert frozenset({A0, A1, B0}) in held(run(more, decision))
    renamed = replace(world, mentions=tuple(replace(m, id=m.id.replace("m-", "x-")) for m in world.mentions))
    assert held(run(renamed, decision)) == {frozenset({"x-a-0", "x-a-1", "x-b-0"})}


def test_a_decision_without_its_mentions_is_told(world: Any) -> None:
    """What no longer fits is not lost but comes back as stale."""
    gone = replace(decide(world, "drop", B0), anchors=(Anchor(mention="m-z", report="z", start=0, end=5),))
    applied = run(world, gone)
    assert [d.id for d, _ in applied.stale] == ["d-1"]
    assert applied.events == tuple(reconcile(*world.given))


# a cell, its value, and how it reads in the event
VALUES: list[tuple[Any, Any, Callable[[Event], Any], Any]] = [
    ("type", "accident", lambda e: e.type, "accident"),
    ("status", "denied", lambda e: e.status, "denied"),
    ("standing", "disputed", lambda e: e.standing, "disputed"),
    ("summary", " A raid. ", lambda e: e.summary, "A raid."),
    (
        "date",
        {"start": "2027-02-28"},
        lambda e: (e.when and str(e.when.last), e.when and e.when.basis),
        ("2027-02-28", "decision"),
    ),
    ("date", None, lambda e: e.when, None),
    ("place", {"name": "Ansongo", "lat": 15.66, "lon": 0.5}, lambda e: e.where and e.where.site.name, "Ansongo"),
    ("place", None, lambda e: e.where, None),
    ("actors", [{"name": "the Front"}], lambda e: [p.name for p in e.actors], ["the Front"]),
    ("targets", [], lambda e: e.targets, ()),
    (
        "figures",
        [{"kind": "killed", "low": 3}],
        lambda e: [(f.figure.low, f.latest) for f in e.figures],
        [(3, True), (2, False)],
    ),
]


@pytest.mark.parametrize(("cell", "value", "read", "expected"), VALUES)
def test_a_cell_is_set(world: Any, cell: Any, value: Any, read: Any, expected: Any) -> None:
    """Every cell can be set; the sentence follows the cells."""
    applied = run(world, decide(world, "set", A0, cell=cell, value=json.dumps(value)))
    assert applied.stale == ()
    assert read(one(applied, A0)) == expected


MISFITS = [
    ("type", '"picnic"'),
    ("status", '"perhaps"'),
    ("date", '{"start": "2027-02-30"}'),
    ("date", '{"start": "2027-02-02", "end": "2027-02-01"}'),
    ("place", '{"name": "X", "lat": 95, "lon": 0}'),
    ("place", '{"lat": 5, "lon": 0}'),
    ("figures", '[{"kind": "killed", "low": -1}]'),
    ("actors", '"the Front"'),
    ("summary", '" "'),
    ("type", "no JSON"),
    (None, '"attack"'),
]


@pytest.mark.parametrize(("cell", "value"), MISFITS)
def test_a_value_that_does_not_fit_is_refused(world: Any, cell: Any, value: str) -> None:
    """The refusal is an error of ours that says what would fit."""
    with pytest.raises(InputError):
        write(reconcile(*world.given)[0], decide(world, "set", A0, cell=cell, value=value))


def test_cells_are_set_after_events_are_joined(world: Any) -> None:
    """A cell that was set before a merge still holds after it."""
    first = decide(world, "set", B0, cell="type", value='"crime"', id="d-0", at="2027-03-31")
    applied = run(world, decide(world, "merge", A0, B0), first)
    assert [(e.type, e.decisions) for e in applied.events] == [("crime", ("d-1", "d-0"))]
