"""A reading: one report and all that the stages before events have made of it; and what is kept of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dateline.model.mention import Mention
from dateline.model.parse import Parse
from dateline.model.place import Place
from dateline.model.report import Report
from dateline.model.statement import Statement
from dateline.model.when import Date


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the events stage reads. All spans count in ``report.text``; lists are in text order.

    ``titled`` are the places that the title names as the scene of its news; their spans count in ``report.title``.
    """

    report: Report
    parse: Parse
    statements: tuple[Statement, ...] = ()
    dates: tuple[Date, ...] = ()
    places: tuple[Place, ...] = ()
    titled: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What the record keeps of one report's analysis. ``report`` is its id.

    ``failure`` says why nothing could be read from it, where that is so: a fault of ours, which stops no run.
    """

    report: str
    statements: tuple[Statement, ...] = ()
    dates: tuple[Date, ...] = ()
    places: tuple[Place, ...] = ()
    mentions: tuple[Mention, ...] = ()
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Reports to be analysed together, and what the record knows of their text: packed pieces of analysis, by digest."""

    reports: tuple[Report, ...]
    known: Mapping[bytes, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Analysed:
    """What came of a batch: what was read from each report, in order, and pieces of analysis that were not known yet."""

    findings: tuple[Findings, ...]
    learnt: Mapping[bytes, bytes] = field(default_factory=dict)
