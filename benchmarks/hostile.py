"""Files made to hang or fill a machine: what reading each costs, in seconds of processor time and megabytes of memory.

Run ``python -m benchmarks.hostile [NAME ...]``. Each is read in a process of its own; all must end in reports or reasons.
"""

import gzip
import io
import json
import os
import resource
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

Maker = Callable[[Path], object]

_GIGABYTE = 1 << 30
_TEXT = b"Two ferries collided in the harbour on Tuesday. "
_PACKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
_HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"


def _endless(start: bytes) -> Maker:
    """Return a maker of a gigabyte without a line's end: a beginning that looks well, then a hole in the file."""

    def make(path: Path) -> None:
        with path.open("wb") as file:
            file.write(start + _TEXT * 2000)
            file.truncate(_GIGABYTE)

    return make


def _of(content: Callable[[], bytes]) -> Maker:
    return lambda path: path.write_bytes(content())


def _zip(members: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", how) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _overlapping() -> bytes:
    """Return a zip whose members all lie on one another: each unpacks the same stretch."""
    whole = bytearray(_zip({"0.txt": b" " * 9_000_000}))
    start = whole.index(b"PK\x01\x02")
    entry, end = bytes(whole[start : whole.index(b"PK\x05\x06")]), bytearray(whole[whole.index(b"PK\x05\x06") :])
    count = 60_000
    struct.pack_into("<HHL", end, 8, count, count, len(entry) * count)
    return bytes(whole[:start]) + entry * count + bytes(end)


def _lying(field: int, value: int) -> bytes:
    """Return a zip whose list gives a member another size."""
    whole = bytearray(_zip({"a.txt": _TEXT * 1000}))
    struct.pack_into("<L", whole, whole.index(b"PK\x01\x02") + field, value)
    return bytes(whole)


def _warc(block: bytes, length: int | None = None, http: bytes = _HTML) -> bytes:
    size = len(http + block) if length is None else length
    fields = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n"
    return fields + b"Content-Length: %d\r\n\r\n" % size + http + block + b"\r\n\r\n"


def _parquet(size: int, rows: int) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    packed = io.BytesIO()
    text = pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), pa.array(["x" * size]))
    parquet.write_table(pa.table({"text": text}), packed)
    return packed.getvalue()


def _feed(item: bytes, before: bytes = b"") -> bytes:
    return b'<?xml version="1.0"?>' + before + b"<rss version='2.0'><channel><item><description>" + item


def _laughs() -> bytes:
    steps = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
    return _feed(b"&a11;</description></item></channel></rss>", b'<!DOCTYPE rss [<!ENTITY a0 "ha">' + steps + b"]>")


_MAIL = b"From a\nSubject: a\nFrom: a@h.example\n"
TRAPS: dict[str, tuple[str, Maker]] = {
    "a gigabyte in one line of text": (".txt", _endless(b"")),
    "a gigabyte in one line of JSON": (".jsonl", _endless(b'{"text": "')),
    "a gigabyte in one cell of CSV": (".csv", _endless(b'id,text\n1,"')),
    "a gigabyte of one page": (".html", _endless(b"<html><body><p>")),
    "a gigabyte of one feed": (".rss", _endless(b"<rss><channel><item>")),
    "a gigabyte of one mail": (".eml", _endless(b"Subject: a\n\n")),
    "a gigabyte of one message in a mailbox": (".mbox", _endless(_MAIL + b"\n")),
    "a gigabyte of one web record": (".warc", _endless(_warc(b"", _GIGABYTE)[:-4])),
    "a gigabyte of line ends in a web archive": (".warc", _of(lambda: b"\r\n" * (_GIGABYTE // 2))),
    "a gigabyte of nothing as Parquet": (".parquet", _endless(b"PAR1")),
    "a gigabyte of nothing as zip": (".zip", _endless(b"PK\x03\x04")),
    "gzip bomb": (".jsonl.gz", _of(lambda: gzip.compress(b" " * _GIGABYTE, 1))),
    "gzip bomb in a zip bomb": (".zip", _of(lambda: _zip({"a.txt.gz": gzip.compress(b" " * _GIGABYTE, 1)}))),
    "zip bomb": (".zip", _of(lambda: _zip({"a.txt": b" " * _GIGABYTE}))),
    "zip bomb, LZMA": (".zip", _of(lambda: _zip({"a.txt": b" " * (_GIGABYTE // 4)}, zipfile.ZIP_LZMA))),
    "zip bomb, bzip2": (".zip", _of(lambda: _zip({"a.txt": b" " * _GIGABYTE}, zipfile.ZIP_BZIP2))),
    "60,000 zip members on one another": (".zip", _of(_overlapping)),
    "zip member that claims to be small": (".zip", _of(lambda: _lying(24, 10))),
    "zip member that claims to be huge": (".zip", _of(lambda: _lying(20, 0xFFFFFFF0))),
    "a million empty zip members": (".zip", _of(lambda: _zip(dict.fromkeys(map(str, range(1_000_000)), b"")))),
    "page 10,000 elements deep": (".html", _of(lambda: b"<html><body>" + b"<div>" * 10_000)),
    "page of 10 MB in one paragraph": (".html", _of(lambda: b"<html><body><p>" + _TEXT * 200_000)),
    "page of 39,000 links": (".html", _of(lambda: b"<html><body>" + b"<li><a href=/>harbour</a></li>" * 19_500)),
    "JSON 100,000 levels deep": (".jsonl", _of(lambda: b'{"text": ' + b"[" * 100_000)),
    "JSON with a number of 15,000,000 digits": (
        ".jsonl",
        _of(lambda: b'{"text": "a", "n": ' + b"9" * 15_000_000 + b"}"),
    ),
    "CSV with a million columns": (".csv", _of(lambda: b"text," + b"a," * 1_000_000 + b"\n" + b"x," * 1_000_000)),
    "20,000 web records that claim 9 MB each": (".warc", _of(lambda: _warc(_TEXT, 9_000_000) * 20_000)),
    "web page packed a thousand times": (".warc", _of(lambda: _warc(gzip.compress(b" " * 300_000_000), http=_PACKED))),
    "Parquet, one 30 MB text 1,000 times": (".parquet", _of(lambda: _parquet(30_000_000, 1000))),
    "a billion laughs": (".rss", _of(_laughs)),
    "feed of 5 MB of ampersands": (".rss", _of(lambda: _feed(b"&" * 4_900_000))),
    "feed of 190,000 items": (".rss", _of(lambda: _feed(b"") + b"</description></item>" + b"<item></item>" * 190_000)),
    "mail in 3,000 mails": (".eml", _of(lambda: _MAIL[7:] + b"Content-Type: message/rfc822\n\n" * 3000)),
    "mail of 9,000 parts and 25 MB": (
        ".eml",
        _of(
            lambda: (
                _MAIL[7:]
                + b'Content-Type: multipart/mixed; boundary="b"\n\n'
                + b"--b\n\nx\n" * 9000
                + b"text\n" * 4_800_000
            )
        ),
    ),
    "mailbox of 300,000 empty messages": (".mbox", _of(lambda: b"From a\n\n" * 300_000)),
    "a zlib stream that is no gzip": (".txt.gz", _of(lambda: zlib.compress(_TEXT))),
}


def measure(names: list[str] | None = None) -> list[dict[str, object]]:
    """Read each trap in a process of its own; return what it cost and how it ended."""
    found = []
    for name in names or TRAPS:
        suffix, _ = TRAPS[name]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, f"trap{suffix}")
            subprocess.run([sys.executable, "-m", "benchmarks.hostile", "--make", name, str(path)], check=True)
            done = subprocess.run(
                [sys.executable, "-m", "benchmarks.hostile", "--read", str(path)],
                capture_output=True,
                text=True,
                check=False,
            )
            told = json.loads(done.stdout) if done.returncode == 0 else {"failed": done.stderr[-300:]}
            found.append({"trap": name, "bytes": path.stat().st_size, **told})
            print(json.dumps(found[-1]), file=sys.stderr, flush=True)
    return found


def _read(path: str) -> dict[str, object]:
    """Read one file here; return what it cost."""
    from dateline.model import Report
    from dateline.stages.read import read

    before, start = _peak(), time.process_time()
    reports = refused = 0
    last = ""
    for thing in read([path]):
        if isinstance(thing, Report):
            reports += 1
        else:
            refused, last = refused + 1, thing.reason
    used = round(time.process_time() - start, 2)
    return {
        "seconds": used,
        "megabytes": _peak() - before,
        "reports": reports,
        "refused": refused,
        "reason": last[:100],
    }


def _peak() -> int:
    """Return the most memory that this process has held, in megabytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // (1 << 20 if sys.platform == "darwin" else 1 << 10)


def main(words: list[str]) -> None:
    """Measure, or do one step of it in this process."""
    if words[:1] == ["--make"]:
        TRAPS[words[1]][1](Path(words[2]))
    elif words[:1] == ["--read"]:
        os.nice(5)
        print(json.dumps(_read(words[1])))
    else:
        measure(words)


if __name__ == "__main__":
    main(sys.argv[1:])
