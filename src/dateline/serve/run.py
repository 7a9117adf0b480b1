"""Serve a record until the person stops it."""

import secrets
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from socket import AF_INET, AF_INET6, SO_REUSEADDR, SOCK_STREAM, SOL_SOCKET, socket

import uvicorn

from dateline.errors import SettingsError
from dateline.serve.app import build
from dateline.serve.settings import ServeSettings, loopback
from dateline.store import Record

# A person may pass another port; these are tried in turn when it is taken.
_TRIED = 20


def armed(settings: ServeSettings) -> ServeSettings:
    """Return settings with a token wherever others could reach the address."""
    if loopback(settings.host) or settings.token:
        return settings
    return replace(settings, token=secrets.token_urlsafe(24))


def bind(settings: ServeSettings) -> socket:
    """Return a socket that listens on the address, or on the next free port after it.

    Raises:
        SettingsError: no port is free, or the address is not this machine's.
    """
    family = AF_INET6 if ":" in settings.host else AF_INET
    last: OSError | None = None
    for port in range(settings.port, settings.port + (_TRIED if settings.port else 1)):
        listener = socket(family, SOCK_STREAM)
        listener.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        try:
            listener.bind((settings.host.strip("[]"), port))
        except (OSError, OverflowError) as error:
            listener.close()
            last = error if isinstance(error, OSError) else None
            continue
        return listener
    raise SettingsError(f"Cannot listen on {settings.host}:{settings.port}: {last}. Choose another with --port.")


def address(settings: ServeSettings, listener: socket) -> str:
    """Return the address to open in a browser."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{listener.getsockname()[1]}/" + (f"?token={settings.token}" if settings.token else "")


def serve(path: str | Path, settings: ServeSettings, listener: socket) -> None:
    """Serve the record at ``path`` on ``listener`` until it is interrupted; ``settings`` must be :func:`armed`."""
    if settings.boundaries and not settings.boundaries.is_file():
        raise SettingsError(f"There are no boundaries at {settings.boundaries}.")
    # Ctrl-C is how a person ends it, so it is no interruption to tell of.
    with Record.open(path) as record, suppress(KeyboardInterrupt):
        config = uvicorn.Config(build(record, settings), log_level="warning", server_header=False, date_header=False)
        uvicorn.Server(config).run(sockets=[listener])
