"""Compare names of people: titles, initials, shortened forms and transliterations, within a report and across reports.

Plain functions on strings, in the lowest layer, because the statements stage and the reconcile stage both need them
and no stage may import another.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

# Words before a name that are no part of it. Written from general knowledge.
_TITLES = frozenset(
    """mr mrs ms miss mx dr prof professor sir dame lord lady madam sen senator rep representative congressman
    congresswoman gov governor president vice premier prime minister chancellor secretary deputy defence defense foreign
    interior general gen maj major col colonel lt lieutenant capt captain sgt sergeant cpl corporal adm admiral cmdr
    commander brig brigadier marshal judge justice king queen prince princess sheikh sheik emir sultan imam mullah
    ayatollah pope cardinal archbishop bishop rev reverend father sister brother rabbi mayor sheriff chief constable
    inspector det detective officer spokesman spokeswoman spokesperson ambassador envoy chairman chairwoman director
    former ex acting us u.s uk speaker attorney minister leader coach hon st""".split()
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md", "esq", "mp"})
# Particles that belong to the name that follows: "van der Berg", "al-Assad", "bin Salman".
_PARTICLES = frozenset(
    "al el bin ben ibn bint abu de del della da dos das di du la le van von der den ter ten zu af".split()
)

# Different spellings of one sound, applied in order to plain lower-case letters.
_FOLDS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"[^a-z]", ""),
        (r"(?:iy|yi|yy|ij|ii|ey|ei|iu|y)$", "i"),
        (r"(?<=[bdgkpt])er$", "r"),
        (r"sch|sz|sh", "s"),
        (r"tch|cz|ch|c(?=[ei])", "c"),
        (r"kh|gh|ch", "h"),
        (r"zh|dzh|dj", "j"),
        (r"ph|ff", "f"),
        (r"ck|q|c", "k"),
        (r"w", "v"),
        (r"ts|tz", "z"),
        (r"x", "ks"),
        (r"yo|io|jo", "o"),
        (r"ya|ia|ja", "a"),
        (r"yu|iu|ju", "u"),
        (r"ye|ie|je", "e"),
        (r"y|j", "i"),
        (r"ou|oo", "u"),
        (r"ee|ea", "i"),
        (r"(.)\1+", r"\1"),
        (r"(?<=[a-z])h", ""),
    )
)


def plain(text: str) -> str:
    """Return the text in lower case without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c)).replace("’", "'")


@lru_cache(maxsize=20_000)
def parts(name: str) -> tuple[str, ...]:
    """Split a name into its plain words, without titles, suffixes, possessives and nicknames in quotation marks."""
    bare = re.sub(r"""["“'‘][^"”'’]+["”'’]""", " ", plain(name))
    bare = re.sub(r"'s?\b", "", bare)
    words = [w for w in re.split(r"[^\w']+", bare) if w]
    words = [w for w in words if w not in _SUFFIXES]
    while len(words) > 1 and words[0] in _TITLES:
        words.pop(0)
    return tuple(words)


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """Return a key that spellings of one name in different transliterations share."""
    key = plain(word).removeprefix("al-").removeprefix("el-")
    for pattern, to in _FOLDS:
        key = pattern.sub(to, key)
    return key or plain(word)


def is_title(word: str) -> bool:
    """Tell whether a word before a name is a title or an office."""
    return plain(word).strip(".") in _TITLES


def is_particle(word: str) -> bool:
    """Tell whether a word is a particle such as "van" or "al"."""
    return plain(word) in _PARTICLES


def surname(name: str) -> str:
    """Return the last word of a name."""
    words = parts(name)
    return words[-1] if words else ""


def same(one: str, other: str) -> bool:
    """Tell whether two names can belong to one person: equal, shortened, abbreviated or otherwise transliterated."""
    a, b = _essential(one), _essential(other)
    if not a or not b:
        return False
    if len(a) > len(b):
        a, b = b, a
    if len(a) == 1:
        return _alike(a[0], b[-1]) or (len(b) > 1 and _alike(a[0], b[0]) and len(a[0]) > 2)
    return _alike(a[-1], b[-1]) and _given(a[:-1], b[:-1])


def _essential(name: str) -> tuple[str, ...]:
    """Drop particles, which come and go between outlets."""
    words = parts(name)
    return tuple(w for w in words if w not in _PARTICLES) or words


def _given(a: Sequence[str], b: Sequence[str]) -> bool:
    """Tell whether every given name of the shorter list has its counterpart, in order, in the longer one."""
    rest = iter(b)
    return all(any(_alike(x, y) or _initial(x, y) for y in rest) for x in a)


def _initial(x: str, y: str) -> bool:
    """Tell whether one is the other's first letter."""
    return x[0] == y[0] and 1 in (len(x), len(y))


def _alike(x: str, y: str) -> bool:
    """Tell whether two words are one name in two spellings."""
    return x == y or (len(x) > 2 and len(y) > 2 and fold(x) == fold(y))


def cluster(names: Iterable[str]) -> list[list[str]]:
    """Group spellings of one person, longest names first; a short name that fits two people goes to the one named first.

    Two full names that differ stay two people even when a surname alone would fit both.
    """
    order = list(dict.fromkeys(names))
    groups: list[list[str]] = []
    for name in sorted(order, key=lambda n: (-len(parts(n)), order.index(n))):
        home = next((g for g in groups if all(same(name, n) for n in g)), None)
        if home is None:
            groups.append([name])
        else:
            home.append(name)
    return groups
