"""Compressed input: read like what is inside, and refused when it is a trap."""

import gzip
import io
import json
import struct
import zipfile
from pathlib import Path

import pytest

from dateline.model import Refusal, Report
from dateline.stages.read import ReadSettings, read

STORY = "Two ferries collided in the harbour, the port authority said on Tuesday, and divers searched the wreck."


def zipped(how: int = zipfile.ZIP_DEFLATED, /, **members: bytes) -> bytes:
    """Return an archive of the members; two underscores in a name stand for a slash, one for a full stop."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", how) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return packed.getvalue()


def lying(field: int, value: int) -> bytes:
    """Return an archive whose list gives its member another size."""
    whole = bytearray(zipped(a_txt=STORY.encode() * 100))
    struct.pack_into("<L", whole, whole.index(b"PK\x01\x02") + field, value)
    return bytes(whole)


def overlapping(count: int) -> bytes:
    """Return an archive whose members all unpack the same stretch."""
    whole = zipped(a_jsonl=b" " * 9_000_000)
    start, stop = whole.index(b"PK\x01\x02"), whole.index(b"PK\x05\x06")
    entry, end = whole[start:stop], bytearray(whole[stop:])
    struct.pack_into("<HHL", end, 8, count, count, len(entry) * count)
    return whole[:start] + entry * count + bytes(end)


def test_gzip_reads_like_the_file_inside(tmp_path: Path) -> None:
    """Packing a file changes neither its reports nor their ids."""
    content = json.dumps({"text": STORY}).encode() + b"\n"
    (tmp_path / "a.jsonl").write_bytes(content)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(content))
    plain, packed = (r for r in read([tmp_path]) if isinstance(r, Report))
    assert plain.id == packed.id


def test_zip_reads_its_members_in_order(tmp_path: Path) -> None:
    """Members are named with their archive, folders in it name outlets, and what cannot be read is refused by name."""
    members = {"harbour-post__b_txt": STORY.encode(), "a_jsonl": b'{"text": "One."}', "c_png": b"x"}
    (tmp_path / "a.zip").write_bytes(zipped(**members))
    first, refused, second = read([tmp_path / "a.zip"])
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (second.outlet, second.given_id, second.origin) == (
        "harbour-post",
        "b.txt",
        f"{tmp_path}/a.zip/harbour-post/b.txt",
    )
    assert isinstance(refused, Refusal)
    assert refused.origin.endswith("a.zip/c.png")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("bomb.jsonl.gz", gzip.compress(b" " * 30_000_000), "times its size"),
        ("bomb.zip", zipped(a_jsonl=b" " * 30_000_000), "times its size"),
        ("cut.jsonl.gz", gzip.compress(json.dumps({"text": STORY}).encode() * 50)[:-20], "cut off"),
        ("cut.zip", zipped(a_txt=STORY.encode())[:-30], "cut off"),
        ("fake.zip", b"no archive at all", "cut off"),
        ("fake.txt.gz", b"no archive at all", "cut off"),
        ("empty.zip", zipped(), "empty"),
        ("nested.zip", zipped(a_jsonl_gz=gzip.compress(b" " * 30_000_000)), "times its size"),
        ("lzma.zip", zipped(zipfile.ZIP_LZMA, a_txt=STORY.encode()), "unusual way"),
        ("zip.zip", zipped(b_zip=zipped(a_txt=STORY.encode())), "not read"),
        ("small.zip", lying(24, 10), "broken"),
        ("overlapping.zip", overlapping(400), "left out"),
    ],
)
def test_traps_are_refused(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    """Bombs and broken archives end in a reason, and are not unpacked whole."""
    (tmp_path / name).write_bytes(content)
    *_, last = read([tmp_path / name])
    assert isinstance(last, Refusal)
    assert reason in last.reason


def test_damaged_member_costs_itself_alone(tmp_path: Path) -> None:
    """A member whose bytes were damaged is refused; the others are read."""
    content = bytearray(zipped(a_txt=STORY.encode(), b_txt=STORY.encode()))
    content[content.index(b"a.txt") + 20] ^= 0xFF
    (tmp_path / "a.zip").write_bytes(bytes(content))
    first, second = read([tmp_path / "a.zip"])
    assert isinstance(first, Refusal)
    assert isinstance(second, Report)


def test_gzip_inside_zip(tmp_path: Path) -> None:
    """Packed members of an archive are read like the others."""
    (tmp_path / "a.zip").write_bytes(zipped(a_jsonl_gz=gzip.compress(json.dumps({"text": STORY}).encode())))
    (report,) = read([tmp_path / "a.zip"])
    assert isinstance(report, Report)
    assert report.origin == f"{tmp_path}/a.zip/a.jsonl.gz:1"


def test_size_that_is_larger_than_the_truth(tmp_path: Path) -> None:
    """A member that claims to be larger than it is, is read as far as it goes."""
    (tmp_path / "a.zip").write_bytes(lying(20, 0xFFFFFFF0))
    (report,) = read([tmp_path / "a.zip"])
    assert isinstance(report, Report)


@pytest.mark.parametrize("wide", [False, True])
def test_a_list_too_long_to_hold(tmp_path: Path, wide: bool) -> None:
    """An archive is refused by the length of its list of members, before that is loaded."""
    content = zipped(a_txt=STORY.encode())
    if wide:  # the same end in the form for large archives
        at = content.index(b"PK\x05\x06")
        size, start = struct.unpack_from("<LL", content, at + 12)
        large = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, size, start)
        locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, at, 1)
        content = content[:at] + large + locator + content[at : at + 12] + b"\xff" * 8 + content[at + 20 :]
    (tmp_path / "a.zip").write_bytes(content)
    assert [type(found) for found in read([tmp_path / "a.zip"])] == [Report]
    (refused,) = read([tmp_path / "a.zip"], settings=ReadSettings(largest_listing=20))
    assert isinstance(refused, Refusal)
    assert "too many members" in refused.reason
