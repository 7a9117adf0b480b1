"""How the record hands things back: with what reading, lineage and reconciling have added."""

from dataclasses import dataclass
from typing import Literal

from dateline.model.mention import Mention
from dateline.model.report import Report

Analysis = Literal["pending", "done", "not analysed: language"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A report in the record. ``report`` carries what it inherited from its lineage (date, credit) with the basis.

    ``lead_event`` is the event that the report is mainly about; ``analysis`` says whether it was analysed, or why not.
    """

    report: Report
    lineage: str | None
    lead_event: str | None
    analysis: Analysis


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledMention:
    """A mention and the id of the event that it was joined to (None until the reports are reconciled)."""

    mention: Mention
    event: str | None
