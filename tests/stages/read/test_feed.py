"""Feeds: items become reports; nothing in a feed opens a file, follows a link, or unfolds without bound."""

import socket
from pathlib import Path
from typing import Any

import pytest

from dateline.model import Refusal, Report
from dateline.stages.read import ReadSettings, read

STORY = "Two ferries collided in the harbour, the port authority said on Tuesday."
RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Harbour Times &amp;amp; Post</title><link>https://h.example/</link><language>en-gb</language>{items}</channel></rss>"""
ITEM = """<item><title>Ferries &amp;amp; tugs collide</title><link>https://h.example/ferries</link>
<guid isPermaLink="false">h-1</guid><pubDate>Tue, 07 May 2024 23:30:00 -0500</pubDate><dc:creator>Jane Doe</dc:creator>
<description>Short.</description><content:encoded><![CDATA[<p>{story}</p><script>steal()</script><p>Divers<br>searched <b>the
 wreck</b>.</p><!-- advert --> Nobody was hurt.]]></content:encoded></item>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Times</title><entry><id>tag:h.example,2024:1</id>
<title>Ferries collide</title><link href="https://h.example/ferries"/><updated>2024-05-07T23:30:00-05:00</updated>
<source><title>Coast Agency</title></source><summary>{story}</summary></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbour Times</title></channel><item rdf:about="https://h.example/1">
<title>Ferries collide</title><link>https://h.example/1</link><dc:date>2024-05-07</dc:date><description>{story}</description></item>
</rdf:RDF>"""


def outcome(tmp_path: Path, content: str | bytes, name: str = "news.rss", **limits: Any) -> list[Report | Refusal]:
    """Read a feed of this content."""
    (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read([tmp_path / name], settings=ReadSettings(**limits)))


def test_an_item_becomes_a_report(tmp_path: Path) -> None:
    """The longest text is taken, without its markup; the day is the one at the place of publication."""
    (report,) = outcome(tmp_path, RSS.format(items=ITEM.format(story=STORY)))
    assert isinstance(report, Report)
    assert report.text == f"{STORY}\n\nDivers\nsearched the wreck.\n\nNobody was hurt."
    assert (report.given_id, report.url) == ("h-1", "https://h.example/ferries")
    assert (report.title, report.outlet, report.author) == (
        "Ferries & tugs collide",
        "Harbour Times & Post",
        "Jane Doe",
    )
    assert (str(report.published), report.published_basis, report.language) == ("2024-05-07", "given", "en")
    assert report.notes == ()


@pytest.mark.parametrize(
    ("content", "outlet", "name"),
    [(ATOM, "Coast Agency", "a.atom"), (ATOM, "Coast Agency", "a.xml"), (RDF, "Harbour Times", "a.rdf")],
)
def test_other_kinds_of_feeds(tmp_path: Path, content: str, outlet: str, name: str) -> None:
    """Atom and RDF are read like RSS; a feed that collects names each item's own source."""
    (report,) = outcome(tmp_path, content.format(story=STORY), name)
    assert isinstance(report, Report)
    assert (report.text, report.outlet, str(report.published)) == (STORY, outlet, "2024-05-07")


def test_an_item_without_text(tmp_path: Path) -> None:
    """A headline alone is no report; the items around it are read."""
    items = "<item><title>Ferries collide</title></item>" + ITEM.format(story=STORY)
    refused, report = outcome(tmp_path, RSS.format(items=items))
    assert isinstance(report, Report)
    assert isinstance(refused, Refusal)
    assert refused.origin.endswith("news.rss:1")
    assert "no text beside its title" in refused.reason


def test_a_feed_that_is_not_well_formed(tmp_path: Path) -> None:
    """What can be made out of it is read, with a note."""
    (report,) = outcome(tmp_path, RSS.format(items=ITEM.format(story=STORY)).replace("</item>", " & </item><broken>"))
    assert isinstance(report, Report)
    assert any("not well-formed" in note for note in report.notes)


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
SYSTEM = '<!DOCTYPE rss [<!ENTITY secret SYSTEM "{file}">]>'
ASKS = "<item><title>a</title><description>Before {} after.</description></item>"


def test_entities_that_unfold_without_bound(tmp_path: Path) -> None:
    """A billion laughs and one long entity named a hundred thousand times stay unfolded."""
    laughs = f'<!DOCTYPE rss [<!ENTITY a0 "ha">{LAUGHS}]>' + RSS[21:].format(items=ASKS.format("&a11;"))
    long = f'<!DOCTYPE rss [<!ENTITY a "{"x" * 100_000}">]>' + RSS[21:].format(items=ASKS.format("&a;" * 100_000))
    for content in (laughs, long):
        for found in outcome(tmp_path, content):
            assert isinstance(found, Refusal) or len(found.text) < 1_000_000


def test_files_named_in_entities_stay_closed(tmp_path: Path) -> None:
    """An entity that names a file of this machine brings nothing of it into a report."""
    (tmp_path / "secret").write_text("the password")
    outside = SYSTEM.format(file=(tmp_path / "secret").as_uri())
    for found in outcome(tmp_path, outside + RSS[21:].format(items=ASKS.format("&secret;"))):
        assert isinstance(found, Report)
        assert "password" not in found.text


@pytest.mark.parametrize("content", ["http://127.0.0.1:9/feed", "/etc/hostname", "feed:http://127.0.0.1:9/feed"])
def test_a_feed_that_is_an_address_opens_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    """The parser would fetch an address that it is handed in place of a feed; it gets bytes only."""

    def refuse(*_: object) -> None:
        pytest.fail("connected")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    (refused,) = outcome(tmp_path, content)
    assert isinstance(refused, Refusal)
    assert "no feed" in refused.reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "no feed"),
        ("<html><body><p>No feed.</p></body></html>", "no feed"),
        ("<opml><body/></opml>", "no feed"),
        (bytes(range(256)) * 20, "no feed"),
        (RSS.format(items=""), "no items"),
        (RSS.format(items="<item>" * 250_000), "too many elements"),
        ("<rss>" + "x" * 5_100_000, "larger than 5,000,000"),
        (RSS.format(items=ASKS.format("&lt;div&gt;" * 100_000)), "too many elements"),
        (RSS.format(items=ASKS.format("&lt;div&gt;" * 300)), "too many elements"),
    ],
)
def test_what_is_no_feed(tmp_path: Path, content: str | bytes, reason: str) -> None:
    """Each ends in one reason."""
    (refused,) = outcome(tmp_path, content)
    assert isinstance(refused, Refusal)
    assert reason in refused.reason
