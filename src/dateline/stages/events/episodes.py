"""Which of several happenings of its kind a passage tells: news looks back at earlier ones, and a round-up tells many.

A deed that has a day of its own, other than that of the one before, opens an *aside*; what follows without a day stays with it.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from dateline.data.sums import sums_up
from dateline.model import Reading
from dateline.stages.events.casualties import Count
from dateline.stages.events.days import days_of
from dateline.stages.events.drafts import Draft
from dateline.stages.events.tollwords import deadly

Time = tuple[date, date]

# Days next to each other may be one: nights, time zones.
_NIGHT = timedelta(days=1)
# A time that ended longer than this before the report's own deed is another's, even where its clause is not the deed's own.
_LONG_AGO = timedelta(days=10)
# A report's own deed is so fresh, where its first telling gives no day.
_FRESH = timedelta(days=10)
# Characters beside a clause in which it may stand that several deeds are summed up.
_BESIDE = 40
# Sentences within which a report tells what it is about, and within which it tells that those hurt have died.
_HEAD, _DEATHS = 2, 5


def own_time(draft: Draft) -> Time | None:
    """Return the time that the deed's own sentence gives."""
    when = draft.when
    return None if when is None or when.scope == "narrative" else (when.first, when.last)


def freshest(reading: Reading, found: Iterable[Draft]) -> Time | None:
    """Return the latest time of a deed before the report, if it is fresh: the time of the news itself."""
    published = reading.report.published
    times = [(d.when.first, d.when.last) for d in found if d.when is not None]
    if published is None:
        return None
    fresh = [t for t in times if t[0] <= published and published - t[1] <= _FRESH]
    return max(fresh, default=None)


def apart(reading: Reading, draft: Draft, other: Draft, news: Time | None) -> bool:
    """Tell whether the draft is of another time than the earlier one."""
    theirs = (other.when.first, other.when.last) if other.when is not None else _opening(other, news)
    if theirs is None:
        return False
    mine = own_time(draft)
    if mine is not None and own_time(other) is not None:
        return mine[0] - theirs[1] > _NIGHT or theirs[0] - mine[1] > _NIGHT
    looked_back = mine or _beside(reading, draft)
    return looked_back is not None and theirs[0] - looked_back[1] > _LONG_AGO


def _opening(draft: Draft, news: Time | None) -> Time | None:
    """Return the time of the news for a deed told at its head without a day."""
    return news if draft.hit.token.sent <= 1 else None


def _beside(reading: Reading, draft: Draft) -> Time | None:
    """Return the only time in the draft's sentence: "the 2015 attack, when three people were killed"."""
    if draft.when is not None:
        return None
    sentence = reading.parse.sentences[draft.hit.token.sent]
    told = days_of(reading).within(sentence)
    if len(told) != 1 or told[0].first is None or told[0].last is None:
        return None
    return told[0].first, told[0].last


def dies_late(reading: Reading, counts: Iterable[Count], chain: Sequence[Draft]) -> bool:
    """Tell whether deaths come far behind an opening that tells of people hurt alone: they are another happening's.

    Death is what a report opens with, or has in its title; whoever dies further down died of something else.
    """
    dead = [c.anchor.sent for c in counts if c.kind == "killed" and c.amount.low]
    first = chain[0].hit.token.sent
    if not dead or first > _HEAD or min(dead) - first <= _DEATHS:
        return False
    told = [c for draft in chain for c in draft.counts if c.amount.low]
    hurt = any(c.kind == "injured" and c.anchor.sent <= first + _HEAD for c in told)
    return hurt and not any(c.kind == "killed" for c in told) and not deadly(reading.report.title or "")


def is_sum(reading: Reading, draft: Draft) -> bool:
    """Tell whether the draft sums up several happenings: "three died in shootings across the city", "in separate crashes"."""
    tokens = reading.parse.tokens
    sentence = reading.parse.sentences[draft.hit.token.sent]
    if draft.hit.noun and draft.hit.token.tag != "NNS":
        return False
    start, end = tokens[draft.edges[0]].start, tokens[draft.edges[1]].end
    return sums_up(reading.parse.text[max(sentence.start, start - _BESIDE) : min(sentence.end, end + _BESIDE)])
