"""Where an event happened: its own words first, then its sentence, the narrative before it, and last the dateline.

A demonym or a government is no place of an event; an unresolved name is no place at all.
"""

from dateline.model import Parse, Place, Reading, Sentence, Span, Token, Where

_PLACING = frozenset(
    "in at near outside inside around across throughout within on off along into to toward towards from over between of through"
    " against under by amid beyond".split()
)
_FINENESS = {"site": 0, "settlement": 1, "district": 2, "region": 3, "country": 4}
_AT = frozenset(
    ("in", "at", "near", "outside", "inside", "around", "across", "throughout", "within", "on", "off", "along", "over")
)


def where_of(reading: Reading, trigger: int, clause: Span) -> Where | None:
    """Return the place of the event whose trigger is token ``trigger``, None where the text does not tell.

    ``clause`` is the event's evidence; the most specific place that its words bear on wins.
    """
    places = _places(reading)
    parse = reading.parse
    sentence = parse.sentences[parse.tokens[trigger].sent]
    own = [p for p in places if clause.covers(p.span.start, p.span.end)]
    chosen = _nearest(parse, trigger, own)
    if chosen:
        return Where(site=chosen.site, scope="clause", span=chosen.span) if chosen.site else None
    rest = [p for p in places if sentence.start <= p.span.start < sentence.end]
    chosen = _nearest(parse, trigger, rest)
    if chosen and chosen.site:
        return Where(site=chosen.site, scope="sentence", span=chosen.span)
    return _before(parse, places, sentence)


def _places(reading: Reading) -> list[Place]:
    """List the places that are meant as such and known."""
    return [p for p in reading.places if p.role == "location" and p.site is not None]


def _nearest(parse: Parse, trigger: int, places: list[Place]) -> Place | None:
    """Choose the place whose path to the trigger is shortest, the more specific of equals."""
    ranked = sorted(places, key=lambda p: (*_rank(parse, trigger, p), p.span.start))
    return ranked[0] if ranked else None


def _rank(parse: Parse, trigger: int, place: Place) -> tuple[int, int, int]:
    """Rank a place: those led to by a preposition of place first, then the finer ones, then the nearer ones."""
    head = _head(parse, place)
    lead = parse.tokens[head.head]
    placed = 0 if lead.pos == "ADP" and lead.lower in _AT else 1
    fineness = _FINENESS[place.site.precision] if place.site else 9
    return placed, fineness, abs(head.i - trigger)


def _head(parse: Parse, place: Place) -> Token:
    """Return the token of a place that its other tokens depend on."""
    inside = [t for t in parse.tokens if place.span.covers(t.start, t.end)]
    numbers = {t.i for t in inside}
    return next((t for t in inside if t.head not in numbers or t.head == t.i), inside[-1])


def _before(parse: Parse, places: list[Place], sentence: Sentence) -> Where | None:
    """Return the last settlement or smaller place before the sentence in its paragraph or the one before."""
    near = {
        s.index
        for s in parse.sentences
        if sentence.paragraph - 1 <= s.paragraph <= sentence.paragraph and s.index < sentence.index
    }
    for place in reversed(places):
        if (
            place.span.start < sentence.start
            and _head(parse, place).sent in near
            and place.site
            and place.site.precision != "country"
        ):
            return Where(site=place.site, scope="narrative", span=place.span)
    return None
