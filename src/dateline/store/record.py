"""The record as the rest of Dateline sees it: open it, add to it, read it back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

from sqlalchemy import Connection, Engine, Select, func, select

from dateline.data.types import EventType
from dateline.model import Analysed, Decision, Event, Findings, Lineage, Refusal, Report
from dateline.store import (
    care,
    decisions,
    dialect,
    engine,
    events,
    kept,
    readings,
    reports,
    restore,
    schema,
    units,
)
from dateline.store.asked import Asked
from dateline.store.moment import Moment
from dateline.store.parts import RecordParts
from dateline.store.reader import Reader
from dateline.store.reports import Added
from dateline.store.shelf import RecordShelf

# Characters of reports that are kept in memory from filing to tracing; what is beyond is read back from the database.
_FRESH = 30_000_000


class Record(Reader):
    """A record: reports and all that was read from them. Use it as a context manager, or call :meth:`close`."""

    def __init__(self, connection: Engine, path: str, folder: TemporaryDirectory[str] | None = None) -> None:
        self._engine = connection
        self._folder = folder
        self._run: int | None = None
        self._claims: dialect.Claims | None = None
        # The day that each report had when it was handed out to be analysed.
        self._days: dict[str, date | None] = {}
        # Reports that this run has filed and not traced yet, as far as there is room.
        self._fresh: dict[str, Report] = {}
        self._room = _FRESH
        self.path = path

    @property
    def name(self) -> str:
        """Return what to call the record before people: its path or address, without a password."""
        return dialect.of(self._engine).name(self.path)

    @classmethod
    def open(cls, path: str | Path, *, create: bool = False) -> Self:
        """Open the record at ``path``, a file or the address of a database in PostgreSQL.

        ":memory:" makes one that is gone when it is closed.

        Raises:
            RecordError: it is not there (and ``create`` is false), cannot be opened, is damaged, or is too new.
        """
        if str(path) == ":memory:":
            # A file of its own, since several readers of one in-memory database would stand in each other's way.
            folder = TemporaryDirectory(prefix="dateline-", ignore_cleanup_errors=True)
            name = str(Path(folder.name, "record.db"))
            return cls(engine.connect(name, create=True), name, folder)
        return cls(engine.connect(str(path), create=create), str(path))

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()
        if self._folder:
            self._folder.cleanup()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the record for writing, as one run; readers go on undisturbed. A killed run lets go by itself.

        In a file one run writes at a time; where a record is shared, several do, and take turns.

        Raises:
            RecordLocked: another process is writing to it.
        """
        with (
            dialect.of(self._engine).translated(self.path),
            dialect.of(self._engine).run(self._engine, self.path) as held,
        ):
            try:
                with self._write() as connection:
                    self._run = _next_run(connection)
                self._claims = held
                yield
            finally:
                self._run = self._claims = None
                self._fresh, self._room = {}, _FRESH

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        database = dialect.of(self._engine)
        with database.translated(self.path), database.reading(self._engine) as connection:
            yield connection

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        database = dialect.of(self._engine)
        with database.translated(self.path), database.writing(self._engine) as connection:
            yield connection

    @contextmanager
    def asking(self) -> Iterator[Moment]:
        """Hold one moment of the record, so that several questions get answers that agree."""
        with self._read() as connection:
            yield Asked(connection)

    # What runs write

    def add(self, found: Sequence[Report]) -> Added:
        """File reports, all or none; return how many were new, known, or newer versions."""
        with self._write() as connection:
            added, new = reports.add(connection, found, self._run or _next_run(connection))
        for report in new if self._run else ():
            self._room -= len(report.text)
            if self._room > 0:
                self._fresh[report.id] = report
        return added

    def fresh(self, found: Sequence[Report]) -> list[Report]:
        """Return those of the reports that this run has filed and is going to trace, as far as it still holds them."""
        return [report for report in found if report.id in self._fresh]

    def refuse(self, refusals: Sequence[Refusal]) -> None:
        """Keep what was refused and why."""
        with self._write() as connection:
            reports.refuse(connection, refusals)

    @contextmanager
    def shelf(self) -> Iterator[RecordShelf]:
        """Hold the index of lineages; what is done with it is done together or not at all."""
        with self._write() as connection:
            yield RecordShelf(connection, self._fresh)

    @contextmanager
    def parts(self) -> Iterator[RecordParts]:
        """Hold the parts of the reconciliation; what is done with them is done together or not at all."""
        with self._write() as connection:
            yield RecordParts(connection)

    def keep_lineages(self, found: Sequence[Lineage], inherited: Mapping[str, Report]) -> None:
        """Write lineages in place of those of their reports; ``inherited`` maps reports to what they are with theirs."""
        with self.shelf() as shelf:
            shelf.renew([], found, inherited)

    def claim(self, ids: Sequence[str], maker: str) -> list[Report]:
        """Take reports into this run's hands; return those that ``maker`` has still to analyse, in no other run's hands."""
        mine = self._claims.take(ids) if self._claims else list(ids)
        with self._read() as connection:
            waiting = reports.pending(connection, maker, mine)
            found = [filed.report for filed in kept.reports(Asked(connection), waiting)]
        if self._claims:
            self._claims.leave(sorted(set(mine) - {report.id for report in found}))
        self._days |= {report.id: report.published for report in found}
        return found

    def keep(self, found: Findings, maker: str) -> None:
        """Write all that ``maker`` (model and tables) read from one report, together or not at all."""
        self.keep_all(Analysed((found,)), maker)

    def keep_all(self, done: Analysed, maker: str) -> None:
        """Write all that came of a batch of reports, together or not at all."""
        kept = [each.report for each in done.findings]
        with self._write() as connection:
            readings.keep(connection, done.findings, maker, self._days)
            units.remember(connection, done.learnt)
        for report in kept:
            self._days.pop(report, None)
        if self._claims:
            self._claims.leave(kept)

    def remember(self, maker: str | None) -> None:
        """Keep what the language model said by text, as long as ``maker`` (model and form) is the same; None keeps nothing."""
        with self._write() as connection:
            units.begin(connection, maker)

    def recall(self, digests: Iterable[bytes]) -> dict[bytes, bytes]:
        """Return what the language model said of units of text, by digest, as far as it is kept."""
        with self._read() as connection:
            return units.recall(connection, set(digests))

    def keep_events(self, found: Sequence[Event]) -> None:
        """Write the events and point every mention to its own."""
        with self._write() as connection:
            events.replace(connection, found)

    def keep_types(self, types: Iterable[EventType]) -> None:
        """Write the event types that this run decides by, so that exports know those of a person's own table too."""
        with self._write() as connection:
            events.keep_types(connection, types)

    def decide(self, decision: Decision) -> None:
        """Keep a person's decision, or what has become of one that is kept already."""
        with self._write() as connection:
            decisions.keep(connection, decision)

    def withdraw(self, id: str) -> None:  # noqa: A002
        """Take out a decision that never took effect."""
        with self._write() as connection:
            decisions.withdraw(connection, id)

    # What is still to do

    def pending(self, maker: str) -> list[str]:
        """Return the ids of reports that ``maker`` has not analysed with the date that they have now."""
        with self._read() as connection:
            return reports.pending(connection, maker)

    def search(self, words: str, limit: int = 100) -> list[str]:
        """Return the ids of the reports whose text has all of ``words``, best first."""
        terms = [word for word in words.replace("\x00", " ").split() if any(letter.isalnum() for letter in word)]
        if not terms:
            return []
        with self.asking() as moment:
            asked = moment.phrases.ranked(terms)
            return [row.id for row in moment.rows(asked.sql, {**asked.given, "limit": limit})]

    def faults(self) -> list[str]:
        """Verify the record; return what is wrong with it in plain words."""
        with self._read() as connection:
            return list(care.faults(connection))

    def copy(self, target: Path) -> None:
        """Copy the record to a new file while it is in use."""
        dialect.of(self._engine).copy(self.path, target)

    def counts(self) -> dict[str, int]:
        """Return how many rows of each kind the record holds (current reports only).

        ``not_analysed`` counts the reports in languages that are kept and traced, but not analysed.
        """
        tables = (
            schema.lineage,
            schema.statement,
            schema.mention,
            schema.event,
            schema.place,
            schema.date,
            schema.refusal,
        )
        with self._read() as connection:
            current = select(schema.report.c.id).where(schema.report.c.superseded_by.is_(None))
            other = current.where(schema.report.c.language.is_distinct_from(restore.ANALYSED_LANGUAGE))
            found = {"report": _count(connection, current), "not_analysed": _count(connection, other)}
            return found | {t.name: _count(connection, select(t)) for t in tables}


def _count(connection: Connection, query: Select[Any]) -> int:
    return int(connection.scalar(select(func.count()).select_from(query.subquery())) or 0)


def _next_run(connection: Connection) -> int:
    """Count one more run."""
    key = schema.meta.c.key == "runs"
    run = int(connection.scalar(select(schema.meta.c.value).where(key)) or 0) + 1
    if run == 1:
        connection.execute(schema.meta.insert().values(key="runs", value="1"))
    else:
        connection.execute(schema.meta.update().where(key).values(value=str(run)))
    return run
