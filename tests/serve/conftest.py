"""A record of invented events, served."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from invent import fill
from served import client


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of a record of 120 invented events."""
    path = tmp_path_factory.mktemp("serve") / "invented.db"
    fill(path, 120)
    return path


@pytest.fixture
def api(invented: Path) -> Iterator[TestClient]:
    """Return a client of the API over the invented record."""
    with client(invented) as asking:
        yield asking
