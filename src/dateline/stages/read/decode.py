"""Turn bytes into text: find the encoding, repair what earlier hands broke, and say in a note what was done.

Most files are UTF-8, so everything else is tried only when that fails, and the repairers are imported only then.
"""

import codecs
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager

from dateline.stages.read.settings import ReadSettings

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"))
_BOMS_16 = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_MAGIC = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"BZh",
    b"SQLite format",
    b"\xd0\xcf\x11\xe0",
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# Text has next to no control characters; one in fifty is far above any real file and far below any binary one.
_BINARY_SHARE = 0.02
# UTF-8 with this share of broken bytes is still UTF-8 that something damaged; more is another encoding.
_DAMAGED_SHARE = 0.01
# What UTF-8 looks like after it was read as Windows-1252, or Windows-1252 after it was read as Latin-1.
_MOJIBAKE = re.compile("[ÃÂâ€Ð][\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u2122]|ï»¿|[\u0080-\u0084\u0086-\u009f]")
_SUSPECT = re.compile("[ÃÂâ€Ðï\u0080-\u009f]")
# The first bytes, in UTF-8, of all the characters that _SUSPECT has, and of a few others.
_DOUBTFUL = (b"\xc2", b"\xc3", b"\xe2\x82\xac")
_C1 = {c: bytes([c]).decode("cp1252", "ignore") or "\ufffd" for c in range(0x80, 0xA0) if c != 0x85}
_ENGLISH = re.compile(rb"\b(?:the|of|and|to|in|that|was|said)\b", re.IGNORECASE)
# English news has one of these words in every four or five; no other language comes near one in ten.
_ENGLISH_SHARE = 0.1
_BROKEN = re.compile("[\x00\ud800-\udfff]")


def is_binary(head: bytes) -> bool:
    """Tell whether the first bytes belong to something that is no text."""
    if head.startswith(_MAGIC):
        return True
    if sniff_bom(head) or _looks_utf16(head):
        return False
    return len(_CONTROL.findall(head)) > _BINARY_SHARE * len(head)


def sniff_bom(head: bytes) -> str | None:
    """Return the encoding that a byte order mark names."""
    return next((name for mark, name in (*_BOMS, *_BOMS_16) if head.startswith(mark)), None)


def encoding_of(head: bytes) -> tuple[str, str | None]:
    """Return the encoding of a file by its first bytes, and a note if it is not UTF-8."""
    if name := sniff_bom(head):
        return name, None if name == "utf-8-sig" else f"decoded from {name.upper()}"
    if _looks_utf16(head):
        name = "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
        return name, f"decoded from {name.upper()}"
    if _is_utf8(head):
        return "utf-8", None
    return _guess(head)


def decode(content: bytes, settings: ReadSettings, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Return the text and notes on what had to be done. All line ends become line feeds; nothing else is touched if sound."""
    name, note = encoding_of(content[: settings.sample])
    if note and declared and _knows(declared):
        name, note = declared, f"decoded from {declared}, as the page declares"
    text = content.decode(name, "replace")
    if name.startswith("utf-8") and "\ufffd" in text and not _is_utf8(content):
        name, note = _guess(content[: settings.sample]) if _damage(text) > _DAMAGED_SHARE else (name, None)
        text = content.decode(name, "replace")
    lost = "\ufffd" in text and b"\xef\xbf\xbd" not in content
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    notes = [note] if note else []
    if lost:
        notes.append("some bytes could not be decoded and are shown as \ufffd")
    return text, tuple(notes)


@contextmanager
def text_lines(stream: io.BufferedReader, settings: ReadSettings) -> Iterator[tuple[io.TextIOWrapper, str | None]]:
    """Open a long file for reading line by line; bytes that do not fit come back as ``mend`` expects them."""
    name, note = encoding_of(stream.peek(settings.sample)[: settings.sample])
    errors = "surrogateescape" if name.startswith("utf-8") else "replace"
    lines = io.TextIOWrapper(stream, encoding=name, errors=errors, newline="")
    try:
        yield lines, note
    finally:
        lines.detach()


def mend(line: str) -> tuple[str, str | None]:
    """Return a line whose stray bytes (as the error handler ``surrogateescape`` left them) are decoded as Windows-1252."""
    if line.isascii() or not re.search("[\udc80-\udcff]", line):
        return line, None
    mended = re.sub("[\udc80-\udcff]", lambda m: bytes([ord(m[0]) - 0xDC00]).decode("cp1252", "replace"), line)
    return mended, "bytes that are no UTF-8 were decoded from Windows-1252"


def repair(text: str, *, keep_length: bool = False) -> tuple[str, tuple[str, ...]]:
    """Undo what a wrong decoding did to a text, and take out what no database or terminal can hold."""
    if "\x00" not in text and (text.isascii() or _sound(text)):
        return text, ()
    notes = []
    if _BROKEN.search(text):
        text = _BROKEN.sub("\ufffd", text)
        notes.append("NUL characters or half characters were replaced by \ufffd")
    if _SUSPECT.search(text) and _MOJIBAKE.search(text):
        fixed = _unscramble(text, keep_length)
        if fixed != text:
            text = fixed
            notes.append("wrongly decoded characters were repaired")
    return text, tuple(notes)


def _sound(text: str) -> bool:
    """Tell whether a text has no character that could be amiss, by its bytes: twenty times as fast as to look at each."""
    try:
        written = text.encode()
    except UnicodeEncodeError:
        return False
    return not any(first in written for first in _DOUBTFUL)


def _unscramble(text: str, keep_length: bool) -> str:
    import ftfy

    fixed = text if keep_length else ftfy.fix_encoding(text)
    return str(fixed).translate(_C1)


def _guess(head: bytes) -> tuple[str, str]:
    if _is_english(head):
        return "cp1252", "decoded from cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(head).best()
    name = best.encoding if best else "cp1252"
    if name in {"latin_1", "ascii", "utf_8"} or not _knows(name):
        name = "cp1252"
    return name, f"decoded from {name}"


def _is_english(head: bytes) -> bool:
    """Tell whether the bytes are English in Windows-1252: a few accented names say little to a guesser by frequencies."""
    try:
        head.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return len(_ENGLISH.findall(head)) > _ENGLISH_SHARE * len(head.split())


def _knows(name: str) -> bool:
    try:
        codecs.lookup(name)
    except (LookupError, ValueError):
        return False
    return True


def _is_utf8(head: bytes) -> bool:
    """Tell whether bytes are UTF-8; a character cut at the end does not count against it."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _damage(text: str) -> float:
    return text.count("\ufffd") / len(text)


def _looks_utf16(head: bytes) -> bool:
    """Tell whether every other byte is NUL, as in UTF-16 of European languages without its mark."""
    half = len(head) // 2
    odd, even = head[1::2].count(0), head[::2].count(0)
    return half > 0 and max(odd, even) > 0.7 * half and min(odd, even) < 0.1 * half
