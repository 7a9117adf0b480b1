"""How much a report is about an event: its place in the text, its weight, its echoes, its share in the title."""

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from dateline.model import Reading, Status
from dateline.stages.events.drafts import Draft
from dateline.stages.events.episodes import is_sum
from dateline.stages.events.hosts import harms
from dateline.stages.events.whole import of_whole

# Position halves the weight about every eight sentences: news puts first what it is about.
_FADE = 8.0
# A title that shares all its content words with the clause doubles the score.
_TITLE = 0.6
# Each later mention adds this share, up to five of them.
_AGAIN = 0.06
# What is told as done outweighs what is only planned, feared or denied.
_UNREAL = 0.75
# Beside a denied deed, the denying is the news.
_DENIED = 0.5
# People harmed weigh more than anything that follows from it.
_HARM = 1.25
# A trigger this far into its sentence comes second to one at its start.
_EARLY, _LATE = 12, 0.97
# A noun that brings nothing of its own is mostly what another deed is about: "condemned the killings".
_BARE = 0.6
# A sum over several happenings is none of them: a report leads with the one that it tells most about. (Between 0.3 and 0.7
# the same reports change.)
_SUM = 0.6
_TOP = 2.2
# Each clause that a trigger is nested in: what is told in passing is seldom what a report is about.
_DEEP = 0.9


@cache
def _weights() -> Mapping[str, float]:
    return tomllib.loads(files("dateline.data").joinpath("events/weights.toml").read_text(encoding="utf-8"))


def salience(reading: Reading, draft: Draft, status: Status, again: int, *, toll: bool) -> float:
    """Return a number from 0 to 1; ``again`` counts later mentions, ``toll`` tells that people were harmed."""
    weights = _weights()
    score = weights.get(draft.type, weights["default"])
    score *= 0.5 ** (draft.hit.token.sent / _FADE)
    score *= 1 + _TITLE * _in_title(reading, draft)
    score *= 1 + _AGAIN * min(again, 5)
    score *= _HARM if toll else 1.0
    score *= 1.0 if status in ("happened", "ongoing") else _DENIED if status == "denied" else _UNREAL
    score *= _BARE if draft.bare else 1.0
    score *= _SUM if harms(draft.type) and is_sum(reading, draft) else 1.0
    score *= _DEEP ** _depth(reading, draft)
    score *= _LATE if draft.i - reading.parse.sentences[draft.hit.token.sent].first > _EARLY else 1.0
    return round(min(1.0, score / _TOP), 6) if math.isfinite(score) else 0.0


def _depth(reading: Reading, draft: Draft) -> int:
    """Count the clauses that the trigger is nested in, those that only report speech left out."""
    parse = reading.parse
    start = draft.carrier or draft.hit.token
    steps = 2 * int(draft.hit.noun and draft.carrier is None and draft.hit.token.dep == "pobj")
    for token in (start, *parse.ancestors(start.i)):
        steps += token.dep in ("relcl", "acl", "advcl", "pcomp", "xcomp")
    return min(steps, 4)


@of_whole
def _title(reading: Reading) -> frozenset[str]:
    """Return the content words of the title."""
    words = {w.strip(".,:;'\"’‘“”?!()").lower() for w in (reading.report.title or "").split()}
    return frozenset(w for w in words if len(w) > 3)


def _in_title(reading: Reading, draft: Draft) -> float:
    """Return the share of the title's content words that the clause holds."""
    title = _title(reading)
    if not title:
        return 0.0
    first, last = draft.edges
    inside = {w for t in reading.parse.tokens[first : last + 1] for w in (t.lower, t.lemma.lower())}
    return len(title & inside) / len(title)
