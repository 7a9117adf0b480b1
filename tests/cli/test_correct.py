"""Decisions by people: taken, applied again after a read, marked, undone."""

import json
from pathlib import Path

import pytest
from commands import inside as run

from dateline.data import sample_folder
from dateline.store import Record


@pytest.fixture
def path(copied: Path) -> Path:
    """Return the record of a part of the samples."""
    return copied


def events(path: Path) -> list[str]:
    """Return the ids of all events."""
    with Record.open(path) as record:
        return [e.id for e in record.events()]


def test_merged_events_are_one_and_can_be_two_again(path: Path) -> None:
    """A merge takes effect, survives another read, is marked, and can be undone."""
    before = events(path)
    done = run("correct", "merge", *before[:2], "--record", path, "--reason", "one happening", "--by", "Ada")
    assert done.returncode == 0, done.stderr
    assert len(events(path)) == len(before) - 1
    run("read", sample_folder() / "osh-daily", "--record", path)
    assert len(events(path)) == len(before) - 1
    with Record.open(path) as record:
        decision = next(record.decisions())
        assert (decision.who, decision.reason) == ("Ada", "one happening")
        assert [e.decisions for e in record.events() if e.decisions] == [(decision.id,)]
        assert all(record.event(old) is not None for old in before[:2])
    run("correct", "undo", decision.id, "--record", path, "--reason", "no")
    assert events(path) == before


def test_a_cell_can_be_set(path: Path) -> None:
    """A person's value stands in the export, with the decision."""
    event = events(path)[0]
    done = run("correct", "set", event, "status", "planned", "--record", path, "--reason", "checked")
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in run("export", "--record", path).stdout.splitlines()]
    row = next(r for r in rows if r["id"] == event)
    assert row["status"] == "planned"
    assert len(row["decisions"]) == 1
    assert "checked" in run("correct", "list", "--record", path).stdout


def test_a_value_that_does_not_fit_is_refused(path: Path) -> None:
    """A status that there is not is told, and nothing is kept."""
    done = run("correct", "set", events(path)[0], "status", "perhaps", "--record", path, "--reason", "x")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    with Record.open(path) as record:
        assert list(record.decisions()) == []


def test_a_dropped_event_is_gone_and_its_evidence_stays(path: Path) -> None:
    """Dropping takes the row, not the words."""
    event = events(path)[0]
    with Record.open(path) as record:
        mentions = record.counts()["mention"]
    assert run("correct", "drop", event, "--record", path, "--reason", "a drill").returncode == 0
    assert event not in events(path)
    with Record.open(path) as record:
        assert record.counts()["mention"] == mentions


def test_a_mention_can_be_split_off(path: Path) -> None:
    """A mention that is taken out has an event of its own."""
    with Record.open(path) as record:
        event = next(e for e in record.events() if len(e.mentions) > 1)
    done = run("correct", "split", event.mentions[-1], "--record", path, "--reason", "another day")
    assert done.returncode == 0, done.stderr
    with Record.open(path) as record:
        assert next(f.event for f in record.mentions() if f.mention.id == event.mentions[-1]) != next(
            f.event for f in record.mentions() if f.mention.id == event.mentions[0]
        )


def test_an_event_can_be_explained(path: Path) -> None:
    """Every cell has a rule in plain words."""
    done = run("explain", events(path)[0], "--record", path)
    assert done.returncode == 0, done.stderr
    assert "standing" in done.stdout
    assert run("explain", events(path)[0], "colour", "--record", path).returncode == 1


def test_decisions_are_listed_as_they_were_typed(path: Path) -> None:
    """A list without decisions says so; one event cannot be merged; a day can be set."""
    assert "Nothing has been decided" in run("correct", "list", "--record", path).stdout
    event = events(path)[0]
    alone = run("correct", "merge", event, event, "--record", path, "--reason", "x")
    assert alone.returncode == 2
    assert "two events or more" in alone.stderr
    day = '{"start": "2024-05-01", "end": "2024-05-01"}'
    done = run("correct", "set", event, "date", day, "--record", path, "--reason", "x")
    assert done.returncode == 0, done.stderr
    assert run("correct", "set", event, "status", "planned", "--record", path, "--reason", "x").returncode == 0
    assert "status = planned" in run("correct", "list", "--record", path).stdout.replace("\n", " ")
