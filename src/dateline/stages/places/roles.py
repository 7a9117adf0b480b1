"""What part a name plays: a place that is meant, a people, a government, or a piece of an organisation's name.

Whether it is a place at all is weighed in ``evidence``: the small language model errs (it takes towns for persons).
"""

from dateline.model import Parse, PlaceRole
from dateline.stages.places.cues import Cues
from dateline.stages.places.match import Name

PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
_LONGER = frozenset(("ORG", "FAC", "WORK_OF_ART", "PRODUCT", "EVENT", "LAW", "PERSON"))
_SUBJECTS = frozenset(("nsubj", "agent", "poss"))


class Roles:
    """Decides roles within one report."""

    def __init__(self, parse: Parse, cues: Cues, seats: dict[str, str]) -> None:
        self._parse, self._cues, self._seats = parse, cues, seats
        self._entity = {k: e for e in parse.entities for k in range(e.first, e.last)}

    def role(self, name: Name, odds: float) -> PlaceRole | None:
        """Return the role of a name that is a place by these log odds, None where it is none."""
        if name.demonym:
            return "demonym"
        if name.street:
            return "location"
        if name.folded in self._seats and (self._house(name) or self._governs(name)):
            return "government"
        if odds <= 0:
            return None
        return "part" if self._within(name) else "location"

    def _house(self, name: Name) -> bool:
        """Tell whether a building stands for who sits in it: "the Kremlin", unless somebody is at it."""
        head = self._parse.tokens[name.last - 1]
        ruler = self._parse.tokens[head.head]
        at = head.dep == "pobj" and ruler.lower in ("at", "near", "outside", "inside", "around")
        return not at and (not name.entries or any(e.feature == "site" for e in name.entries))

    def _within(self, name: Name) -> bool:
        """Tell whether the name lies inside a longer name of an organisation, building or work."""
        entity = self._entity.get(name.last - 1)
        tokens = self._parse.tokens
        if entity is not None and entity.label in _LONGER and entity.last > name.last:
            rest = [t for t in tokens[name.last : entity.last] if t.pos == "PROPN"]
            if rest or (entity.label == "ORG" and name.first > entity.first and tokens[name.first - 1].lower == "of"):
                return True
        before = [t.lower for t in tokens[max(0, name.first - 2) : name.first]]
        if before[-1:] == ["of"] and before[0] in self._cues.facilities and tokens[name.first - 2].text[:1].isupper():
            return True
        after = tokens[name.last] if name.last < len(tokens) else None
        return after is not None and after.text[:1].isupper() and after.lower in self._cues.facilities

    def _governs(self, name: Name) -> bool:
        """Tell whether a capital stands for its government: "Moscow said", "Washington's policy"."""
        tokens = self._parse.tokens
        head = tokens[name.last - 1]
        if head.dep not in _SUBJECTS:
            return False
        verb = tokens[head.head]
        if head.dep == "poss":
            return verb.lemma.casefold() in self._cues.powers
        return verb.pos in ("VERB", "AUX") and verb.lemma in self._cues.speech
