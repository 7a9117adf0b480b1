"""Where an event happened: its own words first, then its sentence, the narrative before it, and last the dateline.

A demonym or a government is no place of an event, and a name that could not be resolved is no place at all. What is done
with words ("accused", "approved") has no place by default: it happens where the text says so.
"""

from dateline.model import Reading, Sentence, Span, Where
from dateline.stages.events.scene import FINENESS, Scene, Spot
from dateline.stages.events.wherewords import words

_BACK = 6  # sentences that the narrative is followed back
_PARAGRAPHS = 3
_LEAD = 3  # sentences that set the scene of a report
_OPENING = 1  # paragraphs, counted from 0, that a dateline speaks for


def where_of(reading: Reading, trigger: int, clause: Span) -> Where | None:
    """Return the place of the event whose trigger is token ``trigger``, None where the text does not tell.

    ``clause`` is the event's evidence. The most specific place that its words bear on wins.
    """
    if not 0 <= trigger < len(reading.parse.tokens):
        return None
    scene = Scene(reading, words())
    spot = scene.best(trigger, clause)
    if spot:
        token = reading.parse.tokens[spot.head]
        near = "clause" if clause.covers(token.start, token.end) else "sentence"
        return Where(site=spot.site, scope="narrative" if spot.again else near, span=spot.span)  # type: ignore[arg-type]
    if reading.parse.tokens[trigger].lemma.casefold() in scene.cues.spoken or _dated_apart(reading, clause):
        return None
    return _told_before(reading, scene, trigger) or _dateline(reading, scene, trigger)


def _dated_apart(reading: Reading, clause: Span) -> bool:
    """Tell whether the event's own words date it to a month or year by name: the narrative's scene is not its own."""
    return any(d.precision in ("month", "year") and clause.covers(d.span.start, d.span.end) for d in reading.dates)


def _told_before(reading: Reading, scene: Scene, trigger: int) -> Where | None:
    """Return the finest place where things happen in the nearest sentence before that has one, else the lead's."""
    parse, line = reading.parse, reading.report.dateline
    here = parse.sentences[parse.tokens[trigger].sent]
    start = line.end if line else 0
    near = [s for s in parse.sentences[max(0, here.index - _BACK) : here.index] if s.paragraph >= here.paragraph - _PARAGRAPHS]
    for sentence in [*reversed(near), *parse.sentences[: min(_LEAD, here.index)]]:
        spot = _finest(scene, sentence, start)
        if spot:
            return Where(site=spot.site, scope="narrative", span=spot.span)
    return None


def _finest(scene: Scene, sentence: Sentence, start: int) -> Spot | None:
    """Return the finest place of a sentence where things happen, the last named of equals."""
    spots = [s for s in scene.spots if sentence.first <= s.head < sentence.last and s.span.start >= start and scene.scenic(s)]
    return min(spots, key=lambda s: (FINENESS[s.site.precision], -s.head), default=None)


def _dateline(reading: Reading, scene: Scene, trigger: int) -> Where | None:
    """Return the dateline's town for what a report tells first, if all its other places lie in that country."""
    parse, line = reading.parse, reading.report.dateline
    if line is None or line.place is None or parse.sentences[parse.tokens[trigger].sent].paragraph > _OPENING:
        return None
    towns = [s for s in scene.spots if line.start <= s.span.start < line.end and s.site.precision == "settlement"]
    if len(towns) != 1 or any(s.site.country != towns[0].site.country for s in scene.spots if not s.part):
        return None
    return Where(site=towns[0].site, scope="dateline", span=towns[0].span)
