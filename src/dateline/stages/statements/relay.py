"""Find who passes words on: "Tass quoted the governor as saying", "the ministry said, citing a commander"."""

from dataclasses import replace

from dateline.model import Parse, Token
from dateline.stages.statements.draft import Draft, Stretch
from dateline.stages.statements.syntax import passive, subject
from dateline.stages.statements.tables import voices

# Statements before one among which those that hold it are looked for.
_WITHIN = 12
_QUOTING = frozenset({"quote", "cite", "paraphrase"})
_CARRYING = frozenset(
    {
        "quote",
        "cite",
        "report",
        "publish",
        "carry",
        "broadcast",
        "release",
        "issue",
        "air",
        "relay",
        "distribute",
        "circulate",
    }
)


def relayed(parse: Parse, draft: Draft) -> Draft:
    """Return the draft with those who pass it on, and with the source set to whoever spoke."""
    if draft.verb is None:
        return draft
    verb = parse.tokens[draft.verb]
    return _quoted_as(parse, verb, draft) or _citing(parse, verb, draft) or _carried(parse, draft) or draft


def _quoted_as(parse: Parse, verb: Token, draft: Draft) -> Draft | None:
    """Read "Tass quoted the governor as saying" and "the governor was quoted by Tass as saying"."""
    up = parse.tokens[verb.head]
    if not (up.lower == "as" and up.dep in {"prep", "mark"}):
        return None
    quoting = next((t for t in (parse.tokens[up.head], *parse.ancestors(up.i)) if t.lemma in _QUOTING), None)
    if quoting is None:
        return None
    if passive(parse, quoting):
        spoke = [k.i for k in parse.kids(quoting.i, "nsubjpass")] or ([quoting.head] if quoting.dep == "acl" else [])
    else:
        spoke = [k.i for k in parse.kids(quoting.i, "dobj")]
    by = subject(parse, quoting)
    if not spoke:
        return None
    return replace(draft, source=spoke[0], relays=(by,) if by is not None and by != spoke[0] else ())


def _citing(parse: Parse, verb: Token, draft: Draft) -> Draft | None:
    """Read "the agency said, citing a commander", wherever the parser hung the citing."""
    if draft.source is None:
        return None
    near = [verb, *parse.kids(verb.i, "ccomp")]
    for k in (k for up in near for k in parse.kids(up.i, "advcl", "acl", "conj")):
        cited = parse.kids(k.i, "dobj")
        if k.lemma not in _QUOTING or k.tag != "VBG" or not cited or not _speaks(cited[0]):
            continue
        first, last = parse.edges(k.i)
        edge = parse.tokens[first].start, parse.tokens[last].end
        parts = tuple(p for part in draft.parts for p in _without(parse, part, edge))
        return replace(draft, source=cited[0].i, relays=(draft.source,), parts=parts or draft.parts)
    return None


def _speaks(token: Token) -> bool:
    """Tell a source that is cited from a reason that is: "citing officials", "citing high costs"."""
    return token.ent in {"PERSON", "ORG", "GPE"} or token.lemma.lower() in voices()


def _without(parse: Parse, part: Stretch, hole: Stretch) -> tuple[Stretch, ...]:
    """Take the phrase ``hole`` off the start or the end of a stretch of content."""
    start, end = part
    if hole[0] <= start < hole[1] < end:
        rest = parse.text[hole[1] : end]
        return ((end - len(rest.lstrip(" ,").removeprefix("that ")), end),)
    if start < hole[0] < end <= hole[1] + 1:
        return ((start, start + len(parse.text[start : hole[0]].rstrip(" ,"))),)
    return (part,)


def _carried(parse: Parse, draft: Draft) -> Draft | None:
    """Read "the governor, quoted by Tass, said" and "said in remarks carried by Tass"."""
    if draft.source is None or draft.verb is None:
        return None
    below = [
        *parse.kids(draft.source, "acl"),
        *(t for k in parse.kids(draft.verb, "prep") for t in parse.subtree(k.i) if t.dep == "acl"),
    ]
    for k in below:
        agents = parse.kids(k.i, "agent") if k.tag == "VBN" and k.lemma in _CARRYING else []
        by = parse.kids(agents[0].i, "pobj") if agents else []
        if by:
            return replace(draft, relays=(by[0].i,))
    return None


def nested(found: list[Draft]) -> list[tuple[int, ...]]:
    """Return for each draft the drafts that hold it, outermost first: whoever says those passes it on.

    ``found`` is in text order, wider ones first.
    """
    held: list[tuple[int, ...]] = []
    for k, inner in enumerate(found):
        before = range(max(0, k - _WITHIN), k) if inner.cue else ()
        held.append(tuple([j for j in before if _holds(found[j], inner)]))
    return held


def _holds(outer: Draft, inner: Draft) -> bool:
    """Tell whether the inner statement, its cue included, is part of what the outer one says."""
    if (
        inner.cue is None
        or outer.act == "deny"
        or outer.verb == inner.verb
        or (outer.start, outer.end) == (inner.start, inner.end)
    ):
        return False
    low, high = min(inner.start, inner.cue[0]), max(inner.end, inner.cue[1])
    return any(a - 2 <= low and high <= b + 2 for a, b in outer.parts)
