"""Where an event happened: its own words first, then its sentence, the narrative before it, and last the dateline.

A demonym or a government is no place of an event, and a name that could not be resolved is no place at all. What is done
with words ("accused", "approved") has no place by default: it happens where the text says so.
"""

from dateline.model import Reading, Sentence, Span, Where
from dateline.stages.events.scene import Scene, Spot, fineness, inside
from dateline.stages.events.wherewords import words

_BACK = (
    3  # sentences that the narrative is followed back: more found no right place on the hand-coded reports, only wrong
)
_PARAGRAPHS = 3
_SCENE = 5  # sentences that open a report and set one scene: a deed in the headline happened where the lead says
_OPENING = 1  # paragraphs, counted from 0, that a dateline speaks for


def where_of(reading: Reading, trigger: int, clause: Span) -> Where | None:
    """Return the place of the event whose trigger is token ``trigger``, None where the text does not tell.

    ``clause`` is the event's evidence. The most specific place that its words bear on wins.
    """
    if not 0 <= trigger < len(reading.parse.tokens):
        return None
    scene = Scene(reading, words(), trigger)
    own = _own(reading, scene, trigger, clause)
    if own and not (own.site.precision == "country" and own.scope == "sentence"):
        return own
    if scene.spoken(trigger):
        return own or (_dateline(reading, scene, trigger) if _leads(reading, trigger) else None)
    if _dated_apart(reading, clause):
        return own
    told = _told_before(reading, scene, trigger)
    if own:
        return told if told and inside(told.site, own.site) else own
    return told or _dateline(reading, scene, trigger)


def _own(reading: Reading, scene: Scene, trigger: int, clause: Span) -> Where | None:
    """Return the place that the trigger's own clause or sentence gives."""
    spot = scene.best(trigger, clause)
    if spot is None:
        return None
    token = reading.parse.tokens[spot.head]
    if spot.again:
        return Where(site=spot.site, scope="narrative", span=spot.span)
    covered = clause.covers(token.start, token.end)
    return Where(site=spot.site, scope="clause" if covered else "sentence", span=spot.span)


def _leads(reading: Reading, trigger: int) -> bool:
    """Tell whether the trigger stands in the first sentence after the dateline: what the report was filed for."""
    line = reading.report.dateline
    token = reading.parse.tokens[trigger]
    return line is not None and not any(line.end <= s.start and s.end <= token.start for s in reading.parse.sentences)


def _dated_apart(reading: Reading, clause: Span) -> bool:
    """Tell whether the event's own words date it to a month or year by name: the narrative's scene is not its own."""
    return any(d.precision in ("month", "year") and clause.covers(d.span.start, d.span.end) for d in reading.dates)


def _told_before(reading: Reading, scene: Scene, trigger: int) -> Where | None:
    """Return the finest place where things happen in the nearest sentence before that has one."""
    parse, line = reading.parse, reading.report.dateline
    here = parse.sentences[parse.tokens[trigger].sent]
    start = line.end if line else 0
    near = [
        s
        for s in parse.sentences[max(0, here.index - _BACK) : here.index]
        if s.paragraph >= here.paragraph - _PARAGRAPHS
    ]
    first = next((x.index for x in parse.sentences if x.start >= start), 0)
    ahead = parse.sentences[here.index + 1 : first + _SCENE] if here.index < first + _SCENE else ()
    for sentence in (*reversed(near), *ahead):
        spot = _finest(scene, sentence, start)
        if spot:
            return Where(site=spot.site, scope="narrative", span=spot.span)
    return _only(reading, start)


def _only(reading: Reading, start: int) -> Where | None:
    """Return the one town that a report speaks of, where it speaks of one alone: its deeds happened there."""
    only: Where | None = None
    for place in reading.places:
        site = place.site
        if site is None or place.role not in ("location", "part") or site.precision not in ("settlement", "district"):
            continue
        if place.span.start < start:
            continue
        if only and (only.site.name, only.site.admin1) != (site.name, site.admin1):
            return None
        only = only or Where(site=site, scope="narrative", span=place.span)
    return only


def _finest(scene: Scene, sentence: Sentence, start: int) -> Spot | None:
    """Return the finest place of a sentence where things happen, the last named of equals."""
    spots = [
        s for s in scene.spots if sentence.first <= s.head < sentence.last and s.span.start >= start and scene.scenic(s)
    ]
    return min(spots, key=lambda s: (fineness(s.site), scene.frame(s) or 0.0, -s.head), default=None)


def _dateline(reading: Reading, scene: Scene, trigger: int) -> Where | None:
    """Return the dateline's town where no other country is a scene, for the opening or where no other place is one."""
    parse, line = reading.parse, reading.report.dateline
    if line is None or line.place is None:
        return None
    towns = [s for s in scene.spots if line.start <= s.span.start < line.end and s.site.precision == "settlement"]
    told = [
        s for s in scene.spots if s.span.start >= line.end and not s.part and not s.again and scene.frame(s) is not None
    ]
    opening = parse.sentences[parse.tokens[trigger].sent].paragraph <= _OPENING
    if len(towns) != 1 or any(s.site.country != towns[0].site.country for s in told):
        return None
    if not opening and any(s.site.precision != "country" for s in told):
        return None
    return Where(site=towns[0].site, scope="dateline", span=towns[0].span)
