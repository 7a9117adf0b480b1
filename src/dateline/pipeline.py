"""Start here: the whole flow, from files to a record, one straight function.

    files ─ read ─► reports ─ lineage ─► families of versions
                       │
                       └─ language ─► statements, dates, places ─ events ─► mentions ─ reconcile ─► events

Reports are filed first, then traced, then analysed one by one, then reconciled. Every step writes what it has made
before the next begins, so that a run that is killed loses no report and the next run goes on where it stopped.
"""

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Protocol

from dateline import __version__
from dateline.data.types import event_types
from dateline.errors import InputError
from dateline.model import Decision, Mention, Refusal, Report
from dateline.settings import Settings
from dateline.stages import lineage, reconcile
from dateline.stages import read as reading
from dateline.store import Record
from dateline.store.parts import KeptPart, RecordParts
from dateline.store.reports import Added
from dateline.workers import Workers

# Reports filed in one transaction. Full-text entries are merged at every commit: by the thousand they cost 15 % less.
_BATCH = 1000
# Reports traced in one transaction: as many as fit in memory (about 300 MB), since together they cost less.
_TRACED = 20_000
# Raised when reconciling finds other events than before, so that records are reconciled anew.
_RECONCILED = 1
RECONCILER = f"{__version__} v{_RECONCILED}"
# Reports analysed together: enough to fill the language model's batches, few enough to share out among processes.
_ANALYSED = 25


class Watch(Protocol):
    """Somebody who wants to see how far a run is; the command line draws a progress bar."""

    def stage(self, name: str, total: int | None) -> AbstractContextManager[object]:
        """Enter a stage with ``total`` steps (None when nobody knows)."""

    def step(self, count: int = 1) -> None:
        """Note that ``count`` steps are done."""

    def say(self, words: str) -> None:
        """Tell of work that is done once and takes a while."""


class _NoWatch:
    """Nobody watches."""

    def stage(self, name: str, total: int | None) -> AbstractContextManager[object]:  # noqa: ARG002
        return nullcontext()

    def step(self, count: int = 1) -> None:
        pass

    def say(self, words: str) -> None:
        pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a run did: reports added, known already, new versions of known ones; reports analysed; what was refused."""

    added: Added = field(default_factory=Added)
    analysed: int = 0
    refused: tuple[Refusal, ...] = ()
    seconds: float = 0.0


def read(
    paths: Iterable[str | Path], record: Record, settings: Settings | None = None, watch: Watch | None = None
) -> Summary:
    """Read reports from ``paths`` into ``record``, as far as the settings say; return what was done.

    What the record already holds is not read again. Nothing that cannot be read stops the run.

    Raises:
        RecordLocked: another run is writing to the record.
        SettingsError: a table or the language model cannot be used; nothing has been changed then.
    """
    settings, watch, start = settings or Settings(), watch or _NoWatch(), time.perf_counter()
    with record.writing(), Workers(settings) as workers:
        added, refused = file_reports(paths, record, watch, workers)
        analysed = 0
        if settings.wants("lineage"):
            trace_lineages(record, watch, workers)
        if settings.wants("statements"):
            analysed, failed = analyse_reports(record, settings, watch, workers)
            refused += failed
        if settings.wants("reconcile"):
            refused += [_told(*stale) for stale in reconcile_mentions(record, watch)]
    return Summary(added=added, analysed=analysed, refused=tuple(refused), seconds=time.perf_counter() - start)


def file_reports(
    paths: Iterable[str | Path], record: Record, watch: Watch, workers: Workers
) -> tuple[Added, list[Refusal]]:
    """Stage 1: read files and file their reports in the record."""
    added, refused = Added(), list[Refusal]()
    with watch.stage("reading", None):
        found = reading.read([str(path) for path in paths], spread=workers.spread)
        while batch := list(islice(found, _BATCH)):
            reports = [thing for thing in batch if isinstance(thing, Report)]
            refusals = [thing for thing in batch if isinstance(thing, Refusal)]
            added += record.add(reports)
            record.refuse(refusals)
            refused += refusals
            watch.step(len(reports))
    return added, refused


def trace_lineages(record: Record, watch: Watch, workers: Workers) -> None:
    """Stage 2: group versions of one text, and let undated versions inherit date and credit.

    Only what came since the last run is traced, and only the lineages that it touches are written anew.
    """
    with watch.stage("tracing versions", None):
        more = True
        while more:
            with record.shelf() as shelf:
                index = lineage.Index(shelf, spread=workers.spread)
                gone, new = shelf.outdated(), shelf.waiting(_TRACED)
                left = index.remove(gone) if gone else []
                shelf.renew(gone, left, lineage.inherit(left, shelf.own(left)))
                found = index.add(new)
                shelf.renew([], found, lineage.inherit(found, shelf.own(found)))
                more = len(new) == _TRACED


def analyse_reports(record: Record, settings: Settings, watch: Watch, workers: Workers) -> tuple[int, list[Refusal]]:
    """Stages 3 to 7: read statements, dates, places and mentions from every report that has not been analysed yet.

    Returns how many were tried, and those on which a stage failed: they stay in the record, and the run goes on.
    Where several runs share a record, each analyses what no other has in hand, and looks again at the end: another run
    may have found a date for a report meanwhile.
    """
    from dateline.analyst import (
        maker,
        prepare,
    )  # with all that reads texts: a third of the start, for those who only trace

    made_by = maker(settings)
    record.keep_types(event_types(settings.events_table).values())
    tried, more, failed = 0, True, list[Refusal]()
    while more and (waiting := record.pending(made_by)):
        prepare(settings, watch.say)
        before = tried
        with watch.stage("analysing", len(waiting)):
            batches = (mine for some in _batches(waiting) if (mine := record.claim(some, made_by)))
            for found in workers.analyse(batches, len(waiting)):
                record.keep(found, made_by)
                failed += [_failed(found.report, found.failure)] if found.failure else []
                tried += 1
                watch.step()
        more = tried > before
    record.refuse(failed)
    return tried, failed


def reconcile_mentions(record: Record, watch: Watch) -> tuple[tuple[Decision, str], ...]:
    """Stage 8: join the mentions of all reports into events, one row per happening, and apply what people have decided.

    Returns the decisions that could not be applied any more, with the reason.
    """
    decisions = list(record.decisions())
    with watch.stage("reconciling", None), record.parts() as kept:
        kept.begin(RECONCILER)
        new, loose = kept.new(), kept.loose([anchor for each in decisions for anchor in each.anchors])
        redone, again = _redo(record, kept, new, loose)
        parts = reconcile.reconcile_parts(redone.mentions, redone.reports, redone.lineage_of, redone.only)
        events = [event for part in parts for event in part.events]
        applied = reconcile.apply(events, decisions, redone.mentions, redone.reports, redone.lineage_of)
        gone = kept.settle(again, [({m for e in part.events for m in e.mentions}, part.keys) for part in parts])
        kept.keep(gone, sorted(redone.only), applied.events)
    return applied.stale


@dataclass(frozen=True, slots=True)
class _Redone:
    """What is reconciled anew: the mentions in ``only``, with all others of their reports."""

    mentions: Sequence[Mention]
    reports: Mapping[str, Report]
    lineage_of: Mapping[str, str]
    only: frozenset[str]


def _redo(
    record: Record, kept: RecordParts, new: Sequence[str], loose: Sequence[KeptPart]
) -> tuple[_Redone, list[KeptPart]]:
    """Return the mentions whose events may change, and the kept parts that they are in."""
    seeds = _around(record, kept, [*new, *kept.mentions(loose)])
    keys = Counter(reconcile.keys_of(seeds.mentions, seeds.reports, seeds.lineage_of))
    for part in loose:
        keys.update(part.keys)
    reached = {part.id: part for part in (*loose, *reconcile.touched(keys, kept.find))}
    return _around(record, kept, [*new, *kept.mentions(list(reached.values()))]), list(reached.values())


def _around(record: Record, kept: RecordParts, only: Sequence[str]) -> _Redone:
    mentions = kept.around(only)
    reports = {filed.report.id: filed.report for filed in record.reports(sorted({m.report for m in mentions}))}
    return _Redone(mentions, reports, kept.lineage_of(sorted(reports)), frozenset(only))


def decide(record: Record, decision: Decision, watch: Watch | None = None) -> tuple[tuple[Decision, str], ...]:
    """Keep a person's decision and apply it; return the decisions that could not be applied, with the reason.

    Raises:
        InputError: the decision itself does not fit the record; nothing is kept then.
    """
    with record.writing():
        before = {d.id for d in record.decisions()}
        record.decide(decision)
        stale = reconcile_mentions(record, watch or _NoWatch())
        mine = [why for made, why in stale if made.id == decision.id]
        if mine and decision.id not in before:
            record.withdraw(decision.id)
            raise InputError(mine[0])
    return stale


def decide_all(
    record: Record, made: Iterable[Decision], watch: Watch | None = None
) -> tuple[tuple[Decision, str], ...]:
    """Keep decisions that were made on another copy of the record, and apply them together.

    Returns the decisions that do not fit this record (yet), with the reason; they are kept all the same.
    """
    with record.writing():
        for decision in made:
            record.decide(decision)
        return reconcile_mentions(record, watch or _NoWatch())


def _failed(report: str, failure: str) -> Refusal:
    """Tell of a report on which a stage failed, which is a fault of ours."""
    reason = (
        f"it could not be analysed ({failure}); it is kept and traced. Please report this, with the text if you may"
    )
    return Refusal(stage="analysis", origin=f"report {report}", reason=reason, report=report)


def _told(decision: Decision, why: str) -> Refusal:
    """Tell of a decision that could not be applied."""
    return Refusal(stage="reconcile", origin=f"decision {decision.id} by {decision.who}", reason=why)


def _batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[at : at + _ANALYSED] for at in range(0, len(ids), _ANALYSED))
