"""Places that no gazetteer has: what the text calls one is one wherever it stands; texts and villages are invented."""

from collections.abc import Callable

import pytest

from dateline.model import Place

Find = Callable[..., list[Place]]


def called(found: list[Place], name: str) -> list[Place]:
    """Return the places that read ``name``."""
    return [p for p in found if p.span.text == name]


@pytest.mark.parametrize(
    ("text", "name", "times"),
    [
        ("Gunmen attacked the village of Adarnabou on Monday. A nurse in Adarnabou counted nine dead.", "Adarnabou", 2),
        ("Soldiers raided Qwarrin village at dawn. Qwarrin had been calm for years.", "Qwarrin", 2),
        ("Rebels struck Wurobolki, a small market town near Gao. Wurobolki has no army post.", "Wurobolki", 2),
        ("Residents of Qwarrin fled south. The army said that it had not lost Qwarrin.", "Qwarrin", 2),
        ("Rebels burned the village of Adarna Peulh.", "Adarna Peulh", 1),
    ],
)
def test_called_a_place(places: Find, text: str, name: str, times: int) -> None:
    """A name that the words beside it make a place is one, there and elsewhere in the report, with no number and no guess."""
    found = called(places(text), name)
    assert len(found) == times
    assert all(p.site and p.site.name == name and p.site.geonameid is None for p in found)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A Fulani village was burned.", "Fulani"),
        ("The Democratic town council met.", "Democratic"),
        ("He grew up in the village of his father Ibrahim.", "Ibrahim"),
    ],
)
def test_not_called_a_place(places: Find, text: str, name: str) -> None:
    """A people, a party or a man beside the word "village" is no place."""
    assert all(p.role == "demonym" for p in called(places(text), name))


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1", "precision", "point"),
    [
        ("Gunmen attacked the village of Qwarrin in Segou region.", "Qwarrin", "ML", "Ségou", "settlement", False),
        ("Gunmen raided the town of Qwarrin, in Mali's Mopti region.", "Qwarrin", "ML", "Mopti", "settlement", False),
        ("Fighters stormed the Syrian village of Qwarrin on Friday.", "Qwarrin", "SY", None, "settlement", False),
        # how it lies to a town gives a point, and says how good that is
        ("Rebels struck Qwarrin, a market town near Gao.", "Qwarrin", "ML", "Gao", "district", True),
        ("Four soldiers died in Qwarrin, 15 km south of Gao.", "Qwarrin", "ML", "Gao", "district", True),
        (
            "Floods cut off Qwarrin district. Gao and Mopti stayed dry in Mali.",
            "Qwarrin",
            "ML",
            None,
            "district",
            False,
        ),
    ],
)
def test_where_it_lies(
    places: Find, text: str, name: str, country: str, admin1: str | None, precision: str, point: bool
) -> None:
    """An unknown place has the country and region of what the text puts it in or near, and a point only beside a town."""
    [place, *_] = called(places(text), name)
    assert place.site is not None
    assert (place.site.country, place.site.precision, place.site.lat is not None) == (country, precision, point)
    assert admin1 is None or place.site.admin1 == admin1


def test_the_end_of_a_name_is_not_the_name(places: Find) -> None:
    """What the model takes for one place is not the town at the end of its name."""
    text = "Two men died in Kofar Mopti on Monday."
    assert not called(places(text), "Mopti")


@pytest.mark.parametrize("text", ["In May, soldiers took the town.", "Two men died in a raid in May, police said."])
def test_months_are_no_places(places: Find, text: str) -> None:
    """An island is called May; a month is meant."""
    assert not called(places(text), "May")
