"""Fetch a page or feed from the web. The only door to the network, used for addresses that a person names and no other.

Everything is bounded: time, size, redirects, and the machines that an address may lead to.
"""

import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

from dateline.stages.read import body
from dateline.stages.read.address import AddressError, Target, look_up, take_apart
from dateline.stages.read.settings import ReadSettings

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, HTTPConnectionPool

_STEP = 1 << 16
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HEADERS = {
    "User-Agent": "Dateline",
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, text/xml, */*;q=0.5",
    "Accept-Encoding": "identity",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a server answered, and the address from which the answer came in the end."""

    url: str
    mime: str
    charset: str | None
    content: bytes


def is_address(path: str) -> bool:
    """Tell whether a path is an address on a network ("https://...") rather than a file's."""
    scheme, colon, _ = path.partition("://")
    return (
        bool(colon) and scheme.isascii() and scheme[:1].isalpha() and scheme.replace("+", "").replace("-", "").isalnum()
    )


def fetch(url: str, settings: ReadSettings) -> Fetched:
    """Return what is at an address.

    The work is done in a thread of its own, since nothing else bounds the time that a slow name server takes.

    Raises:
        AddressError: nothing was fetched. The text says why and what to do.
    """
    job = _Job(url, settings)
    job.start()
    job.join(settings.longest_fetch)
    if job.found is None:
        raise job.fault or _too_slow(settings)
    return job.found


class _Job(threading.Thread):
    """One fetch. It ends by itself soon after its time is over."""

    def __init__(self, url: str, settings: ReadSettings) -> None:
        super().__init__(daemon=True)
        self._url, self._settings = url, settings
        self._end = time.monotonic() + settings.longest_fetch
        self.found: Fetched | None = None
        self.fault: Exception | None = None

    def run(self) -> None:
        from urllib3.exceptions import HTTPError

        try:
            self.found = self._follow()
        except AddressError as error:
            self.fault = error
        except (HTTPError, OSError, ValueError) as error:
            self.fault = AddressError(f"The site did not answer as it should ({_short(error)}): try again later.")

    def _follow(self) -> Fetched:
        """Fetch, and go where redirects lead; every hop is checked like the first."""
        url = urldefrag(self._url).url
        for _ in range(self._settings.most_redirects + 1):
            target = take_apart(url)
            with self._pool(target) as pool:
                response = self._ask(pool, target)
                try:
                    if response.status not in _REDIRECTS or "Location" not in response.headers:
                        return self._answer(url, response)
                    url = urldefrag(urljoin(url, response.headers["Location"])).url
                finally:
                    response.close()
        raise AddressError(
            f"It leads on more than {self._settings.most_redirects} times: open it in a browser and save the page."
        )

    def _pool(self, target: Target) -> "HTTPConnectionPool":
        """Return a way to connect to a checked address, while certificates are checked for the site's name."""
        from urllib3 import HTTPConnectionPool, HTTPSConnectionPool

        address = look_up(target, private=self._settings.private_addresses)[0]
        if target.scheme == "http":
            return HTTPConnectionPool(address, target.port)
        return HTTPSConnectionPool(address, target.port, server_hostname=target.site, assert_hostname=target.site)

    def _ask(self, pool: "HTTPConnectionPool", target: Target) -> "BaseHTTPResponse":
        from urllib3 import Timeout

        return pool.urlopen(
            "GET",
            target.path,
            headers={**_HEADERS, "Host": target.header},
            redirect=False,
            retries=False,
            assert_same_host=False,
            preload_content=False,
            decode_content=False,
            timeout=Timeout(total=max(self._end - time.monotonic(), 0.01)),
        )

    def _answer(self, url: str, response: "BaseHTTPResponse") -> Fetched:
        if not 200 <= response.status < 300:
            raise AddressError(
                f"The site answered {response.status} {response.reason or ''}".strip() + ": check the address."
            )
        content, limit = bytearray(), self._settings.largest_page
        while time.monotonic() < self._end and len(content) <= limit and (piece := response.read1(_STEP)):
            content += piece
        if time.monotonic() >= self._end:
            raise _too_slow(self._settings)
        whole = body.unwrap(bytes(content), response.headers.get("Content-Encoding"), limit)
        if len(content) > limit or (whole is not None and len(whole) > limit):
            raise AddressError(f"It has more than {limit:,} bytes: save it to a file, and read that.")
        if whole is None:
            raise AddressError("The site packed its answer in a way that cannot be read: save the page to a file.")
        kind = response.headers.get("Content-Type") or ""
        return Fetched(url=url, mime=_mime(kind), charset=_charset(kind), content=whole)


def _too_slow(settings: ReadSettings) -> AddressError:
    limit = f"{settings.longest_fetch:g} seconds"
    return AddressError(f"It did not answer in full within {limit}: try again, or save the page to a file.")


def _mime(kind: str) -> str:
    return kind.partition(";")[0].strip().lower()


def _charset(kind: str) -> str | None:
    from email.message import Message

    header = Message()
    header["Content-Type"] = kind
    return header.get_content_charset()


def _short(error: Exception) -> str:
    return " ".join(str(error).rpartition(": ")[2].split())[:120]
