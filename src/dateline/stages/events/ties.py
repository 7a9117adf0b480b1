"""How a date hangs on an event in the dependency tree, and what keeps the two apart.

A date reaches an event when neither the way up from the date nor the way up from the trigger crosses a border: another
clause's content ("said that"), a relative clause, "after", "before", the object of a verb that speaks about an event.
"""

import tomllib
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import takewhile

from dateline.model import Parse, Span, Token, once_of_span

_NEXT_TO = 2  # "a meeting on Friday": words between a trigger and its date that need no parse
_BEFORE_NOUN = frozenset({"nummod", "compound", "nmod", "amod", "poss"})


@cache
def cues() -> dict[str, frozenset[str]]:
    """Return the word lists of ``data/dates/events.toml``."""
    table = tomllib.loads(files("dateline.data").joinpath("dates", "events.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in table.items()}


@once_of_span
def tokens_of(parse: Parse, span: Span) -> tuple[Token, ...]:
    """Return the tokens that a span touches; a span that is no whole tokens still has some."""
    first = bisect_right(parse.ends, span.start)
    last = first
    while last < len(parse.tokens) and parse.tokens[last].start < span.end:
        last += 1
    return parse.tokens[first:last]


@once_of_span
def head_of(parse: Parse, span: Span) -> Token | None:
    """Return the token of a span that hangs on a word outside of it."""
    inside = tokens_of(parse, span)
    indexes = {t.i for t in inside}
    heads = [t for t in inside if t.head not in indexes or t.head == t.i]
    return next((t for t in heads if t.dep != "det"), next(iter(heads), None))


def holder(parse: Parse, span: Span) -> Token | None:
    """Return the word that a date says the time of: the first above it that is no preposition and no other time."""
    head = head_of(parse, span)
    if head is None:
        return None
    return next((t for t in parse.ancestors(head.i) if t.pos not in ("ADP", "PART") and not _clocked([t])), None)


@once_of_span
def before_noun(parse: Parse, span: Span) -> bool:
    """Tell whether a date stands before the noun that it belongs to: "the 2016 accord", "Friday's attack"."""
    head = head_of(parse, span)
    return head is not None and head.dep in _BEFORE_NOUN and head.head > head.i


@once_of_span
def border(parse: Parse, span: Span) -> str | None:
    """Return the word that makes a date a border and not the day ("after Friday", "since May"), None if none does.

    Before a time of the clock such a word leaves the day as it is: "just before 9 a.m. Monday".
    """
    words = tokens_of(parse, span)
    if not words or before_noun(parse, span) or _has_ends(words) or _clocked(words):
        return None  # "since the 2016 accord": the border is the accord
    before = [t.lower for t in parse.tokens[max(0, words[0].i - 2) : words[0].i] if t.sent == words[0].sent]
    if before == ["as", "of"]:
        return "of"
    near = before[-2:-1] if before[-1:] == ["on"] else before[-1:]
    return near[0] if near and (near[0] == "since" or near[0] in cues()["border"]) else None


def _has_ends(words: Sequence[Token]) -> bool:
    return any(t.lower in ("to", "and", "through") for t in words[1:-1])


def _clocked(words: Sequence[Token]) -> bool:
    return ":" in words[0].text or any(t.lower.rstrip(".") in _CLOCK for t in words)


_CLOCK = frozenset(
    {"a.m", "p.m", "am", "pm", "noon", "midnight", "dawn", "dusk", "sunrise", "sunset", "daybreak", "midday"}
)


class Ties:
    """The ties of one trigger to the dates of its sentence."""

    def __init__(self, parse: Parse, trigger: Token) -> None:
        self._parse, self._trigger = parse, trigger
        self._above = [trigger, *parse.ancestors(trigger.i)]

    @staticmethod
    def says(verb: Token) -> bool:
        """Tell whether a verb's date is that of the words."""
        return verb.lemma in cues()["saying"] and verb.pos in ("VERB", "AUX")

    def to(self, span: Span) -> int | None:
        """Return how many steps away a date hangs, None if something keeps it apart."""
        head = head_of(self._parse, span)
        edge = border(self._parse, span)
        if self.when_clause(span):
            return 0
        if head is None or self._said_then(span) or (edge and (edge != "since" or not self._lasting(span))):
            return None
        if edge is None and not before_noun(self._parse, span) and self._beside(span):
            return 0
        way = list(self._parse.ancestors(head.i))
        meet = next((t for t in way if t in self._above), None)
        if meet is None:
            return None
        up = [head, *way[: way.index(meet)]]
        down = self._above[: self._above.index(meet)]
        if self.says(meet) and down and (self._told_first(span, meet) or self._told_next(span, meet)):
            return len(up) + len(down) if self._down_open(down[:-1], span) else None
        if not self._up_open(up, meet) or not self._down_open(down, span):
            return None
        return len(up) + len(down)

    def _said_then(self, span: Span) -> bool:
        """Tell "said on Tuesday it had shot down two drones": right behind a verb of saying, the date is the saying's."""
        words = tokens_of(self._parse, span)
        before = self._parse.tokens[max(0, words[0].i - _NEXT_TO) : words[0].i]
        near = [t for t in before if t.lower not in ("on", "late", "early", "in", "at")][-1:]
        return any(self.says(t) and t is not self._trigger and t.tag == "VBD" for t in near)

    def _told_first(self, span: Span, saying: Token) -> bool:
        """Tell "Police shot a man on Sunday, officials said": the date stands in what is said, before who says it.

        The parser likes to hang such a date on the verb of saying.
        """
        subjects = self._parse.kids(saying.i, "nsubj")
        if not subjects or subjects[0].i > saying.i + _NEXT_TO:
            return False
        speaker = self._parse.edges(subjects[0].i)[0]
        words = tokens_of(self._parse, span)
        return self._trigger.i < words[0].i and words[-1].i < min(speaker, saying.i) and self._trigger.i < speaker

    def _told_next(self, span: Span, saying: Token) -> bool:
        """Tell "Police say Friday at noon a man fell": who says so now gives no day of saying, so it is the man's."""
        words = tokens_of(self._parse, span)
        now = saying.tag in ("VBP", "VBZ") and not self._parse.kids(saying.i, "aux")
        return now and bool(words) and saying.i < words[0].i and words[-1].i < self._trigger.i

    def when_clause(self, span: Span) -> bool:
        """Tell "since 2017, when a general was killed": the clause says what happened then."""
        verb = next((t for t in self._above if t.dep in ("relcl", "advcl") or t.pos in ("VERB", "AUX")), None)
        if verb is None or not any(k.lower == "when" for k in self._parse.kids(verb.i, "advmod", "mark")):
            return False
        words = tokens_of(self._parse, span)
        first = self._parse.edges(verb.i)[0]
        return bool(words) and 0 < first - words[-1].i <= _NEXT_TO and words[-1].sent == verb.sent

    def _lasting(self, span: Span) -> bool:
        """Tell what goes on since a day: "has raged since Friday", "fighting has raged", "fires raging since Sunday"."""
        if any(k.lemma == "have" for k in self._parse.kids(self._trigger.i, "aux")):
            return True
        head = head_of(self._parse, span)
        above = self._parse.ancestors(head.i) if head else ()
        verb = next((t for t in above if t.pos in ("VERB", "AUX")), None)
        if verb is None or verb is self._trigger:
            return False
        told_of = verb.dep == "acl" and verb.head == self._trigger.i
        does = self._trigger.dep in ("nsubj", "csubj") and self._trigger.head == verb.i
        goes_on = verb.tag == "VBG" or any(k.lemma == "have" for k in self._parse.kids(verb.i, "aux"))
        return (told_of or does) and goes_on

    def _beside(self, span: Span) -> bool:
        """Tell whether the trigger stands right beside a date: "a meeting Friday", "on Friday fatally shot"."""
        words = tokens_of(self._parse, span)
        if not words or words[0].sent != self._trigger.sent:
            return False
        above = self._parse.tokens[self._trigger.head]
        told_before = self._trigger.dep == "pobj" and (above.lower in cues()["topic"] or self._accused(above))
        if told_before and not self._new():
            return False
        if words[0].i > self._trigger.i:
            gap = self._parse.tokens[self._trigger.i + 1 : words[0].i]
            return len(gap) < _NEXT_TO and all(t.lower in ("on", "in", "early", "late") for t in gap)
        gap = self._parse.tokens[words[-1].i + 1 : self._trigger.i]
        way = takewhile(lambda t: t is not self._trigger, self._parse.ancestors(words[-1].i))
        if any(t.pos == "VERB" and t.text.islower() and t.i < words[0].i for t in way):
            return False  # "the trial of a man accused of a killing in 1989 opened"
        return self._trigger.tag == "VBD" and len(gap) <= _NEXT_TO and all(t.pos in ("ADV", "AUX") for t in gap)

    def _new(self) -> bool:
        """Tell whether the deed is told for the first time ("for a raid on Sunday"): the day beside it is its own."""
        return any(k.lower in ("a", "an", "another") for k in self._parse.kids(self._trigger.i, "det"))

    def _up_open(self, up: list[Token], meet: Token) -> bool:
        """Tell whether a date may rise from its own words to ``meet``."""
        for k, token in enumerate(up):
            above = self._parse.tokens[token.head]
            if k and not self._rises(up[0], token, above):
                return False
        return meet is self._trigger or not self.says(meet) or meet.lemma == "report"

    def _rises(self, told: Token, token: Token, above: Token) -> bool:
        early = told.i < token.i and token.pos in ("NOUN", "PROPN")
        if early and token.lemma.lower() in cues()["words"]:
            return False
        if token.dep == "relcl" and self._is_or_does(above):
            return self._outcome(token)
        if token.dep == "acl" and above is self._trigger and token.lemma in cues()["harm"]:
            return True  # "a shooting that left six injured on Sunday", and finite verbs taken for participles
        if token.dep in ("ccomp", "parataxis", "relcl", "acl"):
            return False
        if token.dep == "advcl":
            return not self._set_apart(token)
        if token.dep == "conj":
            return token.pos not in ("VERB", "AUX") or self._shortened(token, above)
        if token.dep == "dobj" and early:
            return above.lemma not in cues()["about"] | cues()["saying"]
        if token.dep in ("nsubj", "nsubjpass"):
            return above.lemma not in cues()["result"] | cues()["about"] | cues()["saying"]
        if token.dep in ("xcomp", "pcomp"):
            return not self.says(above) and (above.lower not in cues()["apart"] or self._after_doing(token, above))
        if token.dep == "prep" and token.i not in (told.i, told.head):
            doing = any(self._after_doing(k, token) for k in self._parse.kids(token.i, "pcomp"))
            return (
                doing
                or self._harmed(token)
                or (token.lower not in cues()["apart"] and not (early and token.lower in cues()["topic"]))
            )
        if token.dep == "pobj":
            return self._harmed(above) or (
                above.lower not in cues()["apart"] and not (early and above.lower in cues()["topic"] | {"of"})
            )
        return True

    def _shortened(self, second: Token, first: Token) -> bool:
        """Tell "four were shot and one killed on Sunday": a second verb that borrows the first one's helper."""
        harm = cues()["harm"]
        shortened = second.tag == first.tag and not self._parse.kids(second.i, "aux", "auxpass")
        return shortened or (second.lemma in harm and first.lemma in harm)

    def _harmed(self, preposition: Token) -> bool:
        """Tell "was killed after a blast on Sunday": the harm is the event's."""
        return preposition.lower in ("after", "following") and self._trigger.lemma in cues()["harm"]

    def _is_or_does(self, noun: Token) -> bool:
        """Tell whether a noun is the trigger, or the subject of the harm that the trigger names."""
        does = noun.dep == "nsubj" and noun.head == self._trigger.i and self._trigger.lemma in cues()["harm"]
        return does or noun is self._trigger

    def _outcome(self, verb: Token) -> bool:
        """Tell "a shooting that left two injured on Sunday": what the event did was on its day."""
        subjects = self._parse.kids(verb.i, "nsubj")
        return any(s.lower in ("that", "which") for s in subjects) and verb.lemma not in cues()["result"]

    def _after_doing(self, token: Token, above: Token) -> bool:
        """Tell "was shot after leaving a party early Sunday": one subject, one occasion."""
        doing = token.tag == "VBG" or any(k.lower == "being" for k in self._parse.kids(token.i, "auxpass", "aux"))
        return doing and token.dep == "pcomp" and above.lower == "after"

    def _down_open(self, down: list[Token], span: Span) -> bool:
        """Tell whether the trigger shares what is said of the words above it."""
        return all(self._shares(token, self._parse.tokens[token.head], span) for token in down)

    def _shares(self, token: Token, above: Token, span: Span) -> bool:
        table = cues()
        if token.dep in ("ccomp", "parataxis", "relcl", "acl"):
            return False
        to_come = above.lemma in table["purpose"] and any(k.lower == "to" for k in self._parse.kids(token.i, "aux"))
        if token.dep == "advcl":
            apart = self._set_apart(token) and not self._one_occasion(above, span)
            return not to_come and not apart and token.lemma not in table["result"]
        if token.dep == "conj" and token.pos in ("VERB", "AUX"):
            own = self._parse.kids(token.i, "nsubj", "nsubjpass", "expl")
            return not own or span.start < self._parse.tokens[above.i].start
        if token.dep == "nsubjpass" and above.lemma == "report":
            return True
        if token.dep in ("dobj", "nsubj", "nsubjpass", "attr", "dative"):
            return above.lemma not in table["about"] | table["saying"] or above.pos not in ("VERB", "AUX")
        if token.dep == "xcomp":
            return not self.says(above)
        if token.dep in ("pobj", "pcomp"):
            follows = above.lower == "after" and self._one_occasion(self._parse.tokens[above.head], span)
            return follows or self._through(above)
        return True

    def _one_occasion(self, verb: Token, span: Span) -> bool:
        """Tell "turned violent on Saturday after shots were fired", "are searching after a raid that hurt two on Monday".

        A turn comes at once; who is still at it has no day, so that a day told behind the deed is the deed's.
        """
        helpers = self._parse.kids(verb.i, "aux")
        going_on = verb.tag == "VBG" and any(h.tag in ("VBZ", "VBP") for h in helpers)
        return verb.lemma in cues()["outset"] or (going_on and self._trigger.start < span.start)

    def _through(self, preposition: Token) -> bool:
        table, word = cues(), preposition.lower
        if word == "of":
            return self._parse.tokens[preposition.head].lemma in table["series"]
        return word not in table["apart"] | table["topic"] and not self._linked(preposition)

    @property
    def followed_up(self) -> bool:
        """Tell whether the trigger is only what the clause follows up: "arrested in connection with the blast"."""
        return self._trigger.dep in ("pobj", "pcomp") and self._linked(self._parse.tokens[self._trigger.head])

    def _linked(self, preposition: Token) -> bool:
        return self._parse.tokens[preposition.head].lemma in cues()["link"] or self._accused(preposition)

    def _accused(self, preposition: Token) -> bool:
        """Tell "was charged on Monday with murder": the murder was before."""
        return self._parse.tokens[preposition.head].lemma in cues()["court"]

    def _set_apart(self, clause: Token) -> bool:
        marks = self._parse.kids(clause.i, "mark")
        return any(m.lower in cues()["apart"] for m in marks)
