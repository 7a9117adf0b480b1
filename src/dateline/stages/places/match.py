"""Finding the names: stretches of a parse that the gazetteer knows, streets, and what the language model takes for places.

Longest match wins. Whether a match is really a place is decided in ``roles``; which place, in ``resolve``.
"""

from dataclasses import dataclass, replace

from dateline.model import Parse, Token
from dateline.stages.places.cues import Cues
from dateline.stages.places.entry import Entry
from dateline.stages.places.gazetteer import Gazetteer
from dateline.stages.places.names import fold

_LONGEST = 7  # tokens of the longest name looked up: "Democratic Republic of the Congo" has 5, hyphens count
_CROSSING = 3  # words of each name at a crossing: more are a list of other things
_ALONG = frozenset(("on", "down", "along", "off", "up", "and", "&"))  # before a street that is named without its kind
_PLACED = 2  # tokens before a street that tell it for one: "block of", "at 3500"
_HOUSE = 3  # digits of the number of a house: shorter ones are counts
_NO_STREET = frozenset(("DATE", "TIME", "NORP"))
_BREAKS = frozenset(',;:()[]{}"“”!?|/–—…')
_ARTICLES = frozenset(("al", "el", "ad", "as", "ar", "ez"))  # before a name, and written small: "al-Bab"
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
        upper = start.isupper() or start.isdigit()
        if not upper and tokens[i].lower not in _ARTICLES:  # as nearly all words
            i += 1
            continue
        name = _street(parse, i, cues) or _crossing(parse, i, cues) or _block(parse, i, cues) if upper else None
        if (
            name is not None
            and name.folded.endswith("s")
            and any(e.quality == "name" for e in gazetteer.find(name.folded))
        ):
            name = None  # a town that is called as streets are: "New Roads"
        if name is None and _opens(tokens, i):
            name = _at(parse, i, gazetteer, cues)
        if name:
            names.append(name)
        i = name.last if name else i + 1
    stems = {_stem(n) for n in names if n.street}
    return [replace(n, entries=(), street=True) if _again(parse, n, stems) else n for n in names]


def _stem(street: Name) -> str:
    """Return the name of a street without its kind: "monroe" of "monroe street"."""
    return street.folded.rpartition(" ")[0]


def _again(parse: Parse, name: Name, stems: set[str]) -> bool:
    """Tell a street that is named again without its kind ("driving down Monroe") from the town of that name."""
    before = parse.tokens[name.first - 1].lower if name.first else ""
    return bool(name.entries) and name.folded in stems and before in _ALONG


def _opens(tokens: tuple[Token, ...], i: int) -> bool:
    """Tell whether a name may begin at a token: a capital letter, or "al-" before one."""
    text = tokens[i].text
    return text[:1].isupper() or (tokens[i].lower in _ARTICLES and i + 1 < len(tokens) and tokens[i + 1].text == "-")


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
    plural = _plural(parse, last + 1, cues)
    if plural is None and (street is None or street.last - street.first > _CROSSING):
        return None
    return Name(first, last, fold(parse.text[tokens[first].start : tokens[last - 1].end]), street=True)


def _plural(parse: Parse, first: int, cues: Cues) -> int | None:
    """Return the token of the word that two streets share, behind the name of the second: "and San Pedro avenues"."""
    for token in parse.tokens[first : first + _CROSSING]:
        if token.i > first and token.lower in cues.streets and token.lower.endswith("s"):
            return token.i
        if not token.text[:1].isupper():
            return None
    return None


def _block(parse: Parse, first: int, cues: Cues) -> Name | None:
    """Return a street that only its place tells: "the 300 block of Fannin", "at 3500 Fannin", "Oak and Elm streets"."""
    tokens = parse.tokens
    if first < _PLACED or tokens[first].ent in _NO_STREET:
        return None
    before, at = tokens[first - 2], tokens[first - 1]
    blocks = at.lower == "of" and before.lower in ("block", "blocks")
    house = before.lower == "at" and at.text.isdigit() and len(at.text) >= _HOUSE
    second = _plural(parse, first, cues) if at.lower in ("and", "&") and before.text[:1].isupper() else None
    if second is None and not (blocks or house):
        return None
    last = second + 1 if second is not None else first + 1
    while last < first + _CROSSING and tokens[last].text[:1].isupper() and tokens[last].ent not in _NO_STREET:
        last += 1
    return Name(first, last, fold(parse.text[tokens[first].start : tokens[last - 1].end]), street=True)


def _proper(tokens: tuple[Token, ...]) -> bool:
    """Tell whether the words before "Street" name it: no bare number, no sentence beginning."""
    return any(t.text[:1].isupper() and t.pos != "ADP" for t in tokens) or tokens[-1].text[-2:] in (
        "st",
        "nd",
        "rd",
        "th",
    )
