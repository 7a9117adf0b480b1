"""The exported HTML file in a real browser, from disk."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from invent import fill

from dateline.export import html
from dateline.store import Record

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_the_file_works_without_a_network(browser: "Browser", tmp_path: Path, opened: Any) -> None:
    """Its filter and its map work from disk, and it asks for nothing else."""
    fill(tmp_path / "invented.db", 40)
    path = tmp_path / "events.html"
    with Record.open(tmp_path / "invented.db") as record, path.open("wb") as out:
        html.write(record, out)
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    assert page.locator("output").inner_text() == "40 of 40 events"
    page.locator("[name=words]").fill("goma")
    shown = page.locator("details:visible").count()
    assert page.locator("output").inner_text() == f"{shown} of 40 events"
    assert 0 < shown < 40
    page.locator("circle:visible").first.click(force=True)
    assert page.locator("details[open]").count() == 1
    assert asked == [path.as_uri()]
    page.close()
