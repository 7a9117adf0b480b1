"""Undo what a web server did to a page for the way: chunks, gzip, brotli. Together with ``warc`` the door to FastWARC."""

from collections.abc import Callable
from io import BytesIO
from typing import Protocol


class _Reader(Protocol):
    def read(self, size: int, /) -> bytes: ...


def unwrap(content: bytes, codings: str | None, limit: int) -> bytes | None:
    """Return the content without its codings ("gzip", "br"), at most ``limit`` bytes and one; None if that fails.

    Servers and archives often name a coding that was undone already, so content that does not begin like it is left alone.
    """
    for coding in reversed([name.strip().lower() for name in (codings or "").split(",") if name.strip()]):
        if coding == "identity" or not _coded(content, coding):
            continue
        reader = _reader(coding)
        if reader is None:
            return None
        try:
            content = reader(BytesIO(content)).read(limit + 1)
        except (OSError, ValueError):
            return None
    return content


def _coded(content: bytes, coding: str) -> bool:
    if coding in ("gzip", "x-gzip"):
        return content.startswith(b"\x1f\x8b")
    if coding == "chunked":
        return content[:1] in b"0123456789abcdefABCDEF" and b"\n" in content[:100]
    return not content.lstrip().startswith(b"<")


def _reader(coding: str) -> Callable[[BytesIO], _Reader] | None:
    from fastwarc import stream_io

    known: dict[str, Callable[[BytesIO], _Reader]] = {
        "gzip": stream_io.GzipReader,
        "x-gzip": stream_io.GzipReader,
        "deflate": lambda stream: stream_io.GzipReader(stream, zlib=True),
        "br": stream_io.BrotliReader,
        "zstd": stream_io.ZstdReader,
        "chunked": stream_io.ChunkedReader,
    }
    return known.get(coding)
