"""How fast the page is. What it takes is counted in seconds of the processor, since a busy machine takes any time on the clock;
what the clock says is written down, and docs/page.md has the figures of an idle one.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from invent import crowd
from served import server

# Milliseconds of the page's main thread until it is ready, of which 300 to 400 are used with 200 events and with 50,000, and
# bytes in all.
_BUSY, _BYTES = 1_200, 450_000
_MEASURE = """() => ({
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
    ready: performance.getEntriesByName('ready')[0]?.startTime,
    bytes: performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))
        .reduce((sum, entry) => sum + entry.transferSize, 0),
})"""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a record of 50,000 events."""
    path = tmp_path_factory.mktemp("speed") / "large.db"
    crowd(path, 50_000)
    with server(path) as address:
        yield address


def measured(page: Any) -> dict[str, float]:
    """Load a page once more, and return what it took: the clock's times, bytes, and milliseconds of its main thread."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.reload()
    page.wait_for_selector("html[data-map=yes]")
    told = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    found: dict[str, float] = page.evaluate(_MEASURE)
    return found | {"busy": told["TaskDuration"] * 1000}


def test_200_events_are_there_at_once(opened: Any, served: str, shots: Path) -> None:
    """What the page does until it is ready, and what it transfers, keep their limits; it is painted before it is ready."""
    found = measured(opened(served))  # the server's own first answers are not the page's
    (shots / "speed-200.txt").write_text(f"{found}\n", encoding="utf-8")
    assert found["paint"] < found["ready"]
    assert found["busy"] < _BUSY
    assert found["bytes"] < _BYTES


def test_50_000_events_stay_quick(opened: Any, large: str, shots: Path) -> None:
    """The large record is ready in time, transfers no more than a small one, and its list scrolls to its end."""
    page = opened(large)
    found = measured(page)
    (shots / "speed-50000.txt").write_text(f"{found}\n", encoding="utf-8")
    page.screenshot(path=shots / "large-1440-light.png")
    assert found["paint"] < found["ready"]
    assert found["busy"] < _BUSY
    assert found["bytes"] < _BYTES
    assert page.locator("#count").inner_text() == "50,000 events"
    page.locator("#list").focus()
    page.keyboard.press("End")
    page.wait_for_selector("#row-49999:not(.loading)")
    assert page.locator(".row").count() < 60
