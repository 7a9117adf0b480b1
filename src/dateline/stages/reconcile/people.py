"""Who acts and who suffers in an event: names merged over all accounts, those that most lineages give first."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from dateline.model import Mention, Party, names
from dateline.stages.reconcile.cells import mentions_of
from dateline.stages.reconcile.strand import Strand

Role = Callable[[Mention], Sequence[Party]]

# Words that stand for somebody told elsewhere name nobody in a row of its own.
PRONOUNS = frozenset(
    "he she it they we i you him her them us me who whom which that this these those one ones both others himself "
    "herself itself themselves anyone everyone someone somebody all many some several his their its".split()
)
# Words before a number that say how well it is known, not who is meant.
_BOUND = re.compile(
    r"^(?:at least|at most|up to|as many as|more than|no more than|fewer than|less than|about|around|some|nearly|almost"
    r"|over|roughly|approximately|an estimated)\s+(?=\d|\w+\s)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|a|an|its|his|her|their|our|my)\s+", re.IGNORECASE)
_COUNT = re.compile(r"^(?:[\d.,]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+", re.IGNORECASE)


def parties(strands: Sequence[Strand], role: Role) -> tuple[Party, ...]:
    """Return actors or targets merged by name, those that most lineages name first."""
    found = [p for m in mentions_of(strands) for p in role(m) if _tells(p)]
    total = _votes(strands, role)
    merged = []
    for group in _clusters(dict.fromkeys(p.name for p in found)):
        first = next(p for p in found if p.name == min(group, key=lambda n: (-len(n), n)))
        known = replace(first, name=_BOUND.sub("", first.name))
        merged.append((sum(total[name] for name in group), known))
    return tuple(party for _, party in sorted(merged, key=lambda pair: (-pair[0], pair[1].name)))


def apart(actors: Sequence[Party], targets: Sequence[Party]) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Name nobody twice: whoever also suffers is no doer where others act (a thing does not), and else no sufferer."""
    doers = tuple(a for a in actors if not any(_one(a.name, t.name) for t in targets))
    if any(a.kind or _is_name(a.name) for a in doers):
        return doers, tuple(targets)
    return tuple(actors), tuple(t for t in targets if not any(_one(a.name, t.name) for a in actors))


def _tells(party: Party) -> bool:
    """Tell whether the name says who it is: no pronoun, no bare number."""
    return party.name.casefold() not in PRONOUNS and any(map(str.isalpha, party.name))


def _one(one: str, other: str) -> bool:
    """Tell whether two names are of one party."""
    return _key(one) == _key(other) or (_is_name(one) and _is_name(other) and names.same(one, other))


def _clusters(found: Iterable[str]) -> list[list[str]]:
    """Group the spellings of proper names as names, and common nouns by their words without articles, bounds and counts."""
    proper: list[str] = []
    common: list[str] = []
    for name in found:
        (proper if _is_name(name) else common).append(name)
    groups = names.cluster(proper)
    by_key: dict[str, list[str]] = {}
    for name in common:
        by_key.setdefault(_key(name), []).append(name)
    return groups + list(by_key.values())


def _is_name(name: str) -> bool:
    """Tell whether a proper name is in it."""
    return any(map(str.isupper, name))


def _key(name: str) -> str:
    """Return what spellings of one description share: no article, bound or count, words without plural and silent e."""
    bare = _ARTICLE.sub("", _BOUND.sub("", _ARTICLE.sub("", name.strip())))
    bare = _COUNT.sub("", bare) or bare
    words = names.plain(bare).split()
    return " ".join(w.rstrip("se") for w in words)


def _votes(strands: Iterable[Strand], role: Role) -> Counter[str]:
    """Count in how many lineages each name stands."""
    said = {(s.story.lineage, p.name) for s in strands for m in s.mentions for p in role(m)}
    return Counter(name for _, name in said)
