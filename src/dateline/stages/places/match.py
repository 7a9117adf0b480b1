"""Finding the names: stretches of a parse that the gazetteer knows, streets, and what the language model takes for places.

Longest match wins. Whether a match is really a place is decided in ``roles``; which place, in ``resolve``.
"""

from dataclasses import dataclass

from dateline.model import Parse, Token
from dateline.stages.places.cues import Cues
from dateline.stages.places.entry import Entry
from dateline.stages.places.gazetteer import Gazetteer
from dateline.stages.places.names import fold

_LONGEST = 7  # tokens of the longest name looked up: "Democratic Republic of the Congo" has 5, hyphens count
_CROSSING = 3  # words of each name at a crossing: more are a list of other things
_BREAKS = frozenset(',;:()[]{}"“”!?|/–—…')
_BUILT = frozenset(("dam", "bridge", "airport"))  # "the Tabqa dam" is the dam, though written small


@dataclass(frozen=True, slots=True)
class Name:
    """A match: tokens ``[first, last)``, its entries, or the country of a demonym; ``street`` names no entry."""

    first: int
    last: int
    folded: str
    entries: tuple[Entry, ...] = ()
    demonym: str | None = None
    street: bool = False


def find_names(parse: Parse, gazetteer: Gazetteer, cues: Cues) -> list[Name]:
    """List the names in text order, none overlapping another."""
    names: list[Name] = []
    i, tokens = 0, parse.tokens
    while i < len(tokens):
        start = tokens[i].text[0]
        name = _street(parse, i, cues) or _crossing(parse, i, cues) if start.isupper() or start.isdigit() else None
        if name is None and _opens(tokens, i):
            name = _at(parse, i, gazetteer, cues)
        if name:
            names.append(name)
        i = name.last if name else i + 1
    return names


def _opens(tokens: tuple[Token, ...], i: int) -> bool:
    """Tell whether a name may begin at a token: a capital letter, or "al-" before one."""
    text = tokens[i].text
    return text[:1].isupper() or (
        text.casefold() in ("al", "el", "ad", "as", "ar", "ez") and i + 1 < len(tokens) and tokens[i + 1].text == "-"
    )


def _at(parse: Parse, first: int, gazetteer: Gazetteer, cues: Cues) -> Name | None:
    """Return the longest name that begins at a token."""
    tokens = parse.tokens
    end = min(first + _LONGEST, parse.sentences[tokens[first].sent].last)
    stop = next(
        (
            k
            for k in range(first + 1, end)
            if tokens[k].text in _BREAKS or "\n" in parse.text[tokens[k - 1].end : tokens[k].start]
        ),
        end,
    )
    for last in range(stop, first, -1):
        head = tokens[last - 1].text
        built = last - first > 1 and not _BUILT.isdisjoint(cues.kinds.get(head, ()))
        if not (head[:1].isupper() or head[:1].isdigit() or built):
            continue
        text = parse.text[tokens[first].start : tokens[last - 1].end]
        folded = fold(text)
        demonym = gazetteer.demonyms.get(folded)
        entries = () if demonym else gazetteer.find(text)
        if tokens[first].lower == "the" and not any(e.name.startswith("The ") for e in entries):
            continue
        if tokens[first].lower in cues.compass and last - first > 1 and all(e.quality == "variant" for e in entries):
            continue  # "West Charlotte" is a part of Charlotte, whatever else has that nickname
        if demonym or entries or folded in gazetteer.seats:
            return Name(first, last, folded, entries, demonym)
    return None


def _street(parse: Parse, first: int, cues: Cues) -> Name | None:
    """Return a street that begins at a token: "South Main Street", "N. High St.", "Highway 101", "West 16th Street"."""
    tokens = parse.tokens
    token = tokens[first]
    last = first
    end = min(first + 6, parse.sentences[token.sent].last)
    while (
        last < end
        and (tokens[last].text[:1].isupper() or tokens[last].text[:1].isdigit())
        and tokens[last].text not in _BREAKS
    ):
        saint = tokens[last].lower in ("st", "st.") and last + 1 < end and tokens[last + 1].text[:1].isupper()
        if last > first and not saint and tokens[last].lower in cues.streets and (tokens[last].text[:1].isupper()):
            return (
                Name(first, last + 1, fold(parse.text[token.start : tokens[last].end]), street=True)
                if _proper(tokens[first:last])
                else None
            )
        last += 1
    if token.lower in cues.numbered and first + 1 < end and tokens[first + 1].text.isdigit():
        return Name(first, first + 2, "", street=True)
    return None


def _crossing(parse: Parse, first: int, cues: Cues) -> Name | None:
    """Return the first of two streets that share the word: "Broadway and Cedar Street", "Baltimore and Oak avenues"."""
    tokens = parse.tokens
    last = next(
        (k for k in range(first, min(first + _CROSSING, len(tokens))) if not tokens[k].text[:1].isupper()), first
    )
    if last == first or last + 2 >= len(tokens) or tokens[last].lower not in ("and", "&"):
        return None
    street = _street(parse, last + 1, cues)
    plural = (
        tokens[last + 1].text[:1].isupper()
        and tokens[last + 2].lower in cues.streets
        and tokens[last + 2].lower.endswith("s")
    )
    if not plural and (street is None or street.last - street.first > _CROSSING):
        return None
    return Name(first, last, fold(parse.text[tokens[first].start : tokens[last - 1].end]), street=True)


def _proper(tokens: tuple[Token, ...]) -> bool:
    """Tell whether the words before "Street" name it: no bare number, no sentence beginning."""
    return any(t.text[:1].isupper() and t.pos != "ADP" for t in tokens) or tokens[-1].text[-2:] in (
        "st",
        "nd",
        "rd",
        "th",
    )
