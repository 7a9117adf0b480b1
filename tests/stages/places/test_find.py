"""Names in sentences: found or left, given a role, resolved to the right place."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Dateline, Parse, Place, Report
from dateline.stages.places import Gazetteer, find_places

Find = Callable[..., list[Place]]


def one(found: list[Place], text: str) -> Place:
    """Return the place whose span reads ``text``."""
    return next(p for p in found if p.span.text == text)


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1", "precision"),
    [
        # a square of a large town has namesakes elsewhere
        ("Crowds met at Union Square in Manila on Monday.", "Union Square", "PH", "National Capital", "settlement"),
        ("A ship burned off Hodeidah on Monday.", "Hodeidah", "YE", "Al Hudaydah", "settlement"),
        ("A fire broke out in Springfield, Ill., on Monday.", "Springfield", "US", "Illinois", "settlement"),
        ("A fire broke out in Springfield, Ore., on Monday.", "Springfield", "US", "Oregon", "settlement"),
        ("The roof of a school fell in near Paris, Texas.", "Paris", "US", "Texas", "district"),
        ("Trains to Paris stood still on Tuesday.", "Paris", "FR", "Île-de-France", "settlement"),
        ("Two men were held in Khan Younis, Gaza.", "Khan Younis", "PS", "Gaza Strip", "settlement"),
        ("Crops failed across the Kherson region this year.", "Kherson", "UA", "Kherson", "region"),
        ("The city of Kherson lost its water supply.", "Kherson", "UA", "Kherson", "settlement"),
        ("Volunteers left Kherson by bus.", "Kherson", "UA", "Kherson", "settlement"),
        ("A barge sank in the Dnipro on Sunday.", "Dnipro", "UA", None, "region"),
        ("Buses run again in Dnipro, officials of Ukraine said.", "Dnipro", "UA", "Dnipropetrovsk", "settlement"),
        ("Farmers in Rapides Parish asked for help.", "Rapides Parish", "US", "Louisiana", "district"),
        ("Snow fell in Georgia and in neighbouring Armenia and Azerbaijan.", "Georgia", "GE", None, "country"),
        ("Snow fell in Georgia, Alabama and South Carolina.", "Georgia", "US", "Georgia", "region"),
        ("The Syrian town of Manbij has no doctor.", "Manbij", "SY", "Aleppo", "settlement"),
        ("Rain flooded homes in North Darfur.", "North Darfur", "SD", "Northern Darfur", "region"),
        ("A ferry ran aground in the Strait of Hormuz.", "Strait of Hormuz", None, None, "region"),
        ("Prices rose in Valparaíso, Chile.", "Valparaíso", "CL", "Valparaiso", "settlement"),
    ],
)
def test_resolved(places: Find, text: str, name: str, country: str | None, admin1: str | None, precision: str) -> None:
    """The words around a name settle which place it means."""
    site = one(places(text), name).site
    assert site is not None
    assert (site.country, site.admin1, site.precision) == (country, admin1, precision)


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Moscow said it would answer in kind.", "Moscow", "government"),
        ("Washington's policy has not changed.", "Washington", "government"),
        ("The Kremlin denied it.", "Kremlin", "government"),
        ("Trams in Moscow stopped for an hour.", "Moscow", "location"),
        ("Russian troops left the village.", "Russian", "demonym"),
        ("Three Ukrainians were freed.", "Ukrainians", "demonym"),
        ("The Bank of England kept its rate.", "England", "part"),
        ("Lagos Police arrested two men.", "Lagos", "part"),
        ("He walked along Memphis Street at noon.", "Memphis Street", "location"),
    ],
)
def test_role(places: Find, text: str, name: str, role: str) -> None:
    """A name is told from a people, a government and a piece of another name."""
    found = [p for p in places(text) if name in p.span.text]
    if role == "part" and not found:
        return  # a piece of another name may also be left out
    assert [p.role for p in found] == [role]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mr. Houston told the jury that he had slept.", "Houston"),
        ("The officers met Jordan Smith and Israel Garcia on Friday. Garcia thanked them.", "Garcia"),
        ("Police found the car on Thursday.", "Police"),
        ("Many people left in August.", "August"),
    ],
)
def test_no_place(places: Find, text: str, name: str) -> None:
    """Persons and ordinary words are no places, though towns bear their names."""
    assert not any(p.span.text == name and p.role == "location" for p in places(text))


def test_government_is_its_country(places: Find) -> None:
    """A government leads to its country, never to the town."""
    site = one(places("Tokyo said it would respond."), "Tokyo").site
    assert site is not None
    assert (site.country, site.precision) == ("JP", "country")


def test_too_close_to_call(places: Find) -> None:
    """A name that could be several places keeps the contenders and no site."""
    place = one(places("The meeting in Washington County ran late."), "Washington County")
    assert place.site is None
    assert len(place.candidates) > 1


def test_coherence(places: Find) -> None:
    """Namesakes are chosen near the other places of the report."""
    text = "Heavy rain hit Nashville and Knoxville in Tennessee. In Athens, the river rose two feet."
    site = one(places(text), "Athens").site
    assert site is not None
    assert site.admin1 == "Tennessee"


def test_one_qualifier_serves_all(places: Find) -> None:
    """Once "Columbus, Ga." is said, the later "Columbus" is that town."""
    text = "A bridge closed in Columbus, Ga., on Monday. Drivers in Columbus waited for hours."
    assert {p.site.admin1 for p in places(text) if p.span.text == "Columbus" and p.site} == {"Georgia"}


def test_home_of_the_outlet(places: Find) -> None:
    """A British outlet's Birmingham is the British one, whatever else bears the name."""
    site = one(places("A man was hurt in Perth on Monday.", outlet="perthnews.com.au"), "Perth").site
    assert site is not None
    assert site.country == "AU"


def test_town_that_the_gazetteer_lacks(places: Find) -> None:
    """A hamlet whose state is stated keeps name and state, and gets no point of a namesake far away."""
    site = one(places("She grew up in Delia, Kansas, on a farm."), "Delia").site
    assert site is not None
    assert (site.admin1, site.lat, site.lon) == ("Kansas", None, None)


@given(
    st.lists(
        st.sampled_from(["Lima", "in", ",", "Paris", "(", "Ill.", "of", "the", "river", "20", "km", "south", "'s"]),
        max_size=14,
    )
)
@settings(deadline=None, max_examples=40)
def test_any_words(parse: Callable[..., Parse], gazetteer: Gazetteer, words: list[str]) -> None:
    """Whatever the words, spans quote the text in order, and points come in pairs."""
    text = " ".join(words)
    report = Report(id="r-test", given_id="test", text=text, language="en")
    found = find_places(parse(text), report, gazetteer)
    assert [p.span.start for p in found] == sorted(p.span.start for p in found)
    for place in found:
        assert text[place.span.start : place.span.end] == place.span.text
        assert place.site is None or (place.site.lat is None) == (place.site.lon is None)
    assert found == find_places(parse(text), report, gazetteer)


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        # the police of a town make a place of its name
        ("Carbondale Police Department officers freed the driver.", "Carbondale", True),
        # an age makes a surname of it
        ("The body of Ruth Jenkins, 18, was found on Friday.", "Jenkins", False),
        # at a crossing both are streets
        ("A van hit a tram at South Broadway and Cedar Street on Friday.", "Broadway", False),
    ],
)
def test_names_and_towns(places: Find, text: str, name: str, found: bool) -> None:
    """Offices, ages and crossings tell whether a town is meant by a name that many bear."""
    sites = [p.site for p in places(text) if name in p.span.text and p.site is not None]
    assert bool(sites) == found


def test_large_county(places: Find) -> None:
    """Of two counties of one name the one with many times the people is meant, where nothing else tells."""
    site = one(places("Crews in Harris County cleared the road."), "Harris County").site
    assert site is not None
    assert site.admin1 == "Texas"


def test_river_before_a_state(places: Find) -> None:
    """A town that the gazetteer lacks and that bears a river's name keeps its state and has no point."""
    site = one(places("The mill in Danube, Minnesota, has closed."), "Danube").site
    assert site is not None
    assert (site.admin1, site.precision) == ("Minnesota", "settlement")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # named by the number of a house or of a block alone
        ("A man was robbed in the 400 block of Austin on Monday.", "Austin"),
        ("A bar at 2600 Monroe was closed.", "Monroe"),
        # two streets share the word
        ("The bus stopped at Holly and San Marcos avenues.", "San Marcos avenues"),
        # named again without its kind
        ("The flat is in Monroe Street. The driver went down Monroe at speed.", "Monroe"),
    ],
)
def test_streets_without_their_kind(places: Find, text: str, name: str) -> None:
    """A street that only the words around tell for one is no town of its name."""
    assert [p.site for p in places(text) if p.span.text == name] == [None]


def test_town_called_as_streets_are(places: Find) -> None:
    """A town whose name ends in a word for streets is the town."""
    site = one(places("A boy was hurt in New Roads, Louisiana, on Tuesday."), "New Roads").site
    assert site is not None
    assert site.admin1 == "Louisiana"


def test_smaller_is_the_stranger(places: Find) -> None:
    """Of two names that lie far apart the smaller is the stranger, not the large town."""
    found = places("Knoxville police met at Wate hall.")
    site = one(found, "Knoxville").site
    assert site is not None
    assert site.admin1 == "Tennessee"


def test_quarter_of_the_town_whose_police_is_named(places: Find) -> None:
    """A quarter too large to be told by its size is one where the town's police, and none of its own, is named."""
    found = places("A shop burned in Dorchester. Boston police blocked the road.")
    site = one(found, "Dorchester").site
    assert site is not None
    assert site.name == "Dorchester, Boston"


def test_called_a_quarter_once(places: Find) -> None:
    """What is called a neighbourhood once is one wherever it is named, not the famous town of its name."""
    found = places("Chicago police were called. A bakery burned in Austin. The Austin neighborhood was closed.")
    assert [p.site for p in found if p.span.text == "Austin"] == [None, None]


def test_agency_of_the_dateline(parse: Callable[..., Parse], gazetteer: Gazetteer) -> None:
    """The agency and the day of a dateline are no places."""
    text = "NAIROBI, Kenya, May 3 (AP) - A school burned in Kisumu."
    line = Dateline(place="NAIROBI, Kenya", date=None, start=0, end=text.index("A school"))
    report = Report(id="r", given_id="r", text=text, dateline=line)
    assert [p.span.text for p in find_places(parse(text), report, gazetteer)] == ["NAIROBI", "Kenya", "Kisumu"]


def test_beside_a_town(places: Find) -> None:
    """A name that is told by its way from a town lies in the town's country, or stays without a site."""
    site = one(places("A shop burned in Santiago, 60 km west of Manila, on Monday."), "Santiago").site
    assert site is None or site.country == "PH"
