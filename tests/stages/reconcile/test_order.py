"""Reconciling is a function of the set of reports: no order and no split into runs changes it."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Event, Figure, Mention, Party, Report, Site, Span, When, Where
from dateline.stages.reconcile import Part, beyond, blocking, crossed, reached, reconcile, reconcile_parts
from dateline.stages.reconcile.blocking import finer, keys
from dateline.stages.reconcile.flow import strands_of

News = tuple[list[Mention], dict[str, Report], dict[str, str]]

_NAMES = ("Amadou Traore", "Fanta Keita", "Ousmane Maiga", "Aissata Diallo", "Moussa Coulibaly")
_PLACES = ("Gao", "Bourem", "Ansongo", "Menaka")
_TYPES = ("attack", "armed_clash", "explosion", "arrest", "request")


def invent(seed: int, size: int) -> News:
    """Invent ``size`` short reports that overlap a great deal, some undated, some copies."""
    random = Random(seed)
    told: list[Mention] = []
    reports: dict[str, Report] = {}
    lineage_of: dict[str, str] = {}
    for n in range(size):
        id_ = f"r{random.randrange(10**6)}-{n}"
        passages = [passage(random, id_, k) for k in range(random.randint(1, 4))]
        day = date(2027, 3, 1) + timedelta(random.randrange(40)) if random.random() < 0.8 else None
        text = " ".join(m.clause.text for m in passages)
        reports[id_] = Report(id=id_, given_id=id_, text=text, title=text[:40], published=day)
        lineage_of[id_] = f"l{random.randrange(size)}"
        told += passages
    return told, reports, lineage_of


def passage(random: Random, report: str, number: int) -> Mention:
    """Invent a passage; each cell is there or not."""
    name, place = random.choice(_NAMES), random.choice(_PLACES)
    day, clause = date(2027, 3, 1) + timedelta(random.randrange(40)), f"Gunmen seized {name} near {place}."
    span, at = Span(0, len(clause), clause), _PLACES.index(place)
    site = Site(
        name=place,
        geonameid=at,
        country="ML",
        admin1="Gao",
        lat=16.0 + at,
        lon=0,
        precision="settlement",
        feature="town",
    )
    some = [random.random() < 0.6 for _ in range(4)]
    return Mention(
        id=f"m-{report}-{number}",
        report=report,
        type=random.choice(_TYPES),
        status="happened",
        clause=span,
        trigger=Span(number, number + 1, "G"),
        targets=(Party(name=name, span=span),) if some[0] else (),
        when=When(first=day, last=day, precision="day", basis="text") if some[1] else None,
        where=Where(site=site, scope="clause") if some[2] else None,
        figures=(Figure(kind="killed", low=2, high=2, span=span),) if some[3] else (),
        salience=random.random(),
    )


@settings(deadline=None, max_examples=10)
@given(seed=st.integers(0, 10**6), shuffle=st.integers(0, 10**6))
def test_no_order_changes_the_events(seed: int, shuffle: int) -> None:
    """Mentions and reports in any order give equal events."""
    mentions, reports, lineage_of = invent(seed, 30)
    shuffled, order = list(mentions), list(reports)
    Random(shuffle).shuffle(shuffled)
    Random(shuffle).shuffle(order)
    again = reconcile(shuffled, {r: reports[r] for r in order}, {r: lineage_of[r] for r in order})
    assert again == reconcile(mentions, reports, lineage_of)


@settings(deadline=None, max_examples=10)
@given(seed=st.integers(0, 10**6), runs=st.integers(2, 6))
def test_no_split_into_runs_changes_the_events(seed: int, runs: int) -> None:
    """Redoing only the touched parts in every run gives what one run over everything gives."""
    news = invent(seed, 30)
    assert in_runs(news, runs) == reconcile(*news)


@pytest.mark.parametrize("hot", [2, 5, 9])
def test_crowded_keys_give_the_same_in_several_runs_as_in_one(monkeypatch: pytest.MonkeyPatch, hot: int) -> None:
    """Keys that become crowded by what comes later, or are crowded already, are treated as if all had come at once."""
    monkeypatch.setattr(blocking, "HOT", hot)
    for seed in range(6):
        news = invent(seed, 40)
        assert in_runs(news, 4) == reconcile(*news)


def test_a_crowded_key_leaves_the_others_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A report that shares nothing but crowded keys with the rest redoes none of it."""
    monkeypatch.setattr(blocking, "HOT", 5)
    mentions, reports, lineage_of = invent(1, 40)
    kept = Kept(reconcile_parts(mentions, reports, lineage_of))
    mine = [m for m in mentions if m.report == min(reports)]
    strands = strands_of(mine, reports, lineage_of)
    own = {k for s in strands for key in keys(s) for k in (key, *finer(key, s))}
    crowd = [replace(p, keys={**p.keys, **dict.fromkeys(own, 6)}) for p in kept.parts]
    assert kept.find(own)
    assert reached((mine, reports, lineage_of), [], Kept(crowd)) == []


def in_runs(news: News, runs: int) -> list[Event]:
    """Reconcile some reports at a time, redoing only what they touch."""
    mentions, reports, lineage_of = news
    kept = Kept([])
    for run in range(runs):
        new = [m for m in mentions if list(reports).index(m.report) % runs == run]
        again = reached((new, reports, lineage_of), [], kept)
        while True:
            redo = {m for part in again for e in part.events for m in e.mentions} | {m.id for m in new}
            involved = {m.report for m in mentions if m.id in redo}
            whole = [m for m in mentions if m.report in involved]
            made = reconcile_parts(whole, reports, lineage_of, redo, beyond(again, kept))
            more = crossed(again, made, kept)
            if more == again:
                break
            again = more
        kept = Kept([p for p in kept.parts if p not in again] + made)
    return sorted((e for part in kept.parts for e in part.events), key=lambda e: e.id)


class Kept:
    """Parts in a list, asked as those of a record are."""

    def __init__(self, parts: list[Part]) -> None:
        self.parts = parts

    def find(self, asked: Collection[int]) -> list[Part]:
        """Return the parts that hold any of some keys."""
        return [part for part in self.parts if not part.keys.keys().isdisjoint(asked)]

    def counts(self, asked: Collection[int]) -> Counter[int]:
        """Return how many strands stand under each of some keys."""
        found = Counter[int]()
        for part in self.parts:
            found.update({key: n for key, n in part.keys.items() if key in asked})
        return found


@settings(deadline=None, max_examples=10)
@given(seed=st.integers(0, 10**6), pick=st.integers(0, 29))
def test_a_duplicate_changes_no_count_but_reports(seed: int, pick: int) -> None:
    """A copy of a report in its lineage adds a report and mentions to events, and nothing else."""
    mentions, reports, lineage_of = invent(seed, 30)
    original = list(reports)[pick]
    copied = [retold(m, "zz") for m in mentions if m.report == original]
    more = {**reports, "zz": retold_report(reports[original], "zz")}
    before = reconcile(mentions, reports, lineage_of)
    after = reconcile([*mentions, *copied], more, {**lineage_of, "zz": lineage_of[original]})
    assert sorted(map(counts, before)) == sorted(map(counts, after))
    assert sum(e.reports for e in after) == sum(e.reports for e in before) + sum(
        any(m.report == original and m.id in e.mentions for m in mentions) for e in before
    )


def retold(mention: Mention, report: str) -> Mention:
    """Return a mention as a copy of its report has it."""
    fields: dict[str, Any] = {f: getattr(mention, f) for f in Mention.__slots__}
    return Mention(**{**fields, "id": f"{mention.id}-{report}", "report": report})


def retold_report(report: Report, id_: str) -> Report:
    """Return a copy of a report."""
    fields: dict[str, Any] = {f: getattr(report, f) for f in Report.__slots__}
    return Report(**{**fields, "id": id_, "given_id": id_})


def counts(event: Any) -> tuple[Any, ...]:
    """Return what an event counts, but for reports."""
    figures = sorted((f.figure.kind, f.figure.low or 0, f.latest) for f in event.figures)
    days = (event.when.first, event.when.last) if event.when else ()
    where = event.where.site.name if event.where else ""
    return event.lineages, event.type, event.status, event.standing, str(days), where, figures, len(event.targets)


def test_groups_are_sorted_by_their_first_reports() -> None:
    """Events come in order of id, mentions in order of time."""
    mentions, reports, lineage_of = invent(1, 40)
    events = reconcile(mentions, reports, lineage_of)
    assert [e.id for e in events] == sorted(e.id for e in events)
    of = {m.id: m.report for m in mentions}
    for event in events:
        days = [reports[of[m]].published or date.max for m in event.mentions]
        assert [day for day, _ in groupby(days)] == sorted(set(days))
