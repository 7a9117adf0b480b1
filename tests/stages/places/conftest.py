"""The gazetteer, opened once for the tests of this folder."""

from collections.abc import Callable

import pytest

from dateline.model import Parse, Place, Report
from dateline.stages.places import Gazetteer, find_places


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """Return the gazetteer that ships."""
    return Gazetteer.open()


@pytest.fixture(scope="session")
def places(parse: Callable[..., Parse], gazetteer: Gazetteer) -> Callable[..., list[Place]]:
    """Return a function that finds the places of a text."""

    def run(text: str, outlet: str | None = None) -> list[Place]:
        report = Report(id="r-test", given_id="test", text=text, language="en", outlet=outlet)
        return find_places(parse(text), report, gazetteer)

    return run
