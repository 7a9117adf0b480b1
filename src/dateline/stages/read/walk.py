"""Find the files behind paths, folders and patterns: sorted, regular files only, with a reason for all that is left out."""

import glob
import os
import stat
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from dateline.model import Refusal
from dateline.stages.read.draft import File, refuse
from dateline.stages.read.tables import load

_PATTERN = frozenset("*?[")


def find(path: str | Path, suffixes: Iterable[str]) -> Iterator[File | Refusal]:
    """Yield the readable files behind one path: itself, those in the folder, or those that the pattern matches."""
    known = tuple(sorted(suffixes))
    here = Path(path)
    if _PATTERN.intersection(str(path)) and not os.path.exists(here):  # noqa: PTH110 - says no to names that cannot be
        yield from _matches(str(path), known)
    elif os.path.isdir(here):  # noqa: PTH112 - likewise
        yield from _folder(here, known)
    else:
        yield _file(here, known)


def shown(path: str | Path) -> str:
    """Return a path as it can be printed and stored: on one line, and without half characters."""
    text = os.fspath(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _matches(pattern: str, known: tuple[str, ...]) -> Iterator[File | Refusal]:
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute patterns
    if not found:
        yield refuse(shown(pattern), "No file matches this pattern: check its spelling and the folder you are in.")
    for path in found:
        if not os.path.isdir(path):  # noqa: PTH112
            yield _file(Path(path), known)


def _folder(folder: Path, known: tuple[str, ...]) -> Iterator[File | Refusal]:
    """Walk a folder in sorted order. Links to folders are not followed, so a loop of links ends here."""
    empty = True
    for path in _below(folder):
        found = path if isinstance(path, Refusal) else _inside(path, known)
        empty = empty and isinstance(found, Refusal)
        yield found
    if empty:
        names = " ".join(known)
        yield refuse(shown(folder), f"No file in this folder can be read: Dateline reads {names}.")


def _below(folder: Path) -> Iterator[Path | Refusal]:
    """Yield what lies below a folder in sorted order, without recursion: folders may nest deeper than Python's stack."""
    waiting = [(folder, True)]
    while waiting:
        path, is_folder = waiting.pop()
        if not is_folder:
            yield path
            continue
        try:
            with os.scandir(path) as inside:
                entries = sorted(inside, key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            yield refuse(shown(path), why(error, "folder"))
            continue
        waiting += [(Path(e.path), e.is_dir(follow_symlinks=False) and not e.name.startswith(".")) for e in entries]


def _inside(path: Path, known: tuple[str, ...]) -> File | Refusal:
    """Judge what a walk met; a folder here is hidden or a link."""
    if path.name.startswith("."):
        return refuse(shown(path), "Hidden files and folders are passed over: name it yourself to have it read.")
    if os.path.isdir(path):  # noqa: PTH112
        return refuse(shown(path), "Links to folders are not followed: name the folder itself to have it read.")
    return _file(path, known)


def _file(path: Path, known: tuple[str, ...]) -> File | Refusal:
    origin = shown(path)
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        return refuse(origin, why(error, "file"))
    if not stat.S_ISREG(mode):
        return refuse(origin, "This is no ordinary file (a pipe, socket or device): save its content to a file first.")
    if not path.name.lower().endswith(known):
        return refuse(origin, f"Files of this kind are not read: Dateline reads {' '.join(known)}.")
    return File(path=path, origin=origin, name=shown(path.name), outlet=outlet_of(path.absolute().parent.name))


def why(error: Exception, what: str) -> str:
    """Say in a sentence what the system's error means and what to do."""
    if isinstance(error, FileNotFoundError):
        return f"There is no such {what}: check the spelling and the folder you are in."
    if isinstance(error, PermissionError):
        return f"You are not allowed to read this {what}: change its permissions, or copy it to where you may."
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"The system cannot open this {what} ({reason}): copy it elsewhere, or leave it out."


def outlet_of(folder: str) -> str | None:
    """Return a folder's name as the outlet, unless folders of that name say nothing of who published."""
    name = shown(folder)
    return None if not name or name.lower() in _generic() else name


@cache
def _generic() -> frozenset[str]:
    return frozenset(load("folders")["generic"])
