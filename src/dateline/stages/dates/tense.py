"""Tell whether an expression lies behind or ahead of the report, from the verb that it hangs on and from cue words.

Half of the bare months and one bare weekday in twenty in news lie ahead; only the verb tells.
"""

from bisect import bisect_right
from typing import Literal

from dateline.model import Parse, Token
from dateline.stages.dates.lexicon import Lexicon

Tense = Literal["past", "present", "future"]

_CLIMB = 6  # heads to climb before giving up: beyond that the verb is another clause's
_WINDOW = 3  # words before the expression in which a cue ("due on", "until next") still speaks of it


class Tenses:
    """Answers for one parse; finds the token at a character by bisection."""

    def __init__(self, parse: Parse, tables: Lexicon) -> None:
        self._parse, self._cues = parse, tables.cues
        self._starts = [t.start for t in parse.tokens]

    def token(self, char: int) -> Token | None:
        """Return the token at or before a character."""
        k = bisect_right(self._starts, char) - 1
        return self._parse.tokens[k] if k >= 0 else None

    def after(self, token: Token, most: int) -> tuple[Token, ...]:
        """Return the tokens that follow a token in its sentence, ``most`` of them at most."""
        return tuple(t for t in self._parse.tokens[token.i + 1 : token.i + 1 + most] if t.sent == token.sent)

    def head(self, token: Token) -> Token:
        """Return the word that a token hangs on."""
        return self._parse.tokens[token.head]

    def direct(self, char: int) -> bool:
        """Tell whether the words at a character hang on a verb itself, not on a noun beside it."""
        token = self.token(char)
        heads = (h for h in self._parse.ancestors(token.i) if h.pos not in ("ADP", "NUM", "PROPN")) if token else ()
        first = next(iter(heads), None)
        return first is not None and first.pos in ("VERB", "AUX")

    def saying(self, char: int) -> bool:
        """Tell whether the words at a character hang on a verb of saying itself."""
        token = self.token(char)
        heads = (h for h in self._parse.ancestors(token.i) if h.pos not in ("ADP", "NUM", "PROPN")) if token else ()
        first = next(iter(heads), None)
        return first is not None and first.pos == "VERB" and first.lemma in self._cues["saying"]

    def scheduled(self, char: int) -> bool:
        """Tell whether the verb above is a plain present other than "be", "have" and verbs of saying."""
        token = self.token(char)
        verb = next((h for h in self._parse.ancestors(token.i) if h.pos in ("VERB", "AUX")), None) if token else None
        return verb is not None and verb.tag in ("VBZ", "VBP") and verb.lemma in self._cues["timetable"]

    def at(self, char: int) -> Tense | None:
        """Return the tense of the words around a character."""
        token = self.token(char)
        if token is None:
            return None
        if self._cued(token):
            return "future"
        tense = self._climb(token)
        if token.i and self._parse.tokens[token.i - 1].lower in self._cues["limit"]:
            return "present" if self._plainly_past(token) else "future"
        return tense

    def _plainly_past(self, token: Token) -> bool:
        verb = next((h for h in self._parse.ancestors(token.i) if h.pos in ("VERB", "AUX")), None)
        if verb is not None and verb.lemma in self._cues["put_off"]:
            return False  # "postponed until Tuesday"
        if verb is not None and verb.dep == "xcomp" and verb.tag == "VB":
            verb = self._made(verb)  # "forced many to leave by Monday"
        helpers = self._parse.kids(verb.i, "aux", "auxpass") if verb else []
        return verb is not None and (verb.tag == "VBD" or any(h.tag == "VBD" for h in helpers))

    def _made(self, verb: Token) -> Token:
        """Return the verb that brought a deed about, the deed itself where it is only wanted: "asked to leave by Monday"."""
        governor = self._parse.tokens[verb.head]
        return governor if governor.lemma in self._cues["brought"] else verb

    def _climb(self, token: Token) -> Tense | None:
        """Return the tense of the nearest verb above a token."""
        through_for = token.lower == "for"
        for step, head in enumerate(self._parse.ancestors(token.i)):
            if step > _CLIMB:
                return None
            through_for = through_for or head.lower == "for"
            if head.pos in ("VERB", "AUX"):
                called = through_for and head.lemma in self._cues["call"]  # "have called a strike for Thursday"
                return "future" if called or self._fixes(head) else self._verb(head)
            if head.lemma.lower() in self._cues["ahead"]:
                return "past" if self._was(head) else "future"
        return None

    def _cued(self, token: Token) -> bool:
        before = self._parse.tokens[max(0, token.i - _WINDOW) : token.i]
        same = [t for t in before if t.sent == token.sent]
        if [t.lower for t in same] in (["as", "soon", "as"], ["as", "early", "as"]):
            return True
        return any(t.lemma.lower() in self._cues["near"] and t.tag != "VBD" and not self._was(t) for t in same)

    def _was(self, planned: Token) -> bool:
        """Tell "it had been due to expire on Friday": what had been planned for a day was for one that has passed."""
        return any(t.lower == "been" for t in self._parse.tokens[max(0, planned.i - 1) : planned.i]) and any(
            t.lower == "had" for t in self._parse.tokens[max(0, planned.i - _WINDOW) : planned.i]
        )

    def _verb(self, verb: Token) -> Tense:
        kids = self._parse.kids(verb.i)
        helpers = [k for k in kids if k.dep in ("aux", "auxpass")]
        if any(h.lower in self._cues["modal"] for h in helpers):
            return "past" if any(h.lower == "have" for h in helpers) else "future"
        if verb.tag == "VBD" or any(h.tag == "VBD" for h in helpers) or self._perfect(verb, helpers):
            return "past"
        if verb.tag in ("VBZ", "VBP") or any(h.tag in ("VBZ", "VBP") for h in helpers):
            return "present"
        return self._bare(verb)

    def _perfect(self, verb: Token, helpers: list[Token]) -> bool:
        return verb.tag == "VBN" and any(h.lemma == "have" for h in helpers)

    def _fixes(self, verb: Token) -> bool:
        """Tell "was planned for", "has scheduled a vote", "set for": the day is that of the thing planned."""
        if verb.lemma == "set" and verb.tag == "VBN":
            return any(k.lower == "for" for k in self._parse.kids(verb.i, "prep"))
        return verb.lemma in self._cues["fix"] and not self._was(verb)

    def _to_come(self, verb: Token, governor: Token) -> bool:
        """Tell "is to meet", "is going to meet" and "is set to meet"."""
        infinitive = any(k.lower == "to" for k in self._parse.kids(verb.i, "aux"))
        return infinitive and governor.lower in ("is", "are", "was", "were", "going", "set", "about")

    def _bare(self, verb: Token) -> Tense:
        """Judge an infinitive or a participle by the words that govern it."""
        governor = self._parse.tokens[verb.head]
        if verb.dep == "pcomp" and governor.lower in ("since", "after", "following", "by", "upon", "in"):
            return "past"
        if governor.i == verb.i:
            return "past" if verb.tag == "VBN" else "present"
        if governor.lemma.lower() in self._cues["ahead"] or self._to_come(verb, governor):
            return "past" if self._was(governor) else "future"
        infinitive = any(k.lower == "to" for k in self._parse.kids(verb.i, "aux"))
        if verb.dep in ("acl", "relcl") and infinitive:
            return "future"
        if verb.tag == "VBN" and verb.dep in ("acl", "advcl", "relcl"):
            return "past"
        if infinitive and governor.lemma not in self._cues["aspect"]:
            return "present"  # "was called to testify on Feb. 10": before or after, the verb does not say
        if governor.pos in ("VERB", "AUX") and verb.dep in ("conj", "xcomp", "ccomp", "advcl", "auxpass"):
            return self._verb(governor) if governor.head != verb.i else "present"
        return "past" if verb.tag == "VBN" else "present"
