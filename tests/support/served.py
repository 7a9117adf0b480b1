"""A record served for tests: in the same process for the API, on a real port for a browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import uvicorn
from fastapi.testclient import TestClient

from dateline.serve.app import build
from dateline.serve.run import address, armed, bind
from dateline.serve.settings import ServeSettings
from dateline.store import Record

# A server that needs longer than this to start has failed.
_PATIENCE = 20.0


@contextmanager
def client(path: Path, settings: ServeSettings | None = None) -> Iterator[TestClient]:
    """Serve the record at ``path`` without a network."""
    with Record.open(path) as record:
        app = build(record, settings or ServeSettings())
        with TestClient(app, base_url="http://127.0.0.1:8765", raise_server_exceptions=False) as asking:
            yield asking


@contextmanager
def server(path: Path, settings: ServeSettings | None = None) -> Iterator[str]:
    """Serve the record at ``path`` on a free port; yield its address."""
    chosen = armed(settings or ServeSettings(port=0))
    with Record.open(path) as record, bind(chosen) as listener:
        config = uvicorn.Config(build(record, chosen), log_level="error")
        running = uvicorn.Server(config)
        thread = Thread(target=running.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        begun = monotonic()
        while not running.started and monotonic() - begun < _PATIENCE:
            sleep(0.02)
        try:
            yield address(chosen, listener).rstrip("/")
        finally:
            running.should_exit = True
            thread.join(_PATIENCE)
