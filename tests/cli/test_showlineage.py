"""A lineage on a terminal: what changed is seen at once, in a wide window and in a narrow one."""

from collections.abc import Iterator
from io import StringIO

import pytest
from rich.console import Console

from dateline.cli.showlineage import show
from dateline.model import Report
from dateline.stages.lineage import inherit, trace
from dateline.store import Record

FIRST = (
    "A passenger ferry ran aground off the port of Orlen late on Monday, injuring at least 12 people, the coast guard said.\n\n"
    'Thick fog lay over the bay. "We heard a loud bang and everybody fell to the floor," passenger Mira Holt said.\n\n'
    "Tugs are expected to free the ship at high tide on Wednesday, port manager Lena Ruiz told reporters at the quay."
)
SECOND = (
    FIRST.replace("at least 12", "14").replace("Thick", "Dense") + "\n\nThe port of Orlen was built in the age of sail."
)


@pytest.fixture
def family() -> Iterator[tuple[Record, str]]:
    """Return a record and the id of its only lineage."""
    reports = [
        Report(id="r-a", given_id="a.txt", text=FIRST, outlet="Harbour", published_at="2024-05-06T08:00"),
        Report(id="r-b", given_id="b.txt", text=SECOND, outlet="Valley", published_at="2024-05-06T09:00"),
    ]
    with Record.open(":memory:", create=True) as record:
        record.add(reports)
        found = trace(reports)
        record.keep_lineages(found, inherit(found, reports))
        yield record, found[0].id


def _shown(family: tuple[Record, str], width: int, *, colour: bool = False) -> str:
    out = StringIO()
    console = Console(file=out, width=width, force_terminal=colour, color_system="standard" if colour else None)
    assert show(*family, console)
    return out.getvalue()


@pytest.mark.parametrize("width", [60, 80, 140])
def test_facts_stand_first(family: tuple[Record, str], width: int) -> None:
    """The facts that changed come before the sentences, one on a line; the rest is counted."""
    lines = [" ".join(line.split()) for line in _shown(family, width).splitlines()]
    fact = next(k for k, line in enumerate(lines) if line.startswith("number") and "→" in line)
    assert "14" in lines[fact]
    assert "at least 12" in lines[fact]
    assert not any("ferry ran aground" in line for line in lines[: fact + 1])
    assert any("no change of fact: 1 ×" in line for line in lines)


def test_a_wide_window_has_both_versions_side_by_side(family: tuple[Record, str]) -> None:
    """The same sentence of both stands on one line."""
    assert any(line.count("A passenger ferry ran aground") == 2 for line in _shown(family, 140).splitlines())


def test_a_narrow_window_has_one_under_the_other(family: tuple[Record, str]) -> None:
    """Each side has its mark, lines are indented under it, and a side that is empty is left out."""
    lines = _shown(family, 60).splitlines()
    assert [line.split()[0] for line in lines if line.startswith(("  −", "  +"))].count("−") == 2
    assert not any(line.strip() in ("−", "+") for line in lines)
    assert max(map(len, lines)) <= 60


def test_a_fact_is_marked_and_nothing_around_it(family: tuple[Record, str]) -> None:
    """The ground of a changed fact ends where its words end; sentences begin with their own quotation marks."""
    shown = _shown(family, 140, colour=True)
    assert "\x1b[1;37;42m14\x1b[0m" in shown
    assert 'bay. "' not in shown
