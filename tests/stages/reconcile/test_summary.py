"""The sentence of an event is written from its cells, reads as one, and tells no more than they do."""

import tomllib
from datetime import date
from importlib.resources import files

import pytest

from dateline.data.types import event_types
from dateline.model import EventFigure, Figure, Party, Site, Span, When, Where
from dateline.stages.reconcile.summary import summarise

MOPTI = Where(
    site=Site(
        name="Mopti", geonameid=1, country="ML", admin1=None, lat=1.0, lon=1.0, precision="settlement", feature="city"
    ),
    scope="clause",
)
DAM = Where(
    site=Site(
        name="Talo dam", geonameid=None, country="ML", admin1=None, lat=1.0, lon=1.0, precision="site", feature="dam"
    ),
    scope="clause",
)
MONDAY = When(first=date(2027, 2, 1), last=date(2027, 2, 1), precision="day", basis="text")
FEBRUARY = When(first=date(2027, 2, 1), last=date(2027, 2, 28), precision="month", basis="text")


def parties(*names: str) -> tuple[Party, ...]:
    """Return parties of these names."""
    return tuple(Party(name=n, span=Span(0, len(n), n)) for n in names)


def killed(low: int, high: int | None) -> EventFigure:
    """Return a count of dead."""
    return EventFigure(figure=Figure(kind="killed", low=low, high=high, span=Span(0, 1, "x")), report="r-1")


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        # everything is known
        (
            ("attack", "happened", MONDAY, MOPTI, (parties("gunmen"), parties("farmers")), [killed(8, 8)]),
            "Attack on farmers by gunmen in Mopti, on 1 February 2027: 8 killed.",
        ),
        # hardly anything is
        (("explosion", "happened", None, None, ((), ()), []), "Explosion."),
        # what did not happen says so first
        (("arrest", "planned", None, None, ((), parties("two men")), []), "Planned: Arrest of two men."),
        (
            ("armed_clash", "ongoing", FEBRUARY, MOPTI, ((), ()), []),
            "Fighting in Mopti, in February 2027 (still going on).",
        ),
        # bare numbers, pronouns and the place itself are no parties
        (
            ("attack", "happened", None, MOPTI, (parties("They"), parties("11", "Mopti", "shops")), []),
            "Attack on shops in Mopti.",
        ),
        # a site is "at"; open ends are told
        (
            ("explosion", "happened", None, DAM, ((), ()), [killed(3, None)]),
            "Explosion at Talo dam: at least 3 killed.",
        ),
        # many parties
        (("agreement", "happened", None, None, (parties("A", "B", "C"), ()), []), "Agreement by A, B and others."),
    ],
)
def test_a_sentence_tells_its_cells(cells: tuple[object, ...], sentence: str) -> None:
    """No cell is lost, none is invented."""
    assert summarise(*cells) == sentence  # type: ignore[arg-type]


def test_every_type_has_a_noun() -> None:
    """A new type of ours needs a line in the table."""
    table = tomllib.loads(files("dateline.data").joinpath("reconcile/summaries.toml").read_text(encoding="utf-8"))
    assert set(table) == set(event_types())


def test_a_hazard_is_named_by_its_word_and_its_place() -> None:
    """What most passages call it names a hazard; whom it hit is told by the place."""
    told = ["a magnitude 6 quake struck", "the earthquake", "flooded streets"]
    doers = parties(), parties("houses")
    named = summarise("natural_hazard", "happened", MONDAY, MOPTI, doers, told=told)
    assert named == "Earthquake in Mopti, on 1 February 2027."
    unnamed = summarise("natural_hazard", "happened", MONDAY, MOPTI, doers)
    assert unnamed == "Natural disaster in Mopti, on 1 February 2027."
