"""Invented accounts for the tests of reconciling: a report of one or more passages, with cells as given."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from dateline.model import Figure, Mention, Party, PlacePrecision, Report, Site, Source, Span, When, Where

_ROWS: tuple[tuple[str, int, str, str | None, float, float, PlacePrecision], ...] = (
    ("Gao", 1, "ML", "Gao", 16.27, -0.04, "settlement"),
    ("Gao Nord", 6, "ML", "Gao", 16.30, -0.04, "settlement"),
    ("Gao Cercle", 7, "ML", "Gao", 16.4, -0.1, "district"),
    ("Bourem", 2, "ML", "Gao", 16.95, -0.35, "settlement"),
    ("Gao Region", 3, "ML", "Gao", 17.0, 0.5, "region"),
    ("Mali", 4, "ML", None, 17.0, -4.0, "country"),
    ("near Gao", 8, "ML", "Gao", 16.27, -0.04, "district"),
    ("Suva", 5, "FJ", "Central", -18.14, 178.44, "settlement"),
)
_SITES = {
    name: Site(
        name=name, geonameid=n, country=country, admin1=admin1, lat=lat, lon=lon, precision=kind, feature="place"
    )
    for name, n, country, admin1, lat, lon, kind in _ROWS
}
_SITES["near Gao"] = replace(_SITES["near Gao"], name="Gao", feature="settlement")
_SITES["Wabaria"] = replace(_SITES["Gao"], name="Wabaria", geonameid=None, lat=None, lon=None)


@dataclass(frozen=True)
class World:
    """Reports with their mentions and lineages, as the stage takes them."""

    mentions: tuple[Mention, ...]
    reports: dict[str, Report]
    lineage_of: dict[str, str]

    def __add__(self, other: "World") -> "World":
        return World(
            self.mentions + other.mentions, {**self.reports, **other.reports}, {**self.lineage_of, **other.lineage_of}
        )

    @property
    def given(self) -> tuple[Sequence[Mention], dict[str, Report], dict[str, str]]:
        """Return the three arguments of the stage."""
        return self.mentions, self.reports, self.lineage_of


Tell = Callable[..., World]


def _span(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words), words)


def _party(told: str | tuple[str, str], span: Span) -> Party:
    """Build a party from its name, or from its name and kind."""
    name, kind = (told, None) if isinstance(told, str) else told
    return Party(name=name, span=span, kind=kind)


def passage(report: str, text: str, clause: str, number: int, cells: dict[str, Any]) -> Mention:
    """Build a mention from a clause of the text and plain cells."""
    span = _span(text, clause)
    day, site, source = cells.get("day"), _SITES.get(cells.get("site", "")), cells.get("source")
    return Mention(
        id=f"m-{report}-{number}",
        report=report,
        type=cells.get("type", "attack"),
        status=cells.get("status", "happened"),
        clause=span,
        trigger=_span(text, cells["trigger"]) if "trigger" in cells else Span(span.start, span.start + 1, clause[0]),
        actors=tuple(_party(n, span) for n in cells.get("actors", ())),
        targets=tuple(Party(name=n, span=span) for n in cells.get("targets", ())),
        when=When(first=day, last=day, precision="day", basis="text", scope=cells.get("when", "clause"))
        if day
        else None,
        where=Where(site=site, scope="clause", district=cells.get("district")) if site else None,
        figures=tuple(
            Figure(kind=kind, low=low, high=high, span=span, source=source)
            for kind, low, high in cells.get("figures", ())
        ),
        sources=(Source(name=source, side=cells.get("side")),) if source else (),
        continues=cells.get("continues"),
        salience=cells.get("salience", 1.0 - number / 10),
    )


@pytest.fixture
def tell() -> Tell:
    """Return a function that invents a report of some passages: pairs of a clause and its cells."""

    def run(id_: str, *told: tuple[str, dict[str, Any]], **fields: Any) -> World:
        text = fields.pop("text", None) or " ".join(clause for clause, _ in told)
        lineage = fields.pop("lineage", id_)
        report = Report(**{"id": id_, "given_id": id_, "published": date(2027, 3, 2), **fields, "text": text})
        mentions = tuple(passage(id_, text, clause, n, cells) for n, (clause, cells) in enumerate(told))
        return World(mentions, {id_: report}, {id_: lineage})

    return run
