"""How likely two strands of different reports tell one happening: evidence for and against, summed as log-odds.

Above 0 they are more likely one than two. The weights were fitted together by logistic regression on half of 1,056 news
articles and rounded; do not tune one alone.
"""

from functools import lru_cache
from math import log1p

from dateline.model import Mention
from dateline.stages.reconcile.grouping import VETO
from dateline.stages.reconcile.kinship import is_aftermath, kinship
from dateline.stages.reconcile.nearness import nearest
from dateline.stages.reconcile.story import common, cosine, terms
from dateline.stages.reconcile.strand import Strand

# Two reports, each mainly about its strand: words of title, names anywhere, numbers, days between publication.
_LEADS = -5.1
_TITLE = 2.2
_NAMES = 8.6
_SHARED = 1.7
# A cosine of fewer names than this tells less: two dispatches that name one city and little else are not one story.
_TELLING = 10
_NUMBERS = 0.55
_GAP = -1.15
# Reports without a day of publication are taken to be this many days apart.
_UNDATED_GAP = 7
# A sentence copied from one version of a text into another is the same mention.
_COPIED = 12.0
# A clause of so many different words, of which two versions share so many, was copied and its form edited.
_CLAUSE, _NEARLY = 6, 0.7
# Two versions of one text are mainly about the same.
_VERSIONS = 4.0
# Anything else: two passages, judged by their cells and words.
_PASSAGES = -6.0
_WORDS = 6.0
# The reports around two passages count for a third, within bounds.
_CONTEXT, _CONTEXT_FROM, _CONTEXT_TO = 0.35, -3.0, 5.0
# Below this neither words nor context can make two passages one happening.
_HOPELESS = -9.0

_TYPE = {"same": 0.5, "kin": -0.5, "open": 0.0}
# Passages of types that cannot be one happening, whatever else they share.
_NEVER = -30.0
_LEAD_TYPE = {"same": 0.3, "kin": 0.0, "open": 0.0, "apart": -3.0}
# People who are brought to safety are a story beside that of what they flee, though all its names are the same.
_FLEEING, _FLIGHT = "evacuation_displacement", -30.0
_PLACE = {"same": 2.0, "near": 0.7, "inside": 0.5, "region": -2.0, "country": -3.0, "apart": -2.0}
# Both days known: the same day, a day apart (time zones, "overnight"), up to a week, more.
_SAME_DAY, _OVERLAP, _NEXT_DAY, _SAME_WEEK, _LATER = 2.0, 0.7, -0.5, -2.5, -5.0
# Nature strikes seldom: two quakes of one day that nobody places apart are one.
_ONE_HAZARD = 2.5
# What gunmen do is not what soldiers do in pursuit of them the next day.
_OTHER_SIDE = -3.0
# Nobody denies what nobody has claimed: a denial and a claim of one kind and place, of the same days as far as is known.
_DENIAL = 3.0
# A passage without a day is taken to tell of the last days before its report.
_IMPLIED, _FRESH, _FOREVER = -1.0, 3, 10**7
_PEOPLE = 1.5
# An arrest, a charge, a request of one person is none of another.
_OTHER_PEOPLE = -2.0
_FIGURE_SAME, _FIGURE_OTHER = 0.5, -1.0
# For reports mainly about their strand the cells weigh less: the story tells more, and a cell may have been misread.
_LEAD_CELLS = 0.6


def likeness(one: Strand, other: Strand) -> float:
    """Return the log-odds that two strands tell one happening."""
    if copied(one, other):
        return _COPIED
    if one.type != other.type and opposed(one, other):
        return VETO  # "gunmen raided", "the army's air strikes": whoever tells of the one without a doer must not join them
    kin = kinship(one.type, other.type)
    if one.lead and other.lead:
        version = _VERSIONS if one.story.lineage == other.story.lineage and _gap(one, other) <= _FRESH else 0.0
        strange = _FLIGHT if kin == "apart" and _FLEEING in (one.type, other.type) else _LEAD_TYPE[kin]
        return story(one, other) + version + _LEAD_CELLS * cells(one, other) + strange + denial(one, other)
    if kin == "apart":
        return _NEVER
    passage = _PASSAGES + _TYPE[kin] + cells(one, other) + implied(one, other) + denial(one, other)
    if passage < _HOPELESS:
        return passage
    context = max(_CONTEXT_FROM, min(_CONTEXT_TO, story(one, other)))
    return passage + _WORDS * cosine(one.words, other.words) + _CONTEXT * context


def cells(one: Strand, other: Strand) -> float:
    """Return the evidence of place, time, people and figures."""
    return (
        place(one, other)
        + time(one, other)
        + people(one, other)
        + figures(one, other)
        + sides(one, other)
        + hazard(one, other)
    )


def copied(one: Strand, other: Strand) -> bool:
    """Tell whether two versions of one text carry a clause of the strands word for word, or nearly.

    Pages of one outlet can share all but the headline, when only a notice to subscribers was caught.
    """
    a, b = one.story, other.story
    if a.lineage != b.lineage or (a.title and b.title and not cosine(a.title, b.title) and _gap(one, other) > _FRESH):
        return False
    clauses = {m.clause.text for m in one.mentions}
    if any(m.clause.text in clauses for m in other.mentions):
        return True
    return any(_reworded(m, n) for m in one.mentions for n in other.mentions)


def _reworded(one: Mention, other: Mention) -> bool:
    """Tell whether two clauses of one kind are the same but for spellings and a few words."""
    if one.type != other.type:
        return False
    a, b = _words(one.clause.text), _words(other.clause.text)
    return min(len(a), len(b)) >= _CLAUSE and len(a & b) >= _NEARLY * len(a | b)


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    return frozenset(terms(text))


def story(one: Strand, other: Strand) -> float:
    """Return the evidence of the two reports as wholes."""
    a, b = one.story, other.story
    alike, shared = common(a.names, b.names) if a.names and b.names else (0.0, 0.0)
    numbers = min(3, len(a.numbers & b.numbers)) if a.numbers and b.numbers else 0
    title = cosine(a.title, b.title) if a.title and b.title else 0.0
    names = _NAMES * alike * min(1.0, min(len(a.names), len(b.names)) / _TELLING) + _SHARED * log1p(shared)
    return _LEADS + _TITLE * title + names + _NUMBERS * numbers + _GAP * log1p(_gap(one, other))


def _gap(one: Strand, other: Strand) -> int:
    """Return the days between two reports."""
    a, b = one.story.day, other.story.day
    return abs(a - b) if a is not None and b is not None else _UNDATED_GAP


def time(one: Strand, other: Strand) -> float:
    """Return the evidence of the days; none when either text gives no day."""
    if one.days is None or other.days is None:
        return 0.0
    (a, b), (c, d) = one.days, other.days
    gap = max(0, c - b, a - d)
    if gap == 0:
        return _SAME_DAY if max(b - a, d - c) <= 1 else _OVERLAP
    return _NEXT_DAY if gap == 1 else _SAME_WEEK if gap <= 7 else _LATER


def implied(one: Strand, other: Strand) -> float:
    """Return the evidence of the days where a text gives none: news is mostly told within days of happening."""
    if one.days and other.days:
        return 0.0
    (a, b), (c, d) = _about(one), _about(other)
    return _IMPLIED * log1p(max(0, c - b, a - d))


def denial(one: Strand, other: Strand) -> float:
    """Return the evidence that the one denies what the other tells."""
    if one.denied == other.denied or one.type != other.type or nearest(one.sites, other.sites) != "same":
        return 0.0
    (a, b), (c, d) = _about(one), _about(other)
    return _DENIAL if a <= d and c <= b else 0.0


def _about(strand: Strand) -> tuple[int, int]:
    """Return the days of a strand, or else the days up to the report."""
    if strand.days:
        return strand.days
    day = strand.story.day
    return (day - _FRESH, day) if day is not None else (-_FOREVER, _FOREVER)


def place(one: Strand, other: Strand) -> float:
    """Return the evidence of the places; none when either gives no place."""
    relation = nearest(one.sites, other.sites)
    return _PLACE[relation] if relation else 0.0


def people(one: Strand, other: Strand) -> float:
    """Return the evidence of those who act or suffer by name."""
    both = len(one.people & other.people)
    if not both and one.people and other.people and (is_aftermath(one.type) or is_aftermath(other.type)):
        return _OTHER_PEOPLE
    return _PEOPLE * min(2, both)


def sides(one: Strand, other: Strand) -> float:
    """Return the evidence of who does it: accounts of one deed may still blame each other's side."""
    return _OTHER_SIDE if opposed(one, other) else 0.0


def opposed(one: Strand, other: Strand) -> bool:
    """Tell whether the army does the one, and others who bear arms the other."""
    apart = one.sides and other.sides and one.sides.isdisjoint(other.sides)
    return bool(apart) and not is_aftermath(one.type) and not is_aftermath(other.type)


def hazard(one: Strand, other: Strand) -> float:
    """Return the evidence that nature did the same in both: one kind of disaster, one day, no two places."""
    if one.type != other.type or not one.days or one.days != other.days or one.days[0] != one.days[1]:
        return 0.0
    shared = one.hazards & other.hazards
    return _ONE_HAZARD if shared and nearest(one.sites, other.sites) in (None, "same", "near", "inside") else 0.0


def figures(one: Strand, other: Strand) -> float:
    """Return the evidence of the figures; tolls grow, so that a difference tells little."""
    evidence = 0.0
    for kind, value in one.figures.items():
        if kind in other.figures:
            evidence += _FIGURE_SAME if other.figures[kind] == value else _FIGURE_OTHER
    return evidence
