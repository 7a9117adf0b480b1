"""Which place a name means. Every candidate is scored by how it fits the name, the words around and the report.

First each name is judged by itself; then the places that are sure lend weight to candidates in the same country and
region, and the names are judged again: names in one report lie near each other.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from dateline.stages.places.around import Case, lies_in, stranger
from dateline.stages.places.distance import apart, distance
from dateline.stages.places.entry import Entry

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
_NEIGHBOUR = 0.25  # of that: some 75 km from a place that is sure, it is no stranger, whatever region it lies in
_BOX_LAT, _BOX_LON = 2.0, 4.0  # degrees of a grid's cells: what lies farther than the next cell is not measured
_SEAT_PEOPLE = 20_000  # a village does not outweigh the region of its name
_SEAT_SHARE = 12  # nor does a town with less than a twelfth of its region's people (Quebec)
_FAMOUS = 300_000  # a town this large may stand before another area's name; a smaller one elsewhere is a namesake
_NATURAL = frozenset(("river", "lake", "sea", "mountains"))  # "Rhine, Georgia" is a town
_CAPITAL = 0.3  # capitals of countries are spoken of more than their size tells
_TLD = 0.4
_ENGLISH = 0.1  # where English is what local papers are written in, of namesakes that nothing else tells apart
_MARGIN = 0.05  # contenders closer than this that lie far apart are too close to call
_LONE, _HOME = 0.3, 0.6  # votes below which a region has no other name in the report; votes that make a home
_FEW = 4  # a region with less than a fourth of the home's votes has none worth counting
_RENAMED = frozenset(("US", "GB", "CA", "AU", "NZ", "IE"))  # the same English names recur from region to region


_K = TypeVar("_K")


def resolve(cases: Sequence[Case], home: str | None) -> None:
    """Set the best candidate of every case, None where two are too close to call."""
    _share(cases)
    alone = [{e.number: _alone(case, e, home) for e in case.entries} for case in cases]
    for case, scores in zip(cases, alone, strict=True):
        _judge(case, scores.copy())
    for _ in range(2):
        context = _Context(cases)
        for case, scores in zip(cases, alone, strict=True):
            _judge(case, {e.number: scores[e.number] + context.support(case, e) for e in case.entries})
    context = _Context(cases)
    strange = [case for case in cases if context.strange(case)]
    for case in strange:
        case.best, case.absent = None, case.best


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
    if entry.capital:
        score += _CAPITAL
    if case.within:
        score += _QUALIFIED if any(lies_in(entry, area) for area in case.within) else _UNQUALIFIED
    if case.kinds:
        score += _KIND if entry.feature in case.kinds else _OTHER_KIND
    if home is not None and entry.country == home:
        score += _TLD
    elif home is None and entry.country in _RENAMED:
        score += _ENGLISH
    return score


def _seats(case: Case, scores: dict[int, float]) -> None:
    """Put a region below the town of its name: "Kherson" is the city unless "region" follows."""
    towns = [e for e in case.entries if e.feature == "settlement" and e.population >= _SEAT_PEOPLE]
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
    case.rivals = ()
    if case.best is None:
        return
    famous = case.best.population >= _FAMOUS and case.best.feature not in _NATURAL
    if case.stated and not famous and not lies_in(case.best, case.stated):
        case.best = stranger(case)
        return
    bar = scores[case.best.number] - _MARGIN
    case.rivals = tuple(e for e in ranked[1:] if scores[e.number] > bar and apart(case.best, e))


class _Context:
    """What the other names of a report say: each shares one vote among its candidates, by how likely each is."""

    def __init__(self, cases: Sequence[Case]) -> None:
        self._shares: dict[str, dict[int, float]] = {}
        self._country: dict[str, dict[str, float]] = {}
        self._region: dict[str, dict[tuple[str, str], float]] = {}
        self._points: dict[tuple[int, int], list[tuple[str, float, float, float]]] = defaultdict(list)
        self._votes: dict[str, float] = {}
        self._memo: dict[tuple[str, int], float] = {}
        for case in cases:
            if case.entries and case.name.folded not in self._shares:
                self._vote(case)
        self._largest = _largest(cases)
        self._countries = _total(self._country.values())
        self._all = sum(self._countries.values())
        self._regions = _total(self._region.values())

    def _vote(self, case: Case) -> None:
        """Share a name's vote among the countries and regions of its candidates."""
        folded, shares = case.name.folded, {n: share * case.weight for n, share in _shares(case.scores).items()}
        country: dict[str, float] = defaultdict(float)
        region: dict[tuple[str, str], float] = defaultdict(float)
        for entry in case.entries:
            share = shares[entry.number]
            if entry.country:
                country[entry.country] += share
            if entry.country and entry.admin1:
                region[entry.country, entry.admin1] += share
            if share > _LIKELY and entry.lat is not None and entry.lon is not None and entry.precision in _POINTS:
                self._points[_cell(entry.lat, entry.lon)].append((folded, entry.lat, entry.lon, share))
        self._shares[folded], self._country[folded], self._region[folded] = shares, country, region
        self._votes[folded] = sum(country.values())

    def strange(self, case: Case) -> bool:
        """Tell whether a small place stands alone, far from where the rest of the report is at home.

        Such a name is likelier a village or quarter there that the gazetteer lacks.
        """
        entry = case.best
        if entry is None or case.within or case.stated or entry.feature not in ("settlement", "district"):
            return False
        famous = entry.population >= _FAMOUS and entry.quality == "name"
        if famous or entry.admin1 is None or entry.country is None or case.rivals:
            return False
        if not self._outgrown(case.name.folded, entry) or self._nearness(case.name.folded, entry) > _NEIGHBOUR:
            return False
        own, own_region = self._country.get(case.name.folded, {}), self._region.get(case.name.folded, {})
        countries = {c: v - own.get(c, 0.0) for c, v in self._countries.items()}
        regions = {r: v - own_region.get(r, 0.0) for r, v in self._regions.items()}
        if countries.get(entry.country, 0.0) < _LONE:
            return sum(countries.values()) >= _HOME
        at = entry.country, entry.admin1
        top = max(regions.values(), default=0.0)
        return (
            entry.country in _RENAMED
            and regions.get(at, 0.0) < max(_LONE, top / _FEW)
            and top >= _HOME
            and top >= sum(regions.values()) / 2
        )

    def _outgrown(self, folded: str, entry: Entry) -> bool:
        """Tell whether another name means a place elsewhere that is no smaller: of two places the smaller is the stranger."""
        return any(
            people >= entry.population and other != folded
            for region, towns in self._largest.items()
            if region != (entry.country, entry.admin1)
            for people, other in towns
        )

    def support(self, case: Case, entry: Entry) -> float:
        """Score a candidate by the other names of the report; once for each name, however often it is mentioned."""
        at = case.name.folded, entry.number
        if at not in self._memo:
            self._memo[at] = self._support(case, entry)
        return self._memo[at]

    def _support(self, case: Case, entry: Entry) -> float:
        """Score a candidate by the votes of the other names, and by the nearest of them."""
        if entry.country is None:
            return 0.0
        folded = case.name.folded
        own, own_region = self._country.get(folded, {}), self._region.get(folded, {})
        rest = self._all - self._votes.get(folded, 0.0)
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
        row, column = _cell(entry.lat, entry.lon)
        around = [(row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1)]
        best = 0.0
        for other, lat, lon, share in (point for cell in around for point in self._points.get(cell, ())):
            if other != folded:
                best = max(best, share * (1 - min(1.0, distance(lat, lon, entry.lat, entry.lon) / _NEAR_KM)))
        return _NEAR * best


def _cell(lat: float, lon: float) -> tuple[int, int]:
    """Return the cell of a grid that a point lies in, so that only neighbours are measured."""
    return int(lat // _BOX_LAT), int(lon // _BOX_LON)


def _shares(scores: dict[int, float]) -> dict[int, float]:
    """Turn scores into shares of one vote (softmax)."""
    top = max(scores.values())
    raw = {number: math.exp(_SHARP * (score - top)) for number, score in scores.items()}
    total = sum(raw.values())
    return {number: value / total for number, value in raw.items()}


def _largest(cases: Sequence[Case]) -> dict[tuple[str | None, str | None], list[tuple[int, str]]]:
    """Return the two largest places, with the names that mean them, of every region that a report names a place of."""
    found: dict[tuple[str | None, str | None], set[tuple[int, str]]] = defaultdict(set)
    for case in cases:
        if case.best is not None:
            found[case.best.country, case.best.admin1].add((case.best.population, case.name.folded))
    return {region: sorted(towns, reverse=True)[:2] for region, towns in found.items()}


def _total(votes: Iterable[dict[_K, float]]) -> dict[_K, float]:
    """Add up votes."""
    total: dict[_K, float] = defaultdict(float)
    for vote in votes:
        for key, share in vote.items():
            total[key] += share
    return total
