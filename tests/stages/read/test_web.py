"""Web addresses: fetched only when named, within bounds, and never from where only this machine should look."""

import gzip
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from crawled import STORY, page

from dateline.model import Refusal, Report
from dateline.stages.read import ReadSettings, read
from dateline.stages.read.address import is_public

ITEM = f"<item><guid>1</guid><description>{STORY}</description></item>"
FEED = f"<rss version='2.0'><channel><title>Harbour Times</title>{ITEM}</channel></rss>"
Answer = Callable[[BaseHTTPRequestHandler], None]


def sent(content: bytes, kind: str = "text/html", status: int = 200, **more: str) -> Answer:
    """Return a way to answer with this content."""

    def send(asked: BaseHTTPRequestHandler) -> None:
        asked.send_response(status)
        for name, value in {"content-type": kind, "content-length": str(len(content)), **more}.items():
            asked.send_header(name.replace("_", "-"), value)
        asked.end_headers()
        asked.wfile.write(content)

    return send


def moved(to: str) -> Answer:
    """Return a way to send on to another address."""
    return sent(b"", status=302, location=to)


def drip(asked: BaseHTTPRequestHandler) -> None:
    """Answer with one byte after another, so that each arrives in time and the whole never."""
    asked.send_response(200)
    asked.end_headers()
    for _ in range(600):
        asked.wfile.write(b"x")
        time.sleep(0.1)


def drip_header(asked: BaseHTTPRequestHandler) -> None:
    """Answer with a header that never ends."""
    for _ in range(600):
        asked.wfile.write(b"H")
        time.sleep(0.1)


def endless(asked: BaseHTTPRequestHandler) -> None:
    """Answer without end, as fast as may be."""
    asked.send_response(200)
    asked.end_headers()
    while True:
        asked.wfile.write(b"x" * 100_000)


ANSWERS: dict[str, Answer] = {
    "/page": sent(page()),
    "/feed": sent(FEED.encode(), "application/rss+xml; charset=utf-8"),
    "/feed-as-page": sent(FEED.encode(), "text/html"),
    "/plain": sent(STORY.encode(), "text/plain"),
    "/packed": sent(gzip.compress(page()), content_encoding="gzip"),
    "/bomb": sent(gzip.compress(b" " * 30_000_000), content_encoding="gzip"),
    "/cyrillic": sent(page("Мост закрыт до утра.").decode().encode("cp1251"), "text/html; charset=windows-1251"),
    "/there": moved("page"),
    "/loop": moved("/loop"),
    "/to-file": moved("file:///etc/passwd"),
    "/to-metadata": moved("http://169.254.169.254/latest/meta-data"),
    "/image": sent(b"\x89PNG", "image/png"),
    "/gone": sent(b"", status=404),
    "/cut": sent(b"<html>", content_length="1000"),
    "/drip": drip,
    "/drip-header": drip_header,
    "/endless": endless,
}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        with suppress(ConnectionError, TimeoutError):
            ANSWERS[self.path](self)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Serve the answers on this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def outcome(url: str, **limits: Any) -> Report | Refusal:
    """Read one address, which may be on this machine."""
    (found,) = read([url], settings=ReadSettings(**{"private_addresses": True, "longest_fetch": 5.0, **limits}))
    return found


@pytest.mark.parametrize("path", ["/page", "/packed", "/there"])
def test_a_page(site: str, path: str) -> None:
    """A page is read as if it were saved; a redirect is followed, and the address that answered is kept."""
    report = outcome(site + path)
    assert isinstance(report, Report)
    address = site + path.replace("/there", "/page")
    assert (report.given_id, report.url, report.outlet) == (site + path, address, "127.0.0.1")
    assert (report.title, str(report.published), report.origin) == ("Ferries collide", "2024-05-07", site + path)
    assert STORY in report.text


@pytest.mark.parametrize("path", ["/feed", "/feed-as-page"])
def test_a_feed(site: str, path: str) -> None:
    """A feed is known by what it is, whatever the server calls it."""
    report = outcome(site + path)
    assert isinstance(report, Report)
    assert (report.text, report.outlet, report.given_id) == (STORY, "Harbour Times", "1")


def test_text_and_encodings(site: str) -> None:
    """Plain text is read too, and the encoding that the server names is believed."""
    plain, cyrillic = outcome(f"{site}/plain"), outcome(f"{site}/cyrillic")
    assert isinstance(plain, Report)
    assert isinstance(cyrillic, Report)
    assert (plain.text, plain.url) == (STORY, f"{site}/plain")
    assert "Мост закрыт" in cyrillic.text


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/bomb", "more than 10,000,000 bytes"),
        ("/endless", "more than 10,000,000 bytes"),
        ("/loop", "more than 5 times"),
        ("/to-file", "Only http and https"),
        ("/image", "neither a page nor a feed"),
        ("/gone", "404"),
        ("/cut", "did not answer as it should"),
        ("/drip", "within 1 seconds"),
        ("/drip-header", "within 1 seconds"),
    ],
)
def test_bounds(site: str, path: str, reason: str) -> None:
    """Time, size and redirects are bounded, and each bound says what it is."""
    start = time.monotonic()
    found = outcome(site + path, **({"longest_fetch": 1.0} if "drip" in path else {}))
    assert isinstance(found, Refusal)
    assert found.origin == site + path
    assert reason in found.reason
    assert time.monotonic() - start < 30


def test_nobody_answers(tmp_path: Path) -> None:
    """A port that nobody listens at, and a name that nobody has, are told."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    for url, reason in ((f"http://127.0.0.1:{port}/", "did not answer"), ("http://no-such.invalid/", "is not found")):
        found = outcome(url)
        assert isinstance(found, Refusal)
        assert reason in found.reason


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "127.1", "0x7f000001", "2130706433", "0", "localhost", "[::1]", "[::ffff:127.0.0.1]"),
        *("10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "[fe80::1]", "[fd00::1]"),
        *("[64:ff9b::7f00:1]", "[2002:7f00:1::]", "255.255.255.255", "224.0.0.1", "[ff02::1]", "[::]"),
    ],
)
def test_private_addresses_are_refused(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    """However this machine or the local network is written, no connection is made without leave."""
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("connected"))
    found = outcome(f"http://{host}/", private_addresses=False)
    assert isinstance(found, Refusal)
    assert "local network" in found.reason or "not found" in found.reason


def answering(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Let a name server give these answers, one after another; return the names that it was asked for."""
    asked, left = list[str](), list(answers)

    def look_up(name: str, port: int, *_: object, **__: object) -> list[tuple[Any, ...]]:
        if name[0].isdigit():
            found = [name]
        else:
            asked.append(name)
            found = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


def test_a_name_is_looked_up_once(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection goes to the address that was checked; the name server is not asked again."""
    asked, port = answering(monkeypatch, ["127.0.0.1"], ["10.0.0.1"]), site.rpartition(":")[2]
    report = outcome(f"http://www.harbour.example:{port}/page")
    assert isinstance(report, Report)
    assert report.outlet == "harbour.example"
    assert asked == ["www.harbour.example"]


def test_names_that_lead_to_private_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    """A public name with a private address is refused like that address."""
    answering(monkeypatch, ["192.168.0.7", "10.0.0.1"])
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("connected"))
    found = outcome("https://www.harbour.example/", private_addresses=False)
    assert isinstance(found, Refusal)
    assert "www.harbour.example is on this machine or a local network" in found.reason


def test_redirects_are_checked_like_the_first_address(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that may be fetched cannot send on to where nobody may look."""
    public = is_public
    monkeypatch.setattr("dateline.stages.read.address.is_public", lambda a: a == "127.0.0.1" or public(a))
    found = outcome(f"{site}/to-metadata", private_addresses=False)
    assert isinstance(found, Refusal)
    assert "169.254.169.254 is on this machine or a local network" in found.reason


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://h.example/a.txt", "Only http and https"),
        ("file:///etc/passwd", "Only http and https"),
        ("http://", "no web address"),
        ("http://[::1", "no web address"),
        ("http://h.example:99999/", "no web address"),
        ("http://h .example/", "no web address"),
        ("http://h.example\r\nX: y/", "no web address"),
        (f"http://{'x' * 300}/", "not found"),
        ("http://jane:secret@h.example/", "password"),
    ],
)
def test_addresses_that_are_none(url: str, reason: str) -> None:
    """Each is refused with a reason."""
    found = outcome(url)
    assert isinstance(found, Refusal)
    assert found.origin.isprintable()
    assert reason in found.reason


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34"])
def test_public_addresses(address: str) -> None:
    """Addresses of the open internet are allowed, also wrapped in others."""
    assert is_public(address)
