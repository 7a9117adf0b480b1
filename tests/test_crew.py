"""Who does the work is decided in one place, and what is wrong with a wish is told before anything is read."""

import sys
from pathlib import Path

import pytest

from dateline import cli, cluster
from dateline.crew import hire
from dateline.errors import SettingsError
from dateline.settings import Settings
from dateline.workers import Workers


def call(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    """Call the command line; return its exit code."""
    monkeypatch.setattr(sys, "argv", ["dateline", *words])
    with pytest.raises(SystemExit) as left:
        cli.main()
    return int(left.value.code or 0)


def test_without_a_cluster_this_machine_works() -> None:
    """Nobody who does not ask for a cluster loads Dask."""
    assert isinstance(hire(Settings()), Workers)


def test_a_cluster_without_the_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is missing is named, with the command that installs it."""
    monkeypatch.delitem(sys.modules, "dateline.cluster")
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(SettingsError, match=r"pip install 'dateline\[cluster\]'"):
        hire(Settings(cluster="local"))


def test_jobs_are_refused_with_the_address_of_a_cluster(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A cluster has the workers that were started for it, so that asking for more is a mistake."""
    asked = ("--jobs", "2", "--cluster", "tcp://127.0.0.1:9", "--record", str(tmp_path / "news.db"))
    assert call(monkeypatch, "read", str(tmp_path), *asked) == 2
    assert "--jobs is for this machine" in capsys.readouterr().err
    assert not (tmp_path / "news.db").exists()


def test_a_cluster_that_is_not_there_costs_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The exit code tells a cluster's trouble from that of a record."""
    monkeypatch.setattr(cluster, "CONNECT", 0.5)
    asked = ("--cluster", "tcp://127.0.0.1:9", "--record", str(tmp_path / "news.db"))
    assert call(monkeypatch, "read", str(tmp_path), *asked) == 6
    told = capsys.readouterr().err
    assert told.startswith("dateline: The scheduler at tcp://127.0.0.1:9 cannot be reached")
    assert len(told.splitlines()) == 1
