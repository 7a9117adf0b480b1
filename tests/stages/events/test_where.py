"""Where events happened: invented sentences, each with the word that names the deed."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Dateline, Parse, Reading, Report, Span, Where
from dateline.stages.events.where import where_of
from dateline.stages.places import Gazetteer, find_places, survey

Locate = Callable[..., Where | None]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """Return the gazetteer that ships."""
    return Gazetteer.open()


@pytest.fixture(scope="module")
def locate(parse: Callable[..., Parse], gazetteer: Gazetteer) -> Locate:
    """Return a function that locates the event named by a word (its last occurrence) of a text."""

    def run(text: str, deed: str, dateline: int = 0) -> Where | None:
        parsed = parse(text)
        report = Report(id="r-test", given_id="test", text=text, language="en")
        if dateline:
            report = replace(
                report, dateline=Dateline(place=text[:dateline].strip(" -"), date=None, start=0, end=dateline)
            )
        reading = Reading(report=report, parse=parsed, places=tuple(find_places(parsed, report, gazetteer)))
        trigger = [t for t in parsed.tokens if t.text == deed][-1]
        sentence = parsed.sentences[trigger.sent]
        clause = Span(sentence.start, sentence.end, text[sentence.start : sentence.end])
        return where_of(reading, trigger.i, clause)

    return run


@pytest.mark.parametrize(
    ("text", "deed", "place", "precision"),
    [
        ("A bomb exploded in Peshawar on Friday.", "exploded", "Peshawar", "settlement"),
        ("Rockets struck a market in Aleppo, a city in northern Syria.", "struck", "Aleppo", "settlement"),
        ("Mariupol came under fire before dawn.", "fire", "Mariupol", "settlement"),
        ("The bombardment of Homs went on all night.", "bombardment", "Homs", "settlement"),
        ("Rebels captured Goma on Monday.", "captured", "Goma", "settlement"),
        ("Fire swept through Lima's largest market.", "swept", "Lima", "settlement"),
        ("Missiles hit Ukraine again overnight.", "hit", "Ukraine", "country"),
        ("Gunmen attacked a village in Nigeria's Borno state.", "attacked", "Borno", "region"),
        ("Thousands marched through Nairobi against new taxes.", "marched", "Nairobi", "settlement"),
        ("A ferry sank off Lampedusa.", "sank", "Lampedusa", "region"),
        ("Troops clashed near Kidal.", "clashed", "Kidal", "district"),
    ],
)
def test_own_words(locate: Locate, text: str, deed: str, place: str, precision: str) -> None:
    """The place that hangs on the event's own words wins, the finer over the wider."""
    where = locate(text, deed)
    assert where is not None
    assert (where.site.name, where.site.precision, where.scope) == (place, precision, "clause")


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("Russian troops were killed by a mine.", "killed"),  # a people is no place
        ("Moscow accused the envoy of spying.", "accused"),  # nor is a government
        ("Japan approved the sale of two ships.", "approved"),  # whoever acts is not where
        ("Police shot a man.", "shot"),
        ("Brazil's president was arrested.", "arrested"),
        # where others are heading is not where two unnamed villages lie
        (
            "Fighting raged in Mopti. The army took two villages, with its tanks closing in on the road towards Gao.",
            "took",
        ),
    ],
)
def test_nowhere(locate: Locate, text: str, deed: str) -> None:
    """Where the text does not tell, there is no place."""
    assert locate(text, deed) is None


@pytest.mark.parametrize(
    ("text", "deed", "place"),
    [
        ("Heavy rain fell on Beira for two days. A bridge collapsed.", "collapsed", "Beira"),
        ("Soldiers entered Kidal at noon. In the city, shots were fired.", "fired", "Kidal"),
        ("Floods hit Beira on Monday. Looters raided shops there.", "raided", "Beira"),
        (
            "Sikasso province holds the road to Bamako and both banks of the Niger river. Rebels attacked posts there.",
            "attacked",
            "Sikasso",
        ),
        (
            "Mopti region holds both the railway line to the Sinai peninsula and the coast. Rebels attacked posts there.",
            "attacked",
            "Mopti",
        ),
    ],
)
def test_narrative(locate: Locate, text: str, deed: str, place: str) -> None:
    """A deed without a place goes on where the narrative is, and says so."""
    where = locate(text, deed)
    assert where is not None
    assert (where.site.name, where.scope) == (place, "narrative")


def test_words_do_not_inherit(locate: Locate) -> None:
    """What is done with words does not happen at the last scene told."""
    assert locate("Heavy rain fell on Beira for two days. The opposition blamed the mayor.", "blamed") is None


def test_dateline(locate: Locate) -> None:
    """The opening of a report that names no other place happened where it was filed, and says so."""
    where = locate("NAIROBI, Kenya - A bus overturned on Sunday, killing four.", "overturned", dateline=17)
    assert where is not None
    assert (where.site.name, where.scope) == ("Nairobi", "dateline")


def test_no_dateline_for_elsewhere(locate: Locate) -> None:
    """A dateline does not speak for an event in another country."""
    where = locate("NAIROBI, Kenya - A bus overturned in Uganda on Sunday.", "overturned", dateline=17)
    assert where is not None
    assert where.site.name == "Uganda"


@given(st.integers(min_value=-5, max_value=60))
@settings(deadline=None, max_examples=20)
def test_any_trigger(parse: Callable[..., Parse], gazetteer: Gazetteer, trigger: int) -> None:
    """Whatever token is asked for, the answer's words are quoted from the text, or there is none."""
    text = "Soldiers entered Kidal at noon. In Gao, where shots were fired, the governor said Mali would not yield. It rained."
    report = Report(id="r-test", given_id="test", text=text, language="en")
    parsed = parse(text)
    reading = Reading(report=report, parse=parsed, places=tuple(find_places(parsed, report, gazetteer)))
    where = where_of(reading, trigger, Span(0, len(text), text))
    assert where is None or where.span is None or text[where.span.start : where.span.end] == where.span.text


@pytest.mark.parametrize(
    ("text", "title", "deed", "place", "scope"),
    [
        ("Workers marched against low pay.", "Thousands march in Dhaka over wages", "marched", "Dhaka", "title"),
        (
            "A boy was flown to a hospital in Denver after a dog bit him.",
            "Boy hurt in Pueblo",
            "bit",
            "Pueblo",
            "title",
        ),
        ("Shells struck the Tabqa dam before dawn.", "", "struck", "Tabqa Dam", "clause"),
        (
            "A baker was robbed in the Roseland neighborhood of Chicago.",
            "",
            "robbed",
            "Roseland, Chicago",
            "clause",
        ),
        (
            "Troops burned huts in the town of Qwarrin in northern Myanmar. Mandalay was quiet.",
            "",
            "burned",
            "Qwarrin",
            "clause",
        ),
    ],
)
def test_head_and_quarters(
    parse: Callable[..., Parse], gazetteer: Gazetteer, text: str, title: str, deed: str, place: str, scope: str
) -> None:
    """The title places what the text does not; a quarter bears its town's name; a town that no
    gazetteer has, and the text calls one, is told by name.
    """
    report = Report(id="r-test", given_id="test", text=text, language="en", title=title or None)
    parsed = parse(text)
    found = survey(parsed, report, gazetteer)
    reading = Reading(report=report, parse=parsed, places=found.places, titled=found.titled)
    trigger = next(t for t in parsed.tokens if t.text == deed)
    where = where_of(reading, trigger.i, Span(0, len(text), text))
    assert where is not None
    assert (where.site.name, where.scope) == (place, scope)
    assert (where.span is None) == (scope == "title")


@pytest.mark.parametrize(
    ("text", "deed", "place"),
    [
        # the police of a town name it
        ("A man was stabbed near the river. Lagos police said two people had been held.", "stabbed", "Lagos"),
        # of two towns' police none
        ("A man was stabbed near the river. Lagos police and Ibadan police held two people.", "stabbed", None),
        # where somebody is from is not where it was
        (
            "A tanker overturned. Amina Bello, 34, of Kano was unhurt. The crash blocked a road in Zaria.",
            "overturned",
            "Zaria",
        ),
    ],
)
def test_town_by_its_offices(locate: Locate, text: str, deed: str, place: str | None) -> None:
    """The offices of one town tell where a deed was; the home of a person does not."""
    where = locate(text, deed)
    assert (where.site.name if where else None) == place


@pytest.mark.parametrize(
    ("text", "deed", "place"),
    [
        # where the hurt are brought, though the report names no other town
        ("A girl was stabbed. She was airlifted to Denver.", "stabbed", None),
        ("A girl was stabbed. The body was sent to Denver for an autopsy.", "stabbed", None),
        # what led to it is told in its own clause
        ("A girl was airlifted after she was stabbed in Denver.", "stabbed", "Denver"),
        # where people are caught and held is not where they did it
        ("A guard was hurt. Troops arrested two men in Bukavu. A road in Goma was closed.", "hurt", "Goma"),
        # "near Lima" is not another town of the region
        ("A van was robbed near Denton, a suburb of Dallas, Texas.", "robbed", "Denton"),
    ],
)
def test_places_of_something_else(locate: Locate, text: str, deed: str, place: str | None) -> None:
    """A hospital, a cell or a neighbour is not where a deed happened."""
    where = locate(text, deed)
    assert (where.site.name if where else None) == place


@pytest.mark.parametrize(
    ("text", "deed", "place", "country", "admin1"),
    [
        # two towns of the name are as likely: the name is told, and what both share
        ("Police in Springfield say a baker was stabbed.", "stabbed", "Springfield", "US", None),
        # the gazetteer lacks the village, and the region is known
        ("A baker was stabbed in Qwarrin, Texas police said. Texas is dry.", "stabbed", "Qwarrin", "US", "Texas"),
    ],
)
def test_town_without_a_point(
    locate: Locate, text: str, deed: str, place: str, country: str, admin1: str | None
) -> None:
    """A town that cannot be put on the map is told by name, without a point."""
    where = locate(text, deed)
    assert where is not None
    site = where.site
    assert (site.name, site.country, site.admin1, site.lat, site.geonameid) == (place, country, admin1, None, None)


@pytest.mark.parametrize(
    ("text", "deed", "district"),
    [
        ("A baker was stabbed in Tangelo Park. Orange County deputies, Florida, came.", "stabbed", "Orange County"),
        # no county is named, and one that lies elsewhere is not the town's
        ("A baker was stabbed in Goma on Monday.", "stabbed", None),
        ("A baker was stabbed in Houston. Orange County, Florida, sent help.", "stabbed", None),
    ],
)
def test_district(locate: Locate, text: str, deed: str, district: str | None) -> None:
    """A place bears the county or district that the report names around it."""
    where = locate(text, deed)
    assert where is not None
    assert where.district == district


def test_dateline_before_later_sentences(locate: Locate) -> None:
    """A dateline speaks for the opening before what is told of elsewhere further down, also below a caption."""
    text = "NAIROBI, Kenya - A guard was shot at a bank. The owner had been in Mombasa then."
    where = locate(text, "shot", dateline=17)
    assert where is not None
    assert (where.site.name, where.scope) == ("Nairobi", "dateline")


@pytest.mark.parametrize(
    ("text", "deed", "place"),
    [
        # a distance only says how the place before it lies
        ("Guards fired on miners in Marikana, about 100 km northwest of Johannesburg, on Monday.", "fired", "Marikana"),
        # a province tells where along a river of several countries
        ("Three boys drowned in the Mekong in Laos's Champasak province on Monday.", "drowned", "Champasak"),
    ],
)
def test_tells_most(locate: Locate, text: str, deed: str, place: str) -> None:
    """Of several places beside a deed the one that tells most is its own."""
    where = locate(text, deed)
    assert where is not None
    assert where.site.name == place


def test_only_felt(locate: Locate) -> None:
    """A tremor did not strike where it was felt."""
    where = locate("A tremor was felt in Quito and cracked walls in Loja on Monday.", "tremor")
    assert where is not None
    assert where.site.name == "Loja"
