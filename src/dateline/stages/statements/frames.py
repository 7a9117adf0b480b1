"""Find what a reporting verb reports, from the syntax around it: clauses, infinitives, noun phrases, prepositions."""

from dateline.model import Act, Parse, Token
from dateline.stages.statements.cues import Cue, cue_of
from dateline.stages.statements.draft import Stretch
from dateline.stages.statements.syntax import finite, infinitive, passive, stretch, subject

_PREPOSITIONS = {
    "of": "of", "for": "for", "on": "on", "about": "about", "against": "against", "with": "with", "as": "as", "to": "to_np",
    "over": "over",
}  # fmt: skip
_WH = frozenset({"what", "why", "how", "who", "whom", "when", "where", "whether", "if", "which", "whose"})
# Fewer words than this behind "say" are no clause ("said no", "said so").
_WORDS = 2
_ASIDE = frozenset({",", "—", "–", "--", "-"})
_TIED = frozenset({"prep", "npadvmod", "advmod", "aux", "nsubj", "dative", "prt", "neg", "mark"})

Found = tuple[tuple[Stretch, ...], Act]


def content(parse: Parse, verb: Token, cue: Cue) -> Found | None:
    """Return the content of ``verb`` as stretches of characters, and the act, or None."""
    for find in (_clause, _aside, _far, _infinitive, _object, _prepositional):
        found = find(parse, verb, cue)
        if found:
            return found
    return None


def _clause(parse: Parse, verb: Token, cue: Cue) -> Found | None:
    """Take a finite clause: "said (that) the road was closed", "the road was closed, officials said"."""
    act = cue.act("clause")
    if act is None:
        return None
    # What follows the verb comes first: a clause before it may be an adverbial that the parser mistook.
    for child in sorted(parse.kids(verb.i, "ccomp", "xcomp"), key=lambda k: (k.i < verb.i, k.i)):
        left, right = parse.edges(child.i)
        if not _reports(parse, verb, child, left):
            continue
        if left < verb.i < right:
            left, right = (verb.i + 1, right) if child.i > verb.i else (left, verb.i - 1)
        if child.i > verb.i:
            left = _dated(parse, verb, left, child.i)
            right = min(_cut(parse, verb, child, right), _relative(parse, child, right))
            return (stretch(parse, left, right),), act
        return _both(parse, verb, left, right), act
    return None


def _reports(parse: Parse, verb: Token, child: Token, left: int) -> bool:
    """Tell whether a clause under the verb is what it reports."""
    if infinitive(parse, child):
        return False
    if child.i < verb.i and any(t.text == ";" for t in parse.tokens[child.i : verb.i]):
        return False
    if verb.lemma == "say" and child.i > verb.i and parse.edges(child.i)[1] - left >= _WORDS:
        # "Say" takes no bare infinitive and no adjective: where the parser sees one it missed a finite verb ("hit", "put").
        return True
    if child.dep == "xcomp":
        return False
    return finite(parse, child) or _claused(parse, verb, child) or _asks(parse, left)


def _claused(parse: Parse, verb: Token, child: Token) -> bool:
    """Tell whether a clause has a subject though its verb was not seen as finite."""
    return (child.tag != "VBG" or child.i < verb.i) and bool(parse.kids(child.i, "nsubj", "nsubjpass"))


def _asks(parse: Parse, left: int) -> bool:
    """Tell whether a clause opens with a question word."""
    return parse.tokens[left].lower in _WH


def _both(parse: Parse, verb: Token, left: int, right: int) -> tuple[Stretch, ...]:
    """Return what stands before the cue, and what the sentence goes on with after it."""
    low = _low(parse, verb, left)
    right = min(right, low - 1) if low > left else right
    while right > left and parse.tokens[right].pos == "DET":  # "... in May, the | mayor said"
        right -= 1
    before = stretch(parse, left, right)
    sentence = parse.sentences[verb.sent]
    after = _high(parse, verb) + 1
    rest = [
        k
        for k in parse.kids(verb.i)
        if k.i >= after and k.dep not in {"punct", "advcl", "conj", "cc", "prep", "npadvmod", "advmod"}
    ]
    if after < sentence.last - 2 and parse.tokens[after].text == "," and rest:
        return before, stretch(parse, after + 1, sentence.last - 1)
    return (before,)


def _low(parse: Parse, verb: Token, left: int) -> int:
    """Return the first token of the cue with its source."""
    source = subject(parse, verb)
    edges = [parse.edges(k.i)[0] for k in parse.kids(verb.i, "nsubj", "aux", "neg", "advmod") if k.i > left]
    found = [verb.i, *(e for e in edges if e > left)]
    if source is not None and left < source < verb.i:
        found.append(source)
    return min(found)


def _high(parse: Parse, verb: Token) -> int:
    """Return the last token of the cue with its source."""
    return max([verb.i, *(parse.edges(k.i)[1] for k in parse.kids(verb.i) if k.dep in _TIED or k.lower == "it")])


def _cut(parse: Parse, verb: Token, child: Token, right: int) -> int:
    """Return where the content ends before a second cue of the same speaker: "said the road was shut and warned of floods"."""
    for k in parse.tokens[child.i + 1 : right + 1]:
        if k.dep != "conj" or k.tag != verb.tag or not cue_of(parse, k) or parse.kids(k.i, "nsubj", "nsubjpass"):
            continue
        if k.head == child.i or parse.tokens[k.head].tag != k.tag:
            return max(child.i, parse.edges(k.i)[0] - 1)
    return right


def _dated(parse: Parse, verb: Token, left: int, head: int) -> int:
    """Return where the content starts behind the cue's own date: "said on Monday | it knew nothing"."""
    k = left
    while (
        k < head
        and left <= verb.i + 1
        and (parse.tokens[k].ent in {"DATE", "TIME"} or (k == left and parse.tokens[k].pos == "ADP"))
    ):
        k += 1
    return k if k > left and parse.tokens[k - 1].ent in {"DATE", "TIME"} and parse.tokens[k].text != "," else left


def _relative(parse: Parse, child: Token, right: int) -> int:
    """Return where the content ends before another's word: "... that residents say fell", "..., while the army says"."""
    for t in parse.tokens[child.i + 1 : right + 1]:
        if t.dep not in {"relcl", "advcl", "conj"} or parse.edges(t.i)[1] < right or not cue_of(parse, t):
            continue
        own = [k for k in parse.kids(t.i, "nsubj") if k.pos in {"NOUN", "PROPN", "NUM"}]
        if t.dep == "advcl" and t.tag == "VBG" and parse.tokens[t.i - 1].text == ",":
            return max(child.i, t.i - 1)
        if own and parse.kids(t.i, "ccomp") and (t.dep == "relcl" or _turns(parse, own[0])):
            return max(child.i, min(parse.edges(t.i)[0], parse.edges(own[0].i)[0]) - 1)
    return right


def _turns(parse: Parse, source: Token) -> bool:
    """Tell whether a clause turns to another voice: "while", "but" or a comma stands before its source."""
    before = parse.tokens[parse.edges(source.i)[0] - 1]
    return before.lower in {"while", "whereas", "but", ",", "though", "although"}


def _aside(parse: Parse, verb: Token, cue: Cue) -> Found | None:
    """Take the sentence around a cue that is set between commas: "The talks, he said, were over"."""
    act = cue.act("clause")
    source = subject(parse, verb)
    addressed = parse.kids(verb.i, "dobj") if verb.lemma == "tell" else []  # "its director told reporters"
    objects = [k for k in parse.kids(verb.i, "ccomp", "dobj") if k.lower != "it" and k not in addressed]
    if act is None or source is None or objects or verb.dep in {"xcomp", "relcl", "acl", "pcomp"}:
        return None
    sentence = parse.sentences[verb.sent]
    low, high = min(_low(parse, verb, sentence.first), source), max(_high(parse, verb), source)
    high = max([high, *(parse.edges(k.i)[1] for k in addressed)])
    if _as(parse, verb):
        low = min(low, parse.edges(verb.i)[0])
    last = sentence.last - 1
    first = low - 1
    tail = high + 2 < last and parse.tokens[high + 1].text in _ASIDE
    told = _verbal(parse, sentence.first, first) or (tail and _verbal(parse, high + 1, last))
    before = first > sentence.first and parse.tokens[first].text in _ASIDE and told
    if before and tail:
        return (stretch(parse, sentence.first, first - 1), stretch(parse, high + 2, last)), act
    if before and high >= last - 1:
        return (stretch(parse, sentence.first, first - 1),), act
    opens = _as(parse, verb) or (verb.dep == "ccomp" and verb.head > high)
    if low <= sentence.first + 2 and tail and opens and _verbal(parse, high + 1, last):
        return (stretch(parse, high + 2, last),), act
    return None


def _as(parse: Parse, verb: Token) -> bool:
    """Tell whether the cue is an aside with "as": "as the mayor put it"."""
    return any(k.lower == "as" for k in parse.kids(verb.i, "mark"))


def _verbal(parse: Parse, first: int, last: int) -> bool:
    """Tell whether tokens hold a verb."""
    return any(t.pos in {"VERB", "AUX"} for t in parse.tokens[first:last])


def _far(parse: Parse, verb: Token, cue: Cue) -> Found | None:
    """Take a "that" clause that the parser hung elsewhere: "said on Friday after a meeting of ministers that ..."."""
    act = cue.act("clause")
    if act is None or cue.belief or verb.tag not in {"VBD", "VBZ", "VBP", "VBG", "VBN"}:
        return None
    sentence = parse.sentences[verb.sent]
    for t in parse.tokens[verb.i + 1 : sentence.last - 2]:
        if t.lower == "that" and t.dep == "mark" and t.head > t.i:
            last = parse.edges(t.head)[1]
            return (stretch(parse, t.i, max(last, t.head)),), act
        if t.text in {";", ":", '"', "“"} or (t.pos == "VERB" and cue_of(parse, t)):
            return None
    return _next(parse, verb, act) or (_bare(parse, verb, act) if verb.lemma == "say" else None)


def _next(parse: Parse, verb: Token, act: Act) -> Found | None:
    """Take the next sentence where the parser cut one in two: "told reporters | the dam was safe"."""
    sentence = parse.sentences[verb.sent]
    if sentence.index + 1 >= len(parse.sentences) or parse.tokens[sentence.last - 1].pos == "PUNCT":
        return None
    following = parse.sentences[sentence.index + 1]
    if following.paragraph != sentence.paragraph or not parse.tokens[following.first].text[:1].islower():
        return None
    if not _clausal(parse, following.first, following.last):
        return None
    return (stretch(parse, following.first, following.last - 1),), act


def _bare(parse: Parse, verb: Token, act: Act) -> Found | None:
    """Take what follows "said" to the end of the sentence when it has a verb of its own."""
    sentence = parse.sentences[verb.sent]
    after, last = verb.i + 1, sentence.last - 1
    if (
        after + 2 < last
        and parse.tokens[after].pos not in {"PUNCT", "ADP", "SCONJ", "CCONJ"}
        and _clausal(parse, after, last)
    ):
        return (stretch(parse, after, last),), act
    return None


def _clausal(parse: Parse, first: int, last: int) -> bool:
    """Tell whether tokens hold a finite verb."""
    return any(t.tag in {"VBD", "VBZ", "VBP", "MD"} for t in parse.tokens[first:last])


def _infinitive(parse: Parse, verb: Token, cue: Cue) -> Found | None:
    """Take an infinitive with its subject: "urged residents to leave", "threatened to strike"."""
    act = cue.act("to")
    if act is None or passive(parse, verb):
        return None
    for child in parse.kids(verb.i, "xcomp", "ccomp"):
        if child.i > verb.i and infinitive(parse, child):
            left, right = parse.edges(child.i)
            return (stretch(parse, max(left, verb.i + 1), right),), act
    return None


def _object(parse: Parse, verb: Token, cue: Cue) -> Found | None:
    """Take the object with what is said of it: "denied the charge", "called it a mistake", "accused them of lying"."""
    act = cue.act("object")
    if act is None:
        return None
    for child in parse.kids(verb.i, "dobj", "oprd", "ccomp"):
        if child.i > verb.i and not infinitive(parse, child):
            left, right = parse.edges(child.i)
            return (stretch(parse, max(left, verb.i + 1), max(right, _complement(parse, verb, cue))),), act
    return None


def _complement(parse: Parse, verb: Token, cue: Cue) -> int:
    """Return the last token of what is said of an object: "... as a threat", "... for the delay", "... a disgrace"."""
    kept = [k for k in parse.kids(verb.i, "prep", "oprd", "xcomp", "acomp") if k.i > verb.i]
    said = [k for k in kept if k.dep != "prep" or cue.act(_PREPOSITIONS.get(k.lower, "-"))]
    return max([verb.i, *(parse.edges(k.i)[1] for k in said)])


def _prepositional(parse: Parse, verb: Token, cue: Cue) -> Found | None:
    """Take what a preposition brings: "warned of floods", "called for talks", "accused them of lying"."""
    for child in parse.kids(verb.i, "prep", "prt"):
        act = cue.act(_PREPOSITIONS.get(child.lower, "-"))
        below = parse.kids(child.i, "pobj", "pcomp")
        if act and below and child.i > verb.i:
            left, right = parse.edges(below[0].i)
            objects = [k for k in parse.kids(verb.i, "dobj") if k.i > verb.i]
            wanted = (k for k in parse.kids(verb.i, "xcomp", "advcl") if infinitive(parse, k) and k.i > right)
            right = max([right, *(parse.edges(k.i)[1] for k in wanted)])
            return (stretch(parse, parse.edges(objects[0].i)[0] if objects else left, right),), act
    return None
