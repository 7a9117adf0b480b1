"""Find statements that a phrase or a noun attributes rather than a verb.

"According to the mayor, ...", "in the words of the mayor", "her claim that ...", "Police: ..." over a story.
"""

from collections.abc import Iterator

from dateline.model import Parse, Token
from dateline.stages.statements.cues import Cue, nouns
from dateline.stages.statements.draft import Draft, Stretch
from dateline.stages.statements.syntax import finite, infinitive, past_dateline, stretch, subject
from dateline.stages.statements.tables import offices

_BREAKS = frozenset({",", "—", "–", "--", "-", ";", ":"})
_ENDS = frozenset({".", "!", "?"})
_LIGHT = frozenset(
    {
        "make",
        "issue",
        "repeat",
        "reiterate",
        "give",
        "voice",
        "express",
        "release",
        "deliver",
        "renew",
        "publish",
        "send",
        "face",
    }
)
# Collective voices that open a headline: "Police: Two held after robbery".
_VOICES = frozenset(
    {
        "police",
        "official",
        "officials",
        "report",
        "reports",
        "source",
        "sources",
        "prosecutors",
        "witnesses",
        "authorities",
        "poll",
        "study",
        "sheriff",
        "army",
        "military",
    }
)
# A headline's speaker is a few words at most.
_HEADLINE = 5


def attributed(parse: Parse) -> Iterator[Draft]:
    """Yield a draft for each attributing phrase, noun and headline."""
    for token in parse.tokens:
        draft = None
        if token.lower == "according":
            draft = _according(parse, token)
        elif token.lower in {"words", "view", "opinion", "account"}:
            draft = _in_words(parse, token)
        elif token.text == ":":
            draft = _headline(parse, token)
        if draft is None and token.pos == "NOUN" and token.lemma.lower() in nouns():
            draft = _noun(parse, token, nouns()[token.lemma.lower()])
        if draft:
            yield draft


def _according(parse: Parse, token: Token) -> Draft | None:
    """Read who and what from an "according to"."""
    to = next((k for k in parse.kids(token.i, "prep") if k.lower == "to"), None)
    objects = parse.kids(to.i, "pobj") if to else []
    if to is None or not objects:
        return None
    last = parse.edges(token.i)[1]
    last = next((t.i - 1 for t in parse.tokens[objects[0].i + 1 : last + 1] if t.text in {"—", "–", ";"}), last)
    parts = _rest(parse, token.i, last)
    return Draft(parts=parts, cue=(token.start, to.end), verb=token.i, source=objects[0].i) if parts else None


def _in_words(parse: Parse, token: Token) -> Draft | None:
    """Read "in the words of the mayor" and "in the mayor's view"."""
    up = parse.tokens[token.head]
    if token.dep != "pobj" or up.lower not in {"in", "by"}:
        return None
    of = [p for k in parse.kids(token.i, "prep") if k.lower == "of" for p in parse.kids(k.i, "pobj")]
    source = next(iter([*parse.kids(token.i, "poss"), *of]), None)
    if source is None or source.lower in {"my", "our", "your", "other"} or source.ent == "DATE":
        return None
    first, last = min(up.i, parse.edges(up.i)[0]), parse.edges(up.i)[1]
    bounded = last + 1 < len(parse.tokens) and parse.tokens[last + 1].text in _BREAKS
    parts = _rest(parse, first, last) if bounded or parse.tokens[first - 1].text in _BREAKS else ()
    return Draft(parts=parts, cue=(up.start, token.end), verb=up.i, source=source.i) if parts else None


def _rest(parse: Parse, first: int, last: int) -> tuple[Stretch, ...]:
    """Return the sentence without the attributing phrase at tokens ``first`` to ``last``."""
    sentence = parse.sentences[parse.tokens[first].sent]
    low, high = sentence.first, sentence.last
    while high > low and parse.tokens[high - 1].text in _ENDS:
        high -= 1
    if (
        first - low >= 2
        and parse.tokens[first - 1].text == ","
        and parse.tokens[first - 2].pos in {"SCONJ", "ADP", "CCONJ"}
        and last + 1 < high
    ):
        return (stretch(parse, last + 1, high - 1),)
    parts = []
    if first - low >= 2:
        parts.append(stretch(parse, low, first - 1))
    if high - last > 3 and (parse.tokens[last + 1].text in _BREAKS or not parts):
        parts.append(stretch(parse, last + 1, high - 1))
    return tuple(parts)


def _noun(parse: Parse, noun: Token, cue: Cue) -> Draft | None:
    """Read "her claim that ...", "a warning by the ministry of ...", "Russian denials of ..."."""
    source = _owner(parse, noun)
    if source is None:
        return None
    for k in parse.kids(noun.i, "acl", "ccomp", "relcl", "prep"):
        below = parse.kids(k.i, "pobj", "pcomp") if k.dep == "prep" else []
        frame = k.lower if below else "to" if infinitive(parse, k) else "clause"
        act = cue.act(frame)
        if act is None or k.i < noun.i or (frame == "clause" and not _that(parse, k)):
            continue
        left, right = parse.edges(below[0].i if below else k.i)
        if left <= source <= right:
            continue
        return Draft(
            parts=(stretch(parse, left, right),), cue=(noun.start, noun.end), verb=noun.i, source=source, act=act
        )
    return None


def _that(parse: Parse, verb: Token) -> bool:
    """Tell whether a clause opens with "that" as a conjunction."""
    return finite(parse, verb) and any(k.lower == "that" for k in parse.kids(verb.i, "mark"))


def _owner(parse: Parse, noun: Token) -> int | None:
    """Return whose saying a noun names."""
    for k in parse.kids(noun.i, "poss"):
        return k.i
    for k in parse.kids(noun.i, "prep", "agent"):
        if k.lower in {"by", "from"}:
            return next((p.i for p in parse.kids(k.i, "pobj")), None)
    for k in parse.kids(noun.i, "amod", "compound", "nmod"):
        if k.ent in {"NORP", "PERSON", "ORG"}:
            return k.i
    up = parse.tokens[noun.head]
    return subject(parse, up) if noun.dep == "dobj" and up.lemma in _LIGHT else None


def _headline(parse: Parse, colon: Token) -> Draft | None:
    """Read a headline or a transcript that opens with its speaker: "Police: Two held after robbery"."""
    sentence = parse.sentences[colon.sent]
    before = parse.tokens[sentence.first : colon.i]
    opens = colon.sent == 0 or parse.sentences[colon.sent - 1].paragraph != sentence.paragraph
    if not opens or not 1 <= len(before) <= _HEADLINE or any(t.pos in {"VERB", "PUNCT", "NUM", "DET"} for t in before):
        return None
    last = before[-1]
    personal = last.ent == "PERSON" or last.lower in _VOICES or (len(before) == 1 and last.lower in offices())
    words = parse.tokens[colon.i + 1 : sentence.last]
    if not personal or not any(t.pos in {"VERB", "AUX"} for t in words) or len(words) < _HEADLINE:
        return None
    source = past_dateline(parse, last.i)
    return Draft(
        parts=(stretch(parse, colon.i + 1, sentence.last - 1),),
        cue=(colon.start, colon.end),
        verb=colon.i,
        source=source,
    )
