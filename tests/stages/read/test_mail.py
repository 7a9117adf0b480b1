"""Mail: a message becomes a report, whatever its sender's program made of it."""

from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from dateline.model import Refusal, Report
from dateline.stages.read import ReadSettings, read

STORY = "Two ferries collided in the harbour, the port authority said on Tuesday."


def message(
    text: str | None = STORY, page: str | None = None, sender: str = "Harbour Alerts <a@h.example>"
) -> EmailMessage:
    """Return a message with a plain text, a page, or both."""
    made = EmailMessage()
    made["Subject"], made["From"], made["Date"] = "Ferries collide", sender, "Tue, 07 May 2024 23:30:00 -0500"
    made["Message-ID"] = "<1@h.example>"
    if text is not None:
        made.set_content(text)
    if page is not None and text is None:
        made.set_content(page, subtype="html")
    elif page is not None:
        made.add_alternative(page, subtype="html")
    return made


def outcome(tmp_path: Path, content: bytes, name: str = "a.eml", **limits: Any) -> list[Report | Refusal]:
    """Read a file of this content."""
    (tmp_path / name).write_bytes(content)
    return list(read([tmp_path / name], settings=ReadSettings(**limits)))


def test_a_message_becomes_a_report(tmp_path: Path) -> None:
    """Subject, sender, day and id are taken from its header."""
    (report,) = outcome(tmp_path, bytes(message()))
    assert isinstance(report, Report)
    assert report.text.strip() == STORY
    assert (report.title, report.outlet, report.given_id) == ("Ferries collide", "Harbour Alerts", "1@h.example")
    assert (str(report.published), report.published_basis) == ("2024-05-07", "given")


@pytest.mark.parametrize("text", [None, " \n"])
def test_a_page_is_read_where_there_is_no_text(tmp_path: Path, text: str | None) -> None:
    """Of a message that is HTML only, or beside an empty text, the text is taken without its markup."""
    (report,) = outcome(
        tmp_path, bytes(message(text, f"<style>p {{}}</style><p>{STORY}</p><p>Read <a href=x>more</a></p>"))
    )
    assert isinstance(report, Report)
    assert report.text == f"{STORY}\n\nRead more"


def test_the_plain_text_is_taken_before_the_page(tmp_path: Path) -> None:
    """Of two alternatives the plain one is as its sender wrote it."""
    (report,) = outcome(tmp_path, bytes(message(STORY, "<p>Other words.</p>")))
    assert isinstance(report, Report)
    assert report.text.strip() == STORY


def test_attachments_are_no_text(tmp_path: Path) -> None:
    """An attached file is not what the sender wrote."""
    made = message(None)
    made.add_attachment("attached words", filename="a.txt")
    (refused,) = outcome(tmp_path, bytes(made))
    assert isinstance(refused, Refusal)
    assert "no text" in refused.reason


def test_words_in_other_encodings(tmp_path: Path) -> None:
    """Encoded words in the header and an encoded text come out as written."""
    made = message("Городской совет сообщил.", sender="Новости <a@h.example>")
    del made["Subject"]
    made["Subject"] = "Паром затонул"
    (report,) = outcome(tmp_path, bytes(made))
    assert isinstance(report, Report)
    assert (report.title, report.outlet, report.text.strip()) == (
        "Паром затонул",
        "Новости",
        "Городской совет сообщил.",
    )


def test_a_mailbox(tmp_path: Path) -> None:
    """Each message is told by its number; a line of the text that looks like the next message's start is none."""
    first = bytes(message(f"From the harbour:\n{STORY}")).replace(b"\nFrom the", b"\n>From the")
    other = bytes(message(sender="b@coast.example")).replace(b"Message-ID: <1@h.example>\n", b"")
    start = b"From a@h.example Tue May  7 23:30:00 2024\n"
    one, broken, two = outcome(
        tmp_path, b"\n".join([start + first, start + b"x" * 99 + b"\n", start + other]), "alerts.mbox"
    )
    assert isinstance(one, Report)
    assert isinstance(two, Report)
    assert isinstance(broken, Refusal)
    assert one.text.startswith("From the harbour:")
    assert broken.origin.endswith("alerts.mbox:2")
    assert two.outlet == "coast.example"
    assert two.given_id.startswith("text")


HEAD = b"Subject: a\nFrom: a@h.example\n"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.mbox", b"", "no mailbox"),
        ("a.mbox", bytes(message()), "no mailbox"),
        ("a.mbox", b"From a\n", "no message"),
        ("a.eml", b"", "empty"),
        ("a.eml", bytes(range(256)) * 20, "no message"),
        ("a.eml", HEAD + b"X: " + b"y" * 100_000 + b"\n\ntext", "no message"),
        ("a.eml", HEAD + b"\n", "no text"),
        ("a.eml", HEAD + b"Content-Type: text/plain; charset=no-such\n\n ", "no text"),
        ("a.eml", HEAD + b"Content-Type: image/png\n\nabc", "no text"),
        ("a.eml", HEAD + b"Content-Type: text/html\n\n" + b"<div>" * 9000, "too many elements"),
        ("a.eml", HEAD + b"Content-Type: text/plain\n\n" + b"x" * 3000, "larger than 2,000"),
    ],
)
def test_broken_mail(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    """Each ends in one reason."""
    limit = 2000 if reason.startswith("larger") else 25_000_000
    (refused,) = outcome(tmp_path, content, name, largest_message=limit)
    assert isinstance(refused, Refusal)
    assert reason in refused.reason


DEEP = [b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3000)]


@pytest.mark.parametrize(
    "rest",
    [
        b"".join(DEEP),
        b"".join(DEEP[:90]) + b"\ntext" * 100_000,
        b'Content-Type: multipart/mixed; boundary="b"\n\n' + b"--b\n\nx\n" * 20_000,
        b"Content-Type: message/rfc822\n\n" * 3000,
    ],
)
def test_messages_within_messages_without_end(tmp_path: Path, rest: bytes) -> None:
    """Parts that nest deeper than Python's stack, or are too many, cost that message alone."""
    (refused,) = outcome(tmp_path, HEAD + rest + b"\ntext")
    assert isinstance(refused, Refusal)


@pytest.mark.parametrize("sign", [b"(", b"<", b'"\\', b"a,", b"a@", b"=?utf-8?q?a?= ", b"=?", b"=?utf-8?b?AAA?="])
def test_headers_made_to_hang_a_parser(tmp_path: Path, sign: bytes) -> None:
    """Whatever a header repeats, the message is read."""
    (report,) = outcome(tmp_path, b"From: %s\nSubject: %s\n\ntext" % (sign * 2000, sign * 2000))
    assert isinstance(report, Report)
