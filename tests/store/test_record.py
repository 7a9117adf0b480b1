"""The record: what is filed comes back as it was; versions, locks and damage are handled as a person would want."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import raw

from dateline.errors import RecordDamaged, RecordError, RecordLocked, RecordTooNew
from dateline.model import (
    Change,
    Copy,
    Date,
    Dateline,
    Event,
    EventFigure,
    Evidence,
    Figure,
    Findings,
    Lineage,
    Mention,
    Party,
    Place,
    Refusal,
    Report,
    Site,
    Source,
    Span,
    Speaker,
    Statement,
    When,
    Where,
)
from dateline.store import Record
from dateline.store.reports import Added

TEXT = "KAYES, Mali, May 4 (Reuters) - Shelling killed three people in Kayes on Tuesday, the mayor said."
SITE = Site(
    name="Kayes", geonameid=1, country="ML", admin1="Kayes", lat=14.4, lon=-11.4, precision="settlement", feature="city"
)


def span(words: str) -> Span:
    """Return where the words first stand in the text."""
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def a_report(**fields: object) -> Report:
    """Return a report with the fields given."""
    values: dict[str, object] = {
        "id": "r-1",
        "given_id": "one.txt",
        "text": TEXT,
        "outlet": "wire",
        "language": "en",
        "published": date(2027, 5, 4),
        "published_basis": "given",
        "dateline": Dateline(place="KAYES, Mali", date=date(2027, 5, 4), start=0, end=31),
        "credit": "Reuters",
        "extra": '{"desk": 7}',
        "notes": ("repaired",),
    }
    return Report(**{**values, **fields})  # type: ignore[arg-type]


def a_mention(report: str = "r-1") -> Mention:
    """Return a mention with every cell filled."""
    return Mention(
        id="m-" + report,
        report=report,
        type="shelling_artillery_missile",
        status="happened",
        clause=span("Shelling killed three people in Kayes on Tuesday"),
        trigger=span("Shelling"),
        actors=(Party(name="rebels", span=span("Shelling"), kind="rebels"),),
        targets=(Party(name="people", span=span("people")),),
        when=When(
            first=date(2027, 5, 4),
            last=date(2027, 5, 4),
            precision="day",
            basis="text",
            scope="clause",
            span=span("Tuesday"),
        ),
        where=Where(site=SITE, scope="clause", span=span("Kayes")),
        figures=(Figure(kind="killed", low=3, high=None, span=span("three"), source="the mayor"),),
        sources=(Source(name="the mayor", side="Mali", span=span("the mayor")),),
        salience=0.5,
    )


def findings(report: Report, *mentions: Mention) -> Findings:
    """Return findings with one of everything."""
    speaker = Speaker(name="the mayor", mention=span("the mayor"), side="Mali")
    said = Statement(
        id="s-1", report=report.id, content=span("Shelling"), kind="indirect", cue=span("said"), speaker=speaker
    )
    return Findings(
        report=report.id,
        mentions=mentions,
        statements=(said,),
        dates=(
            Date(
                report=report.id,
                span=span("Tuesday"),
                type="DATE",
                value="2027-05-04",
                first=date(2027, 5, 4),
                last=date(2027, 5, 4),
                precision="day",
                anchored=True,
            ),
        ),
        places=(
            Place(report=report.id, span=span("Kayes"), role="location", site=SITE, candidates=("Kayes", "Kaies")),
        ),
    )


def an_event(mention: Mention) -> Event:
    """Return the event of one mention."""
    return Event(
        id="e-1",
        type=mention.type,
        summary="Shelling in Kayes killed at least 3.",
        status="happened",
        standing="reported",
        mentions=(mention.id,),
        evidence=(Evidence(report=mention.report, span=mention.clause, mention=mention.id),),
        reports=1,
        lineages=1,
        when=mention.when,
        where=mention.where,
        figures=(EventFigure(figure=mention.figures[0], report=mention.report, latest=True),),
    )


@pytest.fixture
def record(new_record: Callable[[], str]) -> Iterator[Record]:
    """Return an empty record."""
    with Record.open(new_record(), create=True) as opened:
        yield opened


def test_a_report_comes_back_as_it_was_filed(record: Record) -> None:
    """No field of a report is lost or changed."""
    record.add([a_report()])
    assert [f.report for f in record.reports()] == [a_report()]


def test_reading_twice_changes_nothing(record: Record) -> None:
    """A report that the record knows is not filed again."""
    assert record.add([a_report()]) == Added(new=1)
    assert record.add([a_report()]) == Added(known=1)


def test_a_changed_report_is_a_new_version(record: Record) -> None:
    """The newer text stands, the older one is kept and can still be read."""
    record.add([a_report()])
    assert record.add([a_report(id="r-2", text=TEXT + " More.")]) == Added(versions=1)
    assert [f.report.id for f in record.reports()] == ["r-2"]
    assert record.report("r-1") is not None


def test_an_older_version_that_returns_is_current_again(record: Record) -> None:
    """What was last read stands."""
    record.add([a_report()])
    record.add([a_report(id="r-2", text="Another text.")])
    record.add([a_report()])
    assert [f.report.id for f in record.reports()] == ["r-1"]


def test_the_later_publication_wins_whatever_the_order(record: Record) -> None:
    """Two versions with their times of publication stand in the same order however they are read."""
    record.add([a_report(id="r-2", published_at="2027-05-04T12:00:00", text="Later.")])
    record.add([a_report(id="r-1", published_at="2027-05-04T09:00:00", text="Earlier.")])
    assert [f.report.id for f in record.reports()] == ["r-2"]


def test_a_reading_comes_back_as_it_was_kept(record: Record) -> None:
    """Statements, dates, places and mentions are restored without loss."""
    record.add([a_report()])
    mention = a_mention()
    found = findings(a_report(), mention)
    record.keep(found, "model 1")
    assert tuple(record.statements()) == found.statements
    assert tuple(record.dates()) == found.dates
    assert tuple(record.places()) == found.places
    assert [f.mention for f in record.mentions()] == [mention]


def test_keeping_again_replaces(record: Record) -> None:
    """A second analysis takes the place of the first."""
    record.add([a_report()])
    for _ in range(2):
        record.keep(findings(a_report(), a_mention()), "model 1")
    assert record.counts()["mention"] == record.counts()["statement"] == 1


def test_what_is_pending_depends_on_who_asks(record: Record) -> None:
    """A report is analysed anew by another model, and only then."""
    record.add([a_report()])
    record.keep(findings(a_report()), "model 1")
    assert record.pending("model 1") == []
    assert record.pending("model 2") == ["r-1"]


def test_other_languages_are_kept_and_say_so(record: Record) -> None:
    """A report that is not in English waits for nothing."""
    record.add([a_report(language="fr")])
    assert record.pending("model 1") == []
    assert [f.analysis for f in record.reports()] == ["not analysed: language"]


def test_an_inherited_date_leads_to_a_new_analysis(record: Record) -> None:
    """An undated report whose lineage brings a date is read again with it, and says where it has it from."""
    undated = a_report(published=None, published_basis=None, credit=None)
    record.add([undated])
    record.keep(findings(undated), "model 1")
    family = Lineage(id="l-1", reports=("r-1",), primary="r-1")
    record.keep_lineages([family], {"r-1": replace(undated, published=date(2027, 5, 4), credit="Reuters")})
    assert record.pending("model 1") == ["r-1"]
    filed = next(record.reports())
    assert (filed.report.published_basis, filed.report.credit, filed.lineage) == ("lineage", "Reuters", "l-1")


def test_lineages_come_back_as_they_were_kept(record: Record) -> None:
    """Copies and changes are restored without loss."""
    record.add([a_report(), a_report(id="r-2", given_id="two.txt")])
    change = Change(kind="number", before="two", after="three", factual=True)
    copy = Copy(report="r-2", of="r-1", relation="edited", contained=0.9, contains=0.8, changes=(change,))
    family = Lineage(id="l-1", reports=("r-1", "r-2"), primary="r-1", copies=(copy,))
    record.keep_lineages([family], {})
    assert list(record.lineages()) == [family]
    assert record.lineage("l-1") == family


def test_events_come_back_and_point_to_their_mentions(record: Record) -> None:
    """An event is restored without loss, and mentions and reports know it."""
    record.add([a_report()])
    record.keep(findings(a_report(), a_mention()), "model 1")
    record.keep_events([an_event(a_mention())])
    assert list(record.events()) == [an_event(a_mention())]
    assert [f.event for f in record.mentions()] == ["e-1"]
    assert [f.lead_event for f in record.reports()] == ["e-1"]


def test_events_that_are_no_more_are_gone(record: Record) -> None:
    """Events are a function of the mentions: what no longer follows from them is not kept."""
    record.add([a_report()])
    record.keep(findings(a_report(), a_mention()), "model 1")
    record.keep_events([an_event(a_mention())])
    record.keep_events([])
    assert list(record.events()) == []
    assert raw.ask(str(record.path), "SELECT count(*) FROM event_point") == [(0,)]


@pytest.mark.parametrize(("box", "found"), [((-12, 14, -11, 15), ["e-1"]), ((11, 14, 12, 15), [])])
def test_points_of_events_are_indexed(record: Record, box: tuple[float, float, float, float], found: list[str]) -> None:
    """The spatial index finds an event by its point, and no other."""
    record.add([a_report()])
    record.keep(findings(a_report(), a_mention()), "model 1")
    record.keep_events([an_event(a_mention())])
    with record.asking() as moment:
        inside = moment.phrases.inside(box)
        assert [row.id for row in moment.rows(f"SELECT id FROM event WHERE {inside.sql}", inside.given)] == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("shelling KÁYES", ["r-1"]),  # whatever their case and accents
        ('"mayor', ["r-1"]),  # marks do no harm
        ("Kayes/Mali", ["r-1"]),  # words joined by a mark stand in a row
        ("Mali/Kayes", []),
        ("May-4", ["r-1"]),
        ("kind of", ["r-2"]),  # in any order
        ("shell", []),  # whole words
        ("the", ["r-1", "r-2"]),
        ("' OR 1", []),
        ("4 -- &|!:*<>(", ["r-1"]),
        ("  ", []),
        ("--", []),
    ],
)
def test_texts_can_be_searched(record: Record, words: str, found: list[str]) -> None:
    """Full text finds the same in every database."""
    record.add([a_report(), a_report(id="r-2", given_id="two", text="Nothing of the kind.")])
    assert sorted(record.search(words)) == found


def test_many_reports_and_then_few_can_be_searched(record: Record) -> None:
    """The full text is whole after many reports at once, and after few that follow them."""
    for count, word in ((600, "first"), (2, "second"), (600, "third")):
        record.add([a_report(id=f"r-{word}{k}", given_id=f"{word}{k}", text=f"{word} w{k}") for k in range(count)])
        assert record.search(f"{word} w1") == [f"r-{word}1"]
        assert len(record.search(word, limit=1000)) == count
    assert record.faults() == []


def test_reports_of_a_run_are_held_until_they_are_traced(record: Record) -> None:
    """What a run has filed is handed on without being read back, as far as there is room; nothing tells which is which."""
    reports = [a_report(id=f"r-{k}", given_id=str(k), text=f"Text {k} " * 9) for k in range(9)]
    record.add(reports[:2])
    assert record.fresh(reports) == []
    with record.writing():
        record._room = sum(len(report.text) for report in reports[2:6])
        assert record.add(reports) == Added(new=7, known=2)
        held = record.fresh(reports)
        assert held == reports[2:5]
        with record.shelf() as shelf:
            assert shelf.waiting(4) == reports[:4]
            shelf.join([(report.id, 1) for report in reports[:4]])
            assert shelf.waiting(100) == reports[4:]
        assert record.fresh(reports) == []
    assert record._room > len(reports[0].text)


def test_a_very_long_text_can_be_searched(record: Record) -> None:
    """Words that stand far apart are found together, and so is a word of monstrous length by itself."""
    text = " ".join(["first", *(f"w{n}" for n in range(30_000)), "x" * 5000, "last"])
    record.add([a_report(id="r-3", given_id="long", text=text, dateline=None), a_report()])
    assert record.search("last first w15000") == ["r-3"]
    assert record.search("x" * 5000) == ["r-3"]
    assert record.search("first Kayes") == []
    assert record.faults() == []


def test_refusals_are_kept_once(record: Record) -> None:
    """What is refused again and again stands once."""
    refusal = Refusal(stage="read", origin="a.pdf", reason="no text")
    record.refuse([refusal])
    record.refuse([refusal])
    assert list(record.refusals()) == [refusal]


def test_one_run_writes_at_a_time(tmp_path: Path) -> None:
    """A second writer to a file is told, and readers are not disturbed."""
    path = tmp_path / "news.db"
    with Record.open(path, create=True) as record, Record.open(path) as other, record.writing():
        with pytest.raises(RecordLocked, match="Another process"), other.writing():
            pass
        assert list(other.reports()) == []


def test_a_missing_record_is_named(tmp_path: Path) -> None:
    """Whoever asks for a record that is not there is told how to make one."""
    with pytest.raises(RecordError, match="dateline read"):
        Record.open(tmp_path / "none.db")


@pytest.mark.parametrize(
    "content", [b"not a database at all, but long enough to be taken for one" * 20, b"SQLite format 3\x00"]
)
def test_a_file_that_is_no_record_is_left_alone(tmp_path: Path, content: bytes) -> None:
    """Another file of the same name is refused and not changed."""
    path = tmp_path / "other.db"
    path.write_bytes(content)
    with pytest.raises(RecordDamaged):
        Record.open(path, create=True)
    assert path.read_bytes() == content


def test_another_database_is_left_alone(tmp_path: Path) -> None:
    """A database of something else is refused and gets no tables of ours."""
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as plain:
        plain.execute("CREATE TABLE people (name TEXT)")
    with pytest.raises(RecordDamaged, match="no Dateline record"):
        Record.open(path, create=True)


def test_a_newer_record_is_left_alone(tmp_path: Path) -> None:
    """A record of a newer Dateline is not read as if we knew it."""
    path = tmp_path / "news.db"
    Record.open(path, create=True).close()
    with sqlite3.connect(path) as plain:
        plain.execute("UPDATE meta SET value = '999' WHERE key = 'schema_version'")
    with pytest.raises(RecordTooNew, match="Upgrade"):
        Record.open(path)


def indexes(name: str) -> set[tuple[str, str]]:
    """Return the indexes of a record as its database writes them down."""
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    if "://" in name:
        query = "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()"
    return set(raw.ask(name, query))


def test_a_record_of_schema_4_gains_its_indexes(record: Record) -> None:
    """A record that was brought up has the indexes of a new one, in every database, and none besides."""
    name = str(record.path)
    new = indexes(name)
    record.close()
    for statement in (
        "DROP INDEX IF EXISTS event_names",
        "DROP INDEX event_spots",
        "CREATE INDEX event_spots ON event (lat, lon, place_precision, type, id)",
        "CREATE INDEX ix_mention_type ON mention (type)",
        "UPDATE meta SET value = '4' WHERE key = 'schema_version'",
    ):
        raw.ask(name, statement)
    assert indexes(name) != new
    Record.open(name).close()
    assert indexes(name) == new


def test_a_record_in_memory_leaves_no_file() -> None:
    """What is read without a record's name is gone afterwards."""
    with Record.open(":memory:") as record:
        path = Path(record.path)
        assert path.exists()
    assert not path.exists()
