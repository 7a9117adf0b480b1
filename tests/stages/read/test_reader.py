"""Reading as a whole: formats, metadata, ids, order."""

import io
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Refusal, Report
from dateline.stages.read import ReadSettings, read

STORY = "CARDIFF, Wales, May 4, 2021 (AP) - Two ferries collided in the harbour, the port authority said on Tuesday."


def reports(*paths: Any, **limits: Any) -> list[Report]:
    """Read and keep the reports."""
    return [r for r in read(paths, settings=ReadSettings(**limits)) if isinstance(r, Report)]


def refusals(*paths: Any, **limits: Any) -> list[Refusal]:
    """Read and keep the refusals."""
    return [r for r in read(paths, settings=ReadSettings(**limits)) if isinstance(r, Refusal)]


def test_plain_text(tmp_path: Path) -> None:
    """A text file gives one report: title from the first line, outlet from the folder, the rest from the dateline."""
    file = tmp_path / "harbour-post" / "ferries.txt"
    file.parent.mkdir()
    file.write_text(f"Ferries collide in Cardiff\n\n{STORY}\n", encoding="utf-8")
    (report,) = reports(file)
    assert (report.title, report.outlet, report.given_id) == (
        "Ferries collide in Cardiff",
        "harbour-post",
        "ferries.txt",
    )
    assert (report.published, report.published_basis, report.credit) == (
        date(2021, 5, 4),
        "dateline",
        "Associated Press",
    )
    assert report.text == f"Ferries collide in Cardiff\n\n{STORY}\n"
    assert report.notes == ()


def test_a_first_line_that_is_a_sentence_is_no_title(tmp_path: Path) -> None:
    """Text without a headline has no title, and folders with common names are no outlets."""
    file = tmp_path / "texts" / "a.txt"
    file.parent.mkdir()
    file.write_text("Two ferries collided.\nDivers searched the wreck of the second one until dusk.", encoding="utf-8")
    (report,) = reports(file)
    assert (report.title, report.outlet, report.published) == (None, None, None)


def test_markdown_heading_is_the_title(tmp_path: Path) -> None:
    """The mark of a heading is no part of the title."""
    (tmp_path / "a.md").write_text(f"# Ferries collide\n\n{STORY}", encoding="utf-8")
    assert reports(tmp_path / "a.md")[0].title == "Ferries collide"


def test_line_ends_become_line_feeds(tmp_path: Path) -> None:
    """Files from Windows give the same text as files from elsewhere."""
    (tmp_path / "a.txt").write_bytes(STORY.encode() + b"\r\n\r\nDivers searched.\r\n")
    assert reports(tmp_path / "a.txt")[0].text == f"{STORY}\n\nDivers searched.\n"


def test_json_lines(tmp_path: Path) -> None:
    """Known keys fill the report, unknown ones are kept as JSON, given values win over what the text says."""
    row = {
        "id": 7,
        "outlet": "Harbour Post",
        "published": "2021-05-05T08:00:00+01:00",
        "language": "en-GB",
        "text": STORY,
        "beat": ["sea"],
    }
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps(row) + "\n", encoding="utf-8")
    (report,) = reports(file)
    assert (report.given_id, report.outlet, report.published) == ("7", "Harbour Post", date(2021, 5, 5))
    assert (report.published_at, report.published_basis, report.language) == (
        "2021-05-05T08:00:00+01:00",
        "given",
        "en",
    )
    assert json.loads(report.extra or "") == {"beat": ["sea"]}
    assert report.origin == f"{file}:1"
    assert report.text == STORY


def test_json_lines_with_html(tmp_path: Path) -> None:
    """An object may hold the page instead of the text."""
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"id": "p", "html": PAGE}), encoding="utf-8")
    (report,) = reports(file)
    assert (report.given_id, report.title, report.published_basis) == ("p", "Ferries collide", "page")


PAGE = f"""<html lang="en"><head><title>Ferries collide | Harbour Post</title>
<meta property="og:title" content="Ferries collide"><meta property="og:site_name" content="Harbour Post">
<meta name="author" content="Ada Poole"><meta property="article:published_time" content="2021-05-04T19:00:00Z">
<meta property="og:url" content="https://harbour-post.example/ferries"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Ferries collide</h1><p>{STORY}</p>
<p>The first had left Penarth at noon with ninety people on board, none of whom was hurt, the owner said.</p>
</article></body></html>"""


def test_fragment_of_html(tmp_path: Path) -> None:
    """Feeds and tables give pieces of pages; these are read as well."""
    file = tmp_path / "a.jsonl"
    file.write_text(
        json.dumps({"html": f"<p>{STORY}</p><p>Divers searched the wreck until dusk on Tuesday.</p>"}), encoding="utf-8"
    )
    (report,) = reports(file)
    assert report.text == f"{STORY}\nDivers searched the wreck until dusk on Tuesday."


def test_html(tmp_path: Path) -> None:
    """A page gives its story without the furniture, and title, outlet, author, address and day from its metadata."""
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    (report,) = reports(tmp_path / "a.html")
    assert (report.title, report.outlet, report.author) == ("Ferries collide", "Harbour Post", "Ada Poole")
    assert (report.published, report.published_basis) == (date(2021, 5, 4), "page")
    assert report.url == "https://harbour-post.example/ferries"
    assert "ninety people" in report.text
    assert "Home" not in report.text


def test_csv_with_synonyms(tmp_path: Path) -> None:
    """Columns go by common names too; the separator is found; long fields and line breaks inside them are read."""
    body = STORY + "\n" + "Divers searched. " * 20_000
    (tmp_path / "a.csv").write_text(f'headline;date;body;mood\nFerries;2021-05-04;"{body}";grim\n', encoding="utf-8")
    (report,) = reports(tmp_path / "a.csv")
    assert (report.title, report.published, report.text) == ("Ferries", date(2021, 5, 4), body)
    assert json.loads(report.extra or "") == {"mood": "grim"}


def test_order_is_sorted_and_patterns_work(tmp_path: Path) -> None:
    """Folders are read in sorted order, whatever the order of creation; patterns match as in a shell."""
    for name in ("b/2.txt", "a/3.txt", "a/1.txt", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{name}: {STORY}", encoding="utf-8")
    assert [r.given_id for r in reports(tmp_path)] == ["1.txt", "3.txt", "2.txt", "c.txt"]
    assert [r.given_id for r in reports(str(tmp_path / "*" / "*.txt"))] == ["1.txt", "3.txt", "2.txt"]


def test_ids_do_not_depend_on_the_place(tmp_path: Path) -> None:
    """The same file elsewhere is the same report; another text under the same name is not."""
    texts = {"x/wire/a.txt": STORY, "y/z/wire/a.txt": STORY, "w/wire/a.txt": STORY + " More."}
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    first, second, other = (reports(tmp_path / name)[0].id for name in texts)
    assert first == second != other


def test_rows_without_an_id_are_named_by_their_text(tmp_path: Path) -> None:
    """A row keeps its name when rows before it are added, so a longer file brings no false new versions."""
    short, long = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    row = json.dumps({"text": STORY})
    short.write_text(row, encoding="utf-8")
    long.write_text(json.dumps({"text": "Another story, of another harbour."}) + "\n" + row, encoding="utf-8")
    assert reports(short)[0].id == reports(long)[1].id
    assert reports(short)[0].given_id == reports(long)[1].given_id


@pytest.mark.parametrize(("content", "count"), [(STORY, 1), ('{"text": "One."}\n{"text": "Two."}\n', 2)])
def test_standard_input(monkeypatch: pytest.MonkeyPatch, content: str, count: int) -> None:
    """``-`` reads JSON Lines if the input begins with a brace, and one plain text otherwise."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    assert len(reports("-")) == count


@settings(deadline=None, max_examples=60)
@given(
    text=st.text(min_size=1, max_size=300).filter(lambda t: t.strip() != ""),
    extra=st.dictionaries(st.text(max_size=5), st.integers()),
)
def test_any_text_in_json_is_kept(tmp_path_factory: pytest.TempPathFactory, text: str, extra: dict[str, int]) -> None:
    """Every text that a JSON object can hold is read, as many characters long unless its encoding was broken."""
    file = tmp_path_factory.mktemp("any") / "a.jsonl"
    row = {**{f"x{key}": value for key, value in extra.items()}, "text": text}
    file.write_text(json.dumps(row), encoding="utf-8")
    found = list(read([file]))
    assert len(found) == 1
    (report,) = (r for r in found if isinstance(r, Report))
    assert report.text == text or report.notes
    report.text.encode("utf-8")
