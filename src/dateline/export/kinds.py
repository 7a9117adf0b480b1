"""What kinds of actor are called in ACLED (interaction codes) and PLOVER (sectors), from ``data/actor_kinds.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.model import Party


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of one kind of actor; "" where a scheme has none."""

    inter: str = ""
    sector: str = ""


@cache
def _table() -> Mapping[str, Codes]:
    rows = tomllib.loads(files("dateline.data").joinpath("actor_kinds.toml").read_text(encoding="utf-8"))
    return {key: Codes(str(row.get("inter", "")), str(row.get("sector", ""))) for key, row in rows.items()}


def codes(party: Party) -> Codes:
    """Return the codes of a party's kind; empty ones where the kind is not known."""
    return _table().get(party.kind or "", Codes())
