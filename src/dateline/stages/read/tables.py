"""Load the stage's tables from ``data/read``: facts that an analyst can read and extend without touching code."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """Return the table ``data/read/NAME.toml``."""
    return tomllib.loads((resources.files("dateline") / "data" / "read" / f"{name}.toml").read_text(encoding="utf-8"))
