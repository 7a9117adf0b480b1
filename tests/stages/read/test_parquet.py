"""Parquet: rows become reports, in little memory; broken files and traps end in a reason."""

import io
import json
import sys
import tracemalloc
import zipfile
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from dateline.model import Refusal, Report
from dateline.stages.read import ReadSettings, read, sheets

STORY = "Two ferries collided in the harbour, the port authority said on Tuesday, and divers searched the wreck."


def table(rows: list[dict[str, Any]], **how: Any) -> bytes:
    """Return a Parquet file of these rows."""
    packed = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(rows), packed, **how)
    return packed.getvalue()


def outcome(path: Path, content: bytes, **limits: Any) -> list[Report | Refusal]:
    """Read a file of this content."""
    path.write_bytes(content)
    return list(read([path], settings=ReadSettings(**limits)))


def test_rows_become_reports(tmp_path: Path) -> None:
    """Columns are named as those of CSV are; other columns are kept, whatever they hold."""
    row = {"body": STORY, "headline": "Ferries", "publisher": "Harbour Times", "date": date(2024, 5, 7), "doc_id": 7}
    more = {"topics": ["sea", "rescue"], "score": float("nan"), "raw": b"\xff", "seen": datetime(2024, 6, 1, 12, 30)}
    (report,) = outcome(tmp_path / "a.parquet", table([{**row, **more}]))
    assert isinstance(report, Report)
    assert (report.given_id, report.title, report.outlet) == ("7", "Ferries", "Harbour Times")
    assert str(report.published) == "2024-05-07"
    assert report.origin == f"{tmp_path}/a.parquet:1"
    assert json.loads(report.extra or "") == {
        "topics": ["sea", "rescue"],
        "score": "nan",
        "raw": "\ufffd",
        "seen": "2024-06-01T12:30:00",
    }


def test_the_same_rows_in_other_formats_are_the_same_reports(tmp_path: Path) -> None:
    """A report's id does not depend on the format of its table."""
    row = {"id": "a", "text": STORY, "outlet": "Harbour Times", "published": "2024-05-07T09:30:00+02:00"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row))
    (one,) = outcome(tmp_path / "a.parquet", table([row]))
    (other,) = read([tmp_path / "a.jsonl"])
    assert isinstance(one, Report)
    assert isinstance(other, Report)
    assert (one.id, one.published_at) == (other.id, other.published_at)


def test_a_midnight_is_a_day(tmp_path: Path) -> None:
    """Days that a table keeps as time stamps have no time of day."""
    (report,) = outcome(tmp_path / "a.parquet", table([{"text": STORY, "date": datetime(2024, 5, 7)}]))
    assert isinstance(report, Report)
    assert (str(report.published), report.published_at) == ("2024-05-07", None)


def test_inside_an_archive(tmp_path: Path) -> None:
    """A file that is read from its end is read inside an archive too, unless it is too large to be laid beside it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.parquet", table([{"text": STORY}]))
    (report,) = outcome(tmp_path / "a.zip", packed.getvalue())
    assert isinstance(report, Report)
    (refused,) = outcome(tmp_path / "a.zip", packed.getvalue(), largest_spool=100)
    assert isinstance(refused, Refusal)
    assert "100 bytes" in refused.reason


def test_a_row_without_text(tmp_path: Path) -> None:
    """It is told by its number; the others are read."""
    first, refused, last = outcome(tmp_path / "a.parquet", table([{"text": STORY}, {"text": None}, {"text": STORY}]))
    assert isinstance(refused, Refusal)
    assert refused.origin.endswith(":2")
    assert [type(first), type(last)] == [Report, Report]


WHOLE = table([{"text": f"{STORY} {number}"} for number in range(5000)], row_group_size=1000)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "broken or cut off at its start"),
        (b"PAR1PAR1", "broken or cut off at its start"),
        (b"PAR1" + bytes(range(256)) * 9 + b"PAR1", "broken or cut off at its start"),
        (WHOLE[:-100], "broken or cut off at its start"),
        (WHOLE[:4] + WHOLE[-2000:], "broken or cut off"),
        (table([{"name": "Ada"}]), "No column"),
        (table([{"text": STORY}]).replace(b"PAR1", b"PARE"), "broken or cut off"),
        (table([{"text": "x" * 1_000_000}] * 300), "times its size"),
    ],
)
def test_broken_files_and_traps(tmp_path: Path, content: bytes, reason: str) -> None:
    """Each ends in one reason that names the file."""
    *reports, last = outcome(tmp_path / "a.parquet", content)
    assert isinstance(last, Refusal)
    assert last.origin == str(tmp_path / "a.parquet")
    assert reason in last.reason
    assert len(reports) < 100


def test_a_break_in_the_middle_keeps_the_rows_before_it(tmp_path: Path) -> None:
    """Rows before the damage are read, and the reason says after how many it broke off."""
    broken = bytearray(WHOLE)
    broken[len(WHOLE) // 2 : len(WHOLE) // 2 + 20_000] = b"\xff" * 20_000
    *reports, last = outcome(tmp_path / "a.parquet", bytes(broken))
    assert isinstance(last, Refusal)
    assert f"after {len(reports):,} rows" in last.reason
    assert reports


def test_without_pyarrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever lacks the extra is told how to get it."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (refused,) = outcome(tmp_path / "a.parquet", WHOLE)
    assert isinstance(refused, Refusal)
    assert "dateline[parquet]" in refused.reason


def number(value: int) -> bytes:
    """Return a number as Thrift's compact form has it."""
    left, out = value << 1, bytearray()
    while left > 127:
        out.append(left & 127 | 128)
        left >>= 7
    return bytes([*out, left])


def lying(size: int) -> bytes:
    """Return a file of one page of text that says it unpacks to ``size`` bytes, where the file's own end says otherwise."""
    honest = table([{"text": STORY}], use_dictionary=False, compression="gzip", write_statistics=False)
    column = parquet.ParquetFile(io.BytesIO(honest)).metadata.row_group(0).column(0)
    at, length = column.data_page_offset, column.total_compressed_size
    fields, _ = sheets._words(io.BytesIO(honest), at)
    before = b"\x15" + number(0) + b"\x15" + number(fields[2]) + b"\x15" + number(fields[3])
    assert honest[at:].startswith(before)
    # The page's place in the file stays: what stands before it grew, so as many of the last bytes of what is packed go.
    claim = b"\x15" + number(0) + b"\x15" + number(size)
    cut = len(claim) + len(b"\x15" + number(fields[3])) - len(before)
    page = claim + b"\x15" + number(fields[3] - cut) + honest[at + len(before) : at + length - cut]
    assert len(page) == length
    return honest[:at] + page + honest[at + length :]


def test_a_page_that_lies_about_its_size(tmp_path: Path) -> None:
    """What a page asks for is known before it is set aside: two gigabytes for a hundred bytes are refused, in little memory."""
    tracemalloc.start()
    before = pa.default_memory_pool().max_memory()
    (refused,) = outcome(tmp_path / "a.parquet", lying(2_000_000_000))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(refused, Refusal)
    assert "pages unpack to more than 500,000,000 bytes" in refused.reason
    assert pa.default_memory_pool().max_memory() - before < 50_000_000
    assert most < 50_000_000


def test_a_list_that_repeats_a_long_text(tmp_path: Path) -> None:
    """A list that says one long text ten thousand times is refused with its row, before it is written out; others are read."""
    tags = pa.DictionaryArray.from_arrays(pa.array([0] * 10_000 + [1, None], pa.int32()), ["x" * 500_000, "sea"])
    lists = pa.ListArray.from_arrays([0, 10_000, 10_002], tags)
    written = io.BytesIO()
    parquet.write_table(pa.table({"text": [STORY, STORY], "tags": lists}), written, compression="zstd")
    content = written.getvalue()
    assert len(content) < 100_000
    before = pa.default_memory_pool().bytes_allocated()
    refused, report = outcome(tmp_path / "a.parquet", content, packing=1_000_000)
    assert isinstance(refused, Refusal)
    assert refused.origin.endswith(":1")
    assert "A list has more than 16,000,000 characters" in refused.reason
    assert isinstance(report, Report)
    assert json.loads(report.extra or "") == {"tags": ["sea", None]}
    assert pa.default_memory_pool().bytes_allocated() - before < 50_000_000


def test_a_dictionary_that_is_written_out_for_each_row(tmp_path: Path) -> None:
    """One long text in a dictionary counts for each of the rows that are read together."""
    text = pa.DictionaryArray.from_arrays(pa.array([0] * 50, pa.int32()), ["x" * 90_000_000])
    written = io.BytesIO()
    parquet.write_table(pa.table({"text": text}), written, compression="zstd")
    (refused,) = outcome(tmp_path / "a.parquet", written.getvalue(), packing=1_000_000)
    assert isinstance(refused, Refusal)
    assert "pages unpack to more than" in refused.reason


def test_pages_are_measured_as_their_writers_made_them(tmp_path: Path) -> None:
    """For files of every kind of page, dictionaries, statistics and lists among them, no page is overlooked."""
    rows = [{"text": f"{STORY} {n}", "tags": ["sea"] * (n % 5), "n": n, "deep": [{"a": [n]}]} for n in range(3_000)]
    for how in (
        {},
        {"data_page_version": "2.0"},
        {"use_dictionary": False},
        {"compression": "none"},
        {"data_page_size": 999},
    ):
        content = io.BytesIO(table(rows, **how))
        group = parquet.ParquetFile(content).metadata.row_group(0)
        held = sheets.held(content, group, 1)
        flat = sum(group.column(at).total_uncompressed_size for at in range(group.num_columns))
        assert 5_000 < held < flat + 16 * 3 * 3_000
        for at in range(group.num_columns):
            column = group.column(at)
            assert sum(sheet.values for sheet in sheets._sheets(content, column)) == column.num_values


@pytest.mark.parametrize(
    "words",
    [
        b"\x15",
        b"\x15\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01\x00",  # a number without end
        b"\x1c" * 40 + b"\x00" * 41,  # structs within structs
        b"\x19\xff",  # a list
        b"\x18\xff\xff\xff\xff\x07",  # text longer than the file
        b"\x25\x01\x15\x02\x00",  # a size below nothing
        b"\x00",  # no size at all
    ],
)
def test_what_stands_before_a_page_may_be_anything(words: bytes) -> None:
    """It ends in a ValueError, in no time, whatever the bytes are."""
    column = SimpleNamespace(
        data_page_offset=4, dictionary_page_offset=None, has_dictionary_page=False, total_compressed_size=100
    )
    with pytest.raises(ValueError, match=r"page|struct|number|value|end"):
        list(sheets._sheets(io.BytesIO(b"PAR1" + words), column))
