"""Take the picture of the page that the README shows: the sample reports, read, served, and opened in Chromium.

``make screenshot`` writes it anew; it needs Chromium and the built page.
"""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "page.png"
SAMPLES = ROOT / "src" / "dateline" / "data" / "samples"


def main() -> None:
    """Read the samples into a record of the moment, and photograph the event that most independent texts tell."""
    sys.path.insert(0, str(ROOT / "tests" / "support"))
    from playwright.sync_api import sync_playwright
    from served import server

    from dateline.pipeline import read
    from dateline.store import Record

    program = shutil.which("chromium") or shutil.which("google-chrome")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "samples.db"
        with Record.open(path, create=True) as record:
            read([SAMPLES], record)
            event = max(record.events(), key=lambda e: (e.lineages, len(e.figures), e.reports, e.id))
        with server(path) as address, sync_playwright() as play:
            browser = play.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(f"{address}/?event={event.id}")
            page.wait_for_selector("html[data-map=yes]")
            page.wait_for_timeout(500)
            page.screenshot(path=PICTURE)
            browser.close()


if __name__ == "__main__":
    main()
