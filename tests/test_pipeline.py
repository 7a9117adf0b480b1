"""The whole flow on the sample reports: what must hold whatever the reports say."""

import itertools
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline import pipeline
from dateline.data import sample_folder
from dateline.export import jsonl
from dateline.export.rows import WHATS, rows
from dateline.model import Parse
from dateline.settings import Settings
from dateline.store import Record

SAMPLES = sorted(p for p in sample_folder().rglob("*") if p.is_file())


def exported(record: Record) -> dict[str, str]:
    """Return every export of a record as text: what "the same record" means."""
    import io

    out: dict[str, str] = {}
    for what in WHATS:
        buffer = io.StringIO()
        jsonl.write(rows(record, what, record.types()), buffer)
        out[what] = buffer.getvalue()
    return out


@pytest.fixture(scope="module")
def record(new_record: Callable[[], str], samples: Path) -> Iterator[Record]:
    """Return the record of the sample reports, in each kind of database."""
    name = new_record()
    if "://" not in name:
        shutil.copy(samples, name)
    with dateline.read([sample_folder()], name) as opened:
        yield opened


@pytest.fixture(scope="module")
def texts(record: Record) -> dict[str, str]:
    """Return the text of every report."""
    return {f.report.id: f.report.text for f in record.reports()}


def test_every_span_quotes_its_report(record: Record, texts: dict[str, str]) -> None:
    """What is given as evidence stands in the report, letter for letter."""
    spans = itertools.chain(
        ((s.report, s.content) for s in record.statements()),
        ((s.report, s.cue) for s in record.statements() if s.cue),
        ((s.report, s.speaker.mention) for s in record.statements() if s.speaker),
        ((d.report, d.span) for d in record.dates()),
        ((p.report, p.span) for p in record.places()),
        ((f.mention.report, f.mention.clause) for f in record.mentions()),
        ((f.mention.report, f.mention.trigger) for f in record.mentions()),
        ((f.mention.report, x.span) for f in record.mentions() for x in f.mention.figures),
        ((f.mention.report, x.span) for f in record.mentions() for x in (*f.mention.actors, *f.mention.targets)),
        ((v.report, v.span) for e in record.events() for v in e.evidence),
    )
    checked = 0
    for report, span in spans:
        assert texts[report][span.start : span.end] == span.text
        checked += 1
    assert checked > 500


def test_every_event_has_evidence_and_every_mention_an_event(record: Record) -> None:
    """No row without words; no words without a row."""
    events = {e.id: e for e in record.events()}
    assert all(e.evidence for e in events.values())
    assert all(f.event in events for f in record.mentions())


def test_no_date_is_the_publication_date_by_default(record: Record) -> None:
    """A day that no words gave says so in its basis."""
    assert all(e.when.span or e.when.basis != "text" for e in record.events() if e.when)


def test_points_are_whole(record: Record) -> None:
    """A place has both coordinates or neither, and never (0, 0)."""
    for event in record.events():
        if event.where:
            assert (event.where.site.lat is None) == (event.where.site.lon is None)
            assert (event.where.site.lat, event.where.site.lon) != (0, 0)


def test_a_report_is_in_one_lineage(record: Record) -> None:
    """Lineages divide the reports among them."""
    members = [r for family in record.lineages() for r in family.reports]
    assert sorted(members) == sorted(f.report.id for f in record.reports())


def test_reading_twice_changes_nothing(record: Record) -> None:
    """The same reports again leave the record as it was."""
    before = exported(record)
    dateline.read([sample_folder()], record.path).close()
    assert exported(record) == before


@pytest.mark.parametrize("seed", [1, 2])
def test_order_and_runs_do_not_matter(record: Record, new_record: Callable[[], str], seed: int) -> None:
    """The same reports in another order, in several runs, give the same record."""
    paths = list(SAMPLES)
    random.Random(seed).shuffle(paths)
    cut, name = len(paths) // 2, new_record()
    for some in (paths[:cut], paths[cut:]):
        dateline.read(some, name).close()
    with Record.open(name) as other:
        assert _without_origin(exported(other)) == _without_origin(exported(record))


def test_several_processes_give_the_same_record(samples: Path, tmp_path: Path) -> None:
    """Two workers write what one writes."""
    with (
        dateline.read([sample_folder()], tmp_path / "news.db", Settings(jobs=2)) as other,
        Record.open(samples) as record,
    ):
        assert exported(other) == exported(record)


def _without_origin(found: dict[str, str]) -> dict[str, list[str]]:
    return {what: sorted(text.splitlines()) for what, text in found.items()}


def test_tracing_alone_loads_no_language_model(tmp_path: Path) -> None:
    """``--through lineage`` is a tool by itself."""
    code = (
        "import sys, dateline; from dateline.settings import Settings; from dateline.data import sample_folder\n"
        f"dateline.read([sample_folder()], {str(tmp_path / 'news.db')!r}, Settings(through='lineage')).close()\n"
        "sys.exit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_a_killed_run_leaves_a_whole_record(record: Record, new_record: Callable[[], str]) -> None:
    """Killed at any moment and run again, a run ends in the record of an undisturbed one."""
    path = new_record()
    command = [sys.executable, "-m", "dateline", "read", str(sample_folder()), "--record", path]
    draw = random.Random(11)
    for _ in range(3):
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ})
        time.sleep(draw.uniform(0.3, 4.0))
        run.send_signal(signal.SIGKILL)
        run.wait()
        with Record.open(path, create=True) as left:
            assert left.faults() == []
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    with Record.open(path) as other:
        assert exported(other) == exported(record)


def test_a_report_that_a_stage_fails_on_stops_nothing(
    tmp_path: Path, new_record: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of ours costs one report, which is told, kept, and not tried again."""
    from dateline.stages import dates

    find = dates.find_dates

    def failing(parse: Parse, *given: Any, **more: Any) -> Any:
        if "unlucky" in parse.text:
            raise RuntimeError("a fault")
        return find(parse, *given, **more)

    monkeypatch.setattr(dates, "find_dates", failing)
    for name in ("unlucky", "lucky"):
        (tmp_path / f"{name}.txt").write_text(f"Police in Osh arrested the {name} mayor on Monday.", encoding="utf-8")
    with Record.open(new_record(), create=True) as record:
        summary = pipeline.read([tmp_path / "lucky.txt", tmp_path / "unlucky.txt"], record, Settings(jobs=1))
        assert [r.stage for r in summary.refused] == ["analysis"]
        assert [r.stage for r in record.refusals()] == ["analysis"]
        assert record.counts()["report"] == 2
        assert record.counts()["event"] > 0
        assert pipeline.read([tmp_path / "unlucky.txt"], record, Settings(jobs=1)).analysed == 0


def test_findings_that_the_record_refuses_stop_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows with one id, which is a fault of ours, cost one report and not the run; the record is not called damaged."""
    from dateline.stages import statements

    find = statements.find_statements
    monkeypatch.setattr(statements, "find_statements", lambda parse: find(parse) * (2 if "twice" in parse.text else 1))
    for name in ("once", "twice"):
        text = f"Mayor Ana Duarte said on Monday the bridge had burned {name}. Police in Osh arrested a man."
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    with Record.open(tmp_path / "news.db", create=True) as record:
        summary = pipeline.read([tmp_path / "twice.txt", tmp_path / "once.txt"], record, Settings(jobs=1))
        assert [r.stage for r in summary.refused] == ["analysis"]
        assert "whole" in summary.refused[0].reason
        assert record.counts()["statement"] == 1
        assert record.faults() == []


def test_an_undated_copy_inherits_its_date(tmp_path: Path, new_record: Callable[[], str]) -> None:
    """A version without a date has that of the text it copies, also when that comes in a later run."""
    story = (
        "A ferry ran aground off the port of Lamu on Sunday, and all 212 passengers were brought ashore by fishing boats. "
        "The harbour master said the captain had misread the tide. Divers will look at the hull before it is towed away. "
        "Services to the islands are to start again within the week, once a second vessel has arrived from Mombasa."
    )
    rows_ = [
        {"id": "copy", "outlet": "copyist", "text": story},
        {"id": "wire", "outlet": "wire", "published": "2027-06-14", "text": story + " No one was hurt."},
    ]
    name = new_record()
    for row in rows_:
        file = tmp_path / f"{row['id']}.jsonl"
        file.write_text(json.dumps(row) + "\n", encoding="utf-8")
        dateline.read([file], name).close()
    with Record.open(name) as opened:
        filed = {f.report.given_id: f.report for f in opened.reports()}
        sunday = {d.report: d.value for d in opened.dates() if d.span.text == "Sunday"}
    assert str(filed["copy"].published) == "2027-06-14"
    assert filed["copy"].published_basis == "lineage"
    assert set(sunday.values()) == {"2027-06-13"}


@pytest.mark.parametrize("remember", [True, False])
def test_a_later_run_asks_the_model_nothing_that_the_record_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, remember: bool
) -> None:
    """Sentences of an earlier run, in another process, are not analysed again, unless the record may not remember them."""
    from dateline import workers
    from dateline.stages.language import SpacyParser

    text = "Gunmen attacked the market in Goma on Tuesday. Three people were killed, the governor said."
    (tmp_path / "one.txt").write_text(text)
    (tmp_path / "two.txt").write_text(f"{text} Nobody was arrested.")
    asked: list[str] = []
    ask = SpacyParser._read

    def note(parser: SpacyParser, texts: list[str]) -> Iterator[Any]:
        asked.extend(texts)
        return ask(parser, texts)

    monkeypatch.setattr(SpacyParser, "_read", note)
    with Record.open(tmp_path / "news.db", create=True) as record:
        for name in ("one.txt", "two.txt"):
            asked.clear()
            workers._analyst.cache_clear()
            pipeline.read([tmp_path / name], record, Settings(remember=remember))
        assert len(list(record.mentions())) > 1
    assert sorted(asked) == ["Nobody was arrested."] if remember else len(asked) == 3
