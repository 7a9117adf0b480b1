"""The commands as a person runs them: what they print, where, and how they end."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from commands import inside, run

from dateline import cli
from dateline.data import sample_folder
from dateline.store import Record


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the record of the samples, made by the command."""
    record = tmp_path_factory.mktemp("cli") / "news.db"
    done = run("read", sample_folder(), "--record", record)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return record


def test_read_tells_what_it_did(path: Path) -> None:
    """Reading again says that everything was known, as JSON when asked."""
    account = json.loads(inside("read", sample_folder(), "--record", path, "--json").stdout)
    assert account["added"]["new"] == 0
    assert account["analysed"] == 0
    assert account["added"]["known"] == account["record"]["report"] > 10


@pytest.mark.parametrize(
    "what", ["reports", "lineages", "statements", "mentions", "events", "places", "dates", "decisions"]
)
def test_exports_are_clean(path: Path, what: str) -> None:
    """Standard output has the rows and nothing else."""
    done = inside("export", "--record", path, "--what", what)
    assert done.returncode == 0
    assert done.stderr == ""
    assert all(isinstance(json.loads(line), dict) for line in done.stdout.splitlines())
    assert inside("export", "--record", path, "--what", what, "--format", "csv").returncode == 0


def test_everything_can_be_shown(path: Path) -> None:
    """A report, lineage, event, mention and statement can be printed by id, a report also by the caller's id."""
    with Record.open(path) as record:
        ids = [
            next(f.report.id for f in record.reports() if f.analysis == "done"),
            next(f.report.given_id for f in record.reports()),
            next(x.id for x in record.lineages() if x.copies),
            next(record.events()).id,
            next(record.mentions()).mention.id,
            next(record.statements()).id,
        ]
    for id_ in ids:
        done = inside("show", id_, "--record", path)
        assert done.returncode == 0, (id_, done.stderr)
        assert len(done.stdout) > 80


def test_what_is_not_there_is_named(path: Path) -> None:
    """An id that is not in the record ends in one clear line."""
    done = inside("show", "e-0000000000", "--record", path)
    assert done.returncode == 1
    assert "There is no 'e-0000000000'" in done.stderr
    assert "Traceback" not in done.stderr


def test_check_and_backup(path: Path, tmp_path: Path) -> None:
    """The record is whole, and so is its copy."""
    assert inside("check", "--record", path).returncode == 0
    assert inside("backup", tmp_path / "copy.db", "--record", path).returncode == 0
    assert inside("check", "--record", tmp_path / "copy.db").returncode == 0


def test_standard_input_is_read(tmp_path: Path) -> None:
    """JSON Lines can come through a pipe."""
    row = json.dumps({"id": "x", "text": "Two people were arrested in Osh on Monday.", "published": "2027-01-05"})
    done = run("read", "-", "--record", tmp_path / "news.db", given=row + "\n")
    assert done.returncode == 0, done.stderr


def test_some_refused_is_one(tmp_path: Path) -> None:
    """Broken inputs are told one by one, everything else is read, and the exit code says so."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text("Police arrested two men in Osh on Monday.", encoding="utf-8")
    (tmp_path / "in" / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "in" / "broken.jsonl").write_text('{"text": "Cut off\n{"text": "Whole."}\n', encoding="utf-8")
    (tmp_path / "in" / "numbers.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    done = inside("read", tmp_path / "in", "--record", tmp_path / "news.db")
    assert done.returncode == 1
    for name in ("empty.txt", "broken.jsonl", "numbers.csv"):
        assert name in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_read_is_three(tmp_path: Path) -> None:
    """A path that leads nowhere is named."""
    done = inside("read", tmp_path / "nowhere.txt", "--record", tmp_path / "news.db")
    assert done.returncode == 3
    assert "nowhere.txt" in done.stderr


def test_wrong_usage_is_two() -> None:
    """A wrong option is refused before anything happens."""
    assert inside("read").returncode == 2
    assert inside("export", "--format", "stone-tablet").returncode == 2


def test_a_locked_record_is_four(path: Path) -> None:
    """A second writer is told to wait."""
    with Record.open(path) as record, record.writing():
        done = run("read", sample_folder(), "--record", path)
    assert done.returncode == 4
    assert "Another process" in done.stderr


def test_a_missing_record_is_five(tmp_path: Path) -> None:
    """Exporting from nothing says how to make a record."""
    done = inside("export", "--record", tmp_path / "none.db")
    assert done.returncode == 5
    assert "dateline read" in done.stderr


def test_demo_ends_by_itself() -> None:
    """The demonstration prints events and how to see more, and leaves nothing behind."""
    done = run("demo")
    assert done.returncode == 0, done.stderr
    assert "dateline show e-" in done.stdout


def test_help_shows_examples_as_they_are_typed() -> None:
    """Every example stands on a line of its own, and no formatting mark is left over."""
    for name in ("read", "export", "show", "check", "backup", "demo", "explain", "serve"):
        told = inside(name, "--help").stdout
        assert f"\n    dateline {name}" in told, told
        assert "\\b" not in told
        assert told.startswith("Usage: dateline ")


def test_a_mistyped_command_is_guessed() -> None:
    """Whoever mistypes is told what there is."""
    done = inside("raed", "x.txt")
    assert done.returncode == 2
    assert "Did you mean 'read'?" in done.stderr


def test_names_of_commands_are_completed_without_loading_them() -> None:
    """A shell that asks for commands gets their names."""
    asked = {"_DATELINE_COMPLETE": "bash_complete", "COMP_WORDS": "dateline re", "COMP_CWORD": "1"}
    command = [sys.executable, "-X", "importtime", "-m", "dateline"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | asked)
    assert done.stdout == "plain,read\n"
    assert "sqlalchemy" not in done.stderr


def test_many_refusals_are_counted_by_reason(tmp_path: Path) -> None:
    """The first are told one by one, the rest by reason with an example; none is lost."""
    rows = ['{"text": "Whole. Two men were arrested in Osh."}', *["{broken"] * 60, '{"title": "no text"}']
    (tmp_path / "in.jsonl").write_text("\n".join(rows), encoding="utf-8")
    done = inside("read", tmp_path / "in.jsonl", "--record", tmp_path / "news.db", "--through", "read")
    assert done.returncode == 1
    assert "61 refused" in done.stderr
    assert "in.jsonl:51: " in done.stderr
    assert "and 10 more, such as" in done.stderr
    assert "in.jsonl:62: " in done.stderr


def test_a_folder_in_place_of_a_table_is_wrong_usage(tmp_path: Path) -> None:
    """A table is a file."""
    done = inside("read", sample_folder(), "--record", tmp_path / "news.db", "--events-table", tmp_path)
    assert done.returncode == 2
    assert "is a directory" in done.stderr


def test_a_fault_of_ours_is_one_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes wrong inside ends in one line that says how to report it, not in a traceback."""

    def broken(**_: object) -> int:
        raise ZeroDivisionError("by hand")

    monkeypatch.setattr(cli.group, "main", broken)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 70
    assert "ZeroDivisionError: by hand" in capsys.readouterr().err
    monkeypatch.setenv("DATELINE_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        cli.main()


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="needs Linux's device that is always full")
def test_a_full_disk_is_one_line(path: Path) -> None:
    """An output that takes nothing in is named; devices are written to, never replaced."""
    done = run("export", "--record", path, "-o", "/dev/full")
    assert done.returncode == 1
    assert "/dev/full cannot be written" in done.stderr
    assert Path("/dev/full").is_char_device()
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "dateline", "export", "--record", str(path)]
        piped = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert piped.returncode == 5
    assert "No space left" in piped.stderr
    assert "Traceback" not in piped.stderr


def test_an_output_may_be_a_link(path: Path, tmp_path: Path) -> None:
    """A link to a file stays a link; the file behind it is written."""
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "real.jsonl")
    assert inside("export", "--record", path, "-o", tmp_path / "link.jsonl").returncode == 0
    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "real.jsonl").read_text(encoding="utf-8").startswith("{")
