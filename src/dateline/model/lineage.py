"""Lineages: the reports that carry the same underlying text, and what changed between them."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Relation = Literal["identical", "edited", "cut", "extended", "excerpt"]
ChangeKind = Literal[
    "number", "date", "name", "quote", "spelling", "format", "wording", "attribution", "added", "removed"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A difference between a copy and its source: ``before`` stands in the source, ``after`` in the copy.

    ``factual`` tells a change of fact (a toll, a name, a day) from one of form ("15 per cent" to "15%").
    """

    kind: ChangeKind
    before: str
    after: str
    factual: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A report as a version ``of`` another. ``contained``: the share of this report's words found in ``of`` (0 to 1);
    ``contains``: the share of the other's words found here.
    """

    report: str
    of: str
    relation: Relation
    contained: float
    contains: float
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """One family of versions. ``primary`` carries most of the text; ``copies`` has a row for every other report.

    ``also`` lists other lineages whose text a member carries in a smaller part.
    """

    id: str
    reports: tuple[str, ...]
    primary: str
    copies: tuple[Copy, ...] = ()
    also: tuple[str, ...] = ()


class Holder(NamedTuple):
    """A text, by number, that has an anchor (a run of words by which copies are found); ``key`` orders those that share it."""

    anchor: int
    key: int
    text: int


class Tie(NamedTuple):
    """Two texts, ``a`` < ``b``, that are versions of one another, and the share of each and of both that is common."""

    a: int
    b: int
    first: float
    second: float
    union: float
