"""What the tests of commands share: the record of a part of the samples, read once and copied for each that changes it."""

import shutil
from pathlib import Path

import pytest

import dateline
from dateline.data import sample_folder


@pytest.fixture(scope="session")
def part(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the record of a part of the samples; nobody changes it."""
    folder = next(p for p in sorted(sample_folder().iterdir()) if p.is_dir())
    path = tmp_path_factory.mktemp("part") / "news.db"
    dateline.read([folder, sample_folder() / "osh-daily"], path).close()
    return path


@pytest.fixture
def copied(part: Path, tmp_path: Path) -> Path:
    """Return a copy of that record, to be changed."""
    return Path(shutil.copy(part, tmp_path / "news.db"))
