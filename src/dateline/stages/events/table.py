"""The tables that events are found by: triggers, frames, word classes, rules and kinds of actor. All are data.

``EventTable.load`` reads what ships and, over it, an analyst's own file with the same tables: ``[types.KEY]``, ``[[trigger]]``,
``[[rule]]`` (tried before ours), ``[[need]]`` (asked besides ours), ``[classes]``, ``[frames.NAME]`` and ``[kinds.NAME]``.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from dateline.data.types import EventType, extend_types
from dateline.errors import SettingsError

Tables = Mapping[str, Any]

# Classes whose words are parties to a deed ("seized the village"), not words for it ("signed a deal").
_PARTIES = frozenset({"place_noun", "protester", "demonstrator", "prisoner", "property", "vehicle", "person"})
# The tables that an analyst's file may hold.
_KNOWN = ("types", "trigger", "rule", "need", "classes", "frames", "kinds", "lists")


@dataclass(frozen=True, slots=True)
class Slot:
    """One constraint of a pattern: ``where`` (o s p t x m w c), for ``p`` the prepositions, and the words that may stand.

    ``parties`` are those of the words that name somebody or something the deed is done to: no part of the trigger itself.
    """

    where: str
    words: frozenset[str]
    parties: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    preps: frozenset[str] = frozenset()
    any: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A trigger. ``rank`` grows with how much the pattern asks for: the most demanding one that holds decides.

    ``asks`` are sets of words of which each must have one in the sentence: a cheap question before that of where they stand.
    """

    type: str
    frame: str
    head: str
    part: str
    slots: tuple[Slot, ...]
    rank: float
    asks: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the doer and the sufferer stand, tried in order."""

    actor: tuple[str, ...]
    target: tuple[str, ...]
    noun_actor: tuple[str, ...]
    noun_target: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """Decides a family's type. Every condition that is given must hold."""

    family: str
    then: str
    conditions: tuple[tuple[str, frozenset[str]], ...]
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """What everyday words of a type need to be a deed: one of the signs, of which every condition must hold."""

    lemmas: frozenset[str]
    signs: tuple[tuple[tuple[str, frozenset[str]], ...], ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of actor with ACLED's interaction class and PLOVER's sector."""

    key: str
    label: str
    inter: int
    sector: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EventTable:
    """All that the stage knows of words. Loaded once and passed in; a table equals itself alone, so that it can be a key."""

    types: Mapping[str, EventType]
    patterns: Mapping[str, tuple[Pattern, ...]]
    frames: Mapping[str, Frame]
    rules: Mapping[str, tuple[Rule, ...]]
    needs: Mapping[str, tuple[Need, ...]]
    classes: Mapping[str, frozenset[str]]
    kinds: Mapping[str, Kind]
    kind_of_word: Mapping[str, str]
    kind_of_name: Mapping[str, str]
    lists: Mapping[str, frozenset[str]]

    @classmethod
    def load(cls, extra: Path | None = None) -> "EventTable":
        """Read the tables that ship, and those of the file ``extra`` over them."""
        return _shipped() if extra is None else _build(_tables(extra), extra.name)


@cache
def _shipped() -> EventTable:
    return _build({}, "")


def _read(name: str) -> Tables:
    """Read one of the tables that ship."""
    text = files("dateline.data").joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(text)


def _tables(path: Path) -> Tables:
    """Read an analyst's file."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as problem:
        raise SettingsError(f"{path} is not valid TOML: {problem}") from problem
    unknown = sorted(set(found) - set(_KNOWN))
    if unknown:
        raise SettingsError(f"{path}: unknown table {unknown[0]!r}; known are {', '.join(_KNOWN)}.")
    return found


def _build(extra: Tables, name: str) -> EventTable:
    """Put all tables together."""
    classes = _merge(_read("events/classes.toml"), extra.get("classes", {}))
    frames = {**_read("events/frames.toml"), **extra.get("frames", {})}
    kinds = {**_read("actor_kinds.toml"), **extra.get("kinds", {})}
    lists = _merge(_read("events/lists.toml"), extra.get("lists", {}))
    rules = [*extra.get("rule", []), *_read("events/rules.toml")["rule"]]
    types = extend_types(extra.get("types", {}), name)
    patterns = _index(_patterns([*_read("events/triggers.toml")["trigger"], *extra.get("trigger", [])], classes))
    _check(patterns, types, frames, name)
    return EventTable(
        types=types,
        patterns=patterns,
        frames={key: Frame(*(tuple(row[f]) for f in Frame.__slots__)) for key, row in frames.items()},
        rules=_group(rules, classes),
        needs=_needs([*extra.get("need", []), *_read("events/everyday.toml")["need"]], classes),
        classes=classes,
        kinds={k: Kind(k, str(row["label"]), int(row["inter"]), str(row["sector"])) for k, row in kinds.items()},
        kind_of_word=_first(kinds, "words"),
        kind_of_name=_first(kinds, "names"),
        lists=lists,
    )


def _merge(ours: Tables, theirs: Tables) -> dict[str, frozenset[str]]:
    """Extend the word classes that ship by an analyst's words for the same class."""
    return {key: frozenset([*ours.get(key, ()), *theirs.get(key, ())]) for key in [*ours, *theirs]}


def _first(kinds: Tables, field: str) -> dict[str, str]:
    """Index words (or names) by the first kind that claims them."""
    found: dict[str, str] = {}
    for key, row in kinds.items():
        for word in row[field]:
            found.setdefault(word, key)
    return found


def _patterns(groups: Iterable[Tables], classes: Mapping[str, frozenset[str]]) -> Iterable[Pattern]:
    """Expand the groups of the triggers' table."""
    for group in groups:
        kind, frame = str(group["type"]), str(group["frame"])
        for part, field in (("verb", "verbs"), ("noun", "nouns")):
            for word in group.get(field, ()):
                yield Pattern(kind, frame, word, part, (), 0.0)
        for line in group.get("phrases", ()):
            yield _pattern(line, kind, frame, classes)


def _pattern(line: str, kind: str, frame: str, classes: Mapping[str, frozenset[str]]) -> Pattern:
    """Read one phrase of the triggers' table."""
    head, *rest = line.split()
    slots = tuple(_slot(item, line, classes) for item in rest)
    nounish = all(slot.where in "mpw" for slot in slots) and any(slot.where == "m" for slot in slots)
    verbal = any(slot.where in "sotxc" for slot in slots)
    # A word asks for more than a kind, a kind more than anything at all; "nothing" wins a draw.
    rank = sum(1.0 - 0.2 * bool(s.kinds) - 0.7 * s.any for s in slots) + (0.05 if not kind else 0.0)
    part = "noun" if nounish else "verb" if verbal else "any"
    return Pattern(kind, frame, head, part, slots, rank, tuple(words for slot in slots for words in _asked(slot)))


def _asked(slot: Slot) -> Iterator[frozenset[str]]:
    """Yield sets of words of which a sentence must have one if a slot is filled in it; "gave them arms" has no "to"."""
    if not slot.any and not slot.kinds:
        yield slot.words
    if slot.preps and "to" not in slot.preps:
        yield slot.preps


def _slot(item: str, line: str, classes: Mapping[str, frozenset[str]]) -> Slot:
    """Read one constraint of a phrase."""
    where, _, value = item.partition(":")
    if where not in tuple("osptxmwc") or not value:
        raise SettingsError(f"Trigger {line!r}: {item!r} is not a constraint (o: s: p: t: x: m: w:).")
    preps: frozenset[str] = frozenset()
    if where == "p":
        left, slash, right = value.partition("/")
        preps, value = frozenset(left.split("|")), right if slash else "*"
    words: set[str] = set()
    parties: set[str] = set()
    kinds: set[str] = set()
    for option in value.split("|"):
        if option.startswith("@"):
            kinds.add(option[1:])
        elif option.startswith("$") and len(option) > 1:
            words |= classes[option[1:]]
            parties |= classes[option[1:]] if option[1:] in _PARTIES else frozenset()
        else:
            words.add(option)
    return Slot(
        where, frozenset(words - {"*"}), frozenset(parties), frozenset(kinds), preps, "*" in words or "*" in kinds
    )


def _index(patterns: Iterable[Pattern]) -> dict[str, tuple[Pattern, ...]]:
    """Index the patterns by head, the most demanding first; a later pattern of the same rank goes behind."""
    found: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        found.setdefault(pattern.head, []).append(pattern)
    return {head: tuple(sorted(some, key=lambda p: -p.rank)) for head, some in found.items()}


def _group(rows: Iterable[Tables], classes: Mapping[str, frozenset[str]]) -> dict[str, tuple[Rule, ...]]:
    """Group the rules by family, in order."""
    found: dict[str, list[Rule]] = {}
    for row in rows:
        conditions = _conditions(row, classes)
        flags = tuple(key for key, value in row.items() if value is True)
        found.setdefault(row["family"], []).append(Rule(row["family"], row["then"], conditions, flags))
    return {family: tuple(rules) for family, rules in found.items()}


def _needs(rows: Iterable[Tables], classes: Mapping[str, frozenset[str]]) -> dict[str, tuple[Need, ...]]:
    """Read what everyday words need, by type."""
    found: dict[str, list[Need]] = {}
    for row in rows:
        signs = tuple(_conditions(sign, classes) for sign in row["signs"])
        for key in row["types"]:
            found.setdefault(key, []).append(Need(frozenset(row.get("lemmas", ())), signs))
    return {key: tuple(some) for key, some in found.items()}


def _conditions(row: Tables, classes: Mapping[str, frozenset[str]]) -> tuple[tuple[str, frozenset[str]], ...]:
    """Read the conditions of a rule or a sign, classes by their words."""
    return tuple(
        (key, frozenset(w for v in value for w in (classes[v[1:]] if v.startswith("$") else (v,))))
        for key, value in row.items()
        if isinstance(value, list)
    )


def _check(
    patterns: Mapping[str, tuple[Pattern, ...]], types: Mapping[str, EventType], frames: Tables, name: str
) -> None:
    """Refuse a trigger whose type or frame nobody defined."""
    for some in patterns.values():
        for pattern in some:
            known = not pattern.type or pattern.type.startswith("~") or pattern.type in types
            if not known or pattern.frame not in frames:
                wrong = pattern.frame if known else pattern.type
                raise SettingsError(
                    f"{name or 'triggers.toml'}: trigger {pattern.head!r} names {wrong!r}, which no table defines."
                )
