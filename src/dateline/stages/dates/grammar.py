"""The pattern language of the date rules, and its compiler.

A rule is a pattern over words: ``<class>`` is any word of a class, ``n:<class>`` names it for the rule, plain words
stand for themselves, and ``( | ) ? * +`` mean what they mean in regular expressions. A text becomes a string with one
character per word, each character standing for all the classes and literal words that such a word answers to, and each
pattern an ordinary regular expression over it: this is what makes the stage cheap.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.stages.dates.lexicon import Lexicon
from dateline.stages.dates.meaning import Meaning
from dateline.stages.dates.scene import Scene
from dateline.stages.dates.words import CASED, Word, scan

_PIECE = re.compile(r"(?:(?P<name>\w+):)?<(?P<kinds>[\w|]+)>|(?P<op>[()|?*+])|(?P<literal>[^\s()|?*+<>]+)")
_OTHER = "x"
_FIRST_SIGN = 0x3400  # a block of thousands of letters without meaning in a pattern


class Found:
    """A rule's match: the words it took and those it named."""

    __slots__ = ("_at", "_match", "first", "last", "tables", "words")

    def __init__(self, line: "Line", match: re.Match[str], tables: Lexicon) -> None:
        self.words, self._at, self._match, self.tables = line.words, line.at, match, tables
        self.first, self.last = line.at[match.start()], line.at[match.end() - 1] + 1

    def __contains__(self, name: str) -> bool:
        return name in self._match.re.groupindex and self._match.start(name) >= 0

    @property
    def before(self) -> str:
        """The word before the match, in lower case."""
        return self.words[self.first - 1].text if self.first else ""

    @property
    def after(self) -> str:
        """The word after the match, in lower case."""
        return self.words[self.last].text if self.last < len(self.words) else ""

    def word(self, name: str) -> Word:
        """Return the word that the pattern named."""
        return self.words[self._at[self._match.start(name)]]

    def text(self, name: str) -> str:
        """Return the named word in lower case, "" where the pattern did without it."""
        return self.word(name).text if name in self else ""

    def number(self, name: str) -> int:
        """Return the whole number that the named word counts."""
        return int(self.word(name).number or 0)

    def value(self, name: str, *kinds: str) -> int:
        """Return the number of the named word in the first table of ``kinds`` that has it."""
        text = self.text(name)
        return next(self.tables.number(k, text) for k in kinds if (k, text) in self.tables.values)

    def code(self, name: str, *kinds: str) -> str:
        """Return the TIMEX3 code of the named word in the first table of ``kinds`` that has it."""
        text = self.text(name)
        return next(self.tables.code(k, text) for k in kinds if (k, text) in self.tables.values)

    def has(self, *texts: str) -> bool:
        """Tell whether one of the words stands in the match."""
        return any(w.text in texts for w in self.words[self.first : self.last])


Build = Callable[[Found, Scene], Meaning | None]
Signs = Mapping[tuple[frozenset[str], str], str]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what builds the meaning of its matches; None from the builder means "not a date after all"."""

    pattern: str
    build: Build


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rule as a regular expression; ``asks`` are sets of characters of which a text must have one if it is to match."""

    pattern: re.Pattern[str]
    build: Build
    asks: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Grammar:
    """Rules compiled against the tables."""

    rules: tuple[Compiled, ...]
    literals: frozenset[str]
    signs: dict[tuple[frozenset[str], str], str]
    telling: re.Pattern[str]

    def encode(self, words: Sequence[Word]) -> "Line":
        """Write one character per word, and drop the stretches in which no rule can match.

        A match holds no word that no rule uses, and at least one that speaks of time by itself; nine words in ten of
        news lie outside of such stretches.
        """
        signs, literals = self.signs, self.literals
        whole = "".join(
            signs.get((w.classes, w.text if w.text in literals else ""), _OTHER)
            if w.classes or w.text in literals
            else _OTHER
            for w in words
        )
        kept: list[str] = []
        at: list[int] = []
        for stretch in self.telling.finditer(whole):
            kept.append(stretch.group())
            at.extend(range(stretch.start(), stretch.end()))
            kept.append(_OTHER)
            at.append(stretch.end())
        return Line("".join(kept), at, words)


@dataclass(frozen=True, slots=True)
class Line:
    """The encoded words of a text, and for each character the index of its word."""

    text: str
    at: list[int]
    words: Sequence[Word]


def compile_rules(rules: Sequence[Rule], tables: Lexicon, extra: Iterable[frozenset[str]]) -> Grammar:
    """Compile rules. ``extra`` lists the combinations of classes that the scanner itself gives to words."""
    literals = frozenset(m["literal"] for r in rules for m in _PIECE.finditer(r.pattern) if m["literal"])
    none = frozenset[str]()
    pairs = {(none, ""), *((k, "") for k in extra), *((none, t) for t in literals)}
    for word, classes in tables.classes.items():
        literal = word if word in literals else ""
        pairs |= {(classes, literal), (classes - CASED, literal)}
    pairs |= {(word.classes, word.text) for literal in literals for word in scan(literal, tables)}
    ordered = sorted((tuple(sorted(k)), t) for k, t in pairs)
    signs = {(frozenset(k), t): chr(_FIRST_SIGN + n) for n, (k, t) in enumerate(ordered)}
    compiled = tuple(Compiled(re.compile(_regex(r.pattern, signs)), r.build, _asks(r.pattern, signs)) for r in rules)
    weak = sorted(c for (kinds, text), c in signs.items() if kinds <= _WEAK and (text in _COMMON or not text))
    telling = re.compile(f"[{''.join(weak)}]*+[^{_OTHER}{''.join(weak)}][^{_OTHER}]*+")
    return Grammar(compiled, literals, signs, telling)


# Words that stand in expressions of time but never make one by themselves.
_WEAK = frozenset(
    {"number", "dom", "hour", "approx", "last", "next", "this", "vague", "early", "ordinal", "money", "gap"}
)
_COMMON = frozenset(
    "a an and as at but by for from in into it its no of on once only or over since so that the their then these this those "
    "till through to until was were with under within just . , - -- ( ) ' 's".split()
)


def _regex(pattern: str, signs: Signs) -> str:
    out = []
    for piece in _PIECE.finditer(pattern):
        if piece["op"]:
            out.append("(?:" if piece["op"] == "(" else piece["op"])
            continue
        fits = _fits(piece, signs)
        if not fits:
            raise ValueError(f"no word answers to {piece.group()!r} in the date rule {pattern!r}")
        body = f"[{''.join(sorted(fits))}]"
        out.append(f"(?P<{piece['name']}>{body})" if piece["name"] else body)
    return "".join(out)


def _fits(piece: re.Match[str], signs: Signs) -> frozenset[str]:
    """Return the characters of the words that answer to a piece of a pattern."""
    wanted, literal = set((piece["kinds"] or "").split("|")), piece["literal"]
    return frozenset(c for (kinds, text), c in signs.items() if (text == literal if literal else kinds & wanted))


def _asks(pattern: str, signs: Signs) -> tuple[frozenset[str], ...]:
    """Return what every match of a pattern holds: the pieces that stand in no brackets and cannot be left out."""
    pieces = list(_PIECE.finditer(pattern))
    found, depth = [], 0
    for piece, after in zip(pieces, [*(p["op"] for p in pieces[1:]), None], strict=True):
        depth += {"(": 1, ")": -1}.get(piece["op"] or "", 0)
        if piece["op"] == "|" and not depth:
            return ()
        if not piece["op"] and not depth and after not in ("?", "*"):
            found.append(_fits(piece, signs))
    return tuple(found)
