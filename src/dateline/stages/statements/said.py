"""Tell whether a reporting verb reports something that was said at all: "did not say that", "no group has claimed"."""

from dateline.model import Parse, Token
from dateline.stages.statements.cues import carried, cue_of
from dateline.stages.statements.syntax import infinitive, negated, passive, subject

# Verbs that pass on what "as saying" then reports.
_QUOTING = frozenset({"quote", "cite"})
_NOBODY = frozenset({"no", "nobody", "none", "neither", "nothing", "no-one"})
_SELF = frozenset({"i", "we", "you", "me", "us"})
_OPEN = frozenset({"if", "whether", "unless"})


def said(parse: Parse, verb: Token) -> bool:
    """Tell whether the verb reports words of somebody other than the writer, or hearsay."""
    source = subject(parse, verb)
    if _relays(parse, verb) or negated(parse, verb) or any(k.lower in _OPEN for k in parse.kids(verb.i, "mark")):
        return False
    if infinitive(parse, verb) and (verb.dep != "xcomp" or parse.tokens[verb.head].lemma not in carried()):
        return False
    if source is None:
        return _hearsay(parse, verb)
    return parse.tokens[source].lower not in _SELF and not _nobody(parse, source)


def _relays(parse: Parse, verb: Token) -> bool:
    """Tell whether the verb only names who passes words on: "quoted him as saying", "said, citing a commander"."""
    if verb.lemma not in _QUOTING:
        return False
    if verb.tag == "VBG" and cue_of(parse, parse.tokens[parse.tokens[verb.head].head]):
        return True
    return any(k.lower == "as" and parse.kids(k.i, "pcomp") for k in parse.kids(verb.i, "prep"))


def _hearsay(parse: Parse, verb: Token) -> bool:
    """Tell whether something is reported without saying by whom: "it was announced that"."""
    empty = parse.kids(verb.i, "nsubjpass", "nsubj", "expl")
    return passive(parse, verb) and any(k.lower in {"it", "there"} for k in empty)


def _nobody(parse: Parse, source: int) -> bool:
    """Tell whether the subject is nobody: "no group has claimed", "none of them said"."""
    return parse.tokens[source].lower in _NOBODY or any(k.lower in _NOBODY for k in parse.kids(source, "det", "neg"))
