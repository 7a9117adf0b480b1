"""What the tests share: the real language model, loaded once."""

from collections.abc import Callable
from typing import Any

import pytest

from dateline.model import Parse, Report
from dateline.stages.language import SpacyParser


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
