"""Start here: the whole flow, from files to a record, one straight function.

    files ─ read ─► reports ─ lineage ─► families of versions
                       │
                       └─ language ─► statements, dates, places ─ events ─► mentions ─ reconcile ─► events

Reports are filed first, then traced, then analysed one by one, then reconciled. Every step writes what it has made
before the next begins, so that a run that is killed loses no report and the next run goes on where it stopped.
"""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from dateline import __version__
from dateline.crew import Crew, hire
from dateline.data.types import event_types
from dateline.errors import InputError, RecordConflict
from dateline.model import Analysed, Batch, Decision, Findings, Mention, Refusal, Report
from dateline.settings import Settings
from dateline.stages import lineage
from dateline.stages import read as reading
from dateline.store import Record
from dateline.store.parts import KeptPart, RecordParts
from dateline.store.reports import Added

if TYPE_CHECKING:
    from dateline.stages.reconcile import Spread

# Reports filed in one transaction. Full-text entries are merged at every commit: by the thousand they cost 15 % less.
_BATCH = 1000
# Raised when reconciling finds other events than before, so that records are reconciled anew.
_RECONCILED = 10
RECONCILER = f"{__version__} v{_RECONCILED}"
# Reports whose mentions are joined with the rest in one go, in order of their day: about 250 MB.
_TOGETHER = 3000
# Reports analysed together: enough to fill the language model's batches, few enough to share out among processes.
_ANALYSED = 25
# The last reports of a run of more than twice as many go in smaller batches: 25 reports take some four seconds, for which the
# other processes would wait at the end.
_LAST, _FEW = 100, 8


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
        ClusterError: the cluster that should do the work cannot, or not any more; what was kept before stays.
    """
    settings, watch, start = settings or Settings(), watch or _NoWatch(), time.perf_counter()
    with record.writing(), hire(settings) as workers:
        vocabulary = lineage.Vocabulary() if settings.wants("lineage") else None
        added, refused = file_reports(paths, record, settings, watch, workers, vocabulary)
        analysed = 0
        if settings.wants("statements"):
            _expect(added.new + added.versions, settings, watch, workers)
        if vocabulary is not None:
            trace_lineages(record, watch, workers, vocabulary)
        if settings.wants("statements"):
            analysed, failed = analyse_reports(record, settings, watch, workers)
            refused += failed
        if settings.wants("reconcile"):
            refused += [_told(*stale) for stale in reconcile_mentions(record, watch, workers.spread)]
    return Summary(added=added, analysed=analysed, refused=tuple(refused), seconds=time.perf_counter() - start)


def file_reports(
    paths: Iterable[str | Path],
    record: Record,
    settings: Settings,
    watch: Watch,
    workers: Crew,
    vocabulary: lineage.Vocabulary | None = None,
) -> tuple[Added, list[Refusal]]:
    """Stage 1: read files and file their reports in the record; a ``vocabulary`` is given their words for stage 2."""
    added, refused = Added(), list[Refusal]()
    limits = reading.ReadSettings(private_addresses=settings.private_addresses)
    with watch.stage("reading", None):
        found = reading.read([str(path) for path in paths], settings=limits, spread=workers.spread)
        # One batch is filed, mostly outside Python, while the next is read.
        with ThreadPoolExecutor(1) as clerk:
            filing: Future[Added] | None = None
            while batch := list(islice(found, _BATCH)):
                added += filing.result() if filing else Added()
                refused += (refusals := [thing for thing in batch if isinstance(thing, Refusal)])
                reports = [thing for thing in batch if isinstance(thing, Report)]
                filing = clerk.submit(_file, record, reports, refusals, vocabulary)
                watch.step(len(reports))
            added += filing.result() if filing else Added()
    return added, refused


def _file(
    record: Record, reports: Sequence[Report], refusals: Sequence[Refusal], vocabulary: lineage.Vocabulary | None
) -> Added:
    added = record.add(reports)
    record.refuse(refusals)
    if vocabulary is not None:
        vocabulary.look_ahead(record.fresh(reports))
    return added


def _expect(count: int, settings: Settings, watch: Watch, workers: Crew) -> None:
    """Let helpers get ready for reports that were filed, once what is built once on a machine is there."""
    if count:
        from dateline.analyst import prepare

        prepare(settings, watch.say)
        workers.expect(count)


def trace_lineages(record: Record, watch: Watch, workers: Crew, vocabulary: lineage.Vocabulary | None = None) -> None:
    """Stage 2: group versions of one text, and let undated versions inherit date and credit.

    Only what came since the last run is traced, and only the lineages that it touches are written anew.
    """
    with watch.stage("tracing versions", None):
        more = True
        while more:
            with record.shelf() as shelf:
                index = lineage.Index(shelf, spread=workers.spread, vocabulary=vocabulary)
                gone, new = shelf.outdated(), shelf.waiting(index.portion)
                for left in chain(index.remove(gone), [[]]) if gone else ():
                    shelf.renew(gone, left, lineage.inherit(left, shelf.own(left)))
                for found in index.add(new):
                    shelf.renew([], found, lineage.inherit(found, shelf.own(found, new)))
                more = len(new) == index.portion


def analyse_reports(record: Record, settings: Settings, watch: Watch, workers: Crew) -> tuple[int, list[Refusal]]:
    """Stages 3 to 7: read statements, dates, places and mentions from every report that has not been analysed yet.

    Returns how many were tried, and those on which a stage failed: they stay in the record, and the run goes on.
    Where several runs share a record, each analyses what no other has in hand, and looks again at the end: another run
    may have found a date for a report meanwhile.
    """
    # Here, since all that reads texts is a third of the start for those who only trace.
    from dateline.analyst import maker, prepare
    from dateline.stages import language

    made_by = maker(settings)
    record.remember(language.maker(settings.language_model) if settings.remember else None)
    record.keep_types(event_types(settings.events_table).values())
    tried, more, failed = 0, True, list[Refusal]()
    while more and (waiting := record.pending(made_by)):
        prepare(settings, watch.say)
        before = tried
        with watch.stage("analysing", len(waiting)):
            claimed = (mine for some in _batches(waiting) if (mine := record.claim(some, made_by)))
            batches = (_batch(record, mine, remember=settings.remember) for mine in claimed)
            for done in workers.analyse(batches, len(waiting)):
                failed += [_failed(report, failure) for report, failure in _keep(record, done, made_by) if failure]
                tried += len(done.findings)
                watch.step(len(done.findings))
        more = tried > before
    record.refuse(failed)
    return tried, failed


def _keep(record: Record, done: Analysed, made_by: str) -> Iterator[tuple[str, str | None]]:
    """Keep what was read from some reports; yield for each why nothing could be read from it or kept of it, if so."""
    try:
        record.keep_all(done, made_by)
        yield from ((found.report, found.failure) for found in done.findings)
    except RecordConflict:
        for found in done.findings:
            yield found.report, _keep_one(record, found, made_by)


def _keep_one(record: Record, found: Findings, made_by: str) -> str | None:
    """Keep what was read from one report, or, where the record refuses it, that it failed; return why it did."""
    try:
        record.keep(found, made_by)
    except RecordConflict as conflict:
        record.keep(Findings(report=found.report), made_by)
        return str(conflict)
    return found.failure


def _batch(record: Record, reports: Sequence[Report], *, remember: bool) -> Batch:
    """Gather reports and what the record knows of their sentences."""
    from dateline.stages import language

    known = record.recall(digest for report in reports for digest in language.digests(report)) if remember else {}
    return Batch(tuple(reports), known)


def reconcile_mentions(record: Record, watch: Watch, spread: "Spread" = map) -> tuple[tuple[Decision, str], ...]:
    """Stage 8: join the mentions of all reports into events, one row per happening, and apply what people have decided.

    Returns the decisions that could not be applied any more, with the reason.
    """
    decisions, more = list(record.decisions()), True
    with watch.stage("reconciling", None):
        while more:
            with record.parts() as kept:
                kept.begin(RECONCILER)
                new, more = kept.new(_TOGETHER)
                stale = _reconcile(record, kept, new, decisions, spread)
    return stale


def _reconcile(
    record: Record,
    kept: RecordParts,
    new: Sequence[str],
    decisions: Sequence[Decision],
    spread: "Spread",
) -> tuple[tuple[Decision, str], ...]:
    """Join new mentions with what is there; only what they, or decisions, can change is made anew."""
    from dateline.stages import reconcile  # here, so that those who only trace versions do not wait for it

    again = [] if kept.empty() else _reached(record, kept, new, decisions, spread)
    while True:
        redone = _around(record, kept, [*new, *kept.mentions(again)])
        parts = reconcile.reconcile_parts(
            *redone.news, only=redone.only, outside=reconcile.beyond(again, kept), spread=spread
        )
        more = reconcile.crossed(again, parts, kept)
        if len(more) == len(again):
            break
        again = more
    events = [event for part in parts for event in part.events]
    applied = reconcile.apply(events, decisions, *redone.news)
    gone = kept.settle(again, [({m for e in part.events for m in e.mentions}, part.keys) for part in parts])
    kept.keep(gone, sorted(redone.only), applied.events)
    return applied.stale


def _reached(
    record: Record,
    kept: RecordParts,
    new: Sequence[str],
    decisions: Sequence[Decision],
    spread: "Spread",
) -> list[KeptPart]:
    """Return the parts that new mentions or decisions may change."""
    from dateline.stages import reconcile

    loose = kept.loose([anchor for each in decisions for anchor in each.anchors])
    seeds = _around(record, kept, [*new, *kept.mentions(loose)])
    return reconcile.reached(seeds.news, loose, kept, spread)


@dataclass(frozen=True, slots=True)
class _Redone:
    """What is reconciled anew: the mentions in ``only``, with all others of their reports."""

    news: tuple[Sequence[Mention], Mapping[str, Report], Mapping[str, str]]
    only: frozenset[str]


def _around(record: Record, kept: RecordParts, only: Sequence[str]) -> _Redone:
    mentions = kept.around(only)
    reports = {filed.report.id: filed.report for filed in record.reports(sorted({m.report for m in mentions}))}
    return _Redone((mentions, reports, kept.lineage_of(sorted(reports))), frozenset(only))


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
    """Cut reports into batches; the last of many are small, so that no process waits long for another's last one."""
    at, last = 0, len(ids) - _LAST if len(ids) > 2 * _LAST else len(ids)
    while at < len(ids):
        size = _ANALYSED if at < last else _FEW
        yield ids[at : at + size]
        at += size
