"""The reports that ship with the package: what a newcomer sees first must be read without a flaw."""

from datetime import date

import pytest

from dateline.data import sample_folder
from dateline.model import Report
from dateline.stages.read import read


@pytest.fixture(scope="module")
def samples() -> dict[str, Report]:
    """Return the sample reports by the name that they were given."""
    found = list(read([sample_folder()]))
    reports = {report.given_id: report for report in found if isinstance(report, Report)}
    assert len(reports) == len(found) >= 16
    return reports


def test_every_report_has_an_outlet_and_a_language(samples: dict[str, Report]) -> None:
    """All are read without a repair; one is Spanish, the others English."""
    assert all(report.outlet and not report.notes for report in samples.values())
    assert [name for name, report in samples.items() if report.language != "en"] == ["marcha-del-agua.txt"]


def test_one_copy_is_undated_and_the_others_dated(samples: dict[str, Report]) -> None:
    """The undated copy is there to inherit its day from the version that it was cut from."""
    assert [name for name, report in samples.items() if report.published is None] == ["libya-air-strike.txt"]


@pytest.mark.parametrize(
    ("name", "place", "day", "basis", "credit"),
    [
        ("sebha-market.txt", "TRIPOLI/SEBHA, Libya", date(2024, 3, 6), "dateline", "Meridian Press"),
        ("cochabamba-march.txt", "COCHABAMBA, Bolivia", date(2024, 3, 14), "dateline", "Northgate Wire"),
        ("earthquake.html", "OSH, Kyrgyzstan", date(2024, 5, 21), "page", None),
        ("osh-quake.txt", None, date(2024, 5, 21), "dateline", None),
        ("atrato-signed", "HAVANA", date(2024, 4, 18), "given", "Meridian Press"),
    ],
)
def test_metadata(
    samples: dict[str, Report], name: str, place: str | None, day: date, basis: str, credit: str | None
) -> None:
    """Datelines, credits and days are read from each kind of file."""
    report = samples[name]
    assert (report.dateline.place if report.dateline else None) == place
    assert (report.published, report.published_basis, report.credit) == (day, basis, credit)
