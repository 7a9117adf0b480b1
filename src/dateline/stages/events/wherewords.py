"""The words that tell where an event happened, from ``data/places/where.toml``, loaded once."""

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

_PRECISIONS = {
    "settlement": ("settlement",),
    "region": ("region", "district"),
    "country": ("country",),
    "site": ("site",),
    "capital": ("capital",),
    "any": ("site", "settlement", "district", "region"),
}


@dataclass(frozen=True, slots=True)
class WhereWords:
    """``at``, ``to``, ``source``, ``about``: prepositions; ``care``, ``hospitals``: where the hurt are brought.

    ``nursed``: what leads there by itself; ``custody``: how people are caught and held; ``coming``: how they come from
    somewhere; ``offices``: who acts for a town; ``streets``, ``quarters``: what these are called. ``again`` maps "city" to
    the precisions of places that it may point back to.
    """

    at: frozenset[str]
    to: frozenset[str]
    source: frozenset[str]
    about: frozenset[str]
    deeds: frozenset[str]
    bears: frozenset[str]
    people: frozenset[str]
    care: frozenset[str]
    hospitals: frozenset[str]
    nursed: frozenset[str]
    custody: frozenset[str]
    coming: frozenset[str]
    spoken: frozenset[str]
    capitals: frozenset[str]
    offices: frozenset[str]
    streets: frozenset[str]
    quarters: frozenset[str]
    again: dict[str, tuple[str, ...]]


@cache
def words() -> WhereWords:
    """Load the lists."""
    raw, around = _table("where.toml"), _table("cues.toml")
    return WhereWords(
        at=frozenset(raw["prepositions"]["at"]),
        to=frozenset(raw["prepositions"]["to"]),
        source=frozenset(raw["prepositions"]["from"]),
        about=frozenset(raw["prepositions"]["about"]),
        deeds=frozenset(raw["deeds"]["lemmas"]),
        bears=frozenset(raw["bears"]["lemmas"]),
        people=frozenset(raw["people"]["lemmas"]),
        care=frozenset(raw["care"]["lemmas"]),
        hospitals=frozenset(raw["care"]["places"]),
        nursed=frozenset(raw["care"]["only"]),
        custody=frozenset(raw["custody"]["lemmas"]),
        coming=frozenset(raw["coming"]["lemmas"]),
        spoken=frozenset(raw["spoken"]["lemmas"]),
        capitals=_capitals(),
        offices=frozenset(raw["offices"]["words"]),
        streets=frozenset(around["streets"]["words"]),
        quarters=frozenset(around["quarters"]["kinds"]),
        again={word: _PRECISIONS[kind] for kind, listed in raw["again"].items() for word in listed},
    )


def _table(name: str) -> dict[str, dict[str, list[str]]]:
    """Read one of the tables about places."""
    return tomllib.loads((resources.files("dateline") / "data" / "places" / name).read_text("utf-8"))


def _capitals() -> frozenset[str]:
    """Return the seats of government, in lower case."""
    text = (resources.files("dateline") / "data" / "places" / "nations.csv").read_text("utf-8")
    seats = (row["seats"] for row in csv.DictReader(text.splitlines()))
    return frozenset(seat.casefold() for cell in seats for seat in cell.split(";") if seat)
