"""Hostile and broken input: a clear sentence for each, everything else read, no failure, no hanging."""

import json
import os
import time
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Refusal, Report
from dateline.stages.read import ReadSettings, read
from dateline.stages.read.reader import ALL

STORY = "Two ferries collided in the harbour, the port authority said on Tuesday, and divers searched the wreck."

# name, content, part of the reason
REFUSED = [
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \n\t\n", "no text"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "no text"),
    ("noise.txt", bytes(range(256)) * 40, "no text"),
    ("nuls.txt", b"\x00" * 5000, "no text"),
    ("zipped.jsonl", b"\x1f\x8b\x08\x00" + bytes(range(200)), "unpack"),
    ("empty.jsonl", b"\n\n", "empty"),
    ("empty.html", b"", "empty"),
    ("picture.html", b"\xff\xd8\xff\xe0" + bytes(range(256)), "no HTML"),
    ("bare.html", b"<html><body></body></html>", "No story"),
    ("deep.html", b"<html><body>" + b"<div>" * 10_000 + STORY.encode(), "too many elements"),
    ("links.html", b"<html><body>" + b"<li><a href=/>harbour</a></li>" * 30_000, "too many elements"),
    ("large.html", b"<html><body><p>" + b"word " * 2_100_000, "larger"),
    ("no-text.csv", b"name,age\nAda,36\n", "No column"),
    ("heading.csv", b"id,text\n", "no rows"),
    ("empty.csv", b"", "empty"),
    ("letter.docx", b"PK\x03\x04", "not read"),
    ("keys.jsonl", b'{"text": "", "text": " "}\n', "no text"),
    ("cut.parquet", b"PAR1", "cut off"),
    ("noise.warc", bytes(range(256)) * 40, "no record"),
    ("html.rss", b"<html><body>No feed.</body></html>", "no feed"),
    ("noise.eml", bytes(range(256)) * 40, "no message"),
    ("noise.mbox", bytes(range(256)) * 40, "no mailbox"),
    ("array.jsonl", b'[{"text": "One."}]\n', "no object"),
]


def outcome(path: Path, **limits: Any) -> list[Report | Refusal]:
    """Read a path into a list."""
    return list(read([path], settings=ReadSettings(**limits)))


@pytest.mark.parametrize(("name", "content", "reason"), REFUSED, ids=[row[0] for row in REFUSED])
def test_refuses_with_a_reason(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    """A file that cannot be read gives one refusal that names it, says why, and what to do."""
    (tmp_path / name).write_bytes(content)
    (found,) = outcome(tmp_path / name)
    assert isinstance(found, Refusal)
    assert found.origin.startswith(str(tmp_path / name))
    assert reason in found.reason
    assert found.reason.endswith(".")


def test_folder_of_bad_files_loses_no_good_one(tmp_path: Path) -> None:
    """In a folder of bad files the good ones are read, and each bad one is named."""
    for name, content, _ in REFUSED:
        (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_text(STORY, encoding="utf-8")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "round").symlink_to(tmp_path)
    (tmp_path / ".hidden.txt").write_text(STORY, encoding="utf-8")
    found = outcome(tmp_path)
    assert [r.given_id for r in found if isinstance(r, Report)] == ["good.txt"]
    refused = {Path(r.origin.split(":")[0]).name for r in found if isinstance(r, Refusal)}
    assert refused == {row[0] for row in REFUSED} | {"pipe.txt", "loop.txt", "round", ".hidden.txt"}


def test_folder_without_anything_readable_says_so(tmp_path: Path) -> None:
    """An empty folder is a refusal of its own, and so is a path or a pattern that leads nowhere."""
    assert "No file in this folder" in outcome(tmp_path)[0].reason  # type: ignore[union-attr]
    assert "no such file" in outcome(tmp_path / "missing.txt")[0].reason  # type: ignore[union-attr]
    assert "pattern" in outcome(tmp_path / "*.txt")[0].reason  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b", "x" * 5000 + "*", "[", "\0*"])
def test_names_that_cannot_be(name: str) -> None:
    """Names that no system accepts are refused like any other that is missing."""
    (found,) = read([name])
    assert isinstance(found, Refusal)
    assert found.origin.isprintable()


def test_folders_deeper_than_the_stack(tmp_path: Path) -> None:
    """A file below 1,200 folders is read."""
    folders = [tmp_path / "/".join("d" * depth) for depth in range(1, 1201)]
    for folder in folders:
        folder.mkdir()
    (folders[-1] / "a.txt").write_text(STORY, encoding="utf-8")
    try:
        assert [type(r) for r in outcome(tmp_path)] == [Report]
    finally:  # pytest's own cleaning recurses, and would fail
        (folders[-1] / "a.txt").unlink()
        for folder in reversed(folders):
            folder.rmdir()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_without_permission(tmp_path: Path) -> None:
    """A file that the user may not read is refused with what to do."""
    file = tmp_path / "a.txt"
    file.write_text(STORY, encoding="utf-8")
    file.chmod(0)
    assert "not allowed" in outcome(file)[0].reason  # type: ignore[union-attr]


def test_broken_lines_cost_themselves_alone(tmp_path: Path) -> None:
    """Each broken line of JSON Lines is named by its number; the lines around it are read."""
    good = json.dumps({"text": STORY})
    lines = [
        good,
        '{"text": "cut o',
        "[1]",
        '{"title": "no text"}',
        '{"text": ' + "[" * 100_000,
        '{"text": "x", "n": ' + "9" * 5000 + "}",
        good,
    ]
    file = tmp_path / "a.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    found = outcome(file)
    assert [isinstance(r, Report) for r in found] == [True, False, False, False, False, False, True]
    assert [r.origin.rsplit(":", 1)[1] for r in found if r.origin] == ["1", "2", "3", "4", "5", "6", "7"]


def test_numbers_larger_than_numbers(tmp_path: Path) -> None:
    """Infinite and undefined numbers in unknown keys are kept so that the extra stays valid JSON."""
    file = tmp_path / "a.jsonl"
    file.write_text('{"text": "One ferry sank.", "a": 1e999, "b": NaN, "c": 12345678901234567890123}', encoding="utf-8")
    (report,) = outcome(file)
    assert isinstance(report, Report)
    assert json.loads(report.extra or "") == {"a": "1e999", "b": "NaN", "c": 12345678901234567890123}


def test_half_characters_and_nuls_are_replaced(tmp_path: Path) -> None:
    """What no database can hold is replaced one for one, so that offsets stay, and noted."""
    file = tmp_path / "a.jsonl"
    file.write_text('{"text": "One \\ud800 ferry\\u0000 sank.", "title": "\\udfff Ferry"}', encoding="utf-8")
    (report,) = outcome(file)
    assert isinstance(report, Report)
    assert report.text == "One \ufffd ferry\ufffd sank."
    assert report.title == "\ufffd Ferry"
    assert any("replaced" in note for note in report.notes)


def test_lines_too_long_to_hold_are_passed_over(tmp_path: Path) -> None:
    """A line beyond the limit is refused without being held in memory, and the next one is read."""
    file = tmp_path / "a.jsonl"
    file.write_text('{"text": "' + "x" * 5000 + '"}\n' + json.dumps({"text": STORY}), encoding="utf-8")
    first, second = outcome(file, longest_line=2000)
    assert isinstance(first, Refusal)
    assert "longer than 2,000" in first.reason
    assert isinstance(second, Report)


def test_text_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    """A text is never cut silently."""
    (tmp_path / "a.txt").write_text(STORY * 3, encoding="utf-8")
    (found,) = outcome(tmp_path / "a.txt", longest_text=150)
    assert isinstance(found, Refusal)
    assert "more than 150" in found.reason


def test_unclosed_quotation_mark_in_a_table(tmp_path: Path) -> None:
    """A table that breaks off keeps the rows before the break and names the line."""
    (tmp_path / "a.csv").write_text('id,text\n1,One ferry sank.\n2,"Two ' + "x" * 5000, encoding="utf-8")
    first, second = outcome(tmp_path / "a.csv", longest_line=2000)
    assert isinstance(first, Report)
    assert isinstance(second, Refusal)
    assert "breaks off" in second.reason


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (
            "Prosecutors in São Paulo charged two officials of the city’s water company with fraud.".encode("cp1252"),
            "São Paulo charged two officials of the city’s",
        ),
        ("Le café fermé à midi près de la forêt, où les élèves étaient réunis.".encode("cp1252"), "café fermé"),
        ("Le café fermé à midi près de la forêt.".encode("utf-16"), "café fermé"),
        ("The harbour is closed until noon.".encode("utf-16-le"), "harbour is closed"),
        (b"\xef\xbb\xbfThe harbour is closed.", "The harbour"),
        ("The mayorâ€™s cafÃ© is closed.".encode(), "The mayor’s café"),
        ("The mayor’s café is closed".encode()[:-1] + b"\xe2\x80", "mayor’s café"),
        (
            "Городской совет сообщил в понедельник, что мост останется закрытым до устранения трещин.".encode("cp1251"),
            "Городской совет",
        ),
    ],
)
def test_encodings_are_found_or_repaired(tmp_path: Path, content: bytes, text: str) -> None:
    """Other encodings and wrongly decoded texts are put right."""
    (tmp_path / "a.txt").write_bytes(content)
    (report,) = outcome(tmp_path / "a.txt")
    assert isinstance(report, Report)
    assert text in report.text


def test_a_stray_byte_in_json_lines_is_decoded_with_a_note(tmp_path: Path) -> None:
    """One byte of another encoding does not cost the line."""
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "The caf\xe9 by the harbour is closed."}\n')
    (report,) = outcome(tmp_path / "a.jsonl")
    assert isinstance(report, Report)
    assert "café" in report.text
    assert report.notes


def test_names_that_no_terminal_can_show(tmp_path: Path) -> None:
    """Line feeds and undecodable bytes in file names are shown escaped, and can be stored."""
    names = [b"two\nlines.txt", b"caf\xe9.txt"]
    for name in names:
        Path(os.fsdecode(bytes(tmp_path) + b"/" + name)).write_text(STORY, encoding="utf-8")
    found = [r for r in outcome(tmp_path) if isinstance(r, Report)]
    assert len(found) == 2
    for report in found:
        assert "\n" not in report.given_id
        (report.given_id + (report.origin or "")).encode("utf-8")


def test_many_tags_are_counted_quickly(tmp_path: Path) -> None:
    """Pages made to hang a parser are refused in seconds."""
    start = time.process_time()
    for number, piece in enumerate((b"<a ", b"<!--", b"<div><p>", b"</x>", b"<b" + b" a=1" * 50)):
        (tmp_path / f"{number}.html").write_bytes(b"<html><body>" + piece * 20_000)
    assert all(isinstance(r, Refusal) for r in outcome(tmp_path))
    assert time.process_time() - start < 30


@settings(deadline=None, max_examples=60)
@given(content=st.binary(max_size=400), suffix=st.sampled_from(sorted(ALL)))
def test_any_bytes_end_in_a_report_or_a_reason(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, suffix: str
) -> None:
    """Whatever a file holds, reading ends, and says something of it."""
    file = tmp_path_factory.mktemp("any") / f"a{suffix}"
    file.write_bytes(content)
    found = outcome(file)
    assert found
    assert not any("fault of Dateline" in thing.reason for thing in found if isinstance(thing, Refusal))


def test_ragged_rows(tmp_path: Path) -> None:
    """Rows shorter or longer than the heading are read as far as it goes."""
    (tmp_path / "a.csv").write_text(f'id,text,url\n1,{STORY!r}\n2,"{STORY}",u,more,and more\n3\n', encoding="utf-8")
    first, second, refused = outcome(tmp_path / "a.csv")
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert isinstance(refused, Refusal)
    assert (second.text, second.url) == (STORY, "u")


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.mbox", "a.warc"])
def test_a_line_without_end_is_not_held(tmp_path: Path, name: str) -> None:
    """Thirty times the limit in one line takes little more memory than the limit."""
    start = {"a.jsonl": '{"text": "', "a.csv": 'text\n"', "a.mbox": "From a\nSubject: a\n\n", "a.warc": "WARC/1.0\r\n"}
    (tmp_path / name).write_bytes(start[name].encode() + b"x" * 30_000_000)
    outcome(tmp_path / name, longest_line=1_000_000, largest_message=1_000_000)
    tracemalloc.start()
    found = outcome(tmp_path / name, longest_line=1_000_000, largest_message=1_000_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [type(thing) for thing in found] == [Refusal]
    assert peak < 10_000_000


def test_a_row_without_text_is_named(tmp_path: Path) -> None:
    """A row whose text is empty is told as such; the others are read."""
    file = tmp_path / "a.csv"
    file.write_text(f'headline,body\nFerries,"{STORY}"\nQuiet,\n', encoding="utf-8")
    first, second = read([str(file)])
    assert isinstance(first, Report)
    assert isinstance(second, Refusal)
    assert second.origin.endswith("a.csv:3")
    assert "The row has no text" in second.reason
