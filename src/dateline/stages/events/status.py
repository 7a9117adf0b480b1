"""Tell whether a deed happened, goes on, is planned, threatened, called for, denied or only imagined.

The words between the trigger and the root of its sentence decide, nearest first: its own tense and negation, then whatever
governs it ("threatened to", "calls for", "if"). A word that takes the deed as given ("after the attack") ends the search.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from dateline.model import Parse, Reading, Span, Status, Token
from dateline.stages.events.denial import CLAIMS, REFUSING

_FUTURE = frozenset({"will", "'ll", "’ll", "wo", "shall"})
_UNREAL = frozenset({"could", "may", "might", "can", "ca", "would", "'d", "’d"})
_OUGHT = frozenset({"must", "should", "ought"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_VERBS = frozenset({"VERB", "AUX"})
_TENSED = frozenset({"dobj", "nsubj", "nsubjpass", "attr", "prep"})
_GOING = frozenset({"under way", "in progress"})
# What "is to do something" tells of these is what they are, not what is arranged.
_TASKS = frozenset(
    "aim goal plan purpose task idea mission objective job priority challenge way step intention hope point key role duty "
    "decision strategy solution answer proposal alternative option problem question".split()
)
_ENGAGE = frozenset({"take", "participate", "engage", "join", "subject"})
# What is called or announced "for Thursday" is still to come.
_CALLING: dict[str, Status] = {
    "call": "called_for", "announce": "planned", "convene": "planned", "organise": "planned", "organize": "planned",
    "arrange": "planned",
}  # fmt: skip
# Labels under which a governor's word reaches the deed below it.
_REACHED = frozenset(
    {"xcomp", "ccomp", "dobj", "pobj", "pcomp", "acl", "nsubjpass", "advcl", "relcl", "prep", "attr", "oprd", "nsubj"}
)


_SETS = (
    "bare", "light", "occur", "given", "gather", "condition", "made", "saying", "told", "wanted", "meanwhile", "doing",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Table:
    """The words of ``status.toml``, looked up by lemma."""

    governor: dict[str, Status]
    adjective: dict[str, Status]
    bare: frozenset[str]
    light: frozenset[str]
    occur: frozenset[str]
    given: frozenset[str]
    gather: frozenset[str]
    condition: frozenset[str]
    made: frozenset[str]
    saying: frozenset[str]
    told: frozenset[str]
    wanted: frozenset[str]
    meanwhile: frozenset[str]
    doing: frozenset[str]


@cache
def _table() -> _Table:
    """Load the table once."""
    raw = tomllib.loads(
        resources.files("dateline.data").joinpath("statements", "status.toml").read_text(encoding="utf-8")
    )

    def by_word(name: str) -> dict[str, Status]:
        return {word: status for status, words in raw[name].items() for word in words}

    sets = {k: frozenset(raw["for" if k == "wanted" else k]["words"]) for k in _SETS}
    return _Table(by_word("governor"), by_word("adjective"), **sets)


def status_of(reading: Reading, trigger: int, clause: Span) -> Status:  # noqa: ARG001 - the seam's signature
    """Return the status of the deed that the token ``trigger`` names."""
    parse = reading.parse
    token = parse.tokens[trigger]
    verb = _tensed(parse, token)
    status = _adjectives(parse, token) or _forward(parse, token) or _supposed(parse, token)
    if status is None and verb is not None:
        status = _verbal(parse, verb) or ("called_for" if _imperative(parse, verb) else None)
    if status is None and not (token.pos in _NOUNS and token.lemma in _table().made):
        status = _above(parse, verb if verb is not None else token)
    if status is None:
        return "ongoing" if verb is not None and _goes_on(parse, verb) else "happened"
    return _threatened(reading, token) if status == "planned" and verb is not None else status


def _threatened(reading: Reading, token: Token) -> Status:
    """Tell a threat from a plan: what somebody warns or threatens that they will do themselves."""
    holding = [s for s in reading.statements if s.content.covers(token.start, token.end)]
    inner = min(holding, key=lambda s: s.content.end - s.content.start, default=None)
    cue = inner.cue.text.lower() if inner and inner.cue else ""
    if inner and (inner.act == "threaten" or "threaten" in cue):
        return "threatened"
    if inner is None or "warn" not in cue:
        return "planned"
    doers = [k for up in (token, *reading.parse.ancestors(token.i)) for k in reading.parse.kids(up.i, "nsubj")]
    own = doers and (doers[0].pos == "PRON" or (inner.speaker is not None and doers[0].text in inner.speaker.name))
    return "threatened" if own else "hypothetical"


def _tensed(parse: Parse, token: Token) -> Token | None:
    """Return the verb whose tense is the deed's: the trigger itself, or the light verb whose subject or object it is."""
    if token.pos in _VERBS:
        return token
    here = token
    while here.head != here.i:
        up = parse.tokens[here.head]
        if up.pos in _VERBS:
            return up if here.dep in _TENSED and _lends(parse, here, up) else None
        if not (here.dep in {"conj", "compound"} or _part(parse, here, up)):
            return None
        here = up
    return None


def _lends(parse: Parse, deed: Token, verb: Token) -> bool:
    """Tell whether a verb lends its tense to the deed: "launch", "take place"; "be" only as "there is" or "is under way"."""
    if verb.lemma != "be":
        return verb.lemma in (_table().occur if deed.dep == "nsubj" else _table().light)
    words = [k.lower for k in parse.subtree(verb.i) if k.i > verb.i][:2]
    return bool(parse.kids(verb.i, "expl")) or " ".join(words) in _GOING or words[:1] in (["underway"], ["ongoing"])


def _part(parse: Parse, here: Token, up: Token) -> bool:
    """Tell whether the climb goes on through a preposition: "a series of attacks", "take part in an attack"."""
    if here.dep == "pobj":
        above = parse.tokens[up.head]
        return up.lower == "of" or above.lemma in _ENGAGE or above.lemma == "part"
    return here.dep == "prep" and (here.lower == "of" or up.lemma in _ENGAGE or up.lemma == "part")


def _forward(parse: Parse, token: Token) -> Status | None:
    """Judge a trigger that itself points ahead: "are expected to appeal", "called a strike for Thursday"."""
    ahead = _table().governor.get(token.lemma) == "planned" and token.lemma not in {*_table().made, "seek"}
    if ahead and parse.kids(token.i, "xcomp") and not parse.kids(token.i, "neg"):
        return "planned"
    verb = token if token.pos in _VERBS else parse.tokens[token.head]
    if verb.lemma not in _CALLING or not (verb.i == token.i or token.dep == "dobj"):
        return None
    behind = (*parse.kids(verb.i, "prep"), *(f for t in parse.kids(verb.i, "dobj") for f in parse.kids(t.i, "prep")))
    day = any(f.lower == "for" and any(k.ent == "DATE" for k in parse.kids(f.i, "pobj")) for f in behind)
    return _CALLING[verb.lemma] if day else None


def _supposed(parse: Parse, token: Token) -> Status | None:
    """Judge a noun that is only supposed: "a flight of civilians would be a blow", but "the attack could delay talks"."""
    up = parse.tokens[token.head]
    if token.pos not in _NOUNS or token.dep != "nsubj" or up.pos not in _VERBS:
        return None
    words = {k.lower for k in parse.kids(up.i, "aux")}
    some = any(k.lower in {"a", "an", "any", "another"} for k in parse.kids(token.i, "det"))
    bare = not parse.kids(token.i, "det")
    if (some and words & _UNREAL) or (bare and words & {"would", "'d", "’d"} and up.dep != "ccomp"):
        return "hypothetical"
    return None


def _imperative(parse: Parse, verb: Token) -> bool:
    """Tell whether a verb is a command: "Leave the city."."""
    if verb.tag != "VB" or verb.dep not in {"ROOT", "ccomp"}:
        return False
    return not parse.kids(verb.i, "aux", "nsubj", "nsubjpass", "auxpass") and parse.edges(verb.i)[0] == verb.i


def _adjectives(parse: Parse, token: Token) -> Status | None:
    """Judge by an adjective on a noun: "planned talks", "a foiled attack"; "no attack"."""
    if token.pos not in _NOUNS:
        return None
    for child in parse.kids(token.i, "amod", "det", "neg"):
        if child.lower in {"no", "neither"}:
            return "denied"
        if child.lower == "any" and token.dep == "dobj" and parse.tokens[token.head].lemma in REFUSING:
            return "denied"
        status = _table().adjective.get(child.lower)
        if status:
            return status
    return None


def _verbal(parse: Parse, verb: Token) -> Status | None:
    """Judge by the verb's own auxiliaries, negation and condition."""
    helpers = parse.kids(verb.i, "aux", "auxpass")
    words = {k.lower for k in helpers}
    marks = {k.lower for k in parse.kids(verb.i, "mark", "advmod", "aux")}
    if marks & _table().condition and verb.dep != "ccomp":
        return "hypothetical"
    if parse.kids(verb.i, "neg") or any(k.lower in {"never", "hardly"} for k in parse.kids(verb.i, "advmod")):
        return "denied"
    if words & _FUTURE or _arranged(parse, verb):
        return "planned"
    if words & _OUGHT:
        return "called_for"
    if words & _UNREAL:
        return "planned" if words & {"would", "'d", "’d"} and _reported(parse, verb) else "hypothetical"
    return None


def _arranged(parse: Parse, verb: Token) -> bool:
    """Tell "are to meet again in May": what somebody is to do is planned; "the aim is to win" says what an aim is."""
    be = parse.tokens[verb.head]
    if verb.dep != "xcomp" or verb.tag != "VB" or be.lemma != "be" or be.tag not in ("VBP", "VBZ"):
        return False
    subjects = parse.kids(be.i, "nsubj", "nsubjpass")
    return bool(subjects) and all(t.lemma not in _TASKS and t.tag != "VBG" for t in subjects)


def _reported(parse: Parse, verb: Token) -> bool:
    """Tell whether "would" is the future of reported speech ("said he would visit") and not a condition."""
    if verb.dep != "ccomp" or any(k.dep == "advcl" and _conditional(parse, k) for k in parse.kids(verb.i)):
        return False
    return parse.tokens[verb.head].pos == "VERB"


def _conditional(parse: Parse, verb: Token) -> bool:
    """Tell whether a clause opens with "if" or the like."""
    return any(k.lower in _table().condition for k in parse.kids(verb.i, "mark", "advmod"))


def _goes_on(parse: Parse, verb: Token) -> bool:
    """Tell whether the tense says that the deed goes on."""
    if verb.lemma in _table().made:
        return False
    helpers = parse.kids(verb.i, "aux", "auxpass")
    words = {k.lower for k in helpers}
    if verb.lemma in {"continue", "persist"}:
        return True
    if verb.tag == "VBG" and any(k.lemma == "be" for k in helpers):
        return "had" not in words
    if verb.tag == "VBN":
        told = any(k.lower == "after" for k in parse.subtree(verb.i) if k.dep in {"mark", "prep"})
        return "being" in words or (len(helpers) == 1 and bool(words & {"is", "are"}) and not told)
    past = verb.dep == "advcl" and any(k.lower == "after" for k in parse.kids(verb.i, "mark"))
    past = past or parse.tokens[verb.head].lower == "after"
    return verb.tag in {"VBZ", "VBP"} and not helpers and not past and not _headline(parse, verb)


def _headline(parse: Parse, verb: Token) -> bool:
    """Tell whether the verb stands in a headline, where the present tense tells of the past."""
    sentence = parse.sentences[verb.sent]
    if sentence.index == 0:
        return True
    return sentence.paragraph <= 1 and parse.tokens[sentence.last - 1].text not in {".", "!", "?", '"', "”"}


def _above(parse: Parse, token: Token) -> Status | None:
    """Climb from the deed to the root and return what the nearest governor makes of it."""
    here = token
    while here.head != here.i:
        up = parse.tokens[here.head]
        if _given(parse, here, up):
            return None
        status = _step(parse, here, up)
        if status or _ends(parse, here, up):
            return status
        here = up
    return None


def _ends(parse: Parse, here: Token, up: Token) -> bool:
    """Tell whether what stands further up says nothing about the deed: it has a tense of its own or is given."""
    if here.dep == "relcl" or (here.dep == "acl" and here.tag in {"VBN", "VBG"}):
        return True
    if here.dep == "ccomp":
        return not _open(parse, here)
    if here.dep == "nsubj":
        return up.lemma not in _table().occur
    if here.dep == "nsubjpass" or (here.pos in _NOUNS and here.dep == "dobj"):
        return up.lemma not in _table().light
    return False


def _given(parse: Parse, here: Token, up: Token) -> bool:
    """Tell whether the deed is taken as given where it stands."""
    if up.pos in {"ADP", "SCONJ"} and up.lower in _table().given:
        return True
    if here.pos in _NOUNS and here.dep == "pobj" and not _part(parse, here, up):
        return parse.tokens[up.head].lemma not in _table().governor
    return here.dep == "advcl" and any(k.lower in _table().given for k in parse.kids(here.i, "mark", "advmod"))


def _open(parse: Parse, verb: Token) -> bool:
    """Tell whether a clause has no finite verb of its own."""
    finite = {"VBD", "VBP", "VBZ", "MD"}
    return verb.tag not in finite and not any(k.tag in finite for k in parse.kids(verb.i, "aux", "auxpass"))


def _step(parse: Parse, here: Token, up: Token) -> Status | None:
    """Judge one step of the climb."""
    table = _table()
    if here.dep == "conj":
        shared = (
            here.pos in _VERBS
            and up.pos in _VERBS
            and _open(parse, here)
            and not parse.kids(here.i, "nsubj", "nsubjpass")
        )
        return _verbal(parse, up) if shared else None
    if here.dep == "advcl" and _conditional(parse, here):
        return "hypothetical"
    to = any(k.tag == "TO" for k in parse.kids(here.i, "aux"))
    if to and any(k.lower == "have" for k in parse.kids(here.i, "aux")):
        return None  # "claims to have taken the town"
    if here.dep in {"advcl", "acl"} and to and up.lemma not in table.governor:
        done = up.lemma in table.gather | table.doing or here.lemma in table.meanwhile
        return None if done else "planned"
    if here.dep == "xcomp" and up.lemma == "go" and up.tag == "VBG":
        return "planned"
    if here.dep == "ccomp" and up.lemma in table.saying and parse.kids(up.i, "neg"):
        return "hypothetical"
    if here.dep in {"acl", "ccomp", "relcl", "prep"} and up.lemma in CLAIMS and (refused := _refused(parse, up)):
        return refused
    status = table.governor.get(up.lemma) if here.dep in _REACHED else None
    if status is None or (here.dep in {"nsubj", "advcl", "relcl"} and not to) or not _governs(parse, here, up, to):
        return None
    if parse.kids(up.i, "neg"):
        return "hypothetical" if status != "denied" else None
    return status


def _refused(parse: Parse, claim: Token) -> Status | None:
    """Return "denied" for what somebody "rejected accusations" of, and where somebody "denied claims" that it was done."""
    verb = parse.tokens[claim.head]
    return "denied" if claim.dep == "dobj" and verb.lemma in REFUSING and not parse.kids(verb.i, "neg") else None


def _governs(parse: Parse, here: Token, up: Token, to: bool) -> bool:
    """Tell whether a governor reaches the deed in the frame that it stands in: "call for" but not "call it"."""
    table = _table()
    if up.lemma in table.wanted:
        return to or here.lower == "for"
    if up.lemma in table.told:
        return to or here.lower == "for"
    if here.dep == "dobj" and here.pos in _NOUNS and up.lemma in {"plan", "prepare"}:
        # "Planned the attacks" speaks of attacks that are known.
        return not any(k.lower in {"the", "this", "these", "those"} for k in parse.kids(here.i, "det"))
    if up.lower == "due":
        return here.dep == "xcomp"
    return not (up.lemma in table.bare and here.pos in _VERBS and not _open(parse, here))
