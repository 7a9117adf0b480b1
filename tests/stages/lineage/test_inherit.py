"""What versions of a text give one another: dates and the agency that it came from."""

from datetime import date
from typing import Any

from dateline.stages.lineage import inherit, trace


def test_dates_and_credits_are_inherited(desk: Any) -> None:
    """A version without date and credit takes both from its lineage, and says so."""
    known = desk.report("a", desk.ferry, published=date(2024, 3, 4), published_basis="given", credit="Newswire")
    bare = desk.report("b", desk.cut(desk.ferry, 0.6))
    gained = inherit(trace([known, bare]), [known, bare])
    assert set(gained) == {"r-b"}
    heir = gained["r-b"]
    assert (heir.published, heir.published_basis, heir.credit) == (date(2024, 3, 4), "lineage", "Newswire")


def test_own_date_and_credit_stand(desk: Any) -> None:
    """What a report says of itself is never replaced, and strangers give nothing."""
    one = desk.report("a", desk.ferry, published=date(2024, 3, 4), published_basis="given", credit="Newswire")
    other = desk.report("b", desk.ferry, published=date(2024, 3, 6), published_basis="page", credit="Otherwire")
    stranger = desk.report("c", desk.bridge)
    reports = [one, other, stranger]
    assert inherit(trace(reports), reports) == {}


def test_nearest_source_gives_the_date(desk: Any) -> None:
    """Of several dates, that of the version a report was made from counts."""
    reports = [
        desk.report("a", desk.ferry, published=date(2024, 3, 4), published_basis="given"),
        desk.report("b", desk.ferry + "\n\n" + desk.quote, published=date(2024, 3, 5), published_basis="given"),
        desk.report("c", desk.ferry + "\n\n" + desk.quote + " More."),
    ]
    assert inherit(trace(reports), reports)["r-c"].published == date(2024, 3, 5)
