"""Tell how long a zip's list of members is, before it is loaded: it is held in memory, and a hostile one has no other bound."""

import struct
from io import SEEK_SET, BufferedReader

# The end of an archive, with the longest comment after it; then where the offsets stand in it.
_END, _END64, _LOCATOR = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_TAIL = 22 + 65_535
_LOCATOR_SIZE = 20


def size(stream: BufferedReader, whole: int) -> int:
    """Return the bytes of the list of members, as the archive's end says; 0 if it has no such end. The stream stays put."""
    here = stream.tell()
    stream.seek(max(whole - _TAIL - _LOCATOR_SIZE, 0))
    tail = stream.read(_TAIL + _LOCATOR_SIZE)
    at = tail.rfind(_END)
    found = _size(stream, tail, at) if at >= 0 else 0
    stream.seek(here, SEEK_SET)
    return found


def _size(stream: BufferedReader, tail: bytes, at: int) -> int:
    try:
        (listed,) = struct.unpack_from("<L", tail, at + 12)
        if tail[max(at - _LOCATOR_SIZE, 0) : at].startswith(_LOCATOR):
            stream.seek(struct.unpack_from("<Q", tail, at - _LOCATOR_SIZE + 8)[0])
            record = stream.read(56)
            if record.startswith(_END64):
                return int(struct.unpack_from("<Q", record, 40)[0])
    except (struct.error, OSError, OverflowError, ValueError):
        return 0
    return int(listed)
