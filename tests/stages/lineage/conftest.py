"""Invented wire stories, and the edits that newsrooms make, for the tests of stage 2."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dateline.model import Lineage, Report

_RAW = tomllib.loads((Path(__file__).parent / "stories.toml").read_text(encoding="utf-8"))
_STORIES = {
    name: "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n")).strip()
    for name, text in _RAW.items()
}


@dataclass(frozen=True)
class Desk:
    """Stories and what an editor does to them."""

    ferry: str = _STORIES["ferry"]
    bridge: str = _STORIES["bridge"]
    orchard: str = _STORIES["orchard"]
    quote: str = _STORIES["quote"]

    def report(self, name: str, text: str, **fields: Any) -> Report:
        """Return a report with little more than a text."""
        return Report(**{"id": f"r-{name}", "given_id": name, **fields, "text": text})

    def cut(self, text: str, share: float) -> str:
        """Return the beginning of a text, cut at a word."""
        words = text.split()
        return " ".join(words[: max(1, int(len(words) * share))])

    def together(self, lineages: list[Lineage]) -> set[frozenset[str]]:
        """Return the groups of reports."""
        return {frozenset(lineage.reports) for lineage in lineages}


@pytest.fixture(scope="session")
def desk() -> Desk:
    """Return the stories."""
    return Desk()
