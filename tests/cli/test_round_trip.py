"""What was exported comes back as the same record: reports, all that is read from them, and people's decisions."""

import json
import shutil
from io import StringIO
from pathlib import Path

import pytest
from commands import inside

from dateline.export import jsonl
from dateline.export.rows import WHATS, What, rows
from dateline.store import Record


def run(*words: str | Path, given: str = "") -> str:
    """Run ``dateline``; return what it wrote."""
    done = inside(*words, given=given)
    assert done.returncode == 0, done.stderr
    return done.stdout


def exported(path: Path, what: What) -> str:
    """Return the rows of one kind as JSON Lines, as the command writes them."""
    out = StringIO()
    with Record.open(path) as record:
        jsonl.write(rows(record, what, record.types()), out)
    return out.getvalue()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    """Return the record of all samples, corrected by two people."""
    found = Path(shutil.copy(samples, tmp_path_factory.mktemp("round") / "news.db"))
    events = [json.loads(line) for line in exported(found, "events").splitlines()]
    one, other, planned, wrong, noted, *_ = (event["id"] for event in events)
    signed = ("--record", found, "--by", "Ada", "--reason", "asked by telephone")
    run("correct", "merge", one, other, *signed)
    run("correct", "set", planned, "status", "planned", *signed)
    run("correct", "drop", wrong, *signed)
    run("correct", "note", noted, *signed)
    taken = json.loads(exported(found, "decisions").splitlines()[2])
    run("correct", "undo", taken["id"], "--record", found, "--by", "Bo", "--reason", "a misunderstanding")
    several = next(e for e in events[5:] if len(e["evidence"]) > 1)
    run("correct", "split", several["evidence"][1]["mention"], *signed)
    return found


def test_an_exported_record_comes_back(path: Path, tmp_path: Path) -> None:
    """Reports and decisions alone rebuild the record: every export of the copy is the same, byte by byte, ids too."""
    copy = tmp_path / "copy.db"
    run("read", "-", "--record", copy, given=run("export", "--record", path, "--what", "reports"))
    run("correct", "import", "-", "--record", copy, given=exported(path, "decisions"))
    assert exported(copy, "decisions").count("\n") == 5
    for what in WHATS:
        assert exported(copy, what) == exported(path, what), what


def test_taking_over_decisions_twice_changes_nothing(path: Path) -> None:
    """A decision that is known already is kept once."""
    before = exported(path, "decisions")
    run("correct", "import", "-", "--record", path, given=before)
    assert exported(path, "decisions") == before


def test_what_is_no_decision_is_refused(path: Path) -> None:
    """A line that is none changes nothing and is told of."""
    before = exported(path, "decisions")
    with pytest.raises(AssertionError, match="no decision"):
        run("correct", "import", "-", "--record", path, given=before + '{"id": "d-1"}\n')
    assert exported(path, "decisions") == before
