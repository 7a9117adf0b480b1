"""The day that a report's story is of: for a deed of its opening that nothing nearer dates.

"A man is in hospital after he was shot. His family was at a barbecue on Saturday": local news often dates only what was
going on around the deed. Where all that is told as past in the opening is of one day, it is the deed's.
"""

from dateline.model import Date, Parse, Reading, Token
from dateline.stages.events.callouts import helps
from dateline.stages.events.days import Day, days_of
from dateline.stages.events.ties import Ties, cues, tokens_of

_LEAD = 5  # sentences that open a report: a deed further down may be another
_STORY = 12  # sentences in which the story is told; further down come backgrounds
_KNOWN = frozenset(("the", "this", "that", "his", "her", "their"))
_NURSED = frozenset(("hospital", "condition", "hospitalize", "recover", "injury"))
_COUNTED = frozenset(("later", "after", "earlier", "ago"))  # days told from other days
_BEHIND = 2  # words before a day in which its verb of saying stands
_CLIMB = 8  # words between a date and its verb


def story_day(reading: Reading, here: Token) -> Date | None:
    """Return the one day that the opening of a report tells of, for harm or an emergency told there."""
    if here.lemma.lower() not in cues()["emergency"] and here.lemma not in cues()["harm"]:
        return None
    if here.sent >= _LEAD or not _told_anew(reading.parse, here):
        return None
    told = [day.told for day in days_of(reading).single if day.held.sent < _STORY and _of_story(reading, day)]
    return told[-1] if told and all(d.first == told[0].first for d in told) else None


def _told_anew(parse: Parse, here: Token) -> bool:
    """Tell a deed that the report brings ("was shot", "a shooting") from one that it follows up ("the shooting case")."""
    if here.pos in ("VERB", "AUX"):
        return True
    return here.dep != "compound" and not any(k.lower in _KNOWN for k in parse.kids(here.i, "det", "poss"))


def _of_story(reading: Reading, day: Day) -> bool:
    """Tell a day on which something went on from one of words, courts, what is to come and what people did before."""
    published, last = reading.report.published, day.told.last
    if published is not None and last is not None and last > published:
        return False
    verb, words = _verb(reading.parse, day.held), tokens_of(reading.parse, day.told.span)
    if helps(reading.parse, verb):
        return True
    if any(t.lower in _COUNTED for t in words) or _said_then(reading.parse, words[0].i):
        return False
    around = [verb, *reading.parse.kids(verb.i, "dobj", "attr", "nsubj")]
    if verb.lemma == "be" and not any(t.lemma.lower() in _NURSED for t in reading.parse.subtree(verb.i)):
        return False
    off = cues()["court"] | cues()["about"] | cues()["saying"] | cues()["aside"]
    if any(t.lemma.lower() in off for t in around):
        return False
    return not any(k.tag == "MD" or k.lower == "to" for k in reading.parse.kids(verb.i, "aux"))


def _said_then(parse: Parse, first: int) -> bool:
    """Tell "said on Tuesday that": a day right behind a verb of saying is that of the words."""
    return any(Ties.says(t) for t in parse.tokens[max(0, first - _BEHIND) : first])


def _verb(parse: Parse, held: Token) -> Token:
    """Return the verb that a date hangs on, or the highest word above it where a fragment has none."""
    token = held
    for _ in range(_CLIMB):
        if token.pos in ("VERB", "AUX") or token.head == token.i:
            break
        token = parse.tokens[token.head]
    return token
