"""The day on which help was called: where a report gives no other, it is the day of what help was called to.

"A man was wounded in Leeds. Officers were called to the flat just after 9 p.m. on Friday": local news dates most
crimes, fires and crashes so. What was found out, said or decided on that day is not dated by it.
"""

from dateline.model import Date, Parse, Reading, Token
from dateline.stages.events.days import days_of
from dateline.stages.events.ties import Ties, cues

_AHEAD, _BEFORE = 4, 1  # sentences after and before the event in which help still goes to it


def called_out(reading: Reading, here: Token) -> Date | None:
    """Return the day on which help went to the happening of a trigger, None where the days differ or there is none."""
    if here.lemma.lower() not in cues()["emergency"] and here.lemma not in cues()["harm"]:
        return None
    parse, found = reading.parse, []
    for day in days_of(reading).single:
        if -_BEFORE <= day.held.sent - here.sent <= _AHEAD and not _ahead(reading, day.told):
            verb = _verb(parse, day.held)
            if verb is not None and (helps(parse, verb) or _carries(parse, verb)):
                found.append(day.told)
    return found[0] if found and all(d.first == found[0].first for d in found) else None


def _verb(parse: Parse, held: Token) -> Token | None:
    """Return the verb above a date, through the street or house that the parser may have hung it on."""
    token: Token | None = held
    while token is not None and token.pos in ("NOUN", "PROPN", "NUM") and token.head != token.i:
        if token.dep in ("relcl", "acl", "appos"):
            return None
        token = next((t for t in parse.ancestors(token.i) if t.pos not in ("ADP", "PART")), None)
    return token if token is not None and token.pos in ("VERB", "AUX") else None


def _ahead(reading: Reading, told: Date) -> bool:
    published = reading.report.published
    return published is not None and told.last is not None and told.last > published


def helps(parse: Parse, verb: Token) -> bool:
    """Tell whether a verb sends help: "deputies responded to", "firefighters were called"."""
    if _calls(parse, verb):
        return True
    if verb.lemma not in cues()["respond"] or (Ties.says(verb) and not parse.kids(verb.i, "auxpass")):
        return False
    if any(k.tag == "MD" or k.dep == "neg" for k in parse.kids(verb.i)):
        return False
    who = list(parse.kids(verb.i, "nsubj", "nsubjpass")) or _borrowed(parse, verb)
    some = [t for first in who for t in (first, *parse.kids(first.i, "conj"))]
    return any(t.lemma.lower() in cues()["helpers"] for t in some)


def _calls(parse: Parse, verb: Token) -> bool:
    """Tell whether a call for help comes in: "the call came", "dispatchers received a report", "it was reported"."""
    calls, subjects = cues()["calls"], parse.kids(verb.i, "nsubj", "nsubjpass")
    if verb.lemma in ("receive", "take", "answer"):
        return any(t.lemma in calls for t in parse.kids(verb.i, "dobj"))
    if verb.lemma in ("come", "go"):
        return any(t.lemma in calls for t in subjects)
    passive = verb.lemma == "report" and any(t.dep == "nsubjpass" for t in subjects)
    return passive and any(t.lemma in cues()["stand_in"] for t in subjects)


def _carries(parse: Parse, verb: Token) -> bool:
    """Tell whether a verb brings somebody to hospital or to the dead: "was flown to a clinic", "pronounced dead"."""
    if verb.lemma not in cues()["carry"] or not parse.kids(verb.i, "auxpass"):
        return False
    return "hospital" in verb.lemma or any(t.lemma.lower() in cues()["hospital"] for t in parse.subtree(verb.i))


def _borrowed(parse: Parse, verb: Token) -> list[Token]:
    """Return the subject that a second verb shares with the first."""
    above = parse.tokens[verb.head]
    return parse.kids(above.i, "nsubj", "nsubjpass") if verb.dep in ("conj", "advcl", "xcomp") else []
