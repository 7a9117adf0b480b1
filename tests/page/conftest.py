"""A real Chromium on a served record. Skipped where there is none, except in CI, where that is an error."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from invent import fill
from served import server

from dateline.serve.page import STATIC
from dateline.serve.settings import ServeSettings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_CI = os.environ.get("CI") == "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything that asks for a browser."""
    for item in items:
        if "opened" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.filterwarnings("ignore"))


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Return a headless Chromium."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    missing = (
        "there is no Chromium" if not program else "" if (STATIC / "index.html").exists() else "run `make page` first"
    )
    if missing and not _CI:
        pytest.skip(missing)
    assert not missing, missing
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=program, args=_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a record of 200 invented events."""
    path = tmp_path_factory.mktemp("page") / "invented.db"
    fill(path, 200)
    with server(path) as address:
        yield address


@pytest.fixture
def editable(tmp_path: Path) -> Iterator[str]:
    """Return the address of a small record that may be corrected."""
    path = tmp_path / "edit.db"
    fill(path, 8, versions=2)
    with server(path, ServeSettings(port=0, edit=True)) as address:
        yield address


@pytest.fixture
def shots() -> Path:
    """Return the folder where screenshots are kept to be looked at."""
    folder = Path(os.environ.get("DATELINE_SHOTS", "build/screenshots"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _foreign(url: str, address: str) -> list[str]:
    """Return the address that was asked for when it is not this server's."""
    return [] if url.startswith(("/".join(address.split("/")[:3]), "data:")) else [url]


Open = Callable[..., "Page"]


@pytest.fixture
def opened(browser: "Browser") -> Iterator[Open]:
    """Return a function that opens an address in a fresh profile; errors of the page fail the test at its end."""
    troubles: list[str] = []
    contexts = []

    def go(address: str, *, width: int = 1440, height: int = 900, **options: Any) -> "Page":
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
        page.on("request", lambda asked: troubles.extend(_foreign(asked.url, address)))
        page.goto(address)
        page.wait_for_selector("html[data-map=yes]")
        return page

    go.troubles = troubles  # type: ignore[attr-defined]
    yield go
    for context in contexts:
        context.close()
    assert not troubles
