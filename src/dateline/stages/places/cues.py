"""The word lists of ``data/places/cues.toml``, loaded once."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

Kind = Literal["settlement", "district", "region"]


@dataclass(frozen=True, slots=True)
class Cues:
    """Words around names. ``kinds`` maps a kind word to the features that it asks for, ``nations`` a word to its country;
    ``called`` maps those that make a place of any name to what it is then, ``dwellers`` among them do so before "of" only.
    """

    kinds: dict[str, frozenset[str]]
    plurals: frozenset[str]
    dwellers: frozenset[str]
    called: dict[str, Kind]
    streets: frozenset[str]
    numbered: frozenset[str]
    facilities: frozenset[str]
    titles: frozenset[str]
    quarters: frozenset[str]
    titled: frozenset[str]
    quarter_kinds: frozenset[str]
    offices: frozenset[str]
    natives: frozenset[str]
    nations: dict[str, str]
    near: frozenset[str]
    months: frozenset[str]
    compass: frozenset[str]
    speech: frozenset[str]
    powers: frozenset[str]
    deeds: frozenset[str]


@cache
def cues() -> Cues:
    """Load the lists."""
    text = (resources.files("dateline") / "data" / "places" / "cues.toml").read_text("utf-8")
    raw = tomllib.loads(text)
    kinds: dict[str, set[str]] = {}
    for feature, words in raw["kinds"].items():
        for word in words:
            kinds.setdefault(word, set()).add(feature)
    return Cues(
        kinds={word: frozenset(features) for word, features in kinds.items()},
        plurals=frozenset(raw["plurals"]["words"]),
        dwellers=frozenset(raw["called"]["dwellers"]),
        called=_called(raw["called"]),
        streets=frozenset(raw["streets"]["words"]),
        numbered=frozenset(raw["streets"]["numbered"]),
        facilities=frozenset(raw["facilities"]["words"]),
        titles=frozenset(raw["person"]["titles"]),
        quarters=frozenset(raw["quarters"]["words"]),
        quarter_kinds=frozenset(raw["quarters"]["kinds"]),
        offices=frozenset(raw["titled"]["offices"]),
        natives=frozenset(raw["natives"]["words"]),
        nations={word: code for code, words in raw["nations"].items() for word in words},
        titled=frozenset(raw["titled"]["words"]),
        near=frozenset(raw["near"]["prepositions"]),
        months=frozenset(raw["months"]["words"]),
        compass=frozenset(raw["compass"]["words"]),
        speech=frozenset(raw["speech"]["lemmas"]),
        powers=frozenset(raw["speech"]["nouns"]),
        deeds=frozenset(raw["deeds"]["lemmas"]),
    )


def _called(raw: dict[str, list[str]]) -> dict[str, Kind]:
    """Return what each word makes of a name; who dwells somewhere dwells in a settlement."""
    kinds: tuple[Kind, ...] = ("settlement", "district", "region")
    return {word: kind for kind in kinds for word in raw[kind]} | dict.fromkeys(raw["dwellers"], kinds[0])
