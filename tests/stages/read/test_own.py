"""Rows that a record wrote out are read as the reports that they were, without what the record had found out."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dateline.export.rows import report_row
from dateline.model import Filed, Report
from dateline.stages.read import read


def reread(row: dict[str, Any], tmp_path: Path) -> Report:
    """Return what reading makes of a row."""
    path = tmp_path / "out.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    (found,) = read([path])
    assert isinstance(found, Report)
    return found


def first(tmp_path: Path, **given: Any) -> Report:
    """Return a report as it is read the first time."""
    text = "LAGOS, June 10 (Meridian Press) - Nurses left their wards on Monday, the union said.\n\nNobody was hurt."
    return reread({"id": "n-1", "outlet": "Osh Daily", "title": "Nurses strike", "text": text, **given}, tmp_path)


def exported(report: Report, **changed: Any) -> dict[str, Any]:
    """Return the row of a report."""
    filed = Filed(report=report, lineage="l-0000000001", lead_event="e-0000000001", analysis="done")
    return report_row(filed) | changed


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"published": "2024-06-10"},
        {"published": "2024-06-10T23:30:00-05:00", "author": "A. Bello", "url": "https://osh.example/1"},
        {"published": "some day in June", "language": "en-GB"},
        {"text": "No line of place. The first\u00a0sentence ends.", "title": None},
    ],
)
def test_a_report_comes_back_as_it_was(tmp_path: Path, given: dict[str, Any]) -> None:
    """Id, dates, dateline, credit, language and notes are the same; nothing of the record becomes extra."""
    report = first(tmp_path, **given)
    again = reread(exported(report), tmp_path)
    for name in Report.__slots__:
        if name != "origin":
            assert getattr(again, name) == getattr(report, name), name


def test_an_inherited_date_is_not_taken_for_its_own(tmp_path: Path) -> None:
    """A date that came from another version stays behind, and the id is that of the undated report."""
    report = first(tmp_path, text="Nurses left their wards, the union said, and marched to the ministry in the rain.")
    again = reread(exported(report, published="2024-06-11", published_basis="lineage"), tmp_path)
    assert (again.id, again.published, again.published_basis) == (report.id, None, None)


def test_a_changed_row_is_another_report(tmp_path: Path) -> None:
    """Who edits an exported text gets a report of its own under the same given id."""
    report = first(tmp_path, published="2024-06-10")
    again = reread(exported(report, text="Nurses came back. The wards are open."), tmp_path)
    assert again.id != report.id
    assert (again.given_id, again.published) == (report.given_id, date(2024, 6, 10))
    assert again.extra is None


def test_keys_of_ones_own_are_kept(tmp_path: Path) -> None:
    """What a person has added to an exported row is kept as any unknown key."""
    again = reread(exported(first(tmp_path), desk="Africa"), tmp_path)
    assert json.loads(again.extra or "") == {"desk": "Africa"}
