"""What the page asks has one answer, whichever way the database goes to find it."""

from collections import Counter
from collections.abc import Callable, Iterator
from math import floor

import invent
import pytest

from dateline.model import Event
from dateline.serve.grid import gather
from dateline.store import Filter, Record, queries
from dateline.store import wanted as wanted_
from dateline.store.glance import look
from dateline.store.queries import Said, Window
from dateline.store.reader import Reader

# Kinds of name and words that some of the invented events have and others have not; one of none, and one with a wildcard.
WANTED = (
    Filter(words="road dawn"),
    Filter(words="bus passeng"),
    Filter(words="Goma"),
    Filter(words="nowhere"),
    Filter(words="!!"),
    Filter(actor="GUNMEN"),
    Filter(actor="_%"),
    Filter(place="north"),
    Filter(source="council"),
    Filter(words="curfew", actor="rebel", types=("armed_clash",)),
)


@pytest.fixture(scope="module")
def name(new_record: Callable[[], str]) -> str:
    """Return the name of a record of 60 invented events."""
    name = new_record()
    invent.fill(name, 60)
    return name


@pytest.fixture(scope="module", params=[Record.open, look], ids=["whole", "glance"])
def record(name: str, request: pytest.FixtureRequest) -> Iterator[Reader]:
    """Return the record, asked in each of the ways that there are; a server knows but one."""
    with request.param(name) as opened:
        yield opened


def plainly(record: Reader, wanted: Filter) -> set[str]:
    """Return the ids of the events under a filter of names and words, found by looking at each of them."""
    texts = {f.report.id: f"{f.report.title} {f.report.text}".lower() for f in record.reports()}
    terms = [term.lower() for term in wanted_.match(wanted.words or "")]
    found = set()
    for event in record.events():
        site = event.where.site if event.where else None
        held = {
            "place": f"{site.name} {site.admin1}" if site else "",
            "actor": " ".join(p.name for p in (*event.actors, *event.targets)),
            "source": " ".join(s.name for s in event.sources),
        }
        told = any(all(term in texts[e.report] for term in terms) for e in event.evidence)
        named = all((getattr(wanted, kind) or "").lower() in words.lower() for kind, words in held.items())
        if told and named and (not wanted.types or event.type in wanted.types):
            found.add(event.id)
    return found


@pytest.mark.parametrize("wanted", WANTED, ids=str)
@pytest.mark.parametrize("few", [0, 1_000_000], ids=["walked", "looked up"])
def test_names_and_words_find_the_same_either_way(
    record: Reader, wanted: Filter, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """List, count, days and kinds agree with what a look at each event finds, whether events are walked or looked up."""
    monkeypatch.setattr(wanted_, "_FEW", few)
    monkeypatch.setattr(queries, "LISTED", few)
    expected = plainly(record, wanted)
    with record.asking() as moment:
        assert {key for _, key in queries.ids(moment, wanted, Window(limit=500))} == expected
        assert queries.count(moment, wanted) == len(expected)
        chosen = [e.id for e in record.events() if e.id in expected]
        assert [e.id for e in queries.selected(moment, wanted)] == chosen
        assert [e.id for e in queries.selected(moment, wanted, 5)] == chosen[:5]
        spread = queries.spread(moment, wanted)
        assert sum(kind.count for kind in spread.kinds if kind.type in wanted.types or not wanted.types) == len(
            expected
        )
        dated = sum(count for _, _, count in spread.days)
        assert dated == len([e for e in record.events() if e.id in expected and e.when])


def test_what_was_found_is_forgotten_with_its_moment(new_record: Callable[[], str]) -> None:
    """An event that comes later is found by the same words."""
    wanted = Filter(words="road dawn")
    with Record.open(new_record(), create=True) as growing:
        for count in (3, 6):
            growing.close()
            invent.fill(growing.path, count)
            with growing.asking() as moment:
                assert queries.count(moment, wanted) == count


@pytest.mark.parametrize("many", [1, 1_000_000], ids=["walked", "looked up"])
def test_reports_and_statements_are_found_either_way(
    record: Reader, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages of reports and statements by words are the same for frequent words and rare ones, in order of id."""
    monkeypatch.setattr(wanted_, "_MANY", many)
    texts = {f.report.id: f"{f.report.title} {f.report.text}".lower() for f in record.reports()}
    said = [s for s in record.statements() if "closed since dawn" in s.content.text]
    with record.asking() as moment:
        curfew = sorted(key for key, text in texts.items() if "curfew" in text)
        assert queries.reports_page(moment, "curfew", "", 500) == curfew
        assert queries.reports_page(moment, "curfew", curfew[2], 4) == curfew[3:7]
        assert queries.filed(moment, Filter(words="curfew"), limit=5) == curfew[:5]
        asked = Said(words="closed since dawn")
        assert queries.statements_page(moment, asked, "", 500) == sorted(said, key=lambda s: s.id)
        assert queries.statements_page(moment, Said(words="closed nowhere"), "", 500) == []


def test_a_map_gathers_what_lies_together(record: Reader) -> None:
    """Every event with a point is counted in the cell where it lies, points apart from areas; one that is alone is named."""
    degrees = 30.0
    lying: dict[tuple[int, int, bool], list[Event]] = {}
    for event in record.events():
        site = event.where.site if event.where else None
        if site and site.lat is not None and site.lon is not None and site.precision != "country":
            exact = site.precision in ("site", "settlement")
            lying.setdefault((floor((site.lat + 360) / degrees), floor((site.lon + 360) / degrees), exact), []).append(
                event
            )
    with record.asking() as moment:
        found = gather(queries.spots(moment, Filter()), degrees)
        ids = queries.lone(moment, Filter(), [cell.spot for cell in found if cell.count == 1])
    assert any(len(some) == 1 for some in lying.values())
    for (_, _, exact), row in zip(sorted(lying), (cell.row(ids) for cell in found), strict=True):
        some = lying[(floor((row["lat"] + 360) / degrees), floor((row["lon"] + 360) / degrees), row["exact"])]
        assert row["exact"] == exact
        assert row["types"] == dict(Counter(event.type for event in some))
        assert row["id"] == (some[0].id if len(some) == 1 else None)
        lons = [event.where.site.lon for event in some if event.where and event.where.site.lon is not None]
        assert (row["box"][0], row["box"][2]) == (min(lons), max(lons))
