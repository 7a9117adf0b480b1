"""Is a name that the gazetteer knows meant as a place here? The signs for and against, weighed.

The signs are facts about the words around; their weights were fitted by logistic regression on the development half of
LGL (588 local news articles) and then rounded; see docs/places.md.
"""

import math
from collections.abc import Sequence
from functools import cache
from importlib import resources

from dateline.model import Dateline, Entity, Parse, Token
from dateline.stages.places.cues import Cues
from dateline.stages.places.match import Name

# Log odds, rounded from the fit; "size:4" is ten thousand inhabitants and more.
_BIAS = 0.3
_WEIGHTS = {
    "label:GPE:all": 2.0, "label:GPE:in": 0.9, "label:LOC:all": 0.5, "label:LOC:in": 1.4, "label:FAC:all": -0.3,
    "label:FAC:in": 0.6, "label:NORP:all": 0.2, "label:NORP:in": 0.9, "label:ORG:all": -0.6, "label:ORG:in": -0.3,
    "label:PERSON:all": -0.5, "label:PERSON:in": -0.6, "label:none": -0.4, "label:other:all": -1.2,
    "label:other:in": -2.1, "month": -5.0,
    "ordinary": -1.5, "direction": -3.0, "acronym": -4.0, "states": 4.0, "lower": -1.2,
    "common": -1.6, "long": 0.4, "surname": -2.6, "forename": -1.0, "first": 0.2, "located": 0.8, "led": 0.4,
    "title": -1.8, "after-name": -0.8, "tail": -2.0, "before-name": -0.3, "compass": 1.6, "kind": 1.9, "facility": -0.2,
    "owner": -0.4, "comma": 0.3, "deed": 1.0, "qualified": 2.0,
    "office": 2.0, "aged": -2.5, "line": 3.0, "native": 1.0, "county": 2.4, "variant": -1.5, "wide": -0.2,
    "size:1": -1.1, "size:2": -0.8, "size:3": -0.2, "size:4": 0.0, "size:5": 0.9, "size:6": 1.4, "size:7": 1.6,
}  # fmt: skip
_SURE, _ECHO = 1.5, 1.0  # a mention this sure lends this much to the same name elsewhere in the report


def weigh(signs: list[str]) -> float:
    """Return the log odds that a name with these signs is meant as a place."""
    return _BIAS + sum(_WEIGHTS.get(sign, 0.0) for sign in signs)


@cache
def ordinary() -> frozenset[str]:
    """Return the English words that are also names of places."""
    text = (resources.files("dateline") / "data" / "places" / "ordinary.txt").read_text("utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


class Signs:
    """Collects the signs of names within one report."""

    def __init__(self, parse: Parse, cues: Cues, line: Dateline | None = None) -> None:
        self._parse, self._cues, self._line = parse, cues, line
        self._entity = {k: e for e in parse.entities for k in range(e.first, e.last)}
        self._lower = {t.text for t in parse.tokens if t.text.islower()}
        self._people = _people(parse, cues)
        self._generic = (cues.compass, cues.kinds, cues.facilities, cues.quarters)

    def entity(self, name: Name) -> Entity | None:
        """Return the entity that a name's last token lies in."""
        return self._entity.get(name.last - 1)

    def odds(self, names: list[Name], said: list[list[str]]) -> list[float]:
        """Return the log odds of each name by its own signs and those ``said`` around.

        A name that is surely a place once is likelier one throughout the report.
        """
        signs = [[*self.of(n), *more] for n, more in zip(names, said, strict=True)]
        alone = [weigh(s) for s in signs]
        sure = {n.folded for n, odds in zip(names, alone, strict=True) if odds > _SURE}
        return [
            odds + (_ECHO if n.folded in sure and "surname" not in s else 0.0)
            for n, s, odds in zip(names, signs, alone, strict=True)
        ]

    def of(self, name: Name) -> list[str]:
        """List the signs of a name."""
        return [*self._labelled(name), *self._worded(name), *self._flanked(name), *self._known(name)]

    def _labelled(self, name: Name) -> list[str]:
        """Say how the language model labels the name, alone or inside something longer."""
        entity = self.entity(name)
        if entity is None:
            return ["label:none"]
        tokens = self._parse.tokens
        rest = [t for t in tokens[entity.first : entity.last] if not name.first <= t.i < name.last and t.pos in _WORDS]
        if entity.label == "DATE" and not rest and name.folded in self._cues.months:
            return ["month"]
        label = entity.label if entity.label in _LABELS else "other"
        found = [f"label:{label}:{'in' if rest else 'all'}"]
        if label in ("GPE", "LOC", "FAC") and entity.first < name.first and self._is_name(tokens[name.first - 1]):
            found.append("tail")  # "Kasuwar Daji" is not Daji
        if label == "PERSON" and len(rest) in (1, 2) and rest[0].i == name.last and self._surname(rest[-1]):
            found.append("forename")
        return found

    def _is_name(self, token: Token) -> bool:
        """Tell whether a token is part of a name, and none that only says which part or kind of a place is meant."""
        general = self._cues.compass | self._cues.titles | self._cues.kinds.keys()
        return token.pos == "PROPN" and token.text[:1].isupper() and token.lower not in general

    def _surname(self, token: Token) -> bool:
        """Tell whether a token may be a surname: a name, and no word for an office or institution."""
        return token.pos == "PROPN" and token.lower not in self._cues.facilities and token.lower not in self._cues.kinds

    def _worded(self, name: Name) -> list[str]:
        """Say what the words of the name are by themselves."""
        tokens = self._parse.tokens[name.first : name.last]
        found = []
        if len(tokens) == 1 and name.folded in ordinary():
            found.append("ordinary")
        if any(name.folded in words for words in self._generic):
            found.append("direction")
        if len(tokens) == 1 and len(tokens[0].text) <= 3 and tokens[0].text.isupper() and name.folded not in _NATIONS:
            found.append("acronym")
        if len(tokens) == 1 and tokens[0].text.casefold() in self._lower:
            found.append("lower")
        if tokens[0].i == self._parse.sentences[tokens[0].sent].first:
            found.append("first")
        if all(t.text.isupper() for t in tokens) and len(tokens[0].text) > 1:
            found.append("capitals")
        if not any(t.pos == "PROPN" for t in tokens) and (
            len(tokens) > 1 or {"ordinary", "lower", "first"} & set(found)
        ):
            found.append("common")  # a capital within a sentence on a word of no dictionary is a name, whatever the tag
        if len(tokens) > 1:
            found.append("long")
        if tokens[-1].text in self._people and len(tokens) == 1:
            found.append("surname")
        if self._line and self._line.place and self._line.start <= tokens[0].start < self._line.end:
            found.append("line")
        return found

    def _flanked(self, name: Name) -> list[str]:
        """Say what stands before and after the name, and what it is the object of."""
        tokens = self._parse.tokens
        found = self._led(tokens[name.first - 1]) if name.first else []
        if name.last < len(tokens):
            found += [*self._followed(tokens[name.last]), *self._owned(tokens[name.last])]
        if name.first and tokens[name.first - 1].pos == "PROPN" and _aged(tokens[name.last : name.last + 2]):
            found.append("aged")
        head = tokens[name.last - 1]
        if head.dep in ("dobj", "nsubjpass") and tokens[head.head].lemma in self._cues.deeds:
            found.append("deed")
        return found

    def _led(self, before: Token) -> list[str]:
        """Say what the word before a name makes of it."""
        found = []
        if before.lower in self._cues.near and before.pos in ("ADP", "PART"):
            found.append("located" if before.lower in ("in", "near", "at", "from", "to") else "led")
        if before.lower in self._cues.titles and before.text[:1].isupper():
            found.append("title")
        elif before.pos == "PROPN" and before.text[:1].isupper():
            found.append("after-name")
        if before.lower in self._cues.compass:
            found.append("compass")
        return found

    def _followed(self, after: Token) -> list[str]:
        """Say what the word after a name makes of it."""
        if after.lower in self._cues.kinds and after.text[0].islower():
            return ["kind"]
        if after.lower in self._cues.facilities and after.text[:1].isupper():
            return ["facility"]
        if after.pos == "PROPN" and after.text[:1].isupper():
            return ["before-name"]
        return ["owner"] if after.text in ("'s", "’s") else ["comma"] if after.text == "," else []

    def _owned(self, after: Token) -> list[str]:
        """Say whether an office or a native of a town follows: "Stoneham police", "a Stoneham woman"."""
        if after.lower in self._cues.offices:
            return ["office"]
        return ["native"] if after.lower in self._cues.natives else []

    def _known(self, name: Name) -> list[str]:
        """Say how well the gazetteer knows the name."""
        own = [e for e in name.entries if e.quality != "variant"]
        if not own:
            return ["variant"]
        size = int(math.log10(max(e.population for e in own) + 10))
        best = {e.feature for e in own} & {"country", "region", "continent", "area"}
        return [
            f"size:{min(size, 7)}",
            *(["wide"] if best else []),
            *(["county"] if name.folded.endswith(_COUNTY) else []),
        ]


_WORDS = ("PROPN", "NOUN", "ADJ", "NUM")
_NATIONS = frozenset(("us", "uk", "usa", "uae", "eu", "drc", "dc", "nyc"))
_LABELS = ("GPE", "LOC", "FAC", "ORG", "PERSON", "NORP")
_YEAR = 4  # digits: fewer are an age
_COUNTY = (" county", " parish", " township", " borough", " island", " islands", " river", " city")


def _aged(after: Sequence[Token]) -> bool:
    """Tell whether an age follows: "Lea Brandt, 34", which makes a surname of the name before."""
    return len(after) > 1 and after[0].text == "," and after[1].text.isdigit() and len(after[1].text) < _YEAR


def _people(parse: Parse, cues: Cues) -> frozenset[str]:
    """Collect the words of the names of people named in full; "Leeds Fire" is none."""
    found: set[str] = set()
    for entity in parse.entities:
        words = [t for t in parse.tokens[entity.first : entity.last] if t.pos == "PROPN" and t.text[:1].isupper()]
        if entity.label == "PERSON" and len(words) > 1 and words[-1].lower not in cues.offices:
            found.update((words[0].text, words[-1].text))
    return frozenset(found)
