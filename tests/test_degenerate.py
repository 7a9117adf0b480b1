"""Texts as no journalist writes them: cost grows with length, nothing vanishes, and nothing fails."""

import sys
import time
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from dateline.analyst import Analyst
from dateline.model import Batch, Findings, Report
from dateline.settings import Settings

SAID = "Gunmen killed three people in Gao on Tuesday, the governor said"
TEXTS: dict[str, Callable[[int], str]] = {
    "one sentence over and over": lambda n: f"{SAID}. " * n,
    "no full stop": lambda n: " and ".join([SAID] * n),
    "one paragraph of quotations": lambda n: '"We saw it," said Amina Diarra. He denied it. ' * n,
    "quotations that are never closed": lambda n: "he said \"she said “they said ‘no' " * n,
    "a table of numbers": lambda n: "\n".join(f"{k} {k * 7 % 1000}.5 {k % 28 + 1}/{k % 12 + 1}/2027" for k in range(n)),
    "short lines": lambda n: "\n".join(f"line {k % 50}" for k in range(3 * n)),
}
# Characters of the smaller text: beyond the limit up to which a report is read as one, which is set low to save time.
WHOLE, SIZE = 4_000, 4_500


@pytest.fixture(scope="module")
def analyst() -> Iterator[Analyst]:
    """Return an analyst, loaded once and warm."""
    with pytest.MonkeyPatch.context() as patch:
        module = sys.modules["dateline.stages.language.stretches"]  # its name in the package is that of its function
        patch.setattr(module, "WHOLE", WHOLE)
        patch.setattr(module, "STRETCH", WHOLE // 2)
        yield warm()


def warm() -> Analyst:
    """Return an analyst that has read something."""
    made = Analyst(Settings())
    read(made, f"{SAID}.")
    return made


def read(analyst: Analyst, text: str) -> Findings:
    """Read a text as a report."""
    report = Report(id="r", given_id="r", text=text, published=date(2027, 5, 4), language="en")
    (found,) = analyst.analyse(Batch((report,))).findings
    return found


def cost(analyst: Analyst, text: str) -> float:
    """Return the processor time of reading a text that is not remembered: the least of two tries."""
    seconds = []
    for _ in range(2):
        analyst._parser._known.clear()
        start = time.process_time()
        assert read(analyst, text).failure is None
        seconds.append(time.process_time() - start)
    return min(seconds)


@pytest.mark.parametrize("name", TEXTS)
def test_four_times_the_text_costs_about_four_times_as_much(analyst: Analyst, name: str) -> None:
    """Quadratic cost would be sixteen times as much; a shared machine is granted twice what is due."""
    make = TEXTS[name]
    n = SIZE * 100 // len(make(100))
    once, four = cost(analyst, make(n)), cost(analyst, make(4 * n))
    assert four < 8 * once + 0.2


def test_nothing_vanishes_beyond_the_limit(analyst: Analyst) -> None:
    """What stands far down in a very long report is found as what stands at its head, and quotes the text."""
    text = f"{SAID}. " * (SIZE * 2 // len(SAID))
    found = read(analyst, text)
    assert len(found.statements) == len(found.dates) == len(found.places) == text.count("Gao")
    assert max(m.clause.end for m in found.mentions) > len(text) - 100
    assert all(text[m.clause.start : m.clause.end] == m.clause.text for m in found.mentions)
    assert len({m.id for m in found.mentions}) == len(found.mentions)
