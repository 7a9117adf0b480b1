"""The page itself: files that Vite built into the package, and the boundaries that a user may put in place of ours."""

from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.staticfiles import StaticFiles

STATIC = Path(str(files("dateline.serve"))) / "static"
_ABSENT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Dateline</title>
<h1>The page has not been built</h1>
<p>This is a checkout of the source. Run <code>make page</code> once; the API is at
<a href="/api/v1/meta">/api/v1</a>.</p></html>"""

router = APIRouter(include_in_schema=False)


@router.get("/")
def index() -> Response:
    """Return the page; it reads its state from the address."""
    if not (STATIC / "index.html").exists():
        return HTMLResponse(_ABSENT)
    return FileResponse(STATIC / "index.html", headers={"Cache-Control": "no-cache"})


@router.get("/boundaries.json")
def boundaries(request: Request) -> Response:
    """Return the user's own borders."""
    path = request.app.state.settings.boundaries
    if path is None:
        raise HTTPException(404, "No boundaries of your own: start `dateline serve --boundaries FILE`.")
    return FileResponse(path, media_type="application/geo+json", headers={"Cache-Control": "no-cache"})


class Assets(StaticFiles):
    """Built files. Their names carry a hash of their content, so they never change under a name."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        """Let browsers keep what cannot change."""
        response: Response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response
