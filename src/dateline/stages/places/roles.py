"""What part a name plays: a place that is meant, a people, a government, or a piece of a person's or organisation's name.

The small language model errs (it takes towns for persons), so that its labels are weighed against the words around.
"""

from typing import Literal

from dateline.model import Entity, Parse
from dateline.stages.places.cues import Cues
from dateline.stages.places.match import Name

Part = Literal["location", "demonym", "government", "part", "person"]  # "person": a part that says nothing of a place

PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
_SUBJECTS = frozenset(("nsubj", "agent", "poss"))
_KNOWN = 100_000  # inhabitants from which a lone capitalised name is taken for the place against the model's label


class Roles:
    """Decides roles within one report."""

    def __init__(self, parse: Parse, cues: Cues, seats: dict[str, str]) -> None:
        self._parse, self._cues, self._seats = parse, cues, seats
        self._entity = {k: e for e in parse.entities for k in range(e.first, e.last)}
        self._people = _surnames(parse)

    def label(self, name: Name) -> Entity | None:
        """Return the entity that a name's first token lies in."""
        return self._entity.get(name.first)

    def role(self, name: Name) -> Part | None:
        """Return the role of a name, None where it is no name of a place at all."""
        if name.demonym:
            return "demonym"
        if name.street:
            return "location"
        if name.folded in self._seats and (not name.entries or self._governs(name)):
            return "government"
        if not self._named(name):
            return None
        if self._personal(name):
            return "person"
        return "part" if self._within(name) else "location"

    def _named(self, name: Name) -> bool:
        """Tell whether the words are a proper name here, and no ordinary word that begins a sentence."""
        tokens = self._parse.tokens[name.first : name.last]
        if any(t.pos == "PROPN" for t in tokens):
            return True
        entity = self.label(name)
        return len(tokens) > 1 or (entity is not None and entity.label in PLACE_LABELS)

    def _located(self, name: Name) -> bool:
        """Tell whether a preposition of place leads to the name, or a region follows it after a comma."""
        before = self._parse.tokens[name.first - 1] if name.first else None
        return before is not None and before.lower in self._cues.near and before.pos == "ADP"

    def _personal(self, name: Name) -> bool:
        """Tell whether the name is a person's, or a piece of one."""
        tokens, entity = self._parse.tokens, self.label(name)
        before = tokens[name.first - 1] if name.first else None
        if before is not None and before.lower in self._cues.titles and before.text[:1].isupper():
            return True
        if entity is None or entity.label != "PERSON":
            return name.last - name.first == 1 and tokens[name.first].text in self._people and not self._located(name)
        rest = [
            t for t in tokens[entity.first : entity.last] if not name.first <= t.i < name.last and t.text[:1].isupper()
        ]
        if any(t.lower in self._cues.facilities for t in rest):
            return False
        if rest:
            return True
        if tokens[name.first].text in self._people:
            return not self._located(name)
        return (
            not self._located(name)
            and max((e.population for e in name.entries if e.quality != "variant"), default=0) < _KNOWN
        )

    def _within(self, name: Name) -> bool:
        """Tell whether the name lies inside a longer name of an organisation, building or work."""
        entity = self.label(name)
        tokens = self._parse.tokens
        if entity is not None and entity.label in ("ORG", "FAC", "WORK_OF_ART", "PRODUCT", "EVENT", "LAW", "PERSON"):
            rest = [
                t for t in tokens[entity.first : entity.last] if not name.first <= t.i < name.last and t.pos == "PROPN"
            ]
            if rest:
                return True
        after = tokens[name.last] if name.last < len(tokens) else None
        return after is not None and after.text[:1].isupper() and after.lower in self._cues.facilities

    def _governs(self, name: Name) -> bool:
        """Tell whether a capital stands for its government: "Moscow said", "Washington's policy"."""
        tokens = self._parse.tokens
        head = tokens[name.last - 1]
        if head.dep not in _SUBJECTS or self._located(name):
            return False
        verb = tokens[head.head]
        if head.dep == "poss":
            return verb.lemma.casefold() in self._cues.powers
        if head.dep == "agent":
            return True
        return verb.pos in ("VERB", "AUX") and verb.lemma in self._cues.speech


def _surnames(parse: Parse) -> frozenset[str]:
    """Collect the surnames of the people named in full."""
    found = set()
    for entity in parse.entities:
        words = [t for t in parse.tokens[entity.first : entity.last] if t.pos == "PROPN" and t.text[:1].isupper()]
        if entity.label == "PERSON" and len(words) > 1:
            found.add(words[-1].text)
    return frozenset(found)
