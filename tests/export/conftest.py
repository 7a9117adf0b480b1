"""A record of invented events to export."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from invent import fill

from dateline.store import Record


@pytest.fixture(scope="session")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of a record of 90 invented events."""
    found = tmp_path_factory.mktemp("export") / "invented.db"
    fill(found, 90)
    return found


@pytest.fixture
def record(path: Path) -> Iterator[Record]:
    """Return the invented record."""
    with Record.open(path) as opened:
        yield opened
