"""Two texts side by side, word by word; which changes are of fact is asked of the lineage stage, the expert on that."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from dateline.export.rows import Row
from dateline.model import Change, Report
from dateline.stages.lineage import trace

_WORD = re.compile(r"\s+|\w+(?:[’'.,-]\w+)*|[^\w\s]")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
# Word by word up to here; longer texts are compared line by line, which stays quick on 10 MB.
_MOST_WORDS = 6000
# A stretch this short between two changes is shown as part of them: "of the" is no common ground.
_ISLAND = 2


def compare(a: Report, b: Report) -> list[Row]:
    """Return the parts of two texts in order: ``same``, or what stood ``before`` and stands ``after``."""
    long = len(a.text) + len(b.text) > _MOST_WORDS * 16
    one, other = _split(a.text, long=long), _split(b.text, long=long)
    changes = () if long else _changes(a, b)
    matcher = SequenceMatcher(None, one, other, autojunk=long)
    parts: list[Row] = []
    for op, a0, a1, b0, b1 in _joined(matcher.get_opcodes(), one):
        before, after = "".join(one[a0:a1]), "".join(other[b0:b1])
        parts.append({"same": before} if op == "equal" else _changed(before, after, changes))
    return parts


def _split(text: str, *, long: bool) -> list[str]:
    return (_LINE if long else _WORD).findall(text)


def _joined(
    codes: Sequence[tuple[str, int, int, int, int]], one: Sequence[str]
) -> list[tuple[str, int, int, int, int]]:
    """Join changes that only white space and a word or two part, so that a person sees one change."""
    found: list[tuple[str, int, int, int, int]] = []
    for place, code in enumerate(codes):
        op, a0, a1, b0, b1 = code
        inner = 0 < place < len(codes) - 1
        island = (
            op == "equal" and inner and sum(not w.isspace() for w in one[a0:a1]) < _ISLAND and "\n" not in one[a0:a1]
        )
        op = "replace" if op != "equal" or island else "equal"
        if found and found[-1][0] == op == "replace":
            _, p0, _, q0, _ = found[-1]
            found[-1] = (op, p0, a1, q0, b1)
        else:
            found.append((op, a0, a1, b0, b1))
    return found


def _changes(a: Report, b: Report) -> tuple[Change, ...]:
    """Return what the lineage stage sees changed between two texts, in either direction."""
    copies = [copy for family in trace([a, b]) for copy in family.copies]
    return tuple(change for copy in copies for change in copy.changes)


def _changed(before: str, after: str, changes: Sequence[Change]) -> Row:
    fitting = [c for c in changes if _meet(before, after, c)]
    factual = [c for c in fitting if c.factual]
    chosen = factual[0] if factual else fitting[0] if fitting else None
    kind = (
        chosen.kind
        if chosen
        else "wording"
        if before.strip() and after.strip()
        else "added"
        if after.strip()
        else "removed"
    )
    return {"before": before, "after": after, "kind": kind, "factual": bool(factual)}


def _meet(before: str, after: str, change: Change) -> bool:
    """Tell whether a change of the lineage stage is (part of) this one, whichever text it takes as the source."""
    pairs = ((before, after), (after, before))
    return any(_part(one, change.before) and _part(other, change.after) for one, other in pairs)


def _part(shown: str, told: str) -> bool:
    one, other = " ".join(shown.split()), " ".join(told.split())
    return one == other if not one or not other else one in other or other in one
