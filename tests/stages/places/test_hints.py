"""Titles and outlets: what they tell of where a report is at home."""

from collections.abc import Callable

import pytest

from dateline.model import Parse, Report
from dateline.stages.places import Gazetteer
from dateline.stages.places.hints import country, outlet_cases, title_cases


@pytest.mark.parametrize(
    ("outlet", "home"),
    [("news7chicago.example", "chicago"), ("Bangkok Morning News", "bangkok"), ("dailyround.example", None)],
)
def test_outlet(gazetteer: Gazetteer, outlet: str, home: str | None) -> None:
    """A large town in an outlet's name or domain is its home; ordinary words are none."""
    cases = outlet_cases(Report(id="r", given_id="r", text="-", outlet=outlet), gazetteer)
    assert [c.name.folded for c in cases] == ([home] if home else [])


@pytest.mark.parametrize(("outlet", "code"), [("herald.co.uk", "GB"), ("post.ke:80", "KE"), ("news.tv", None)])
def test_country(parse: Callable[..., Parse], outlet: str, code: str | None) -> None:
    """The end of a domain tells the country, but for those that are used world-wide."""
    assert country(Report(id="r", given_id="r", text="-", outlet=outlet), parse("-")) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Deputies searched the barn, the sheriff said.", "US"),
        ("The panchayat gave two lakh rupees to each family.", "IN"),
        # of two countries at once: of none
        ("The sheriff wrote to the constabulary.", None),
        ("The barn burned down.", None),
    ],
)
def test_words_of_public_life(parse: Callable[..., Parse], text: str, code: str | None) -> None:
    """Where the domain tells nothing, words of public life give away the country."""
    assert country(Report(id="r", given_id="r", text=text, outlet="news.example"), parse(text)) == code


def test_region_in_title(gazetteer: Gazetteer) -> None:
    """A region behind a town in the title says which town is meant; two capitals are no town."""
    title = "Barn burns in SE - News and Weather for Florence, AL"
    cases = title_cases(Report(id="r", given_id="r", text="-", title=title), gazetteer)
    assert [(c.name.folded, [e.name for e in c.within]) for c in cases] == [("florence", ["Alabama"])]
