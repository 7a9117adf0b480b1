"""Put the application together: API under ``/api/v1``, the page at ``/``, and the guard before both."""

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp

from dateline import __version__
from dateline.serve import edit, events, lineages, overview, page, problem, reports
from dateline.serve.guard import Guard
from dateline.serve.settings import ServeSettings
from dateline.store import Record

API = "/api/v1"
_ABOUT = """The record of what happened, as `dateline read` wrote it. Read-only unless it is served with `--edit`.

Lists come in pages: follow `next` as `cursor`. Every answer has an ETag. Every error has one shape, `Problem`."""
# Smaller answers gain nothing from packing.
_PACK_FROM = 1000


def build(record: Record, settings: ServeSettings) -> ASGIApp:
    """Return the application over an open record. The guard is outermost: every answer passes it, failures too."""
    app = FastAPI(
        title="Dateline",
        version=__version__,
        description=_ABOUT,
        openapi_url=f"{API}/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.record, app.state.settings = record, settings
    for part in (overview, events, reports, lineages, edit):
        app.include_router(part.router, prefix=API)
    app.include_router(page.router)
    if (page.STATIC / "assets").is_dir():
        app.mount("/assets", page.Assets(directory=page.STATIC / "assets"), name="assets")
    problem.install(app)
    app.add_middleware(GZipMiddleware, minimum_size=_PACK_FROM, compresslevel=5)
    return Guard(app, settings)
