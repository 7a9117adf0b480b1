"""Which place a name means. Every candidate is scored by how it fits the name, the words around and the report.

First each name is judged by itself; then the places that are sure lend weight to candidates in the same country and
region, and the names are judged again: names in one report lie near each other.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from dateline.model import Parse, Report
from dateline.stages.places.cues import Cues
from dateline.stages.places.entry import Entry
from dateline.stages.places.match import Name

# Weights of the evidence, tuned together on annotated local and world news; see docs/places.md.
_PEOPLE = 0.25  # for each tenfold of inhabitants
_QUALITY = {"name": 0.0, "alias": -0.05, "variant": -0.6}
_FEATURE = {"country": 0.5, "district": -0.5, "region": 0.0, "settlement": 0.05}
_QUALIFIED, _UNQUALIFIED = 3.0, -0.5  # "Springfield, Ill." names the region; a candidate elsewhere contradicts it
_KIND, _OTHER_KIND = 1.5, -0.8  # "the city of", "river"
_COUNTRY, _REGION = 0.8, 1.0  # share of the votes of the report's other names for the same country, and region
_ANY_REGION = 0.3  # for any vote at all for the same region
_DOUBT = 0.5  # votes that stand for all that is not in the report: a single other name proves little
_SHARP = 3.0  # how far a better score draws a name's vote to itself
_LIKELY = 0.2
_POINTS = frozenset(("settlement", "district", "site"))
_NEAR, _NEAR_KM = 0.5, 150.0
_BOX_LAT, _BOX_LON = 2.0, 4.0  # degrees: what lies outside is not measured
_SEAT_PEOPLE = 20_000  # a village does not outweigh the region of its name
_SEAT_SHARE = 12  # nor does a town with less than a twelfth of its region's people (Quebec)
_TLD = 0.4
_MARGIN, _FAR_KM = 0.05, 100.0  # closer contenders than this, farther apart than that: too close to call


_K = TypeVar("_K")


@dataclass(slots=True)
class Case:
    """A name to resolve: its candidates' scores by evidence, and what the words around it say."""

    name: Name
    entries: tuple[Entry, ...]
    within: tuple[Entry, ...] = ()
    kinds: frozenset[str] = frozenset()
    best: Entry | None = None
    rivals: tuple[Entry, ...] = ()
    scores: dict[int, float] = field(default_factory=dict)


def resolve(cases: Sequence[Case], home: str | None) -> None:
    """Set the best candidate of every case, None where two are too close to call."""
    _share(cases)
    for case in cases:
        _judge(case, {e.number: _alone(case, e, home) for e in case.entries})
    for _ in range(2):
        context = _Context(cases)
        for case in cases:
            _judge(case, {e.number: _alone(case, e, home) + context.support(case, e) for e in case.entries})


def _share(cases: Sequence[Case]) -> None:
    """Let all mentions of a name share its qualifier: "Springfield, Ill." settles "Springfield"."""
    known: dict[str, tuple[Entry, ...]] = {}
    for case in cases:
        if case.within:
            known.setdefault(case.name.folded, case.within)
    for case in cases:
        case.within = case.within or known.get(case.name.folded, ())


def _alone(case: Case, entry: Entry, home: str | None) -> float:
    """Score a candidate by its name and the words around it."""
    score = _PEOPLE * math.log10(entry.population + 10) + _QUALITY[entry.quality] + _FEATURE.get(entry.feature, 0.0)
    if case.within:
        score += _QUALIFIED if any(lies_in(entry, area) for area in case.within) else _UNQUALIFIED
    if case.kinds:
        score += _KIND if entry.feature in case.kinds else _OTHER_KIND
    if home is not None and entry.country == home:
        score += _TLD
    return score


def _seats(case: Case, scores: dict[int, float]) -> None:
    """Put a region below the town of its name: "Kherson" is the city unless "region" follows."""
    towns = [e for e in case.entries if e.feature == "settlement" and e.population >= _SEAT_PEOPLE and e.quality != "variant"]
    for region in case.entries if towns and not case.kinds else ():
        if region.feature not in ("region", "district"):
            continue
        for town in towns:
            same = town.country == region.country and town.admin1 == region.admin1
            if same and region.population < _SEAT_SHARE * town.population:
                scores[region.number] = min(scores[region.number], scores[town.number] - _MARGIN)


def _judge(case: Case, scores: dict[int, float]) -> None:
    """Choose the best candidate, unless another that lies elsewhere is as good."""
    _seats(case, scores)
    case.scores = scores
    ranked = sorted(case.entries, key=lambda e: (-scores[e.number], e.number))
    case.best = ranked[0] if ranked else None
    if case.best is None:
        case.rivals = ()
        return
    bar = scores[case.best.number] - _MARGIN
    case.rivals = tuple(e for e in ranked[1:] if scores[e.number] > bar and apart(case.best, e))


class _Context:
    """What the other names of a report say: each shares one vote among its candidates, by how likely each is."""

    def __init__(self, cases: Sequence[Case]) -> None:
        self._shares: dict[str, dict[int, float]] = {}
        self._country: dict[str, dict[str, float]] = {}
        self._region: dict[str, dict[tuple[str, str], float]] = {}
        self._points: list[tuple[str, float, float, float]] = []
        for case in cases:
            if case.entries and case.name.folded not in self._shares:
                self._vote(case)
        self._countries = _total(self._country.values())
        self._regions = _total(self._region.values())

    def _vote(self, case: Case) -> None:
        """Share a name's vote among the countries and regions of its candidates."""
        folded, shares = case.name.folded, _shares(case.scores)
        country: dict[str, float] = defaultdict(float)
        region: dict[tuple[str, str], float] = defaultdict(float)
        for entry in case.entries:
            share = shares[entry.number]
            if entry.country:
                country[entry.country] += share
            if entry.country and entry.admin1:
                region[entry.country, entry.admin1] += share
            if share > _LIKELY and entry.lat is not None and entry.lon is not None and entry.precision in _POINTS:
                self._points.append((folded, entry.lat, entry.lon, share))
        self._shares[folded], self._country[folded], self._region[folded] = shares, country, region

    def support(self, case: Case, entry: Entry) -> float:
        """Score a candidate by the other names of the report."""
        if entry.country is None:
            return 0.0
        folded = case.name.folded
        own, own_region = self._country.get(folded, {}), self._region.get(folded, {})
        rest = sum(self._countries.values()) - sum(own.values())
        country = self._countries[entry.country] - own.get(entry.country, 0.0)
        score = _COUNTRY * country / (rest + _DOUBT)
        if entry.admin1:
            at = entry.country, entry.admin1
            region = self._regions[at] - own_region.get(at, 0.0)
            score += _REGION * region / (rest + _DOUBT) + _ANY_REGION * region / (region + 1)
        return score + self._nearness(folded, entry)

    def _nearness(self, folded: str, entry: Entry) -> float:
        """Score a candidate by how close the nearest other likely place is."""
        if entry.lat is None or entry.lon is None or entry.precision not in _POINTS:
            return 0.0
        best = 0.0
        for other, lat, lon, share in self._points:
            if other != folded and abs(lat - entry.lat) < _BOX_LAT and abs(lon - entry.lon) < _BOX_LON:
                best = max(best, share * (1 - min(1.0, distance(lat, lon, entry.lat, entry.lon) / _NEAR_KM)))
        return _NEAR * best


def _shares(scores: dict[int, float]) -> dict[int, float]:
    """Turn scores into shares of one vote (softmax)."""
    top = max(scores.values())
    raw = {number: math.exp(_SHARP * (score - top)) for number, score in scores.items()}
    total = sum(raw.values())
    return {number: value / total for number, value in raw.items()}


def _total(votes: Iterable[dict[_K, float]]) -> dict[_K, float]:
    """Add up votes."""
    total: dict[K, float] = defaultdict(float)
    for vote in votes:
        for key, share in vote.items():
            total[key] += share
    return total


def lies_in(entry: Entry, area: Entry) -> bool:
    """Tell whether a place lies in a country, region or district."""
    if entry.country != area.country or entry.number == area.number:
        return False
    if area.feature == "country":
        return True
    return area.admin1 is not None and entry.admin1 == area.admin1


def apart(one: Entry, other: Entry) -> bool:
    """Tell whether two places lie so far apart that taking one for the other would mislead."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return one.country != other.country
    return distance(one.lat, one.lon, other.lat, other.lon) > _FAR_KM


def distance(lat: float, lon: float, to_lat: float, to_lon: float) -> float:
    """Return kilometres between two points on the sphere (haversine)."""
    p, q = math.radians(lat), math.radians(to_lat)
    h = math.sin((p - q) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(lon - to_lon) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))


def qualifiers(names: Sequence[Name], at: int, parse: Parse, cues: Cues) -> tuple[Entry, ...]:
    """Return the areas that the words around name ``at`` place it in: "Springfield, Ill.", "Khan Younis (Gaza)"."""
    here = names[at]
    tokens = parse.tokens
    if at + 1 < len(names):
        after = names[at + 1]
        between = [t.text for t in tokens[here.last : after.first]]
        if between in ([","], ["("], []) or (
            between and between[0] in (",",) and between[-1] in cues.compass and len(between) == 2
        ):
            areas = _areas(after)
            if areas:
                return areas
        if (
            len(between) <= 3
            and between[-1:] == ["in"]
            and all(b in ("in", "province", "region", "district", "town", "city", "village") for b in between)
        ):
            return _areas(after)
    if at:
        before = names[at - 1]
        between = [t.text for t in tokens[before.last : here.first]]
        if (between[:1] == ["'s"] and len(between) <= 4) or (between[:1] == ["’s"] and len(between) <= 4):
            return _areas(before)
    return ()


def _areas(name: Name) -> tuple[Entry, ...]:
    """Return the countries and regions that a name may mean."""
    return tuple(e for e in name.entries if e.feature in ("country", "region", "area") and e.quality != "variant")


def kinds(name: Name, parse: Parse, cues: Cues) -> frozenset[str]:
    """Return the features that the words beside a name ask for: "the city of", "region", "River"."""
    tokens = parse.tokens
    if name.last < len(tokens):
        found = cues.kinds.get(tokens[name.last].lower)
        if found:
            return found
    if name.first >= 2 and tokens[name.first - 1].lower == "of":
        return cues.kinds.get(tokens[name.first - 2].lower, frozenset())
    if name.first >= 1 and tokens[name.first - 1].lower == "river":
        return frozenset(("river",))
    return frozenset()


def home(report: Report) -> str | None:
    """Return the country of an outlet by its domain: "example.co.uk" is British."""
    end = (report.outlet or "").casefold().rstrip("/").rsplit(":", 1)[0].rsplit(".", 1)
    if len(end) < 2 or len(end[1]) != 2 or not end[1].isalpha():
        return None
    return {"uk": "GB", "eu": None, "tv": None, "co": None, "io": None, "me": None, "ai": None}.get(
        end[1], end[1].upper()
    )
