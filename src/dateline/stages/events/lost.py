"""Towns that a report names and no point is known for: the gazetteer lacks them, or has several of the name.

A village told by its name, with the region that the report is about and no point, says more than the county around it.
"""

from collections import Counter

from dateline.model import Place, Reading, Site
from dateline.stages.events.ties import tokens_of
from dateline.stages.events.wherewords import words
from dateline.stages.events.whole import of_whole

_LONGEST = 3  # words of a town's name; longer ones are of buildings and offices
_INITIALS = 3  # letters of initials at most: "BB gun"
_LED = frozenset(("in", "near", "outside", "of"))  # before a town that no gazetteer has
_BLOCK = ("block", "of")


Land = tuple[str | None, str | None]  # country and region


@of_whole
def lost(reading: Reading) -> tuple[Place, ...]:
    """Return the places of a report that are towns and could not be resolved."""
    unknown = (p for p in reading.places if p.site is None and p.role in ("location", "part"))
    return tuple(place for place in unknown if _is_town(reading, place))


def lost_site(place: Place, land: Land | None, within: str) -> Site | None:
    """Return a town without a point for a name that could not be resolved.

    ``land`` is where the report's places lie (see ``land_of``), ``within`` the name of the area that the event is known
    to lie in, which is no town of its own.
    """
    text = place.span.text
    if text.casefold() in within.casefold():
        return None
    country, region = land or _shared(place)
    return Site(
        name=text.title() if text.isupper() else text,
        geonameid=None,
        country=country,
        admin1=region,
        lat=None,
        lon=None,
        precision="settlement",
        feature="settlement",
    )


@of_whole
def land_of(reading: Reading) -> Land | None:
    """Return the country and region of most resolved places of a report, None where it has none."""
    known: Counter[Land] = Counter(
        (p.site.country, p.site.admin1) for p in (*reading.places, *reading.titled) if p.site and p.site.country
    )
    return min(known, key=lambda k: (-known[k], repr(k)), default=None)


def _shared(place: Place) -> Land:
    """Return the country that all namesakes of a name lie in."""
    countries = {c.rpartition(", ")[2] for c in place.candidates}
    return (countries.pop() if len(countries) == 1 else None), None


def _is_town(reading: Reading, place: Place) -> bool:
    """Tell whether a name is a town's: one that gazetteers have elsewhere, or that the language model takes for one."""
    inside = tokens_of(reading.parse, place.span)
    if not inside or len(inside) > _LONGEST or not all(t.text[:1].isupper() or t.text in "-'." for t in inside):
        return False
    if inside[-1].lower in words().streets or _blocked(reading, inside[0].i) or _quarter(reading, inside[-1].i):
        return False
    if len(inside) == 1 and inside[0].text.isupper() and len(inside[0].text) <= _INITIALS:
        return False
    if place.candidates:
        return True
    before = reading.parse.tokens[inside[0].i - 1].lower if inside[0].i else ""
    return before in _LED and all(t.ent == "GPE" for t in inside)


def _quarter(reading: Reading, last: int) -> bool:
    """Tell "the Riverside neighborhood": it is of a town, and the town is what is looked for."""
    return any(t.lower in words().quarters for t in reading.parse.tokens[last + 1 : last + 2])


def _blocked(reading: Reading, first: int) -> bool:
    """Tell the street in "the 300 block of Fannin"."""
    return tuple(t.lower for t in reading.parse.tokens[max(0, first - 2) : first]) == _BLOCK
