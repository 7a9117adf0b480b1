"""Read compressed files: gzip around one file, zip around many. What unpacks beyond all measure is refused, not unpacked."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import IO, Protocol, cast

from dateline.model import Refusal
from dateline.stages.read import listing, walk
from dateline.stages.read.draft import Draft, File, FormatReader, refuse
from dateline.stages.read.formats import FORMATS, reader_of
from dateline.stages.read.settings import ReadSettings

_GZ = ".gz"
_BROKEN = (EOFError, OSError, zlib.error, zipfile.BadZipFile, NotImplementedError)
# A bomb shows only after a while: the first bytes of any well-packed file are far beyond its average.
_GRACE = 10_000_000
# An archive may hold some files that are refused as bombs before it is given up as a whole.
_GRACES = 10
_ENCRYPTED = 1
# The others unpack a stretch as a whole, however large it becomes.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class _BombError(Exception):
    """A file unpacks to more than its packed size warrants."""


class _Unpacked(Protocol):
    """What both gzip and zip hand out."""

    def read(self, size: int, /) -> bytes: ...


class _Budget:
    """What a packed file may unpack to, with all that is packed inside it; ``whole`` is that of the archive around it."""

    def __init__(
        self, packed: int, settings: ReadSettings, whole: "_Budget | None" = None, grace: int = _GRACE
    ) -> None:
        self._left, self._whole = max(grace, packed * settings.packing), whole

    @property
    def spent(self) -> bool:
        return self._left < 0

    def spend(self, size: int) -> None:
        """Count ``size`` bytes."""
        self._left -= size
        if self._whole:
            self._whole.spend(size)
        if self.spent:
            raise _BombError


class _Bounded(io.RawIOBase):
    """A stream that counts what it unpacks, and stops when the budget is spent."""

    def __init__(self, unpacked: _Unpacked, budget: _Budget) -> None:
        self._unpacked, self._budget = unpacked, budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = self._unpacked.read(len(buffer))
        self._budget.spend(len(piece))
        buffer[: len(piece)] = piece
        return len(piece)


def read_gzip(stream: io.BufferedReader, file: File, settings: ReadSettings) -> Iterator[Draft | Refusal]:
    """Yield the reports of the file inside."""
    budget = _Budget(file.path.stat().st_size, settings)
    yield from _guarded(_gunzip(stream, file, budget, settings), file.origin, settings)


def read_zip(stream: io.BufferedReader, file: File, settings: ReadSettings) -> Iterator[Draft | Refusal]:
    """Yield the reports of the files inside, in sorted order; each is named ARCHIVE/MEMBER."""
    size = file.path.stat().st_size
    if listing.size(stream, size) > settings.largest_listing:
        yield refuse(file.origin, "The archive has too many members to list: unpack it, and read the folder.")
        return
    try:
        archive = zipfile.ZipFile(stream)
    except (*_BROKEN, ValueError) as error:
        yield _broken(file.origin, error)
        return
    with archive:
        yield from _members(archive, file, _Budget(size, settings, grace=_GRACES * _GRACE), settings)


def _members(archive: zipfile.ZipFile, file: File, whole: _Budget, settings: ReadSettings) -> Iterator[Draft | Refusal]:
    members = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
    for number, info in enumerate(members):
        if whole.spent:
            reason = f"It unpacks to more than {settings.packing} times its size: {len(members) - number:,} files are left out."
            yield refuse(file.origin, reason)
            return
        budget = _Budget(info.compress_size, settings, whole)
        yield from _guarded(_member(archive, info, file, budget, settings), _inside(file, info), settings)
    if not members:
        yield refuse(file.origin, "The archive is empty: leave it out, or pack it again.")


def _inside(file: File, info: zipfile.ZipInfo) -> str:
    return f"{file.origin}/{walk.shown(info.filename)}"


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, file: File, budget: _Budget, settings: ReadSettings
) -> Iterator[Draft | Refusal]:
    path = PurePosixPath(info.filename)
    outlet = walk.outlet_of(path.parent.name) if path.parent.name else file.outlet
    inner = File(path=Path(path.name), origin=_inside(file, info), name=path.name, outlet=outlet)
    if reader_of(inner.name.lower().removesuffix(_GZ), FORMATS) is None:
        yield refuse(inner.origin, _unknown())
    elif info.flag_bits & _ENCRYPTED:
        yield refuse(inner.origin, "The file is encrypted: unpack it with its password first.")
    elif info.compress_type not in _METHODS:
        yield refuse(inner.origin, "The file is packed in an unusual way: unpack it, or pack it as an ordinary zip.")
    else:
        with _opened(archive, info) as unpacked:
            yield from _unpack(unpacked, inner, budget, settings)


def _opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> IO[bytes]:
    try:
        return archive.open(info)
    except (RuntimeError, ValueError) as error:
        raise zipfile.BadZipFile(str(error)) from error


def _gunzip(
    stream: io.BufferedReader, file: File, budget: _Budget, settings: ReadSettings
) -> Iterator[Draft | Refusal]:
    with gzip.GzipFile(fileobj=stream) as unpacked:
        yield from _unpack(unpacked, replace(file, name=file.name[: -len(_GZ)]), budget, settings)


def _unpack(unpacked: _Unpacked, file: File, budget: _Budget, settings: ReadSettings) -> Iterator[Draft | Refusal]:
    """Read what was unpacked by its name; a gzipped member of an archive is unpacked a second time."""
    stream = cast("io.BufferedReader", io.BufferedReader(_Bounded(unpacked, budget), settings.sample))
    if file.name.lower().endswith(_GZ):
        yield from _gunzip(stream, file, budget, settings)
    else:
        reader: FormatReader | None = reader_of(file.name, FORMATS)
        yield from reader(stream, file, settings) if reader else iter([refuse(file.origin, _unknown())])


def _guarded(found: Iterator[Draft | Refusal], origin: str, settings: ReadSettings) -> Iterator[Draft | Refusal]:
    """Yield what is found, and a reason in place of what cannot be unpacked."""
    try:
        yield from found
    except _BombError:
        reason = f"It unpacks to more than {settings.packing} times its size: unpack it yourself if you trust it."
        yield refuse(origin, reason)
    except _BROKEN as error:
        yield _broken(origin, error)


def _unknown() -> str:
    return f"Files of this kind are not read: Dateline reads {' '.join(sorted(FORMATS))}."


def _broken(origin: str, error: Exception) -> Refusal:
    return refuse(origin, f"The packed file is broken or cut off ({error}): fetch or pack it again.")
