"""Find the counts of people killed, hurt, missing and driven out, wherever in a sentence they stand."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.model import FigureKind, Parse, Sentence, Token
from dateline.stages.events import crowds, grammar, implied, losses, numbers, reality, tollnumber, wounds
from dateline.stages.events.numbers import Quantity, quantity
from dateline.stages.events.people import is_age, people
from dateline.stages.events.roles import WEEKDAYS
from dateline.stages.events.table import EventTable
from dateline.stages.events.tollwords import KINDS, MAYBE, STATES, idioms, rows, tables, telling

_SOME = frozenset({"several", "many", "some", "numerous", "countless"})
# What a condition is called that tells of somebody hurt.
_GRAVE = frozenset({"critical", "serious", "grave", "guarded", "stable", "fair", "good"})
_FURTHER = frozenset({"others", "another", "second", "third", "fourth", "fifth"})
_FOLD = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5, "sextuple": 6}
# "Shot and killed two": verbs this far apart have one object.
_JOINED = 2
# Words between the last victim and the doer: "his son, and then himself".
_THEN = frozenset({",", "and", "then", "&", "finally", "later"})
# How far before "dead" or "injured" a bare number may stand ("leaving at least 12 people dead").
_NEAR = 4
# What may follow "died" as a bare phrase is a time: "died a short time later", "died minutes later".
_LATER = frozenset({"time", "moment", "minute", "hour", "day", "week", "month", "year", "night", "morning"})


@dataclass(frozen=True, slots=True)
class Count:
    """A count: what kind, how many, the word that tells it (``anchor``), and the heads of those counted.

    ``hit``: shot or taken to hospital; the text may say elsewhere that they died.
    ``implied``: a word like "deadly" tells that there were dead at all, for want of any number.
    """

    kind: FigureKind
    amount: Quantity
    anchor: Token
    people: tuple[Token, ...] = ()
    hit: bool = False
    implied: bool = False


def counts(parse: Parse, sentence: Sentence, table: EventTable) -> list[Count]:
    """Return the counts that a sentence gives, in text order."""
    found: list[Count] = []
    words = telling()
    if parse.words[sentence.index].isdisjoint(words):
        return found
    told = (t for t in parse.sentence_tokens(sentence) if t.lemma.lower() in words or t.lower in words)
    for token in told:
        for count in _at(parse, token, table):
            if not any(_is_within(count, other) for other in found):
                found = [*(c for c in found if not _is_within(c, count)), count]
    return _totals(parse, [c for c in found if _holds(parse, c)])


def _is_within(count: Count, other: Count) -> bool:
    """Tell whether a count says what another one says, or only of some of those whom one word counts."""
    if count.kind != other.kind:
        return False
    some = count.anchor.i == other.anchor.i and {t.i for t in count.people} < {t.i for t in other.people}
    return count.amount.last == other.amount.last or (some and bool(count.people))


def _holds(parse: Parse, count: Count) -> bool:
    """Tell whether the count is of a happening, and came about."""
    if implied.periodic(parse, count.anchor, idioms()):
        return False
    if count.amount.low == 0:
        return not reality.remainder(parse, count.amount)
    return not reality.unreal(parse, count.anchor, rows()["unreal"])


def _totals(parse: Parse, found: list[Count]) -> list[Count]:
    """Leave out what a toll of the same sentence includes ("two more died, bringing the toll to 14"), and an older toll."""
    dead = [c for c in found if c.kind == "killed"]
    old = [c for c in dead if any(k.lower in rows()["numbered"]["older"] for k in parse.kids(c.anchor.i, "amod"))]
    if len(old) < len(dead):
        found = [c for c in found if c not in old]
    tolls = {c.anchor.i for c in found if c.anchor.lemma.lower() in tables()["killed"].toll}
    return [c for c in found if not tolls or c.kind != "killed" or c.anchor.i in tolls]


def _at(parse: Parse, token: Token, table: EventTable) -> Iterator[Count]:
    """Yield the counts that the word ``token`` tells."""
    if token.pos in ("VERB", "AUX") and token.dep not in ("aux", "auxpass"):
        yield from _verbal(parse, token, table)
        yield from _count("killed", implied.dead(parse, token, idioms()), token, parse, table)
    elif wounds.is_wound(token) and token.pos == "NOUN":
        yield from _with_wound(parse, token, table)
    elif token.lower == "condition":
        yield from _in_condition(parse, token, table)
    if (token.pos not in ("VERB", "AUX")) and (least := implied.fatal(parse, token, idioms())) is not None:
        yield Count("killed", least, token, implied=True)
    yield from _otherwise(parse, token, table)
    for kind in KINDS:
        words = tables()[kind]
        lemma = token.lemma.lower()
        bare = token.pos != "NOUN" or not parse.kids(token.i, "det") or is_age(parse, token)
        if token.lower in words.state and bare and not (grammar.is_verb(token) and parse.kids(token.i, "dobj")):
            yield from _state(parse, token, kind, table)
        if token.pos in ("NOUN", "ADJ", "PROPN") and lemma in words.noun | words.none | words.life | words.deed:
            yield from _nominal(parse, token, kind, table)
        told = token if lemma in words.toll else tollnumber.numbered(parse, token, words) if lemma == "number" else None
        if told is not None and (amount := tollnumber.toll(parse, token)) is not None:
            yield Count(kind, amount, told)


def _otherwise(parse: Parse, token: Token, table: EventTable) -> Iterator[Count]:
    """Read a crowd's size, the sick of an outbreak, people driven from home, and men that an army lost."""
    lemma = token.lemma.lower()
    if lemma in rows()["crowd"]["nouns"] and (amount := crowds.told_of_crowd(parse, token)) is not None:
        yield Count("participants", amount, token)
    elif lemma in rows()["sick"]["verbs"]:
        yield from _count("other", grammar.objects(parse, token), token, parse, table)
    elif token.lower == "cases" and (amount := losses.cases(parse, token)) is not None:
        yield Count("other", amount, token)
    elif lemma in rows()["lost"]["forcing"] and grammar.is_verb(token):
        yield from _count("displaced", losses.driven(parse, token), token, parse, table)
    elif lemma == "lose" and grammar.is_verb(token):
        yield from _count("killed", losses.lost(parse, token), token, parse, table)


def _verbal(parse: Parse, verb: Token, table: EventTable) -> Iterator[Count]:
    """Read "killed five people", "five people died", "was shot dead", "suffered gunshot wounds"."""
    if any(k.i == verb.i - 1 and k.lower in _SOME for k in parse.kids(verb.i, "amod")):
        return  # "three were killed and several wounded": nobody says how many
    lemma = verb.lemma.lower()
    if lemma == "shoot":
        yield from _shot(parse, verb, table)
        return
    if (hit := wounds.struck(parse, verb)) is not None:
        for count in _count("killed" if wounds.mortal(parse, verb) else "injured", hit, verb, parse, table):
            alone = not _others(parse, hit) and not _also(parse, verb) and not _toll_beside(parse, verb)
            yield replace(count, hit=alone and count.kind == "injured")
        return
    for kind in KINDS:
        words = tables()[kind]
        fatal = kind == "killed" and lemma in MAYBE and wounds.fatal(parse, verb)
        if kind == "killed" and lemma == "survive" and reality.denied(parse, verb):
            yield from _count(kind, grammar.subjects(parse, verb), verb, parse, table)
            return
        if lemma in words.object or fatal:
            yield from _count(kind, _and_self(parse, grammar.objects(parse, verb)), verb, parse, table)
            if (amount := _before_time(parse, verb)) is not None:
                yield Count(kind, amount, verb)
        elif (
            lemma in words.subject
            and not _left_behind(parse, verb)
            and all(k.lemma.lower() in _LATER for k in parse.kids(verb.i, "dobj"))
        ):
            yield from _count(kind, _dying(parse, verb), verb, parse, table)
        if fatal:
            return


def _left_behind(parse: Parse, verb: Token) -> bool:
    """Tell "is survived by his parents": who is told of outlived somebody, and not a danger."""
    return verb.lemma.lower() == "survive" and grammar.passive(parse, verb)


def _before_time(parse: Parse, verb: Token) -> Quantity | None:
    """Return a number behind the verb that the parse takes for part of a time: "injured five late on Saturday"."""
    behind = parse.tokens[verb.i + 1 : verb.i + 3]
    if grammar.objects(parse, verb) or len(behind) < 2 or behind[0].pos != "NUM" or behind[0].text[:1] == "'":
        return None
    timed = behind[1].lower in ("late", "early", "overnight") or behind[1].lower in WEEKDAYS
    amount = numbers.value([behind[0].text]) if timed else None
    return Quantity(amount, amount, behind[0].i, behind[0].i) if amount is not None else None


def _and_self(parse: Parse, nouns: Sequence[Token]) -> Sequence[Token]:
    """Add the doer where the words behind the victims name them: "killed his wife and then himself"."""
    after = max((grammar.phrase(parse, t)[1] for t in nouns), default=len(parse.tokens)) + 1
    while after < len(parse.tokens) and parse.tokens[after].lower in _THEN:
        after += 1
    doer = parse.tokens[after] if after < len(parse.tokens) else None
    own = doer is not None and doer.pos == "PRON" and doer.lower.endswith("self")
    return [*nouns, doer] if doer is not None and own and doer not in nouns else nouns


def _dying(parse: Parse, verb: Token) -> Sequence[Token]:
    """Return who died: the subject, or whoever suffered the deed that the verb is joined to: "was shot and died"."""
    found = grammar.subjects(parse, verb)
    head = parse.tokens[verb.head]
    if not found and verb.tag in ("VBP", "VB") and (bare := parse.kids(verb.i, "nummod")):
        return bare  # "14 die as a bus falls into a gorge"
    if found or verb.dep != "conj" or not grammar.is_verb(head):
        return found
    return grammar.objects(parse, head) if grammar.passive(parse, head) else found


def _toll_beside(parse: Parse, verb: Token) -> bool:
    """Tell whether the sentence counts the dead apart from those that the verb takes to hospital."""
    home = parse.sentences[verb.sent]
    words = {t.lower for t in parse.sentence_tokens(home)}
    return verb.lemma in rows()["hospital"]["verbs"] | STATES and bool(words & (tables()["killed"].state | {"died"}))


def _with_wound(parse: Parse, wound: Token, table: EventTable) -> Iterator[Count]:
    """Read "two men with gunshot wounds", "a woman arrived at a hospital with burns"."""
    preposition = parse.tokens[wound.head]
    if wound.dep == "conj" and grammar.is_verb(preposition):  # "a blast kills nine and wounds two" in a headline
        numbers_ = [k for k in parse.kids(wound.i, "nummod") if k.i == wound.i + 1]
        yield from (Count("injured", n, wound) for k in numbers_ if (n := quantity(parse, k)) is not None)
    if wound.dep != "pobj" or preposition.lower != "with":
        return
    bearer = parse.tokens[preposition.head]
    if bearer.dep == "pobj" and bearer.lemma.lower() in rows()["hospital"]["places"]:  # "at a hospital with burns"
        bearer = parse.tokens[parse.tokens[bearer.head].head]
    if grammar.is_verb(bearer):
        finding = bearer.lemma.lower() in rows()["hospital"]["finding"]
        people_ = grammar.objects(parse, bearer) if finding else []
        if bearer.lemma.lower() in rows()["hospital"]["arriving"]:
            people_ = grammar.subjects(parse, bearer)
    else:
        people_ = [bearer]
    for count in _count("injured", people_, wound, parse, table):
        yield replace(count, hit=not _others(parse, people_))


def _in_condition(parse: Parse, condition: Token, table: EventTable) -> Iterator[Count]:
    """Read "a child in critical condition", "left a girl in serious condition"."""
    preposition = parse.tokens[condition.head]
    grave = any(k.lower in _GRAVE for k in parse.kids(condition.i, "amod", "compound"))
    if condition.dep != "pobj" or preposition.lower != "in" or not grave:
        return
    bearer = parse.tokens[preposition.head]
    leaves = bearer.lemma.lower() == "leave"
    people_ = [] if grammar.is_verb(bearer) and not leaves else grammar.objects(parse, bearer) if leaves else [bearer]
    apart = grammar.is_verb(bearer) and _toll_beside(parse, bearer)
    for count in _count("injured", people_, condition, parse, table):
        yield replace(count, hit=not _others(parse, people_) and not apart)


def _shot(parse: Parse, verb: Token, table: EventTable) -> Iterator[Count]:
    """Count those shot; they are hurt unless the text says that they died."""
    victims = [
        t
        for t in grammar.objects(parse, verb)
        if t.lemma.lower() not in ("drone", "missile", "plane", "aircraft", "jet")
    ]
    killed = wounds.fatal(parse, verb) or any(
        k.lemma == "kill" and (k.i - verb.i <= _JOINED or not parse.kids(k.i, "nsubj", "dobj", "nsubjpass"))
        for k in parse.kids(verb.i, "conj")
    )
    for count in _count("killed" if killed else "injured", _and_self(parse, victims), verb, parse, table):
        yield replace(count, hit=not killed and not _others(parse, victims) and not _also(parse, verb))


def _count(kind: FigureKind, nouns: Sequence[Token], anchor: Token, parse: Parse, table: EventTable) -> Iterator[Count]:
    """Count the people that ``nouns`` name, if the words tell how many."""
    born = tuple(t for t in nouns if not reality.unborn(parse, t))
    amount = people(parse, born, table)
    if amount is not None:
        yield Count(kind, amount, anchor, born)


def _also(parse: Parse, verb: Token) -> bool:
    """Tell whether more people are added to those told before: "two men were also shot"."""
    return any(k.lower in ("also", "too") for k in parse.kids(verb.i, "advmod"))


def _others(parse: Parse, nouns: Iterable[Token]) -> bool:
    """Tell whether all those counted are set apart from others told before: "three others", "two more people"."""
    return all(
        t.lower in _FURTHER or any(k.lower in ("other", "more", "another", "further") for k in parse.kids(t.i))
        for t in nouns
    )


def _state(parse: Parse, word: Token, kind: FigureKind, table: EventTable) -> Iterator[Count]:
    """Read "left 12 dead", "two dead", "was found dead", "20 others injured"."""
    if word.pos == "NOUN" and is_age(parse, word):
        yield Count(kind, Quantity(1, 1, parse.edges(word.i)[0], word.i), word)
        return
    counted = _counted_before(parse, word, table)
    if counted is not None:
        together = _together(parse, parse.tokens[counted.last])
        amount = people(parse, together, table) if together else None
        yield Count(kind, amount or counted, word, together if amount else ())
        return
    if (put := tollnumber.put_at(parse, word)) is not None:
        yield Count(kind, put, word)
        return
    head = parse.tokens[word.head]
    if word.lower == "fatally" and head.pos == "NUM" and (amount := quantity(parse, head)) is not None:
        yield Count(kind, amount, word)
        return
    if word.dep in ("amod", "acl") and head.i < word.i and not grammar.is_verb(head):  # "found Lanz, 14, deceased"
        yield from _count(kind, [head], word, parse, table)
    elif word.dep in ("acomp", "oprd", "xcomp", "advcl", "attr") and grammar.is_verb(head):
        nouns = grammar.objects(parse, head) or grammar.subjects(parse, head)
        yield from _count(kind, nouns, word, parse, table)
    elif word.dep in ("ROOT", "ccomp") and not parse.kids(word.i, "dobj") and (subjects := parse.kids(word.i, "nsubj")):
        yield from _count(kind, subjects, word, parse, table)


def _together(parse: Parse, number: Token) -> tuple[Token, ...]:
    """Return all who are counted together before a state, if more than the last: "six officers and nine rebels dead"."""
    last = parse.tokens[number.head]
    first = last
    while first.dep == "conj" and parse.tokens[first.head].pos == "NOUN":
        first = parse.tokens[first.head]
    if number.dep != "nummod" or first.i == last.i or last.pos != "NOUN":
        return ()
    stated = {t.lower for t in parse.tokens[first.i : last.i]}
    if any(not stated.isdisjoint(tables()[kind].state) for kind in KINDS):
        return ()
    found = grammar.with_conjuncts(parse, first)
    return found if all(parse.kids(t.i, "nummod") for t in found) else ()


def _counted_before(parse: Parse, word: Token, table: EventTable) -> Quantity | None:
    """Return the number that stands shortly before the word with nothing but people between."""
    first = parse.sentences[word.sent].first
    for i in range(word.i - 1, max(first - 1, word.i - 1 - _NEAR), -1):
        token = parse.tokens[i]
        if token.pos == "NUM" and token.ent not in ("DATE", "TIME"):
            return quantity(parse, token)
        if token.lower == "another" and word.i - i == 1:  # "wounded one and left another dead"
            return Quantity(1, 1, i, i)
        if token.lemma.lower() in table.lists["person"] or token.lower in (
            "others",
            "other",
            "more",
            "were",
            "was",
            "are",
            "left",
            "reported",
            "seriously",
            "critically",
            "severely",
            "badly",
            "slightly",
            "and",
            "confirmed",
            "lightly",
        ):
            if token.lemma.lower() in table.lists["person"] and (found := quantity(parse, token)) is not None:
                return found
            continue
        return None
    return None


def _nominal(parse: Parse, noun: Token, kind: FigureKind, table: EventTable) -> Iterator[Count]:
    """Read "12 deaths", "the death of two boys", "no casualties", "claimed 12 lives"."""
    words = tables()[kind]
    found = quantity(parse, noun)
    if found is not None and (found.low == 0 or noun.lemma.lower() in words.noun or noun.lemma.lower() in words.life):
        if found.low != 0 or noun.lemma.lower() in words.none:
            yield Count(kind, found, noun)
        return
    lemma = noun.lemma.lower()
    if lemma in words.deed and (times := _manifold(parse, noun)) is not None:
        yield Count(kind, times, noun, hit=kind == "injured")
        return
    if lemma in ("death", "injury", *idioms().bodies) or lemma in words.life or lemma in words.deed:
        after = [one for preposition, one in grammar.prepositions(parse, noun) if preposition in ("of", "to")]
        if kind == "killed" and not after and (lemma == "death" or lemma in idioms().bodies):
            after = list(implied.owners(parse, noun, idioms()))
        fatal = kind == "injured" and any(k.lower in ("fatal", "deadly") for k in parse.kids(noun.i, "amod"))
        for count in _count("killed" if fatal else kind, after, noun, parse, table):
            yield replace(count, hit=lemma in words.deed and count.kind == "injured")


def _manifold(parse: Parse, noun: Token) -> Quantity | None:
    """Read how many victims "a double murder", "a triple shooting" had."""
    for kid in parse.kids(noun.i, "amod", "compound", "nmod"):
        if kid.lower in _FOLD:
            return Quantity(_FOLD[kid.lower], _FOLD[kid.lower], kid.i, noun.i)
    return None
