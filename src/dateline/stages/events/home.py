"""Where a report is at home: the town that its text, title and dateline speak of most.

An event of a report's opening that nothing nearer places happened there; a quarter named in its text belongs to it.
"""

import math
from collections import Counter
from collections.abc import Callable

from dateline.model import Place, Reading, Site, Span, Where
from dateline.stages.events.ties import tokens_of
from dateline.stages.events.wherewords import words
from dateline.stages.events.whole import of_whole

_TITLED, _LINED = 2, 2  # votes of the title and the dateline against one for each mention
_MOST = 3  # votes that mentions of one town count at most before the second town's are compared
_LEAD = 2.0  # how far ahead of the second town the home must be
_NEXT = 2  # characters behind a name in which the next word begins
_OPENING, _AROUND = 8, 4  # sentences in which the offices of a town are looked for
_DEGREE_KM = 111.2

_Town = tuple[str, str | None, str | None]


def home_of(reading: Reading, skip: Callable[[Place], bool] = lambda _: False) -> Where | None:
    """Return the town that a report is at home in, None where two are near equal; places to ``skip`` do not count."""
    votes: Counter[_Town] = Counter()
    first: dict[_Town, Where] = {}
    line = reading.report.dateline
    for place, weight in (*((p, 1) for p in reading.places), *((p, _TITLED) for p in reading.titled)):
        site = place.site
        if site is None or site.feature != "settlement" or place.role not in ("location", "part"):
            continue
        if weight == 1 and skip(place):
            continue
        titled = weight == _TITLED
        in_line = line is not None and not titled and line.start <= place.span.start < line.end
        town = site.name, site.admin1, site.country
        votes[town] += _LINED if in_line else weight
        if town not in first or first[town].span is None:
            first[town] = _where(place, site, titled=titled, in_line=in_line)
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < _LEAD * min(ranked[1][1], _MOST)):
        return None
    return first[ranked[0][0]]


def policed(reading: Reading, trigger: int) -> Where | None:
    """Return the one town whose police, firefighters or coroner a report's opening and the sentences around name.

    The offices of a town act there: where nothing tells of a deed's place, it is theirs.
    """
    here = reading.parse.tokens[trigger].sent
    near = [where for sentence, where in _offices(reading) if _near(sentence, here)]
    alone = len({(where.site.name, where.site.admin1) for where in near}) == 1
    return near[0] if alone else None


@of_whole
def _offices(reading: Reading) -> tuple[tuple[int, Where], ...]:
    """Return the towns of a report behind which an office stands, each with the sentence of that."""
    found = []
    for place in reading.places:
        site = place.site
        if site is None or site.feature != "settlement" or place.role not in ("location", "part"):
            continue
        if is_office(reading, place):
            found.append(
                (tokens_of(reading.parse, place.span)[-1].sent, Where(site=site, scope="narrative", span=place.span))
            )
    return tuple(found)


def is_office(reading: Reading, place: Place) -> bool:
    """Tell whether a name is followed by an office of the town: "Lima police"."""
    after = next(iter(tokens_of(reading.parse, Span(place.span.end, place.span.end + _NEXT, ""))), None)
    return after is not None and after.lower in words().offices


def _near(sentence: int, here: int) -> bool:
    """Tell whether a sentence opens the report or stands around another."""
    return sentence < _OPENING or abs(sentence - here) <= _AROUND


def _where(place: Place, site: Site, *, titled: bool, in_line: bool) -> Where:
    """Write down a town with how it was named."""
    if titled:
        return Where(site=site, scope="title")
    return Where(site=site, scope="dateline" if in_line else "narrative", span=place.span)


def distance(one: Site, other: Site) -> float:
    """Return the kilometres between two sites (flat: good enough nearby), infinite where one has no point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    east = (one.lon - other.lon) * math.cos(math.radians(one.lat))
    return _DEGREE_KM * math.hypot(one.lat - other.lat, east)
