"""Read a dependency parse the way the statements stage needs it: subjects, noun phrases, verb groups."""

from dateline.model import Parse, Token, once

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_SHARED = frozenset({"conj", "xcomp", "advcl", "dep"})
_RELATIVE = frozenset({"who", "that", "which", "whom"})
# What follows a noun and still belongs to the name of a source.
_TAIL = frozenset(
    {"prep", "appos", "conj", "cc", "nummod", "punct", "poss", "case", "compound", "flat", "nmod", "quantmod", "amod"}
)
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_TRIM_LEFT = frozenset({",", ":", "-", "--", "–", "—", ";", "."})
_TRIM_RIGHT = frozenset(
    {",", ":", "-", "--", "–", "—", ";", ".", "and", "but", "while", "whereas", "though", "although"}
)
_DASHES = frozenset({"-", "--", "–", "—"})
# A dateline opens a report; behind a title and a by-line it may stand in the fourth paragraph.
_OPENING = 3
# How many tokens before a verb a subject that the parser missed may stand.
_NEAR = 8
# How far to climb for a subject that a verb shares with the verbs above it.
_CLIMB = 4


@once
def subject(parse: Parse, verb: Token) -> int | None:
    """Return the head token of whoever does what ``verb`` says, looking up through shared subjects."""
    here = verb
    if verb.dep in {"conj", "advcl"} and (outer := _outer(parse, verb)) is not None:
        return outer
    for _ in range(_CLIMB):
        own = _agent(parse, here) if here is verb and passive(parse, here) else _own_subject(parse, here)
        if own is not None or (here is verb and passive(parse, here)):
            return own
        if here.dep in {"acl", "relcl"}:
            return here.head
        if here.dep == "pcomp":
            return _object_of(parse, here)
        if here.head == here.i:
            return _beside(parse, here)
        if here.dep not in _SHARED:
            return None
        here = parse.tokens[here.head]
        if here.pos not in {"VERB", "AUX"}:
            return here.i if here.pos in {"NOUN", "PROPN"} else None
    return None


def _beside(parse: Parse, verb: Token) -> int | None:
    """Return the noun right before a main verb that was left without a subject: "Two in three say"."""
    if verb.tag not in {"VBD", "VBZ", "VBP"}:
        return None
    first = parse.sentences[verb.sent].first
    if verb.i - 2 > first and parse.tokens[verb.i - 1].text == "," and parse.tokens[verb.i - 2].dep == "appos":
        # "In a post on Telegram, the governor, Ihor Sokil, wrote": the parser hangs the subject on what stands before it.
        named = parse.tokens[verb.i - 2]
        up = parse.tokens[named.head]
        return up.i if up.dep == "appos" else named.i
    for t in reversed(parse.tokens[max(parse.sentences[verb.sent].first, verb.i - _NEAR) : verb.i]):
        if (
            t.pos in {"PROPN", "NOUN", "NUM", "PRON"}
            and t.dep not in {"compound", "npadvmod"}
            and t.ent not in {"DATE", "TIME"}
        ):
            return parse.tokens[t.head].i if t.dep == "appos" and t.text.isupper() else t.i
        if t.pos not in {"ADV", "PUNCT", "PROPN"} or t.text in {",", ".", ":", ";"}:
            return None
    return None


def _outer(parse: Parse, verb: Token) -> int | None:
    """Return the speaker whose second cue the parser took for part of the first's content.

    In "she announced that a probe was opened and stated that ..." a probe states nothing.
    """
    told = parse.tokens[verb.head]
    up = parse.tokens[told.head]
    alike = up.tag == verb.tag if verb.dep == "conj" else verb.tag == "VBG"
    if told.dep != "ccomp" or told.i < up.i or not alike or _own_subject(parse, verb) is not None:
        return None
    inner = _own_subject(parse, told)
    return subject(parse, up) if inner is not None and parse.tokens[inner].pos in {"NOUN", "PRON"} else None


def _object_of(parse: Parse, verb: Token) -> int | None:
    """Return whoever acts in a phrase with a preposition: "began by saying", "quoted the mayor as saying"."""
    word = parse.tokens[verb.head]
    up = parse.tokens[word.head]
    if up.pos in {"NOUN", "PROPN"}:
        return up.i
    if up.pos not in {"VERB", "AUX"} or up.i == word.i:
        return None
    objects = parse.kids(up.i, "dobj", "nsubjpass")
    if word.lower in {"as", "for", "of"} and objects:
        return objects[0].i
    return subject(parse, up) if up.dep != "pcomp" else None


def _agent(parse: Parse, verb: Token) -> int | None:
    """Return who acts in a passive: "was accused by prosecutors"."""
    agents = parse.kids(verb.i, "agent")
    below = parse.kids(agents[0].i, "pobj") if agents else []
    return below[0].i if below else None


def _own_subject(parse: Parse, verb: Token) -> int | None:
    """Return the subject that hangs on the verb itself."""
    found = parse.kids(verb.i, *_SUBJECTS)
    # Of two subjects, the nearer is the verb's: the other is a dateline, or a clause that the parser mistook.
    near = [k for k in found if k.i < verb.i][-1:] or found[:1]
    return past_dateline(parse, near[0].i) if near else None


def past_dateline(parse: Parse, i: int) -> int:
    """Return the noun behind "KYIV, Ukraine -" where the parser took the dateline for the subject."""
    left, right = parse.edges(i)
    if parse.sentences[parse.tokens[i].sent].paragraph > _OPENING:
        return i
    dashes = [
        k
        for k in range(left + 1, right)
        if parse.tokens[k].text in _DASHES
        and parse.tokens[k - 1].end < parse.tokens[k].start < parse.tokens[k + 1].start - 1
    ]
    if not dashes or not any(t.text.isupper() and len(t.text) > 2 for t in parse.tokens[left : dashes[-1]]):
        return i
    behind = [
        k
        for k in range(dashes[-1] + 1, right + 1)
        if parse.tokens[k].head <= dashes[-1] and parse.tokens[k].pos in {"NOUN", "PROPN", "PRON"}
    ]
    return behind[0] if behind else i


@once
def passive(parse: Parse, verb: Token) -> bool:
    """Tell whether the verb is in the passive."""
    if parse.kids(verb.i, "auxpass", "nsubjpass"):
        return True
    return verb.dep in {"acl", "advcl"} and verb.tag == "VBN" and not parse.kids(verb.i, "aux", "nsubj")


def antecedent(parse: Parse, i: int) -> int:
    """Return the noun that a relative pronoun stands for, or the token itself."""
    token = parse.tokens[i]
    if token.lower in _RELATIVE:
        for up in parse.ancestors(i):
            if up.dep == "relcl":
                return up.head
    return i


def finite(parse: Parse, verb: Token) -> bool:
    """Tell whether a clause has a finite verb or an auxiliary that is one."""
    return verb.tag in _FINITE or any(k.tag in _FINITE for k in parse.kids(verb.i, "aux", "auxpass"))


def negated(parse: Parse, verb: Token) -> bool:
    """Tell whether the verb itself is negated ("did not say", "never said", "refused to say")."""
    if parse.kids(verb.i, "neg"):
        return True
    up = parse.tokens[verb.head]
    return verb.dep == "xcomp" and up.lemma in {"decline", "refuse", "fail"}


def phrase(parse: Parse, i: int) -> tuple[int, int]:
    """Return first and last token of the noun phrase that ``i`` heads, without relative clauses and what follows them."""
    first = last = i
    for k in parse.children[i]:
        child = parse.tokens[k]
        if k < i and child.dep not in {"punct", "cc", "preconj", "advmod"}:
            first = min(first, parse.edges(k)[0])
    dash = next(
        (
            k
            for k in range(i - 1, first, -1)
            if parse.tokens[k].text in _DASHES and parse.tokens[k].start > parse.tokens[k - 1].end
        ),
        first - 1,
    )
    first = max(first, dash + 1)
    for k in (k for k in parse.children[i] if k > i):
        child, (left, right) = parse.tokens[k], parse.edges(k)
        if child.dep not in _TAIL or _has_clause(parse, left, right) or left > last + 2:
            break
        last = right if child.dep not in {"punct", "cc"} else last
    while last > i and (
        parse.tokens[last].dep == "case" or (parse.tokens[last].pos == "PUNCT" and parse.tokens[last].text != ")")
    ):
        last -= 1
    return first, last


def _has_clause(parse: Parse, left: int, right: int) -> bool:
    """Tell whether a stretch of tokens holds a clause of its own."""
    return any(t.dep in {"relcl", "ccomp", "advcl", "acl"} for t in parse.tokens[left : right + 1])


def group(parse: Parse, verb: Token) -> tuple[int, int]:
    """Return first and last token of the verb with its auxiliaries, negation and particle."""
    around = [k.i for k in parse.kids(verb.i, "aux", "auxpass", "neg", "prt") if abs(k.i - verb.i) <= 4]
    return min([verb.i, *around]), max([verb.i, *around])


def infinitive(parse: Parse, verb: Token) -> bool:
    """Tell whether a verb is an infinitive with "to"."""
    return any(k.tag == "TO" for k in parse.kids(verb.i, "aux"))


def _that(token: Token) -> bool:
    """Tell whether a token is the conjunction "that", and not "That was all"."""
    return token.lower == "that" and (
        token.dep == "mark" or token.tag == "IN" or (token.dep == "det" and token.text == "that")
    )


def stretch(parse: Parse, first: int, last: int) -> tuple[int, int]:
    """Return the characters of tokens ``first`` to ``last`` without the punctuation and "that" at the borders."""
    while first < last and (parse.tokens[first].text in _TRIM_LEFT or _that(parse.tokens[first])):
        first += 1
    while last > first and parse.tokens[last].lower in _TRIM_RIGHT:
        last -= 1
    return parse.tokens[first].start, parse.tokens[last].end
