"""Undo what a web server did to a page for the way: chunks, gzip, brotli. Together with ``warc`` the door to FastWARC."""

import zlib
from io import BytesIO

# Both zlib's and gzip's own frames are recognised; servers also send deflate without any.
_FRAMED, _BARE = 47, -15
_GZIP = ("gzip", "x-gzip", "deflate")


class _PackedError(Exception):
    """The content cannot be unpacked."""


def unwrap(content: bytes, codings: str | None, limit: int) -> bytes | None:
    """Return the content without its codings ("gzip", "br"), at most ``limit`` bytes and one; None if that fails.

    Servers and archives often name a coding that was undone already, so content that does not begin like it is left alone.
    """
    named = [name.strip().lower() for name in (codings or "").split(",")]
    try:
        for coding in reversed(named):
            content = _unpack(content, coding, limit) if _is_coded(content, coding) else content
    except (_PackedError, OSError, ValueError, zlib.error):
        return None
    return content


def _is_coded(content: bytes, coding: str) -> bool:
    if coding in ("", "identity"):
        return False
    if coding in ("gzip", "x-gzip"):
        return content.startswith(b"\x1f\x8b")
    if coding == "chunked":
        return content[:1] in b"0123456789abcdefABCDEF" and b"\n" in content[:100]
    return not content.lstrip().startswith(b"<")


def _unpack(content: bytes, coding: str, limit: int) -> bytes:
    if coding in _GZIP:
        try:
            return _inflate(content, _FRAMED, limit)
        except zlib.error:
            if coding != "deflate":
                raise
            return _inflate(content, _BARE, limit)
    from fastwarc import stream_io

    readers = {"br": stream_io.BrotliReader, "zstd": stream_io.ZstdReader, "chunked": stream_io.ChunkedReader}
    if coding not in readers:
        raise _PackedError
    found: bytes = readers[coding](BytesIO(content)).read(limit + 1)
    return found


def _inflate(content: bytes, frame: int, limit: int) -> bytes:
    unpacking = zlib.decompressobj(frame)
    found = unpacking.decompress(content, limit + 1)
    if not unpacking.eof and len(found) <= limit:
        raise _PackedError
    return found
