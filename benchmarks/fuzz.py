"""Read what nobody wrote: files of every format, damaged at random, and texts put together at random from telling pieces.

Run ``python -m benchmarks.fuzz [SECONDS] [SEED]``. It prints what failed, took long, or could not be stored; each find is to
become a test.
"""

import gzip
import io
import json
import random
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from email.message import EmailMessage
from pathlib import Path

from dateline.model import Parse, Report
from dateline.stages.dates import find_dates
from dateline.stages.lineage.compare import compare
from dateline.stages.read import dateline, days, read

# Seconds of processor time beyond which one small input is worth a look.
_LONG = 2.0
_STORY = "Two ferries collided in the harbour, the port authority said on Tuesday, and divers searched the wreck. "
_HTML = f"<html><head><title>Ferries</title></head><body><article><p>{_STORY * 3}</p></article></body></html>".encode()
_PIECES = (
    "KYIV GENEVA, /KUPYANSK Ukraine May 3 Oct. 14, 2022 2022-10-14 31/02/2021 (Reuters) /TASS/ (ANSA) -- — – - : . , ( ) [ ] "
    "\n \t the last next two hundred days ago year's '90s 12:61 quarter Easter Ramadan centuries later night end "
    "By Jane Doe Associated Press © 2019 AFP three 3 1,200 3.5 million killed wounded not denied \" “ ” ' ’ Mr. U.S. a.m. "
    "yesterday Tuesday said that 0 00 9999 ١٤ é ſ İ ﬁ \u00a0 \u200b \ufeff \ud800 \x00 date"
).split(" ")
_BYTES = (
    b"\x00",
    b"\xff",
    b"\n",
    b"\r\n\r\n",
    b"<",
    b">",
    b"&#0;",
    b"&#xd800;",
    b'"',
    b"{",
    b"[" * 50,
    b"9" * 400,
    b"--",
    b"(" * 90,
)


def _seeds() -> Iterator[tuple[str, bytes]]:
    """Yield a sound file of each format, to be damaged."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(_HTML)
    fields = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://h.example/\r\nContent-Type: application/http\r\n"
    )
    warc = (fields + b"Content-Length: %d\r\n\r\n" % len(http) + http + b"\r\n\r\n") * 2
    row = json.dumps(
        {"id": 1, "text": _STORY, "published": "2024-05-07T09:30:00Z", "outlet": "Post", "n": [1.5, None]}
    ).encode()
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Date"] = "Post <a@h.example>", "Fähre", "Tue, 07 May 2024 23:30:00 -0500"
    mail.set_content(_STORY + "é")
    mail.add_alternative(f"<p>{_STORY}</p>", subtype="html")
    told = f"<title>a &amp; b</title><guid>1</guid><pubDate>2024-05-07</pubDate><description>{_STORY}</description>"
    item = f"<item>{told}</item>"
    yield from ((".warc", warc), (".warc.gz", gzip.compress(warc)), (".jsonl", row + b"\n" + row), (".html", _HTML))
    yield from (
        (".csv", b"id,text,date\n1," + row.replace(b",", b";") + b',2024-05-07\n2,"a\nb",\n'),
        (".txt", _STORY.encode()),
    )
    yield from (
        (".rss", f"<rss version='2.0'><channel><title>t</title>{item * 2}</channel></rss>".encode()),
        (".eml", bytes(mail)),
    )
    yield ".mbox", b"From a\n" + bytes(mail) + b"\nFrom b\n" + bytes(mail)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("post/a.jsonl", row)
        archive.writestr("b.warc.gz", gzip.compress(warc))
    yield ".zip", packed.getvalue()
    yield ".parquet", _parquet()


def _parquet() -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    packed = io.BytesIO()
    parquet.write_table(pa.table({"id": [1, 2], "text": [_STORY, _STORY]}), packed)
    return packed.getvalue()


def _damaged(content: bytes, draw: random.Random) -> bytes:
    """Return some bytes after one to eight accidents."""
    whole = bytearray(content)
    for _ in range(draw.randint(1, 8)):
        at = draw.randrange(len(whole) + 1)
        end = min(at + draw.choice((1, 2, 4, 30)), len(whole))
        how = draw.randrange(5)
        if how == 0:
            whole[at:end] = draw.randbytes(end - at)
        elif how == 1:
            del whole[at:end]
        elif how == 2:
            whole[at:at] = draw.choice(_BYTES)
        elif how == 3:
            whole[at:at] = whole[end : end + draw.randrange(300)]
        else:
            del whole[draw.randrange(len(whole) + 1) :]
    return bytes(whole)


def _read(suffix: str, made: bytes, folder: Path) -> None:
    path = folder / f"a{suffix}"
    path.write_bytes(made)
    for thing in read([path]):
        if isinstance(thing, Report):
            "".join(
                filter(None, (thing.text, thing.title, thing.given_id, thing.outlet, thing.url, thing.extra))
            ).encode()
        elif "fault of Dateline" in thing.reason:
            raise AssertionError(thing.reason)


def _text(draw: random.Random) -> str:
    return draw.choice(("", " ")).join(draw.choices(_PIECES, k=draw.randint(0, 60)))


def _opening(text: str) -> None:
    found = dateline.find(text, 2000, None)
    if found and found.dateline:
        assert 0 <= found.dateline.start <= found.dateline.end <= len(text)
    days.moment(text)
    days.line(text)


def _expressions(text: str, anchor: date | None) -> None:
    bare = Parse(report="r-any", text=text, tokens=(), sentences=(), entities=())
    for told in find_dates(bare, anchor):
        assert text[told.span.start : told.span.end] == told.span.text


def _difference(before: str, after: str) -> None:
    found = compare(before, after)
    assert 0 <= found.contained <= 1
    assert 0 <= found.contains <= 1


def _case(
    draw: random.Random, seeds: list[tuple[str, bytes]], folder: Path
) -> tuple[Callable[..., None], tuple[object, ...]]:
    """Return something to try, and what to try it on."""
    how = draw.randrange(4)
    if how == 0:
        suffix, content = draw.choice(seeds)
        return _read, (suffix, _damaged(content, draw), folder)
    if how == 1:
        return _opening, (_text(draw),)
    if how == 2:
        return _expressions, (_text(draw), draw.choice((None, date(2023, 5, 16), date(1, 1, 1), date(9999, 12, 31))))
    before = _text(draw) + _STORY + _text(draw)
    after = " ".join(word for word in before.split(" ") if draw.random() > 0.1) + _text(draw)
    return _difference, (before, after)


def fuzz(seconds: float = 60.0, seed: int = 1) -> dict[str, object]:
    """Try inputs for some seconds; return how many there were, and what was found on which."""
    draw, seeds, found, tried = random.Random(seed), list(_seeds()), dict[str, str](), 0
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < end:
            check, given = _case(draw, seeds, Path(folder))
            start, tried = time.process_time(), tried + 1
            try:
                check(*given)
            except Exception as problem:  # noqa: BLE001 - this is what is looked for
                found.setdefault(f"{check.__name__}: {type(problem).__name__}: {problem}"[:300], repr(given))
            if time.process_time() - start > _LONG:
                found.setdefault(f"{check.__name__}: slow", repr(given))
    return {"tried": tried, "found": found}


if __name__ == "__main__":
    time_given, seed_given = [*sys.argv[1:], "60", "1"][:2] if len(sys.argv) != 2 else [sys.argv[1], "1"]
    print(json.dumps(fuzz(float(time_given), int(seed_given)), indent=1))
