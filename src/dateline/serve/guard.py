"""What stands before every request: the host header, the token, and the headers that keep hostile text harmless."""

import re
import secrets
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.serve.problem import respond
from dateline.serve.settings import ServeSettings, loopback

COOKIE = "dateline_token"
# Nothing from elsewhere, nothing inline, no framing: text of a report that slipped through could still not run.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
}
_LOCAL = ("127.0.0.1", "localhost", "[::1]")
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\[\]:@/\s]+)(?::\d{1,5})?")
# A correction is some hundred bytes; nothing that we accept is longer.
_LONGEST_BODY = 64 * 1024


class Guard:
    """An ASGI layer that refuses what should not reach the application."""

    def __init__(self, app: ASGIApp, settings: ServeSettings) -> None:
        self._app = app
        self._hosts = frozenset(_LOCAL) | _named(settings)
        self._any_host = settings.host in ("0.0.0.0", "::") and bool(settings.token)  # noqa: S104 - compared, not bound
        self._token = settings.token
        self._edit = settings.edit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with safe headers on its answer, or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = self._refuse(scope)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        await (answer or self._app)(scope, receive, guarded)

    def _refuse(self, scope: Scope) -> Response | None:
        """Return the answer to a request that goes no further, or None."""
        headers = Headers(scope=scope)
        if not self._any_host and _hostname(headers.get("host", "")) not in self._hosts:
            return respond(400, "This host name is not served here. Open the address that `dateline serve` printed.")
        if self._token and (answer := self._locked(scope, headers)):
            return answer
        if scope["method"] not in ("GET", "HEAD", "OPTIONS"):
            return self._unsafe(headers)
        return None

    def _locked(self, scope: Scope, headers: Headers) -> Response | None:
        """Ask for the token: in a header, a cookie, or once in the address, which is then cleaned of it."""
        assert self._token
        query = parse_qs(scope["query_string"].decode("latin-1"))
        if self._same(query.get("token", [""])[-1]):
            rest = urlencode([(k, v) for k, vs in query.items() if k != "token" for v in vs])
            answer = RedirectResponse(_path(scope) + (f"?{rest}" if rest else ""), 303)
            answer.set_cookie(COOKIE, self._token, httponly=True, samesite="strict")
            return answer
        given = (headers.get("authorization", "").removeprefix("Bearer "), _cookie(headers))
        if any(map(self._same, given)):
            return None
        return respond(401, "A token is needed: open the address that `dateline serve` printed, or send it as Bearer.")

    def _same(self, given: str) -> bool:
        return bool(self._token) and secrets.compare_digest(given.encode(), str(self._token).encode())

    def _unsafe(self, headers: Headers) -> Response | None:
        """Let only this page change anything, only as JSON, and only when editing is on."""
        if not self._edit:
            return respond(405, "This record is served read-only. Start `dateline serve --edit` to correct it.")
        origin = headers.get("origin")
        if origin and origin.split("//", 1)[-1] != headers.get("host"):
            return respond(403, "Corrections are only taken from this page.")
        if headers.get("content-type", "").split(";")[0] != "application/json":
            return respond(415, "Send JSON (Content-Type: application/json).")
        size = headers.get("content-length", "")
        if not size.isascii() or not size.isdigit() or int(size) > _LONGEST_BODY:
            return respond(413, "Send the length of the body, and no more than 64 KB.")
        return None


def _named(settings: ServeSettings) -> frozenset[str]:
    host = settings.host
    name = f"[{host}]" if ":" in host and not host.startswith("[") else host
    return frozenset() if loopback(host) and host in _LOCAL else frozenset({name.lower()})


def _hostname(host: str) -> str:
    """Return the name in a host header, without its port; "" when it is malformed."""
    found = _HOST.fullmatch(host)
    return found[1].lower() if found else ""


def _path(scope: Scope) -> str:
    """Return the path as one of this server's, whatever slashes it begins with."""
    return "/" + str(scope["path"]).lstrip("/\\")


def _cookie(headers: Headers) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""
