"""Inherit: what a report's own page leaves out and another version of the same text gives."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from dateline.model import Lineage, Report


def inherit(lineages: Iterable[Lineage], reports: Iterable[Report]) -> dict[str, Report]:
    """Return, by id, the reports that gain a date or a credit from their lineage, as they are with it.

    A report without a date takes that of the version it was made from, or else the earliest date in the lineage, with
    ``published_basis`` "lineage". A report without a credit takes the one that most versions name (ties: the first in
    the alphabet): an agency named in one version is where all of them come from.
    """
    by_id = {report.id: report for report in reports}
    gained: dict[str, Report] = {}
    for lineage in lineages:
        if len(lineage.reports) > 1:
            gained.update(_gains(lineage, by_id))
    return gained


def _gains(lineage: Lineage, by_id: dict[str, Report]) -> dict[str, Report]:
    family = [by_id[report] for report in lineage.reports]
    source = {copy.report: by_id[copy.of] for copy in lineage.copies}
    dates = [report.published for report in family if report.published]
    named = Counter(report.credit for report in family if report.credit)
    credit = min(named, key=lambda name: (-named[name], name)) if named else None
    gained = {}
    for report in family:
        fuller = report
        if dates and not report.published:
            near = source[report.id].published if report.id in source else None
            fuller = replace(fuller, published=near or min(dates), published_basis="lineage")
        if credit and not report.credit:
            fuller = replace(fuller, credit=credit)
        if fuller is not report:
            gained[report.id] = fuller
    return gained
