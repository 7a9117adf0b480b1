"""The stretch of text that tells one event: the clause of its trigger, as a coder would quote it."""

from dateline.model import Parse, Span, Token
from dateline.stages.events import grammar
from dateline.stages.events.match import Hit

_OTHER = frozenset({"parataxis", "ccomp", "csubj"})


def clause(parse: Parse, hit: Hit, carrier: Token | None) -> tuple[int, int]:
    """Return the first and last token of the trigger's own clause."""
    head = carrier if carrier is not None else hit.token
    kept = _kept(parse, head, hit)
    first = last = hit.i
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept:
        last += 1
    if hit.noun and carrier is None:
        last = max(last, _reach(parse, hit.token))
    return _trimmed(parse, min(first, hit.i), max(last, hit.i))


def _reach(parse: Parse, noun: Token) -> int:
    """Return the last token of what follows a noun inside a longer phrase: "payback for the raid on Friday that ..."."""
    head = parse.tokens[noun.head]
    above = parse.tokens[head.head]
    if noun.dep != "pobj" or above.pos != "NOUN" or above.i > noun.i:
        return noun.i
    end = parse.edges(above.i)[1]
    stop = next((t.i for t in parse.tokens[noun.i : end + 1] if t.text in (",", ";") or t.dep == "cc"), end + 1)
    return stop - 1


def _kept(parse: Parse, head: Token, hit: Hit) -> set[int]:
    """Collect the tokens under ``head`` that belong to its own clause."""
    kept, waiting = set(), [head]
    while waiting:
        here = waiting.pop()
        kept.add(here.i)
        waiting += [kid for kid in parse.kids(here.i) if kid.i == hit.i or not _apart(parse, kid, head, hit)]
    return kept


def _apart(parse: Parse, kid: Token, head: Token, hit: Hit) -> bool:
    """Tell whether a dependent opens a clause that another event or thought owns."""
    low, high = parse.edges(kid.i)
    if low <= hit.i <= high:
        return False
    if kid.dep in _OTHER:
        return kid.head == head.i and head.pos in ("VERB", "AUX") and kid.dep != "csubj"
    if kid.dep == "conj" and grammar.is_verb(kid):
        return True
    if kid.dep == "advcl":
        return kid.tag not in ("VBG", "VB") or bool(parse.kids(kid.i, "nsubj", "nsubjpass"))
    return kid.dep == "relcl" and low > 0 and parse.tokens[low - 1].text in (",", "-", "--", "—")


def _trimmed(parse: Parse, first: int, last: int) -> tuple[int, int]:
    """Leave out punctuation and conjunctions at the ends."""
    while first < last and (parse.tokens[first].pos == "PUNCT" or parse.tokens[first].dep == "cc"):
        first += 1
    while last > first and (parse.tokens[last].pos == "PUNCT" or parse.tokens[last].dep == "cc"):
        last -= 1
    return first, last


def span(parse: Parse, first: int, last: int) -> Span:
    """Return the characters of tokens ``first`` to ``last``."""
    start, end = parse.tokens[first].start, parse.tokens[last].end
    return Span(start, end, parse.text[start:end])
