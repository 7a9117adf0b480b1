"""Why a cell of an event has its value: the rule in plain words, and the quotes that it was applied to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a report, and ``says``: what they give for the cell."""

    report: str
    start: int
    end: int
    text: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A cell, its value as a person reads it, the rule that chose it, and the quotes with the deciding one first."""

    cell: str
    value: str
    rule: str
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """All reasons of one event, in the order of its cells."""

    event: str
    reasons: tuple[Reason, ...]

    def of(self, cell: str) -> Reason | None:
        """Return the reason of one cell."""
        return next((r for r in self.reasons if r.cell == cell), None)
