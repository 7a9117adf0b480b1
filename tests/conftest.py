"""What the tests share: the real language model, loaded once."""

import os
import signal
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import postgres
import pytest

import dateline
from dateline.data import sample_folder
from dateline.model import Parse, Report
from dateline.stages.language import SpacyParser


def pytest_configure() -> None:
    """Let interrupts be tested where the tests run in the background: a shell has them ignored there, by heirs as well."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def parser() -> SpacyParser:
    """Return the parser that ships, loaded once for all tests."""
    return SpacyParser()


@pytest.fixture(scope="session")
def parse(parser: SpacyParser) -> Callable[..., Parse]:
    """Return a function that analyses a text as a report of its own."""

    def run(text: str, **fields: Any) -> Parse:
        report = Report(**{"id": "r-test", "given_id": "test", "language": "en", **fields, "text": text})
        return next(parser.parse([report]))

    return run


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the record of the sample reports, in a file; whoever changes it copies it first."""
    path = tmp_path_factory.mktemp("samples") / "news.db"
    dateline.read([sample_folder()], path).close()
    return path


@pytest.fixture(scope="session")
def shared() -> Iterator[str]:
    """Return the address of a PostgreSQL server that these tests have for themselves."""
    programs = postgres.programs()
    if programs is None:
        assert not os.environ.get("CI"), "apt-get install postgresql"
        pytest.skip("no PostgreSQL server is installed here")
    with postgres.server(programs) as address:
        yield address


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def new_record(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], str]:
    """Return a function that names a record which is not there yet, in each database that can hold one."""
    if request.param == "postgresql":
        address = request.getfixturevalue("shared")
        return lambda: postgres.record(address)
    folder, number = tmp_path_factory.mktemp("records"), count(1)
    return lambda: str(folder / f"{next(number)}.db")
