"""Web archives: pages become reports, the rest is counted, and a fault costs its own record alone."""

import gzip
import json
import zlib
from io import BufferedReader, BytesIO
from pathlib import Path

import brotli
import pytest
from crawled import HTML, STORY, URL, answer, page, record

from dateline.model import Refusal, Report
from dateline.stages.read import ReadSettings, read
from dateline.stages.read.frames import frames


def outcome(tmp_path: Path, content: bytes, name: str = "crawl.warc") -> list[Report | Refusal]:
    """Read an archive of this content."""
    (tmp_path / name).write_bytes(content)
    return list(read([tmp_path / name]))


def reports(found: list[Report | Refusal]) -> list[str]:
    """Return the addresses of the reports."""
    return [thing.url or "" for thing in found if isinstance(thing, Report)]


def refusals(found: list[Report | Refusal]) -> list[str]:
    """Return the number of the record and the first words of each refusal."""
    return [f"{r.origin.rsplit(':', 1)[-1]} {r.reason}"[:40] for r in found if isinstance(r, Refusal)]


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_a_page_becomes_a_report(tmp_path: Path, name: str) -> None:
    """Address, domain and the page's own day are taken; the day of the crawl is no day of publication."""
    content = answer(page())
    (report,) = outcome(tmp_path, gzip.compress(content) if name.endswith("gz") else content, name)
    assert isinstance(report, Report)
    assert (report.given_id, report.url, report.outlet) == (URL, URL, "harbour-times.example")
    assert (str(report.published), report.published_basis, report.title) == ("2024-05-07", "page", "Ferries collide")
    assert json.loads(report.extra or "") == {"captured": "2024-06-01T00:00:00Z"}
    assert report.origin == f"{tmp_path / name}:1"
    assert STORY in report.text


def test_members_packed_one_by_one(tmp_path: Path) -> None:
    """Crawlers pack each record by itself; they are read as one file."""
    parts = [gzip.compress(answer(page(), url=f"https://a.example/{number}")) for number in range(5)]
    assert reports(outcome(tmp_path, b"".join(parts), "a.warc.gz")) == [f"https://a.example/{n}" for n in range(5)]


def test_texts_and_resources(tmp_path: Path) -> None:
    """Records of extracted text (WET) and of pages saved without their answer are read too."""
    text = record(STORY.encode(), kind="conversion", mime="text/plain")
    saved = record(page(), kind="resource", mime="text/html")
    first, second = outcome(tmp_path, text + saved)
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert first.text == STORY
    assert second.title == "Ferries collide"


def test_what_is_no_page_is_counted(tmp_path: Path) -> None:
    """Images, redirects and repeated pages are told in one line; records about the crawl are nobody's report."""
    image = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n"
    moved = b"HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\n\r\n"
    parts = [
        record(b"software: crawler", kind="warcinfo", mime="application/warc-fields"),
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request", mime="application/http; msgtype=request"),
        answer(b"\x89PNG", image) * 2,
        answer(b"gone", moved),
        record(HTML, kind="revisit"),
        answer(page()),
    ]
    report, told = outcome(tmp_path, b"".join(parts))
    assert isinstance(report, Report)
    assert report.origin is not None
    assert report.origin.endswith(":7")
    assert isinstance(told, Refusal)
    assert told.reason.startswith("4 records hold no page")
    assert "2 image/png" in told.reason
    assert "status 301" in told.reason


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("Content-Encoding: gzip", gzip.compress(page())),
        ("Content-Encoding: deflate", zlib.compress(page())),
        ("Content-Encoding: br", brotli.compress(page())),
        ("Content-Encoding: gzip", page()),  # undone by the crawler, which left the field
        ("Content-Encoding: x-unheard-of", page()),
        ("Transfer-Encoding: chunked", f"{len(page()):x}\r\n".encode() + page() + b"\r\n0\r\n\r\n"),
        ("Transfer-Encoding: chunked", page()),
    ],
)
def test_codings_are_undone(tmp_path: Path, coding: str, packed: bytes) -> None:
    """What the server packed is unpacked, whether the crawler did that before or not."""
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{coding}\r\n\r\n".encode()
    (report,) = outcome(tmp_path, answer(packed, http))
    assert isinstance(report, Report)
    assert STORY in report.text


def test_encoding_from_the_server(tmp_path: Path) -> None:
    """The encoding that the server names is used where the bytes are no UTF-8."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1251\r\n\r\n"
    story = "Городской совет сообщил в понедельник, что мост останется закрытым до устранения трещин."
    (report,) = outcome(tmp_path, answer(page(story).decode().encode("cp1251"), http))
    assert isinstance(report, Report)
    assert story in report.text


GOOD = answer(page(), url="https://a.example/good")
LAST = answer(page(), url="https://a.example/last")
ODD = "https://a.example/odd"
BOTH = ["https://a.example/good", "https://a.example/last"]


@pytest.mark.parametrize(
    ("between", "reason"),
    [
        (answer(page(), url=ODD, length=10**12), "2 The record is larger than a page"),
        (answer(page(), url=ODD, length=len(HTML + page()) + 300), "2 The record is cut off, or its length"),
        (answer(page(), url=ODD, length=200), "2 The record is cut off, or its length"),
        (answer(page(), url=ODD, length=-5), "2 The record has no length"),
        (answer(page(), url=ODD, length="1e3"), "2 The record has no length"),
        (answer(page(), url=ODD, length="9" * 400), "2 The record has no length"),
        (b"\x00garbage\xff" * 50 + b"\r\n", "2 It is no record"),
        (b"a line\r\n" * 50_000, "2 It is no record"),
        (b"WARC/1.0\r\n" + b"X: y\r\n" * 50_000 + b"\r\n", "2 The record's header does not end"),
        (answer(page(), url=ODD)[:400] + b"\r\n", "2 The record is cut off, or its length"),
        (answer(gzip.compress(page())[:-30], HTML[:-2] + b"Content-Encoding: gzip\r\n\r\n"), "2 "),
        (
            answer(gzip.compress(b" " * 30_000_000), HTML[:-2] + b"Content-Encoding: gzip\r\n\r\n"),
            "2 The page is larger",
        ),
        (answer(b"", HTML), "2 The page is empty"),
        (answer(bytes(range(256)) * 20, HTML), "2 This is no HTML"),
        (b"\r\n" * 1_000_000, None),
    ],
)
def test_a_fault_costs_its_record_alone(tmp_path: Path, between: bytes, reason: str | None) -> None:
    """Lying lengths, garbage and broken pages are told by the record's number; the records around them are read."""
    found = outcome(tmp_path, GOOD + between + LAST)
    assert [url for url in reports(found) if url != ODD] == BOTH
    told = refusals(found)
    assert len(told) == (reason is not None) or between.find(b"gzip") > 0
    assert all(line.startswith(reason or "-") for line in told)


def test_the_last_record_is_cut_off(tmp_path: Path) -> None:
    """A page that is not there in full is no report."""
    found = outcome(tmp_path, (GOOD + LAST)[:-200])
    assert reports(found) == ["https://a.example/good"]
    assert refusals(found) == ["2 The record is cut off, or its length i"]


def test_line_feeds_alone(tmp_path: Path) -> None:
    """Headers of crawlers that end lines with a line feed are read."""
    http = HTML.replace(b"\r\n", b"\n")
    head, _, _ = answer(page(), http, url="https://a.example/lf").partition(b"\r\n\r\n")
    content = head.replace(b"\r\n", b"\n") + b"\n\n" + http + page() + b"\n\n"
    assert reports(outcome(tmp_path, content * 2)) == ["https://a.example/lf"] * 2


@pytest.mark.parametrize("content", [b"", b"\r\n\r\n", b"WARC/", b"no archive", bytes(range(256)) * 100])
def test_no_archive_at_all(tmp_path: Path, content: bytes) -> None:
    """A file without any record gives one reason."""
    (told,) = outcome(tmp_path, content)
    assert isinstance(told, Refusal)


def test_records_that_claim_all_that_follows_cost_no_second_reading() -> None:
    """Every record claims nine megabytes: each is judged on what is held already, not by reading it all once more."""
    content = answer(page(), length=9_000_000) * 20_000
    stream = _Counting(content)
    found = list(frames(BufferedReader(stream), ReadSettings()))
    assert len(found) == 20_000
    assert all(frame.fault for frame in found)
    assert stream.given == len(content)


class _Counting(BytesIO):
    """A stream that counts the bytes that it gives."""

    given = 0

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        size = super().readinto(buffer)
        self.given += size
        return size
