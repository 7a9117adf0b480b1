"""Read compressed files: gzip around one file, zip around many. What unpacks beyond all measure is refused, not unpacked."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Protocol

from dateline.model import Refusal
from dateline.stages.read import walk
from dateline.stages.read.draft import Draft, File, FormatReader, refuse
from dateline.stages.read.formats import FORMATS, reader_of
from dateline.stages.read.settings import ReadSettings

_BROKEN = (EOFError, zlib.error, zipfile.BadZipFile, gzip.BadGzipFile, NotImplementedError)
# A bomb shows only after a while: the first bytes of any well-packed file are far beyond its average.
_GRACE = 10_000_000
_ENCRYPTED = 1


class _BombError(Exception):
    """A file unpacks to more than its packed size warrants."""


class _Unpacked(Protocol):
    """What both gzip and zip hand out."""

    def read(self, size: int, /) -> bytes: ...


class _Bounded(io.RawIOBase):
    """A stream that counts what it unpacks, and stops beyond ``limit`` bytes."""

    def __init__(self, unpacked: _Unpacked, limit: int) -> None:
        self._unpacked, self._left = unpacked, limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = self._unpacked.read(len(buffer))
        self._left -= len(piece)
        if self._left < 0:
            raise _BombError
        buffer[: len(piece)] = piece
        return len(piece)


def read_gzip(stream: io.BufferedReader, file: File, settings: ReadSettings) -> Iterator[Draft | Refusal]:
    """Yield the reports of the file inside."""
    inner = File(path=file.path, origin=file.origin, name=file.name[:-3], outlet=file.outlet)
    limit = _limit(file.path.stat().st_size, settings)
    with gzip.GzipFile(fileobj=stream) as unpacked:
        yield from _unpack(unpacked, inner, limit, settings)


def read_zip(stream: io.BufferedReader, file: File, settings: ReadSettings) -> Iterator[Draft | Refusal]:
    """Yield the reports of the files inside, in sorted order; each is named ARCHIVE/MEMBER."""
    try:
        archive = zipfile.ZipFile(stream)
    except (*_BROKEN, ValueError) as error:
        yield _broken(file.origin, error)
        return
    with archive:
        members = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
        for info in members:
            yield from _member(archive, info, file, settings)
        if not members:
            yield refuse(file.origin, "The archive is empty: leave it out, or pack it again.")


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, file: File, settings: ReadSettings
) -> Iterator[Draft | Refusal]:
    path = PurePosixPath(info.filename)
    outlet = walk.outlet_of(path.parent.name) if path.parent.name else file.outlet
    inner = File(
        path=Path(path.name), origin=f"{file.origin}/{walk.shown(info.filename)}", name=path.name, outlet=outlet
    )
    if reader_of(path.name, FORMATS) is None:
        yield refuse(inner.origin, f"Files of this kind are not read: Dateline reads {' '.join(sorted(FORMATS))}.")
    elif info.flag_bits & _ENCRYPTED:
        yield refuse(inner.origin, "The file is encrypted: unpack it with its password first.")
    else:
        try:
            unpacked = archive.open(info)
        except (*_BROKEN, OSError, RuntimeError) as error:
            yield _broken(inner.origin, error)
            return
        with unpacked:
            yield from _unpack(unpacked, inner, _limit(info.compress_size, settings), settings)


def _unpack(unpacked: _Unpacked, file: File, limit: int, settings: ReadSettings) -> Iterator[Draft | Refusal]:
    reader: FormatReader | None = reader_of(file.name, FORMATS)
    if reader is None:
        yield refuse(file.origin, f"Files of this kind are not read: Dateline reads {' '.join(sorted(FORMATS))}.")
        return
    try:
        yield from reader(io.BufferedReader(_Bounded(unpacked, limit), settings.sample), file, settings)
    except _BombError:
        reason = f"It unpacks to more than {settings.packing} times its size: unpack it yourself if you trust it."
        yield refuse(file.origin, reason)
    except _BROKEN as error:
        yield _broken(file.origin, error)


def _limit(packed: int, settings: ReadSettings) -> int:
    return max(_GRACE, packed * settings.packing)


def _broken(origin: str, error: Exception) -> Refusal:
    return refuse(origin, f"The packed file is broken or cut off ({error}): fetch or pack it again.")
