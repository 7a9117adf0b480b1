"""A record that grows run by run is the record of one run: lineages and events are found anew where something changed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invent import Story, tell

from dateline import pipeline
from dateline.model import Anchor, Decision, Event, Lineage
from dateline.pipeline import _NoWatch, decide, reconcile_mentions, trace_lineages
from dateline.settings import Settings
from dateline.store import Record
from dateline.workers import Workers

STORIES = list(tell(12, versions=3, seed=3))


def run(record: Record, stories: Sequence[Story]) -> None:
    """Add stories as a run does, with what was read from them given."""
    watch = _NoWatch()
    with Workers(Settings()) as workers:
        record.add([report for story in stories for report in story.reports])
        trace_lineages(record, watch, workers)
        waiting = set(record.pending("model"))
        for findings in (f for story in stories for f in story.findings if f.report in waiting):
            record.keep(findings, "model")
        reconcile_mentions(record, watch)


def whole(record: Record) -> tuple[list[Lineage], list[Event], dict[str, str | None]]:
    """Return what runs find."""
    return list(record.lineages()), list(record.events()), {f.mention.id: f.event for f in record.mentions()}


def merge(record: Record) -> Decision:
    """Decide that the first two events are one."""
    mentions = {f.mention.id: f.mention for f in record.mentions()}
    first = [mentions[event.mentions[0]] for event in list(record.events())[:2]]
    anchors = tuple(Anchor(mention=m.id, report=m.report, start=m.clause.start, end=m.clause.end) for m in first)
    return Decision(id="d-1", kind="merge", anchors=anchors, who="Ada", at="2027-05-05T10:00:00Z", reason="one raid")


@pytest.fixture(scope="module")
def at_once(new_record: Callable[[], str]) -> tuple[list[Lineage], list[Event], dict[str, str | None]]:
    """Return the record of one run over everything."""
    with Record.open(new_record(), create=True) as record:
        run(record, STORIES)
        return whole(record)


@settings(deadline=None, max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), size=st.integers(3, 20))
def test_runs_add_up(
    at_once: tuple[list[Lineage], list[Event], dict[str, str | None]],
    new_record: Callable[[], str],
    seed: int,
    size: int,
) -> None:
    """Whatever comes in whichever run, the record is that of one run, and it is sound."""
    stories = [
        replace(story, reports=(report,), findings=tuple(f for f in story.findings if f.report == report.id))
        for story in STORIES
        for report in story.reports
    ]
    Random(seed).shuffle(stories)
    with Record.open(new_record(), create=True) as record:
        for at in range(0, len(stories), size):
            run(record, stories[at : at + size])
        assert whole(record) == at_once
        assert record.faults() == []


def test_a_large_run_is_joined_a_part_at_a_time(
    at_once: tuple[list[Lineage], list[Event], dict[str, str | None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """How many reports are joined in one go changes nothing."""
    monkeypatch.setattr(pipeline, "_TOGETHER", 4)
    with Record.open(":memory:", create=True) as record:
        run(record, STORIES)
        assert whole(record) == at_once
        assert record.faults() == []


def test_decisions_hold_whatever_comes_later(new_record: Callable[[], str]) -> None:
    """A merge by hand is there after the next run as if it had been made after all of them, and can be taken back."""
    with Record.open(new_record(), create=True) as early, Record.open(new_record(), create=True) as late:
        run(early, STORIES[:6])
        run(late, STORIES)
        before = whole(late)
        decision = merge(early)
        for record in (early, late):
            decide(record, decision)
        run(early, STORIES[6:])
        assert whole(early) == whole(late) != before
        assert early.faults() == []
        decide(early, replace(decision, undone="2027-05-06T10:00:00Z"))
        assert whole(early) == before


def test_a_run_without_news_writes_nothing(new_record: Callable[[], str]) -> None:
    """Parts that nothing touches are left alone."""
    with Record.open(new_record(), create=True) as record:
        run(record, STORIES)
        with record.parts() as kept:
            before = kept.find([]), kept.new(10), kept.loose([])
        assert before == ([], ([], False), [])
        first = whole(record)
        assert not reconcile_mentions(record, _NoWatch())
        assert whole(record) == first
