"""What stands before the application: host, token, origin, headers."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from served import client

from dateline.errors import SettingsError
from dateline.serve.run import address, armed, bind
from dateline.serve.settings import ServeSettings, loopback

TOKEN = "a-long-token-for-tests"


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "", "localhost.evil:8765", "[::1", "[::2]", "evil.example:80@127.0.0.1"],
)
def test_foreign_host_names_are_refused(api: TestClient, host: str) -> None:
    """A page elsewhere that rebinds its name to this machine gets nothing."""
    assert api.get("/api/v1/meta", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:9999", "[::1]:8765", "LOCALHOST"])
def test_names_of_this_machine_are_served(api: TestClient, host: str) -> None:
    """Loopback is loopback, whatever the port."""
    assert api.get("/api/v1/meta", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/api/v1/meta", "/api/v1/nothing", "/api/v1/openapi.json"])
def test_every_answer_carries_the_policy(api: TestClient, path: str) -> None:
    """Nothing inline, nothing from elsewhere, no framing, no guessing of types; errors included."""
    headers = api.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_nothing_can_be_changed_without_edit(api: TestClient) -> None:
    """Every unsafe method is refused before it reaches anything."""
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert api.request(method, "/api/v1/events/e-1/note", json={"reason": "x"}).status_code == 405


def test_other_addresses_need_a_token(invented: Path) -> None:
    """A token is made up where others can reach the address, and asked of every visitor."""
    assert armed(ServeSettings()).token is None
    assert armed(ServeSettings(host="192.168.7.9")).token
    with client(invented, ServeSettings(host="0.0.0.0", token=TOKEN)) as api:
        assert api.get("/api/v1/meta").status_code == 401
        assert api.get("/").status_code == 401
        assert api.get("/api/v1/meta", headers={"Authorization": f"Bearer {TOKEN}x"}).status_code == 401
        assert api.get("/api/v1/meta", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_the_token_leaves_the_address(invented: Path) -> None:
    """Opening the address with the token sets a cookie and goes on without it; the redirect stays on this server."""
    with client(invented, ServeSettings(host="0.0.0.0", token=TOKEN)) as api:
        found = api.get(f"/?token={TOKEN}&type=attack", follow_redirects=False)
        assert (found.status_code, found.headers["location"]) == (303, "/?type=attack")
        assert "HttpOnly" in found.headers["set-cookie"]
        assert "samesite=strict" in found.headers["set-cookie"].lower()
        assert api.get("/api/v1/meta").status_code == 200
        off = api.get(f"//evil.example/?token={TOKEN}", follow_redirects=False)
        assert off.headers.get("location", "/").startswith("/")
        assert not off.headers.get("location", "/").startswith("//")


def test_ports_that_are_taken_are_passed_over() -> None:
    """Two servers side by side get two ports; an address of no one's is an error that says what to do."""
    with bind(ServeSettings(port=0)) as first:
        taken = first.getsockname()[1]
        first.listen()
        with bind(ServeSettings(port=taken)) as second:
            assert second.getsockname()[1] != taken
            assert address(ServeSettings(), second) == f"http://127.0.0.1:{second.getsockname()[1]}/"
    with pytest.raises(SettingsError, match="--port"):
        bind(ServeSettings(host="203.0.113.7"))


def test_loopback() -> None:
    """Only this machine's own addresses are loopback."""
    assert [loopback(h) for h in ("127.0.0.1", "127.8.8.8", "::1", "localhost")] == [True] * 4
    assert [loopback(h) for h in ("0.0.0.0", "10.0.0.1", "::", "example.org")] == [False] * 4
