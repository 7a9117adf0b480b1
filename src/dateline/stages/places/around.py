"""What the words around a name say of the place: where it lies ("Springfield, Ill.") and what it is ("the city of").

These are the strongest signs there are, and the only ones that a reader is given on purpose.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.model import Parse, Report
from dateline.stages.places.cues import Cues
from dateline.stages.places.distance import distance
from dateline.stages.places.entry import Entry
from dateline.stages.places.gazetteer import Gazetteer
from dateline.stages.places.match import Name

_AREAS = frozenset(("country", "region", "area", "district", "island"))
_GLUE = 6  # tokens at most between a name and the area that it is said to lie in
_SUBURB_KM = 60.0  # how far from a town its outskirts may be
_LARGE = 300_000  # inhabitants of a town that has squares and quarters of names known elsewhere
_STRANGER = -1_000_000


@dataclass(slots=True)
class Case:
    """A name to resolve: its candidates, what the words around say, and how the candidates score.

    ``weight``: how likely it is a place. ``within``: the areas that it is said to lie in. ``stated``: the one that
    follows it after a comma, beyond doubt; ``states``: it is such a one itself. ``absent``: the
    namesake that the gazetteer has, where another place is meant that it lacks. ``town``: the large
    one of which it is a quarter.
    """

    name: Name
    entries: tuple[Entry, ...]
    weight: float = 1.0
    within: tuple[Entry, ...] = ()
    stated: Entry | None = None
    states: bool = False
    kinds: frozenset[str] = frozenset()
    best: Entry | None = None
    absent: Entry | None = None
    town: Entry | None = None
    rivals: tuple[Entry, ...] = ()
    scores: dict[int, float] = field(default_factory=dict)


def look_around(names: Sequence[Name], parse: Parse, report: Report, gazetteer: Gazetteer, cues: Cues) -> list[Case]:
    """Make a case of every name."""
    around = _Around(names, parse, gazetteer, cues)
    cases = [Case(n, n.entries, kinds=around.kinds(at)) for at, n in enumerate(names)]
    line = report.dateline
    for at, case in enumerate(cases):
        areas = around.before(at) or around.after(at) or around.beside(at)
        case.within = tuple(a for a in areas if any(lies_in(e, a) for e in case.entries))
        if not case.within and areas and areas[0].feature == "settlement":
            case.stated = areas[0]
        if not areas and (large := around.town(at)) and not any(e.country == large.country for e in case.entries):
            case.stated = large
        if at + 1 < len(cases) and around.stated(at):
            _state(case, cases[at + 1])
        in_line = line is not None and line.start <= parse.tokens[case.name.first].start < line.end
        town = any(e.feature == "settlement" for e in case.entries)
        if in_line and town and not case.kinds and not _is_stated(case, cases, at):
            case.kinds = frozenset(("settlement",))
    return cases


def _state(case: Case, area: Case) -> None:
    """Take "Springfield, Ill." for a town and its state, if any candidate fits; the state is then no town."""
    areas = [e for e in area.entries if e.feature in ("country", "region") and e.quality != "variant"]
    fitting = [a for a in areas if any(lies_in(e, a) for e in case.entries)]
    if fitting:
        area.kinds, area.states = frozenset(("country", "region")), True
        case.stated = fitting[0]
    elif len(areas) == 1 and areas[0].country in _STATES and areas[0].feature == "region":
        case.stated, area.states = areas[0], True


_NATURAL = frozenset(
    ("river", "sea", "mountains", "lake", "strait", "canal", "desert", "islands", "area", "country", "continent")
)
_STATES = frozenset(("US", "CA", "AU"))  # where the style of "Town, State" leaves no doubt


def _is_stated(case: Case, cases: Sequence[Case], at: int) -> bool:
    """Tell whether the name before is said to lie in this one."""
    return bool(at and cases[at - 1].stated in case.entries)


def stranger(case: Case) -> Entry | None:
    """Return a place that the gazetteer lacks but whose region the text states: name and region, no point.

    A suburb gets the point of its town, which is right to within the town's size.
    """
    area = case.stated
    if area is None or case.name.last - case.name.first > 3:
        return None
    lat, lon = (area.lat, area.lon) if area.feature == "settlement" else (None, None)
    name = case.entries[0].name if case.entries[0].quality == "name" else case.name.folded.title()
    return Entry(_STRANGER, name, None, area.country, area.admin1, lat, lon, 0, "settlement")


class _Around:
    """Reads the tokens beside the names of one report."""

    def __init__(self, names: Sequence[Name], parse: Parse, gazetteer: Gazetteer, cues: Cues) -> None:
        self._names, self._parse, self._gazetteer, self._cues = names, parse, gazetteer, cues

    def _between(self, at: int) -> list[str] | None:
        """Return the lower-case words between a name and the next, None where that is too far or in another sentence."""
        here, after, tokens = self._names[at], self._names[at + 1], self._parse.tokens
        if after.first - here.last > _GLUE or tokens[here.first].sent != tokens[after.first].sent:
            return None
        return [t.lower for t in tokens[here.last : after.first]]

    def stated(self, at: int) -> bool:
        """Tell whether the next name follows after just a comma, or in brackets."""
        between = self._between(at)
        after = self._names[at + 1].last
        ends = after >= len(self._parse.tokens) or self._parse.tokens[after].text not in ("and", "or", "&")
        return between in ([","], ["("]) and ends

    def after(self, at: int) -> tuple[Entry, ...]:
        """Return the areas that the words after a name place it in: ", Ill.", "in southern Gaza", ", a suburb of Lima"."""
        between = self._between(at) if at + 1 < len(self._names) else None
        if between is None or not all(w in _GLUES or w in self._cues.compass or w in self._cues.kinds for w in between):
            return ()
        joined = bool({",", "(", "in", "of"} & set(between)) or not between
        towns = "of" in between and not _SUBURBS.isdisjoint(between)
        return self._areas(self._names[at + 1], towns) if joined else ()

    def beside(self, at: int) -> tuple[Entry, ...]:
        """Return the country of the town that a name is said to lie by: "Adarna, 90 km north of Gao"."""
        between = self._between(at) if at + 1 < len(self._names) else None
        if not between or between[0] != "," or between[-1] not in ("of", "near", "outside"):
            return ()
        if not all(w in self._cues.compass or w in _DISTANCES or w[0].isdigit() for w in between[1:]):
            return ()
        towns = [e for e in self._names[at + 1].entries if e.feature == "settlement" and e.quality != "variant"]
        largest = max(towns, key=lambda e: e.population, default=None)
        country = self._gazetteer.country(largest.country) if largest and largest.country else None
        return (country,) if country else ()

    def town(self, at: int) -> Entry | None:
        """Return the large town that a name is said to lie in: "Union Square in Manila" is of the Philippines."""
        if at + 1 >= len(self._names) or self._between(at) != ["in"]:
            return None
        towns = [e for e in self._names[at + 1].entries if e.feature == "settlement" and e.quality != "variant"]
        largest = max(towns, key=lambda e: e.population, default=None)
        return largest if largest and largest.population >= _LARGE else None

    def before(self, at: int) -> tuple[Entry, ...]:
        """Return the areas that the words before a name place it in: "Ukraine's Kherson", "the Syrian town of"."""
        between = self._between(at - 1) if at else None
        if between is None:
            return ()
        owner = between[:1] in (["'s"], ["’s"], ["'"], ["’"])
        rest = between[1:] if owner else between
        if not all(w in self._cues.kinds or w in self._cues.compass or w in _LINKS for w in rest):
            return ()
        before = self._names[at - 1]
        if owner:
            return self._areas(before, towns=False)
        country = self._gazetteer.country(before.demonym) if before.demonym and rest else None
        return (country,) if country else ()

    def _areas(self, name: Name, towns: bool) -> tuple[Entry, ...]:
        """Return the countries and regions that a name may mean, and its towns where a suburb is spoken of."""
        return tuple(
            e
            for e in name.entries
            if (e.feature in _AREAS or (towns and e.feature == "settlement")) and e.quality != "variant"
        )

    def kinds(self, at: int) -> frozenset[str]:
        """Return the features that the words beside a name ask for: "the city of", "region", "River", "counties"."""
        name, tokens, cues = self._names[at], self._parse.tokens, self._cues
        if [t.lower for t in tokens[name.last : name.last + 2]] == ["local", "government"]:
            return frozenset(("district",))
        if name.last < len(tokens) and (found := cues.kinds.get(tokens[name.last].lower)):
            return found
        if name.first >= 2 and tokens[name.first - 1].lower == "of":
            return cues.kinds.get(tokens[name.first - 2].lower, frozenset())
        if name.first >= 1 and tokens[name.first - 1].lower == "river":
            return frozenset(("river",))
        return self._listed(name.last) or self._natural(name)

    def _natural(self, name: Name) -> frozenset[str]:
        """Ask for a river, a sea or mountains after "the": "the Dnipro" is no city."""
        tokens = self._parse.tokens
        if (
            not name.first
            or tokens[name.first - 1].lower != "the"
            or tokens[name.last - 1].dep in ("compound", "nmod", "amod")
        ):
            return frozenset()
        return _NATURAL if any(e.feature in _NATURAL for e in name.entries) else frozenset()

    def _listed(self, start: int) -> frozenset[str]:
        """Return what a list ends in: "Kherson and Zaporizhzhia regions" are both regions."""
        tokens = self._parse.tokens
        for token in tokens[start : start + 8]:
            if token.lower in self._cues.plurals:
                return self._cues.kinds[token.lower] if token.i > start else frozenset()
            if not (token.text[:1].isupper() or token.text in (",", "and", "&", "-")):
                break
        return frozenset()


_DISTANCES = frozenset(
    "of near outside just about some around roughly nearly km kilometers kilometres miles mile".split()
)
_LINKS = frozenset(("of", "largest", "second", "second-largest", "port", "main", "-"))
_SUBURBS = frozenset(("outskirts", "suburb", "suburbs", "edge", "district", "neighborhood", "neighbourhood"))
_GLUES = frozenset(
    (",", "(", "in", "of", "the", "a", "an", "outskirts", "suburb", "suburbs", "edge", "just", "'s", "’s")
)


def lies_in(entry: Entry, area: Entry) -> bool:
    """Tell whether a place lies in a country, region or district, or on the outskirts of a town."""
    if entry.country != area.country or entry.number == area.number:
        return False
    if area.feature == "settlement":
        if entry.lat is None or entry.lon is None or area.lat is None or area.lon is None:
            return False
        return distance(entry.lat, entry.lon, area.lat, area.lon) < _SUBURB_KM
    if area.feature == "country":
        return True
    return area.admin1 is not None and entry.admin1 == area.admin1
