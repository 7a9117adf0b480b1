"""A record as large as wanted, without the language model: invented reports, and what reading them would have found.

Happenings and their sentences are those of :mod:`benchmarks.reconcile`, the rest of a text is drawn as in
:mod:`benchmarks.lineage_texts`. The first reports go through the store's own functions, so that the record is one that a run
has made: filed, traced, kept, reconciled. The rest are their echoes: the same rows under other ids, on other days, with
other anchors and keys, which takes a minute where runs would take an hour.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
from sqlalchemy import Connection, Table

from benchmarks.lineage_texts import _story, _text, _vocabulary
from benchmarks.reconcile import Happening, happen, name, tell
from dateline.data.types import event_types
from dateline.model import (
    Analysed,
    Date,
    Figure,
    Findings,
    Mention,
    Party,
    Place,
    Report,
    Site,
    Span,
    Speaker,
    Statement,
    When,
    Where,
)
from dateline.model.ids import make
from dateline.pipeline import RECONCILER, _NoWatch, reconcile_mentions, trace_lineages
from dateline.settings import Settings
from dateline.stages import reconcile
from dateline.store import Record, dialect, schema
from dateline.workers import Workers

# Reports that are not echoes, if nothing else is said; reports in a day.
_FIRST, _PER_DAY = 10_000, 200
# Words of a text beside what it tells: a brief's, so that making 300,000 takes minutes. Every so many-th is a copy.
_WORDS, _COPY = (30, 80), 6
_OUTLETS = 120
_ID = re.compile(r"\b[rlsme]-[0-9a-z]{10}\b")
_DAY = re.compile(r"\b20\d\d-\d\d-\d\d\b")
# Tables that every record has once; columns that are numbered within the record, those whose values only have to differ
# from echo to echo, and those that echoes have in common.
_ONCE = {"meta", "event_type", "refusal", "decision", "index_packed"}
_NUMBERED = {"n", "report_n", "event_n", "part", "text", "a", "b"}
_HASHED = {("part_key", "key"), ("index_text", "digest"), ("index_anchor", "anchor")}
_KEPT = {"text", "title", "url", "notes", "kind", "type", "status"}
_MAKER = "invented"


@dataclass(frozen=True, slots=True)
class Told:
    """A report and what was read from it."""

    story: str
    report: Report
    findings: Findings


def fill(record: Record, count: int, first: int = _FIRST, say: Callable[..., None] = lambda *_: None) -> None:
    """Fill a new record, in a file, with ``count`` reports, all but the ``first`` of which are echoes."""
    record.keep_types(event_types().values())
    some = list(archive(min(count, first)))
    with record.writing(), Workers(Settings()) as workers:
        file(record, some, workers)
        _join(record, some)
        rows = _rows(record)
        for number in range(1, count // first):
            say("reports", number * first)
            with record._write() as connection:
                _repeat(connection, rows, _Echo(number, len(some)))


def add(record: Record, some: list[Told]) -> None:
    """Do what a run does with reports, with what the analysis found given."""
    with record.writing(), Workers(Settings()) as workers:
        file(record, some, workers)
        reconcile_mentions(record, _NoWatch())


def moved(found: Findings, report: str) -> Findings:
    """Return what was read from a report as if it had been read from another of the same text."""
    return replace(
        found,
        report=report,
        statements=tuple(replace(s, id=make("s", report), report=report) for s in found.statements),
        dates=tuple(replace(d, report=report) for d in found.dates),
        places=tuple(replace(p, report=report) for p in found.places),
        mentions=tuple(replace(m, id=make("m", report, m.id), report=report) for m in found.mentions),
    )


def file(record: Record, some: list[Told], workers: Workers) -> None:
    """File and trace reports, and keep what was read from them."""
    record.add([each.report for each in some])
    trace_lineages(record, _NoWatch(), workers)
    given = {each.report.id: each.findings for each in some}
    record.keep_all(Analysed(tuple(given[key] for key in record.pending(_MAKER))), _MAKER)


def _join(record: Record, some: list[Told]) -> None:
    """Reconcile story by story: a copy stands behind its story, and stories have nothing in common but chance.

    That is quicker than to look for what they might have in common, and this measure is not about that.
    """
    stories: dict[str, list[Told]] = {}
    for each in some:
        stories.setdefault(each.story, []).append(each)
    with record.parts() as kept:
        kept.begin(RECONCILER)
        lineage_of = kept.lineage_of([each.report.id for each in some])
        parts = [part for story in stories.values() for part in _parts(story, lineage_of)]
        kept.settle([], [({m for e in part.events for m in e.mentions}, part.keys) for part in parts])
        events = [event for part in parts for event in part.events]
        kept.keep([], sorted(m for event in events for m in event.mentions), events)


def _rows(record: Record) -> list[tuple[Table, list[tuple[Any, ...]]]]:
    """Return all rows that reports brought, table by table, in an order in which they can be written."""
    with record.shelf() as shelf:
        shelf.holders([0], 1)  # the anchors of a first reading are put in order when one is looked up
    tables = [table for table in schema.metadata.sorted_tables if table.name not in _ONCE]
    with record.asking() as moment:
        return [(table, [tuple(row) for row in moment.rows(f"SELECT * FROM {table.name}")]) for table in tables]


class _Echo:
    """What the rows of the first reports become when they are told again, ``number`` times 50 days later."""

    def __init__(self, number: int, count: int) -> None:
        self._number, self._step = number, number * 4 * count
        self._later = timedelta(number * count // _PER_DAY)
        self._days: dict[str, str] = {}

    def row(self, table: Table, row: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return a row under other ids, numbers, keys and days."""
        return tuple(self._value(table.name, column, value) for column, value in zip(table.c.keys(), row, strict=True))

    def _value(self, table: str, column: str, value: Any) -> Any:
        if isinstance(value, int):
            if (table, column) in _HASHED:
                return value ^ self._number << 40
            return value + self._step if column in _NUMBERED else value
        if isinstance(value, date):
            return (value + self._later).isoformat()
        if column == "given_id":
            return f"{value}x{self._number}"
        if isinstance(value, str) and column not in _KEPT:
            return _DAY.sub(self._shift, _ID.sub(rf"\g<0>x{self._number}", value))
        return value

    def _shift(self, found: re.Match[str]) -> str:
        day = found[0]
        if day not in self._days:
            self._days[day] = (date.fromisoformat(day) + self._later).isoformat()
        return self._days[day]


def _repeat(connection: Connection, rows: list[tuple[Table, list[tuple[Any, ...]]]], echo: _Echo) -> None:
    """Write rows once more."""
    database = dialect.of(connection)
    for table, some in rows:
        if not some:
            continue
        made = [echo.row(table, row) for row in some]
        database.fill(connection, table, sorted(made) if table.name == "index_anchor" else made)
        if table.name in ("report", "event"):
            ids = [row[table.c.keys().index("id")] for row in made]
            (database.index if table.name == "report" else database.place)(connection, ids)


def _parts(story: list[Told], lineage_of: dict[str, str]) -> Sequence[reconcile.Part]:
    mentions = [mention for each in story for mention in each.findings.mentions]
    reports = {each.report.id: each.report for each in story}
    return reconcile.reconcile_parts(mentions, reports, lineage_of, frozenset(m.id for m in mentions))


def archive(count: int, seed: int = 7) -> Iterator[Told]:
    """Yield ``count`` reports, every sixth a shortened copy of the one before. As dense in time for every count."""
    draw, numbers = random.Random(seed), np.random.default_rng(seed)
    words = _vocabulary(numbers)
    sites = [_site(draw, number) for number in range(3_000)]
    days = max(10, count // _PER_DAY)
    last: tuple[list[Happening], str] = [], ""
    for number in range(count):
        if number % _COPY == _COPY - 1:
            told, text = last
            yield _tell(draw, number, told, text[: len(text) * 6 // 10].rpartition(" ")[0])
            continue
        told = [happen(draw, number, sites, days) for _ in range(draw.choice((1, 1, 2)))]
        last = told, _text(_story(numbers, words)[: numbers.integers(*_WORDS)])
        yield _tell(draw, number, *last)


def _site(draw: random.Random, number: int) -> Site:
    return Site(
        name=name(draw, 4),
        geonameid=number,
        country=draw.choice(("ML", "NE", "BF", "SD", "TD", "CD", "UA", "SY", "YE", "MM", "CO", "HT", "PK", "AF", "IQ")),
        admin1=f"R{number % 40}",
        lat=draw.uniform(-60, 60),
        lon=draw.uniform(-170, 170),
        precision=draw.choice(("settlement", "settlement", "settlement", "region")),
        feature="settlement",
    )


def _tell(draw: random.Random, number: int, told: list[Happening], rest: str) -> Told:
    text, mentions, spans = "", list[Mention](), list[tuple[Happening, list[Span]]]()
    for it in told:
        sentence, cells = tell(draw, it, len(text))
        spans.append((it, [Span(start, end, words) for words, start, end in cells]))
        mentions.append(
            _mention(number, len(mentions), it, Span(len(text), len(text) + len(sentence), sentence), spans[-1][1])
        )
        text += sentence
    published = told[0].day + timedelta(draw.choice((0, 0, 1, 1, 2)))
    report = Report(
        id="",
        given_id=make("given", str(number), text),
        title=f"{told[0].words[0].capitalize()} in {told[0].site.name}",
        text=f"{text}\n\n{rest}",
        outlet=f"outlet{number % _OUTLETS}",
        published=published,
        published_at=f"{published}T{number % 24:02}:00:00Z",
        published_basis="given",
        language="en",
    )
    report = replace(report, id=make("r", report.outlet or "", report.text))
    return Told(" ".join(str(it.key) for it in told), report, _findings(report, mentions, spans))


def _mention(number: int, rank: int, it: Happening, clause: Span, cells: list[Span]) -> Mention:
    place, day, person = cells
    killed = (Figure(kind="killed", low=it.killed, high=it.killed, span=clause),) if it.killed else ()
    return Mention(
        id=make("m", str(number), str(rank)),
        report="",
        type=it.type,
        status="happened",
        clause=clause,
        trigger=Span(clause.start, clause.start + 4, "Near"),
        targets=(Party(name=person.text, span=person),),
        when=When(first=it.day, last=it.day, precision="day", basis="text", scope="clause", span=day),
        where=Where(site=it.site, scope="clause", span=place),
        figures=killed,
        salience=1.0 - rank / 10,
    )


def _findings(report: Report, mentions: list[Mention], spans: list[tuple[Happening, list[Span]]]) -> Findings:
    made = tuple(replace(mention, id=make("m", report.id, mention.id), report=report.id) for mention in mentions)
    [(first, (place, day, person)), *_] = spans
    said = Statement(
        id=make("s", report.id),
        report=report.id,
        content=made[0].clause,
        kind="indirect",
        cue=None,
        speaker=Speaker(name=person.text, mention=person, side=None),
    )
    return Findings(
        report=report.id,
        statements=(said,),
        dates=(_date(report.id, day, first.day),),
        places=(Place(report=report.id, span=place, role="location", site=first.site),),
        mentions=made,
    )


def _date(report: str, span: Span, day: date) -> Date:
    value = day.isoformat()
    return Date(report=report, span=span, type="DATE", value=value, first=day, last=day, precision="day", anchored=True)
