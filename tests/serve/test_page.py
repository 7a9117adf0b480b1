"""The page's own files, and borders of the user's own."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from served import client

from dateline.errors import SettingsError
from dateline.serve.page import STATIC
from dateline.serve.run import serve
from dateline.serve.settings import ServeSettings

BORDERS = '{"type": "FeatureCollection", "features": []}'


def test_without_a_built_page_the_address_says_what_to_do(
    api: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A checkout whose page is not built still answers, and names the command."""
    monkeypatch.setattr("dateline.serve.page.STATIC", tmp_path)
    found = api.get("/")
    assert found.status_code == 200
    assert "make page" in found.text


@pytest.mark.skipif(not (STATIC / "index.html").exists(), reason="run `make page` first")
def test_built_files_are_kept_by_browsers_and_the_page_is_not(api: TestClient) -> None:
    """Names with a hash never change; the page that names them is asked for anew. It holds nothing inline."""
    index = api.get("/")
    assert index.headers["cache-control"] == "no-cache"
    assert "<style" not in index.text
    assert "onclick" not in index.text
    script = index.text.split('src="')[1].split('"')[0]
    found = api.get(script)
    assert found.status_code == 200
    assert "immutable" in found.headers["cache-control"]


def test_borders_of_your_own(invented: Path, api: TestClient, tmp_path: Path) -> None:
    """They are served when given, and a 404 when not; a file that is not there is told before anything is served."""
    assert api.get("/boundaries.json").status_code == 404
    borders = tmp_path / "borders.json"
    borders.write_text(BORDERS, encoding="utf-8")
    with client(invented, ServeSettings(boundaries=borders)) as mine:
        assert mine.get("/boundaries.json").text == BORDERS
        assert mine.get("/api/v1/meta").json()["boundaries"] is True
    import socket

    with pytest.raises(SettingsError, match="boundaries"), socket.socket() as unused:
        serve(invented, ServeSettings(boundaries=tmp_path / "none.json"), unused)
