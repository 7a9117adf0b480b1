"""Who acts and who suffers in an event: names merged over all accounts, those that most lineages give first."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dateline.model import Mention, Party, names
from dateline.stages.reconcile.cells import FIRST, LEAD, mentions_of
from dateline.stages.reconcile.strand import Strand, lead_of

# A name of so many words is a full one; initials and further given names add nothing to it.
_FULL = 2
# Whom fewer than this share of the lineages name that name the best-known party is left out of the row (not of the
# mentions): in 60 reports on one meeting, the baker who was asked about it.
_SELDOM = 0.15

# How many different names are remembered with what is made of them: the same ones recur from report to report.
_NAMES = 20_000
# Words that stand for somebody told elsewhere name nobody in a row of its own.
PRONOUNS = frozenset(
    "he she it they we i you him her them us me who whom which that this these those one ones both others himself "
    "herself itself themselves nobody none anyone everyone someone somebody all many some several his their its".split()
)
# Words before a number that say how well it is known, not who is meant.
_BOUND = re.compile(
    r"^(?:at least|at most|up to|as many as|more than|no more than|fewer than|less than|about|around|some|nearly|almost"
    r"|over|roughly|approximately|an estimated)\s+(?=\d|\w+\s)",
    re.IGNORECASE,
)
_THE = re.compile(r"^(?:the|a|an)\s+")
_ARTICLE = re.compile(r"^(?:the|a|an|its|his|her|their|our|my)\s+", re.IGNORECASE)
_COUNT = re.compile(r"^(?:[\d.,]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+", re.IGNORECASE)


def cast(strands: Sequence[Strand]) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Return actors and targets: names merged over both, those whom most lineages name first, and nobody on both sides."""
    real = any(_asserts(m) for s in strands for m in s.mentions)
    told = _told(m for m in mentions_of(strands) if _asserts(m) or not real)
    weight = _weights(strands, real=real)
    people = [_person(group, told, weight) for group in _clusters(told)]
    sides = _parted(_main(people))
    return tuple(p.party for p in sides[0]), tuple(p.party for p in sides[1])


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody who is named in an event: how much speaks for acting and suffering, and how many lineages name them."""

    party: Party
    acts: float
    suffers: float
    lineages: int


def _asserts(mention: Mention) -> bool:
    """Tell whether the mention says that it happened: whoever denies a deed does not thereby become its doer."""
    return mention.status != "denied"


def _told(mentions: Iterable[Mention]) -> dict[str, Party]:
    """Return everybody who is named, in order of time and text, by name."""
    found: dict[str, Party] = {}
    for mention in mentions:
        for party in (*mention.actors, *mention.targets):
            if _tells(party):
                found.setdefault(party.name, party)
    return found


@dataclass(frozen=True, slots=True)
class _Weights:
    """For each name, what each lineage says of it: the highest weight of a mention that has it act, and suffer."""

    acts: Mapping[str, Mapping[str, float]]
    suffers: Mapping[str, Mapping[str, float]]


def _weights(strands: Iterable[Strand], *, real: bool) -> _Weights:
    """Weigh what is said: as for other cells, a report's main happening and its main mention count double.

    ``real``: somebody says that it happened, so that what is said in denials names nobody.
    """
    found: tuple[dict[str, dict[str, float]], dict[str, dict[str, float]]] = ({}, {})
    for strand in strands:
        first = lead_of(strand.mentions)
        for mention in (m for m in strand.mentions if _asserts(m) or not real):
            weight = (LEAD if strand.lead else 1.0) * (FIRST if mention is first else 1.0)
            for said, parties in zip(found, (mention.actors, mention.targets), strict=True):
                for party in parties:
                    by = said.setdefault(party.name, {})
                    by[strand.story.lineage] = max(by.get(strand.story.lineage, 0.0), weight)
    return _Weights(*found)


def _person(group: Sequence[str], told: Mapping[str, Party], weight: _Weights) -> _Person:
    """Sum up what is said of one person under all spellings."""
    lineages = {one for name in group for by in (weight.acts, weight.suffers) for one in by.get(name, ())}
    acts, suffers = (
        sum(max(by.get(name, {}).get(one, 0.0) for name in group) for one in sorted(lineages))
        for by in (weight.acts, weight.suffers)
    )
    full = max(_fullness(name) for name in group)
    said = {name: len({*weight.acts.get(name, ()), *weight.suffers.get(name, ())}) for name in group}
    plain = all(not _is_name(n) for n in group)
    best = min(group, key=lambda n: (_fullness(n) != full, -len(_words(n)) if plain else 0, -said[n], -len(n), n))
    return _Person(replace(told[best], name=_bare(best)), acts, suffers, len(lineages))


@lru_cache(maxsize=_NAMES)
def _bare(name: str) -> str:
    """Return a name without what says how well a number is known, and without its article; "more than a dozen" stays."""
    shorn = _BOUND.sub("", name)
    return name if shorn != name and _THE.match(shorn) else _THE.sub("", shorn)


def _fullness(name: str) -> int:
    """Return 2 for a proper name of two words or more, 1 for less: "Reyes" yields to "Ana Reyes", initials change nothing."""
    return min(_FULL, len([w for w in names.parts(name) if len(w) > 1])) if _is_name(name) else 1


def _main(people: Sequence[_Person]) -> list[_Person]:
    """Leave out whom next to nobody names where many texts agree on others."""
    most = max((p.lineages for p in people), default=0)
    return [p for p in people if p.lineages >= most * _SELDOM]


def _parted(people: Sequence[_Person]) -> tuple[list[_Person], list[_Person]]:
    """Put everybody on the side for which more speaks.

    On a draw who suffers is no doer where others act (a thing does not), and else no sufferer.
    """
    clear = [p for p in people if p.acts > p.suffers]
    others = any(p.party.kind or _is_name(p.party.name) for p in clear)
    acting = [p for p in people if p.acts > p.suffers or (p.acts == p.suffers and not others)]
    suffering = [p for p in people if p not in acting]
    return (
        sorted(acting, key=lambda p: (-p.acts, p.party.name)),
        sorted(suffering, key=lambda p: (-p.suffers, p.party.name)),
    )


def _tells(party: Party) -> bool:
    """Tell whether the name says who it is: no pronoun, no bare number."""
    return party.name.casefold() not in PRONOUNS and any(map(str.isalpha, party.name))


def _clusters(found: Iterable[str]) -> list[list[str]]:
    """Group the spellings of proper names as names, and common nouns by their words without articles, bounds and counts."""
    proper: list[str] = []
    common: list[str] = []
    for name in found:
        (proper if _is_name(name) else common).append(name)
    by_key: dict[str, list[str]] = {}
    for name in common:
        by_key.setdefault(_key(name), []).append(name)
    return _absorbed([*names.cluster(proper), *by_key.values()])


def _absorbed(groups: Sequence[list[str]]) -> list[list[str]]:
    """Join a description to the only fuller one of the same noun: "engineers" to "four road engineers", not to two armies."""
    left: list[list[str]] = []
    fuller = sorted(groups, key=lambda g: -len(_words(g[0])))
    for group in fuller:
        said = _words(group[0])
        homes = [g for g in left if said and _is_within(said, _words(g[0]))]
        if len(homes) == 1 and not _is_name(group[0]):
            homes[0].extend(group)
        else:
            left.append(list(group))
    return left


@lru_cache(maxsize=_NAMES)
def _words(name: str) -> tuple[str, ...]:
    """Return the words that tell who is meant, the noun last."""
    return tuple(_key(name).split())


def _is_within(said: Sequence[str], fuller: Sequence[str]) -> bool:
    """Tell whether a description says less than a fuller one, of the same noun, and nothing else."""
    return said[-1] == fuller[-1] and len(said) < len(fuller) and set(said) <= set(fuller)


def _is_name(name: str) -> bool:
    """Tell whether a proper name is in it."""
    return any(map(str.isupper, name))


@lru_cache(maxsize=_NAMES)
def _key(name: str) -> str:
    """Return what spellings of one description share: no article, bound or count, words without plural and silent e."""
    bare = _ARTICLE.sub("", _BOUND.sub("", _ARTICLE.sub("", name.strip())))
    bare = _COUNT.sub("", bare) or bare
    words = names.plain(bare).split()
    return " ".join(w.rstrip("se") for w in words)
