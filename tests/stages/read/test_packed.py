"""Compressed input: read like what is inside, and refused when it is a trap."""

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

from dateline.model import Refusal, Report
from dateline.stages.read import read

STORY = "Two ferries collided in the harbour, the port authority said on Tuesday, and divers searched the wreck."


def zipped(**members: bytes) -> bytes:
    """Return an archive of the members; two underscores in a name stand for a slash, one for a full stop."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return packed.getvalue()


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
