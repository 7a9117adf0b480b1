"""Titles and outlets: what they tell of where a report is at home."""

import pytest

from dateline.model import Report
from dateline.stages.places import Gazetteer
from dateline.stages.places.hints import country, outlet_cases


@pytest.mark.parametrize(
    ("outlet", "home"),
    [("news7chicago.example", "chicago"), ("Bangkok Morning News", "bangkok"), ("dailyround.example", None)],
)
def test_outlet(gazetteer: Gazetteer, outlet: str, home: str | None) -> None:
    """A large town in an outlet's name or domain is its home; ordinary words are none."""
    cases = outlet_cases(Report(id="r", given_id="r", text="-", outlet=outlet), gazetteer)
    assert [c.name.folded for c in cases] == ([home] if home else [])


@pytest.mark.parametrize(("outlet", "code"), [("herald.co.uk", "GB"), ("post.ke:80", "KE"), ("news.tv", None)])
def test_country(outlet: str, code: str | None) -> None:
    """The end of a domain tells the country, but for those that are used world-wide."""
    assert country(Report(id="r", given_id="r", text="-", outlet=outlet)) == code
