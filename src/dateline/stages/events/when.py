"""When an event happened: the date among the report's expressions that its own words carry.

First the words that hang on the trigger, then its sentence, then the narrative just before it. A date on a verb of
saying dates the saying, not what was said. The day of publication is never an event's date by default: no date is None.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dateline.model import Date, Parse, Reading, Scope, Sentence, Span, Token, When
from dateline.stages.events.callouts import called_out
from dateline.stages.events.days import days_of
from dateline.stages.events.storyday import story_day
from dateline.stages.events.ties import Ties, before_noun, border, cues, holder, tokens_of

# How many sentences of one paragraph a date may be carried on through: hand coders carried it two at the most.
_CARRY = 3
_NEXT_SENTENCES = 2  # "it happened on Monday" speaks of what stands at most so many sentences before
_LATER_SENTENCES = 8  # and "the incident happened on Monday" of what a report opened with
_STEM = 4  # letters that a verb and its noun share ("shoot", "shooting"): fewer join strangers


def when_of(reading: Reading, trigger: int, clause: Span) -> When | None:
    """Return the date of the event whose trigger is token ``trigger``, None where the text gives none."""
    parse = reading.parse
    if not 0 <= trigger < len(parse.tokens):
        return None
    here = parse.tokens[trigger]
    sentence = parse.sentences[here.sent]
    dates = days_of(reading).within(sentence)
    own = _tied(parse, here, dates, clause)
    if own is not None:
        return _when(reading, _finer(reading, here, own) or own, here, "clause")
    near = _trailing(parse, here, dates, clause) or _loose(parse, here, dates, clause) or _broken_off(reading, clause)
    if near is not None:
        return _when(reading, _finer(reading, here, near) or near, here, "sentence")
    chosen = _named(reading, here) or (None if dates else _carried(reading, here, sentence))
    chosen = chosen or called_out(reading, here)
    if chosen is not None:
        return _when(reading, chosen, here, "narrative")
    chosen = None if _turns(parse, sentence) else story_day(reading, here)
    return _when(reading, chosen, here, "story") if chosen else None


def _finer(reading: Reading, here: Token, told: Date) -> Date | None:
    """Return the one day within a longer time that the report gives elsewhere: "overnight ... it happened at 2 a.m. Friday"."""
    if told.precision == "day" and told.first == told.last:
        return None
    found = _named(reading, here) or called_out(reading, here)
    if found is None or None in (found.first, found.last, told.first, told.last):
        return None
    return found if told.first <= found.first and found.last <= told.last else None  # type: ignore[operator]


def _tied(parse: Parse, here: Token, dates: Sequence[Date], _: Span) -> Date | None:
    """Choose the date that hangs nearest to the trigger."""
    if not dates:
        return None
    ties = Ties(parse, here)
    ranked = [(tie, abs(d.span.start - here.start), d.span, d) for d in dates if (tie := ties.to(d.span)) is not None]
    if not ranked:
        return None
    nearest = min(ranked)[-1]
    return min((r for r in ranked if _falls_in(r[-1], nearest)), default=(nearest,))[-1]


def _falls_in(day: Date, stretch: Date) -> bool:
    """Tell whether a day tells more of a longer time: "last year, on November 3"."""
    if day.precision != "day" or stretch.precision == "day":
        return False
    ends = (day.first, day.last, stretch.first, stretch.last)
    return None not in ends and stretch.first <= day.first and day.last <= stretch.last  # type: ignore[operator]


def _trailing(parse: Parse, here: Token, dates: Sequence[Date], clause: Span) -> Date | None:
    """Date a participle at the end by the verb before it: "a device that exploded on Friday, wounding 13"."""
    if here.tag != "VBG" or here.dep != "advcl" or here.lemma in cues()["result"]:
        return None
    sentence = parse.sentences[here.sent]
    verbs = [t for t in parse.tokens[sentence.first : here.i] if t.tag in ("VBD", "VBN") and t.pos == "VERB"]
    return _tied(parse, verbs[-1], dates, clause) if verbs else None


def _loose(parse: Parse, here: Token, dates: Sequence[Date], clause: Span) -> Date | None:
    """Choose a date inside the clause that no other verb stands in the way of: the parser may have hung it wrongly."""
    inside = [d for d in dates if clause.covers(d.span.start, d.span.end)]
    if len(inside) != 1 or border(parse, inside[0].span) or before_noun(parse, inside[0].span):
        return None
    if Ties(parse, here).followed_up:
        return None
    words = tokens_of(parse, inside[0].span)
    to_come = here.tag == "VB" and inside[0].span.end <= here.start  # "... on Tuesday to reopen the border"
    if not words or to_come:
        return None
    low, high = sorted((here.i, words[0].i))
    between = parse.tokens[low + 1 : high]
    told = here.pos == "NOUN" and here.i < words[0].i  # "a shooting at a flat leaves one dead on Monday"
    apart = any(_parts(t, told=told) for t in between)
    return None if apart else inside[0]


def _broken_off(reading: Reading, clause: Span) -> Date | None:
    """Take the day that the parser has cut off behind a clause: "was stabbed in a flat near Mill Road | Thursday morning"."""
    parse = reading.parse
    told = next((d for d in days_of(reading).told if d.span.start >= clause.end), None)
    if told is None or parse.text[clause.end : told.span.start].strip(" ") or border(parse, told.span):
        return None
    words = tokens_of(parse, told.span)
    rest = parse.sentence_tokens(parse.sentences[words[0].sent])
    alone = rest[0].i == words[0].i and not any(t.pos in ("VERB", "AUX") for t in rest)
    return told if alone else None


def _parts(token: Token, *, told: bool) -> bool:
    """Tell whether a word between a deed and a date keeps them apart; what the deed did and where it lies does not."""
    if told and token.pos == "VERB" and (token.lemma in cues()["harm"] or token.lemma in cues()["placed"]):
        return False
    return token.pos in ("VERB", "AUX", "SCONJ") or token.text in ",;:" or token.lower in cues()["apart"]


def _named(reading: Reading, here: Token) -> Date | None:
    """Find the day of a deed that the report dates elsewhere: "Friday's bombing", "the shooting happened on Monday".

    Only days on which all such places agree count.
    """
    parse, found = reading.parse, []
    definite = any(k.lower in ("the", "this", "that") for k in parse.kids(here.i, "det"))
    for day in days_of(reading).single:
        told, held = day.told, day.held
        before = told.span.start < here.start
        known = definite if before else _taken_up(parse, here, held)
        same_noun = known and _firm(parse, told.span) and held.pos == here.pos == "NOUN" and held.lemma == here.lemma
        if same_noun or _looked_back(parse, told.span, held, here) or _tells_when(parse, held, here):
            found.append(told)
    return found[0] if found and all(d.first == found[0].first for d in found) else None


def _taken_up(parse: Parse, here: Token, later: Token) -> bool:
    """Tell "a blast ... the blast on March 11": what is brought in as new is named by its day further down."""
    new = any(k.lower in ("a", "an") for k in parse.kids(here.i, "det"))
    return new and any(k.lower == "the" for k in parse.kids(later.i, "det"))


def _looked_back(parse: Parse, span: Span, noun: Token, here: Token) -> bool:
    """Tell "a man was shot ... charged in the Jan. 1 shooting death": a deed of harm named by its day."""
    if noun.pos != "NOUN" or here.lemma not in cues()["harm"] or not _firm(parse, span):
        return False
    definite = any(k.lower == "the" for k in parse.kids(noun.i, "det"))
    named = [noun, *parse.kids(noun.i, "compound")]
    return definite and any(_same_deed(a.lemma.lower(), b.lemma.lower()) for a in named for b in _deeds(parse, here))


def _deeds(parse: Parse, here: Token) -> list[Token]:
    """Return the words that name a trigger's deed: itself, and what did it ("a shooting that left two dead")."""
    head = [parse.tokens[here.head]] if here.dep == "relcl" else []
    return [here, *head, *parse.kids(here.i, "nsubj")]


def _firm(parse: Parse, span: Span) -> bool:
    """Tell whether a date surely belongs to its noun: "Friday's attack", "the attack on Friday"."""
    words = tokens_of(parse, span)
    return before_noun(parse, span) or (words[0].i > 0 and parse.tokens[words[0].i - 1].lower in ("on", "of", "in"))


def _tells_when(parse: Parse, verb: Token, here: Token) -> bool:
    """Tell whether a verb only says when the trigger's deed was: "the shooting happened", "it occurred"."""
    subjects = parse.kids(verb.i, "nsubj", "nsubjpass") if verb.lemma in cues()["happen"] else []
    if not subjects:
        return False
    noun = subjects[0]
    if noun.lower in cues()["stand_in"] or noun.lemma in cues()["stand_in"]:
        reach = _LATER_SENTENCES if noun.pos == "NOUN" else _NEXT_SENTENCES
        return 0 <= noun.sent - here.sent <= reach
    definite = any(k.lower in ("the", "this", "that") for k in parse.kids(noun.i, "det"))
    return definite and _same_deed(noun.lemma.lower(), here.lemma.lower())


def _same_deed(noun: str, other: str) -> bool:
    """Tell whether two lemmas name one deed: "shooting" and "shoot"."""
    stem = min(len(noun), len(other), _STEM)
    return noun == other or (stem == _STEM and noun[:stem] == other[:stem])


def _carried(reading: Reading, here: Token, sentence: Sentence) -> Date | None:
    """Carry on the day of the sentence before, in the same paragraph, while the story goes on in the simple past."""
    parse = reading.parse
    if not _narrates(parse, here) or _turns(parse, sentence):
        return None
    for k in range(sentence.index - 1, max(-1, sentence.index - 1 - _CARRY), -1):
        before = parse.sentences[k]
        if not _goes_on(parse, before, parse.sentences[k + 1]):
            return None
        told = days_of(reading).within(before)
        if told:
            again = _told_again(parse, here, before, told)
            return again or (_story_day(reading, before, told) if len(told) == 1 else None)
        if _turns(parse, before) or not _narrates(parse, _story_verb(parse, parse.tokens[before.root])):
            return None
    return None


def _turns(parse: Parse, sentence: Sentence) -> bool:
    """Tell whether a sentence turns to something else: "also", "meanwhile", "earlier"."""
    return any(t.lower in cues()["turn"] for t in parse.sentence_tokens(sentence) if t.dep in ("advmod", "prep"))


def _told_again(parse: Parse, here: Token, before: Sentence, told: Sequence[Date]) -> Date | None:
    """Take the day of the same deed in the sentence before: "... when he was arrested Aug. 2. He was arrested at ..."."""
    same = [t for t in parse.sentence_tokens(before) if t.lemma == here.lemma and t.pos == here.pos]
    return _tied(parse, same[-1], told, Span(before.start, before.end, "")) if same else None


def _goes_on(parse: Parse, before: Sentence, after: Sentence) -> bool:
    """Tell whether two sentences stand together: in a paragraph, or as the one-sentence paragraphs of wire copy."""
    if before.paragraph == after.paragraph:
        return True
    earlier = parse.sentences[before.index - 1] if before.index else None
    return earlier is None or earlier.paragraph != before.paragraph


def _story_day(reading: Reading, before: Sentence, told: Sequence[Date]) -> Date | None:
    """Return the day of a sentence's own event, if it is told as past."""
    parse, published = reading.parse, reading.report.published
    verb = _story_verb(parse, parse.tokens[before.root])
    chosen = _tied(parse, verb, told, Span(before.start, before.end, ""))
    if chosen is None or chosen.precision != "day" or not _narrates(parse, verb):
        return None
    held = holder(parse, chosen.span)
    ahead = published is not None and chosen.last is not None and chosen.last > published
    return chosen if held and held.pos in ("VERB", "AUX") and not ahead else None


def _story_verb(parse: Parse, root: Token) -> Token:
    """Return the verb that tells the sentence's event: what is said rather than the saying."""
    return next(iter(_said(parse, root)), root)


def _said(parse: Parse, verb: Token) -> list[Token]:
    """Return the verbs of what a verb of saying tells; the parser takes "..., police said" for an adverbial at times."""
    if not Ties.says(verb):
        return []
    adverbial = [k for k in parse.kids(verb.i, "advcl") if k.tag in ("VBD", "VBN") and not parse.kids(k.i, "mark")]
    return [*parse.kids(verb.i, "ccomp"), *adverbial]


def _narrates(parse: Parse, here: Token) -> bool:
    """Tell whether the trigger goes on with the story: simple past, in a main clause or what a source says."""
    verb = here
    while verb.pos not in ("VERB", "AUX") and verb.head != verb.i:
        if verb.dep not in ("nsubj", "nsubjpass", "dobj", "pobj", "prep", "compound", "conj"):
            return False
        verb = parse.tokens[verb.head]
    helpers = parse.kids(verb.i, "aux", "auxpass")
    if any(h.tag == "MD" or h.lemma == "have" for h in helpers):
        return False
    past = verb.tag == "VBD" or (verb.tag == "VBN" and any(h.tag == "VBD" for h in helpers))
    return past and (verb.dep in ("ROOT", "ccomp", "conj") or verb in _said(parse, parse.tokens[verb.head]))


def _when(reading: Reading, chosen: Date, here: Token, scope: Scope) -> When | None:
    if chosen.first is None or chosen.last is None:
        return None
    inherited = chosen.anchored and reading.report.published_basis == "lineage"
    told = When(
        first=chosen.first,
        last=chosen.last,
        precision=chosen.precision or "range",
        basis="lineage" if inherited else "text",
        scope=scope,
        span=chosen.span,
    )
    if border(reading.parse, chosen.span) == "since" and not Ties(reading.parse, here).when_clause(chosen.span):
        return _until_now(told, reading.report.published)
    return told


def _until_now(told: When, published: date | None) -> When | None:
    """Stretch "since October" to the day of the report."""
    if published is None or published < told.first:
        return None
    return replace(told, last=published, precision="range")
