"""The words by which a text tells of dead, hurt, missing and driven out, loaded once; and whether a title has any."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.model import FigureKind
from dateline.stages.events import implied

# Verbs that kill only where the text says so: "stabbed to death", "fatally struck".
MAYBE = frozenset({"stab", "beat", "run", "hack", "burn", "wound", "injure", "strike", "hit", "torture", "crush"})
# Verbs after which "in critical condition" or "for life" may stand.
STATES = frozenset({"be", "remain", "list", "fight", "report", "stay"})
KINDS: tuple[FigureKind, ...] = ("killed", "injured", "missing", "displaced")
# Words that tell of deaths only in a turn of phrase.
_TURNS = frozenset(
    {"condition", "shoot", "pass", "take", "lose", "commit", "turn", "suicide", "murder-suicide", "remains", "number"}
)
# Tables of words that are looked at only beside a word that tells, and those of their lists that do tell.
_CLOSER = frozenset({"turns", "unreal", "victims", "numbered", "crowd", "lost", "sick"})
_TELLING = frozenset(
    {("turns", "adjectives"), ("crowd", "nouns"), ("lost", "forcing"), ("sick", "verbs"), ("sick", "noun")}
)
# Forms by which a title tells of somebody shot.
_SHOT = frozenset({"shot", "shoots"})


@dataclass(frozen=True, slots=True)
class Words:
    """The words that tell of one kind of harm, by their part in the sentence, as `casualties.toml` lists them."""

    object: frozenset[str]
    subject: frozenset[str]
    state: frozenset[str]
    noun: frozenset[str]
    toll: frozenset[str]
    none: frozenset[str]
    life: frozenset[str]
    deed: frozenset[str]


@cache
def rows() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """Read the table."""
    table = tomllib.loads(files("dateline.data").joinpath("events/casualties.toml").read_text(encoding="utf-8"))
    return {key: {k: frozenset(v) for k, v in row.items()} for key, row in table.items()}


@cache
def telling() -> frozenset[str]:
    """Return every word that may tell a count: most words of a report do not, and need no closer look."""
    listed = (
        words
        for name, row in rows().items()
        for key, words in row.items()
        if name not in _CLOSER or (name, key) in _TELLING
    )
    return frozenset().union(*listed, MAYBE, STATES, _TURNS)


@cache
def idioms() -> implied.Idioms:
    """Return the words of turns of phrase."""
    return implied.Idioms(**rows()["turns"])


@cache
def tables() -> Mapping[str, Words]:
    """Return the words of each kind of harm."""
    return {key: Words(**rows()[key]) for key in KINDS}


def deadly(title: str) -> bool:
    """Tell whether a title has a word of death."""
    return _has(title, ("killed",)) or not rows()["turns"]["adjectives"].isdisjoint(title.lower().split())


def harmful(title: str) -> bool:
    """Tell whether a title has a word of death or injury."""
    return deadly(title) or _has(title, ("killed", "injured")) or not _SHOT.isdisjoint(title.lower().split())


def _has(title: str, kinds: Iterable[FigureKind]) -> bool:
    """Tell whether a title has a word of such a harm, in any form."""
    words = {w.strip(".,:;'\"’‘“”?!()").lower() for w in title.split()}
    stems = (
        words
        | {w.rstrip("s") for w in words}
        | {w.removesuffix("ed") for w in words}
        | {w.removesuffix("s") for w in words}
    )
    stems |= {w.removesuffix("d") for w in words} | {w.removesuffix("ing") for w in words}
    some = [tables()[kind] for kind in kinds]
    return any(not stems.isdisjoint(t.object | t.subject | t.state | t.noun | t.deed) for t in some)
