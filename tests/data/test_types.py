"""The table of event types, and the page that describes it."""

from pathlib import Path

from dateline.data.types import event_types

PAGE = Path(__file__).parents[2] / "docs" / "event-types.md"


def test_codes_are_whole() -> None:
    """An ACLED sub-event type comes with its event type, a PLOVER mode with its event."""
    rows = event_types().values()
    assert all((row.acled_event is None) == (row.acled_sub is None) for row in rows)
    assert all(row.plover_event or not row.plover_mode for row in rows)


def test_own_types_are_added(tmp_path: Path) -> None:
    """A user's file adds a type and keeps ours."""
    path = tmp_path / "own.toml"
    path.write_text('[types.raid]\nlabel = "Raid"\ndefinition = "A raid."\n', encoding="utf-8")
    rows = event_types(path)
    assert rows["raid"].label == "Raid"
    assert "arrest" in rows


def test_every_type_is_described() -> None:
    """The page has each type with its definition and example."""
    page = PAGE.read_text(encoding="utf-8")
    missing = [row.key for row in event_types().values() if row.definition not in page or row.example not in page]
    assert missing == []
