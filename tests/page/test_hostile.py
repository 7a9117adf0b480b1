"""Hostile reports change nothing on the page."""

from pathlib import Path
from typing import Any

from served import server

from dateline.model import Event, Evidence, Findings, Mention, Party, Report, Source, Span
from dateline.store import Record

EVIL = '<script>document.title="owned"</script><img src=x onerror="document.title=\'owned\'">\u202eesrever <b>bold</b> 🙂 deed'


def _record(path: Path) -> str:
    """Write a record whose every text is hostile; return the id of its event."""
    text = f"{EVIL} and {'long' * 300_000} end"
    report = Report(
        id="r-0000000001", given_id=EVIL, text=text, outlet=EVIL, title=EVIL, url="javascript:alert(1)", language="en"
    )
    deed = Span(text.index("deed"), text.index("deed") + 4, "deed")
    clause = Span(0, len(EVIL), EVIL)
    mention = Mention(
        id="m-0000000001",
        report=report.id,
        type="attack",
        status="happened",
        clause=clause,
        trigger=deed,
        actors=(Party(name=EVIL, span=deed),),
        sources=(Source(name=EVIL, span=deed),),
    )
    event = Event(
        id="e-0000000001",
        type="attack",
        summary=EVIL,
        status="happened",
        standing="reported",
        mentions=(mention.id,),
        evidence=(Evidence(report=report.id, span=clause, mention=mention.id),),
        reports=1,
        lineages=1,
        actors=mention.actors,
        sources=mention.sources,
    )
    with Record.open(path, create=True) as record:
        record.add([report])
        record.keep(Findings(report=report.id, mentions=(mention,)), "test")
        record.keep_events([event])
    return event.id


def test_markup_directions_and_megabytes_stay_text(opened: Any, tmp_path: Path) -> None:
    """Tags show as they are written, marks stand at the right words, directions do not turn, long texts are cut."""
    key = _record(tmp_path / "hostile.db")
    with server(tmp_path / "hostile.db") as address:
        page = opened(f"{address}/?event={key}")
        assert page.title() == "Dateline"
        assert "<script>" in page.locator("#record h2").inner_text()
        assert "\u202e" not in page.locator("body").inner_text()
        assert page.locator(".passage .m-what").first.inner_text() == "deed"
        assert page.locator("#record img, #record script, #record h2 b").count() == 0
        page.goto(f"{address}/?report=r-0000000001")
        page.wait_for_selector(".reporttext")
        assert page.locator(".reporttext .m-trigger").first.inner_text() == "deed"
        assert page.locator("a[href^=javascript]").count() == 0
        assert len(page.locator(".reporttext").inner_text()) < 100_000
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.title() == "Dateline"
