"""Find the records of a web archive (WARC) in a stream: where each begins and ends, however broken what lies between.

FastWARC stops at the first fault, takes a record that is cut off for a whole one, and believes every length. Archives come
from crawls that broke off and disks that filled up, so a fault must cost its own record alone: after each one the next
header is looked for.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader

from dateline.stages.read.settings import ReadSettings

_STEP = 1 << 20
_MAGIC = b"WARC/"
# A header in a line of its own, and as it follows a whole record.
_NEXT, _AFTER = b"\nWARC/", b"\r\n\r\nWARC/"
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_HEADER_END = re.compile(rb"\n\r?\n")
_BLANK = re.compile(rb"[\r\n]*")


@dataclass(frozen=True, slots=True)
class Frame:
    """One record as it stands in the archive, and its number; ``fault`` says why it is none that can be read."""

    number: int
    content: bytes = b""
    fault: str | None = None


class _Window:
    """A stretch of a stream that moves on: what lies before it is forgotten."""

    def __init__(self, stream: BufferedReader) -> None:
        self._stream, self._ended = stream, False
        self.held = bytearray()

    def fill(self, size: int) -> bool:
        """Hold ``size`` bytes; tell whether there are as many."""
        while len(self.held) < size and not self._ended:
            piece = self._stream.read(max(_STEP, size - len(self.held)))
            self._ended = not piece
            self.held += piece
        return len(self.held) >= size

    def drop(self, size: int) -> None:
        """Move on by ``size`` bytes."""
        del self.held[:size]

    def seek(self, sign: bytes, start: int) -> bool:
        """Move on to the next ``sign`` from ``start`` on; tell whether there is one."""
        while True:
            found = self.held.find(sign, start)
            if found >= 0:
                self.drop(found)
                return True
            self.drop(max(len(self.held) - len(sign) + 1, 0))
            start = 0
            if not self.fill(len(self.held) + 1):
                self.held.clear()
                return False

    def skip_blank(self) -> bool:
        """Move on over line ends; tell whether anything follows."""
        while self.fill(1):
            blank = _BLANK.match(self.held)
            self.drop(blank.end() if blank else 0)
            if self.held:
                return True
        return False


def frames(stream: BufferedReader, settings: ReadSettings) -> Iterator[Frame]:
    """Yield each record, whole, and each fault in place of what cannot be read."""
    window, number = _Window(stream), 0
    while window.skip_blank():
        number += 1
        yield _frame(window, number, settings)


def _frame(window: _Window, number: int, settings: ReadSettings) -> Frame:
    """Take the next record off the window."""
    window.fill(len(_MAGIC))
    if not window.held.startswith(_MAGIC):
        return _lost(window, number, "It is no record, but what lies between records", 0)
    header = _header(window, settings.longest_header)
    if header is None:
        return _lost(window, number, "The record's header does not end", len(_MAGIC))
    length = _LENGTH.search(bytes(window.held[:header]))
    if length is None:
        return _lost(window, number, "The record has no length that can be read", header)
    size = int(length[1])
    if size > settings.largest_page + settings.longest_header:
        fault = f"The record is larger than a page may be ({size:,} bytes): what is too large is passed over."
        _move_on(window, header, _AFTER)
        return Frame(number, fault=fault)
    end = header + size
    if not window.fill(end) or not _ends(window, end):
        return _lost(window, number, "The record is cut off, or its length is wrong", header)
    content = bytes(window.held[:end])
    window.drop(end)
    return Frame(number, content)


def _header(window: _Window, longest: int) -> int | None:
    """Return where the record's header ends."""
    size = 0
    while size < longest and window.fill(size + 1):
        size = min(len(window.held), longest)
        if found := _HEADER_END.search(window.held, 0, size):
            return found.end()
    return None


def _ends(window: _Window, end: int) -> bool:
    """Tell whether a record ends here: with the archive, or with line ends and the next record or at least both of them."""
    window.fill(end + len(_AFTER))
    follows = bytes(window.held[end : end + len(_AFTER)])
    return follows.startswith((b"\r\n\r\n", b"\n\n", _MAGIC)) or not follows.strip(b"\r\n")


def _lost(window: _Window, number: int, what: str, start: int) -> Frame:
    _move_on(window, start, _NEXT)
    return Frame(number, fault=f"{what}: it is passed over, as far as the next record. Fetch the archive again.")


def _move_on(window: _Window, start: int, sign: bytes) -> None:
    if window.seek(sign, start):
        window.drop(len(sign) - len(_MAGIC))
