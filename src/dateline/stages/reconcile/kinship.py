"""Which types of event can be one happening: an "explosion" may turn out to be an "air strike", never a "verdict"."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import Literal

Kinship = Literal["same", "kin", "open", "apart"]


@cache
def _families() -> Mapping[str, Mapping[str, object]]:
    return tomllib.loads(files("dateline.data").joinpath("reconcile/families.toml").read_text(encoding="utf-8"))


@cache
def _kin(section: str) -> frozenset[tuple[str, str]]:
    """Return all ordered pairs of types that share a family of a section."""
    families = _families()[section].values()
    pairs = {pair for members in families if isinstance(members, list) for pair in combinations(members, 2)}
    return frozenset(pairs | {(b, a) for a, b in pairs})


@cache
def _listed(section: str, key: str = "types") -> frozenset[str]:
    types = _families()[section][key]
    return frozenset(types) if isinstance(types, list) else frozenset()


def kinship(one: str, other: str) -> Kinship:
    """Tell how two types relate."""
    if one == other:
        return "same"
    if one in _listed("open") or other in _listed("open"):
        return "open"
    return "kin" if (one, other) in _kin("families") or (one, other) in _kin("across") else "apart"


def one_report_kin(one: str, other: str) -> bool:
    """Tell whether two types can be one happening inside one report."""
    return one == other or (one, other) in _kin("families")


def is_aftermath(type_: str) -> bool:
    """Tell whether events of a type follow from others, such as an arrest from a robbery."""
    return type_ in _listed("aftermath")


def yields(type_: str, other: str) -> bool:
    """Tell whether a type says less than another of which it could be the vague account."""
    return other in _telling(type_)


@cache
def _telling(type_: str) -> frozenset[str]:
    """Return the types that a vague type yields to."""
    types = _families()["yields"].get(type_, ())
    return frozenset(types) if isinstance(types, list) else frozenset()


def deed_nouns() -> frozenset[str]:
    """Return the nouns that, after "a" or "another", bring in a happening not yet told of."""
    return _listed("deeds", "nouns")
