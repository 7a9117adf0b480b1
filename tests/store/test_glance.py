"""A glance at a record says what the record says, and leaves to it whatever is out of the ordinary."""

import subprocess
import sys
from pathlib import Path

import invent
import pytest
import raw

from dateline.errors import RecordDamaged
from dateline.store import Record
from dateline.store.glance import Glance


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a record of invented events, one of which has been merged into another, with a report that inherits its day."""
    name = str(tmp_path_factory.mktemp("glance") / "news.db")
    invent.fill(name, 12)
    raw.ask(name, "UPDATE mention SET names = 'e-before' WHERE id = (SELECT min(id) FROM mention)")
    raw.ask(
        name,
        "UPDATE member SET published = '2026-02-03', credit = 'Harbour Wire' WHERE report = (SELECT min(id) FROM report)",
    )
    raw.ask(name, "UPDATE report SET published = NULL WHERE id = (SELECT min(id) FROM report)")
    return name


def test_a_glance_says_what_the_record_says(path: str) -> None:
    """Every event, mention, statement, report and lineage is the same either way."""
    with Glance.open(path) or pytest.fail("no glance") as seen, Record.open(path) as record:
        assert [seen.event(e.id) for e in record.events()] == list(record.events())
        assert [seen.mention(m.mention.id) for m in record.mentions()] == list(record.mentions())
        assert [seen.statement(s.id) for s in record.statements()] == list(record.statements())
        assert list(seen.reports(f.report.id for f in record.reports())) == list(record.reports())
        assert [seen.lineage(x.id) for x in record.lineages()] == list(record.lineages())
        assert seen.types() == record.types()
        for filed in record.reports():
            assert list(seen.statements(filed.report.id)) == list(record.statements(filed.report.id))
            assert seen.given(filed.report.given_id) == filed.report.id


def test_an_event_is_found_by_the_id_it_had(path: str) -> None:
    """An id that an event had before it was merged leads to it, as in the record."""
    with Glance.open(path) or pytest.fail("no glance") as seen, Record.open(path) as record:
        assert seen.event("e-before") == record.event("e-before") is not None


def test_what_is_not_there_is_none(path: str) -> None:
    """An unknown id of any kind is told apart from a fault."""
    with Glance.open(path) or pytest.fail("no glance") as seen:
        found = (seen.event("e-0"), seen.mention("m-0"), seen.statement("s-0"), seen.report("r-0"), seen.given("x"))
        assert found == (None,) * 5
        assert seen.lineage("l-0") is None


def test_the_extraordinary_is_left_to_the_record(path: str, tmp_path: Path) -> None:
    """No file, a folder, another program's file, an older record and a server's address are no case for a glance."""
    (tmp_path / "notes.db").write_text("not a database at all, " * 100)
    older = str(tmp_path / "older.db")
    invent.fill(older, 1)
    raw.ask(older, "UPDATE meta SET value = '1' WHERE key = 'schema_version'")
    for name in ("none.db", ".", "notes.db", "older.db", "postgresql://nowhere/news"):
        assert Glance.open(str(tmp_path / name)) is None
    assert not (tmp_path / "none.db").exists()


def test_a_damaged_record_is_told(tmp_path: Path) -> None:
    """What breaks off in the middle of a glance ends in a line that names the record."""
    name = str(tmp_path / "damaged.db")
    invent.fill(name, 1)
    raw.ask(name, "DROP TABLE statement")
    with Glance.open(name) or pytest.fail("no glance") as seen, pytest.raises(RecordDamaged, match=r"damaged\.db"):
        seen.statement("s-1")


@pytest.mark.parametrize(
    "command",
    [
        ["show", "story-0-0"],
        ["export", "--text", "road", "--actor", "gunmen", "--place", "a", "--box", "-180,-90,180,90"],
        ["export", "--format", "acled", "--limit", "5"],
        ["export", "--what", "reports", "--text", "road", "--format", "csv"],
        ["export", "--what", "lineages"],
    ],
    ids=" ".join,
)
def test_reading_loads_nothing_heavy(path: str, command: list[str]) -> None:
    """What takes longest to load is not loaded to look something up, or to export it with filters."""
    code = (
        "import sys; from dateline.cli import group; group.main(sys.argv[1:], standalone_mode=False); "
        "print(sorted({'sqlalchemy', 'pydantic', 'numpy', 'spacy', 'filelock'} & sys.modules.keys()), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command, "--record", path], capture_output=True, text=True, check=True
    )
    assert done.stderr.splitlines() == ["[]"]
    assert done.stdout
