"""Changes: what a difference between two versions amounts to, and whether a fact changed."""

from collections.abc import Callable
from dataclasses import dataclass

from dateline.model import Change, ChangeKind
from dateline.stages.lineage.cues import Cues
from dateline.stages.lineage.names import alike
from dateline.stages.lineage.tokens import Tokens
from dateline.stages.lineage.values import converted, values

_NEAR = 3
"""Words around a difference that are read with it: a month beside a figure makes it a date, a verb a source."""
_CLAUSE = 12
"""Words after a source within which its verb stands ("Police in the harbour town of ... said")."""
_PHRASE = 4
"""Words from which a piece that one version lacks is called added or removed rather than wording."""
_WITHIN = 14
"""Words up to which a piece that one version lacks is judged word by word. A longer one is text cut or added, which leaves
what the other version says as it is."""

Verdict = tuple[ChangeKind, bool]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of one text, ``first`` to ``last`` (exclusive), that stand against some of the other."""

    side: Tokens
    first: int
    last: int

    @property
    def words(self) -> list[str]:
        """Return the canonical words."""
        return self.side.forms[self.first : self.last]

    @property
    def around(self) -> list[str]:
        """Return the words with those near by in the same sentence."""
        first, last = self.side.opens(self.first), max(self.last, self.side.closes(self.last - 1))
        return self.side.forms[max(first, self.first - _NEAR) : min(last, self.last + _NEAR)]

    @property
    def clause(self) -> list[str]:
        """Return the words with those of the same sentence that are not far."""
        first = max(self.side.opens(self.first), self.first - _NEAR)
        return self.side.forms[first : min(self.side.closes(self.first), self.last + _CLAUSE)]

    @property
    def text(self) -> str:
        """Return the characters."""
        return self.side.raw(self.first, self.last)

    @property
    def following(self) -> str:
        """Return the word that follows, "" at the end."""
        return self.side.forms[self.last] if self.last < len(self.side) else ""

    @property
    def names(self) -> list[str]:
        """Return the words in capitals, but for those that open a sentence."""
        tokens = self.side
        return [tokens.forms[k] for k in range(self.first, self.last) if _is_name(tokens, k)]

    @property
    def bracketed(self) -> bool:
        """Tell whether the piece stands in brackets of its own."""
        text, tokens = self.side.text, self.side
        before = text[max(0, tokens.starts[self.first] - 3) : tokens.starts[self.first]]
        after = text[tokens.ends[self.last - 1] : tokens.ends[self.last - 1] + 3]
        return "(" in before and ")" in after

    @property
    def quoted(self) -> bool:
        """Tell whether all of it stands within quotation marks."""
        return all(self.side.quoted(k) for k in range(self.first, self.last))


def _is_name(tokens: Tokens, k: int) -> bool:
    start = tokens.starts[k]
    if not tokens.text[start].isupper():
        return False
    before = tokens.text[max(0, start - 4) : start].rstrip(" \t\"'“‘(")
    return bool(before) and before[-1] not in ".!?:\n"


def change(before: Piece | None, after: Piece | None, cues: Cues) -> Change:
    """Return what the difference between two pieces amounts to; None stands for nothing."""
    if before and after:
        kind, factual = _replaced(before, after, cues)
    else:
        kind, factual = _lone(before or after, cues, "added" if after else "removed")
    text = (before.text if before else "", after.text if after else "")
    return Change(kind=kind, before=text[0], after=text[1], factual=factual)


def _replaced(before: Piece, after: Piece, cues: Cues) -> Verdict:
    for rule in _RULES:
        verdict = rule(before, after, cues)
        if verdict:
            return verdict
    return "wording", False


def _dates(before: Piece, after: Piece, cues: Cues) -> Verdict | None:
    days = cues.weekdays | cues.months
    one, other = days.intersection(before.words), days.intersection(after.words)
    if one and other and one != other:
        return "date", True
    relative = cues.days.intersection(before.words + after.words)
    return ("date", False) if relative and (one or other or len(relative) > 1) else None


def _numbers(before: Piece, after: Piece, cues: Cues) -> Verdict | None:
    one, other = values(before.words), values(after.words)
    if one == other:
        bounds = cues.bounds.intersection(before.words) ^ cues.bounds.intersection(after.words)
        near = bool(one) or after.following[:1].isdigit()
        return ("number", True) if near and bounds else None
    if converted(before.around, after.around, cues):
        return "format", False
    kind: ChangeKind = "date" if cues.months.intersection(before.around + after.around) else "number"
    vague = cues.bounds.intersection(before.words + after.words)
    return kind, bool((one and other) or vague)


def _opposed(before: Piece, after: Piece, cues: Cues) -> Verdict | None:
    one, other = cues.sides(before.words), cues.sides(after.words)
    if any(not one[group] & other[group] for group in one.keys() & other.keys()):
        return "wording", True
    negated = cues.negations.intersection(before.words), cues.negations.intersection(after.words)
    return ("wording", True) if bool(negated[0]) != bool(negated[1]) else None


def _named(before: Piece, after: Piece, _: Cues) -> Verdict | None:
    one, other = before.names, after.names
    if not one or not other:
        return None
    lacking = [name for name in one if not any(alike(name, there) for there in other)]
    fresh = [name for name in other if not any(alike(name, there) for there in one)]
    if lacking and fresh:
        return "name", True
    if not lacking and not fresh and len(before.words) == len(after.words):
        return "spelling", False
    return None


def _attributed(before: Piece, after: Piece, cues: Cues) -> Verdict | None:
    one = {cues.stances[word] for word in before.words if word in cues.stances}
    other = {cues.stances[word] for word in after.words if word in cues.stances}
    if one != other and (one or other) and ((one and other) or "claim" in one | other):
        return "attribution", True
    sources = cues.sources.intersection(before.words), cues.sources.intersection(after.words)
    if not all(sources) or sources[0] & sources[1]:
        return None
    said = all(any(word in cues.stances for word in piece.clause) for piece in (before, after))
    return ("attribution", True) if said else None


def _joined(before: Piece, after: Piece, _: Cues) -> Verdict | None:
    return ("spelling", False) if "".join(before.words) == "".join(after.words) else None


def _respelt(before: Piece, after: Piece, _: Cues) -> Verdict | None:
    if len(before.words) != len(after.words):
        return None
    same = all(alike(a, b) for a, b in zip(before.words, after.words, strict=True))
    return ("spelling", False) if same else None


def _quoted(before: Piece, after: Piece, _: Cues) -> Verdict | None:
    return ("quote", True) if before.quoted and after.quoted else None


_RULES: tuple[Callable[[Piece, Piece, Cues], Verdict | None], ...] = (
    _joined,
    _dates,
    _numbers,
    _opposed,
    _named,
    _attributed,
    _respelt,
    _quoted,
)


def _lone(piece: Piece | None, cues: Cues, kind: ChangeKind) -> Verdict:
    if piece is None or piece.last - piece.first > _WITHIN:
        return kind, False
    words = piece.words
    if piece.bracketed and values(words):
        return "format", False
    if cues.bounds.intersection(words) and piece.following[:1].isdigit():
        return "number", True
    if cues.negations.intersection(words):
        return "wording", True
    stances = {cues.stances[word] for word in words if word in cues.stances}
    if "claim" in stances or (stances and (cues.sources.intersection(words) or piece.names)):
        return "attribution", True
    return (kind, False) if len(words) >= _PHRASE else ("wording", False)
