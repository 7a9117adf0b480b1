"""Places that the gazetteer does not know: villages mostly, which is where much of what is reported happens.

The language model takes some of them for places; others a report calls so itself ("the village of Adarna", "Adarna village",
"Adarna, a village near Gao"). What a report has called a place once is that place wherever it stands. It has its name, the
country and region that the words beside it give, and no point, unless they say how it lies to a place that has one.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator

from dateline.model import Parse, Place, Site, Span, Token
from dateline.stages.places.cues import Cues, Kind
from dateline.stages.places.roles import PLACE_LABELS

_LONGEST = 3  # words of a name
_ASIDE = 4  # words from a name to what it is said to be: ", a small market town"
_BESIDE = 8  # words from a name to the place that it is said to lie in or near
_LYING = frozenset(("in", "near", "outside", "of", "from"))
# What has one of these labels is no place's name, whatever stands beside it.
_OTHER = frozenset(("DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "EVENT"))

Stretch = tuple[int, int]  # tokens [first, last)
Land = tuple[str | None, str | None]  # country and region


def unknown(parse: Parse, found: list[Place], cues: Cues) -> list[Place]:
    """Return the places beside those ``found`` that the language model or the text itself takes for such."""
    taken = _taken(parse, found)
    known = sorted((p for p in found if p.site), key=lambda p: p.span.start)
    called = {s: kind for s, kind in (*_called(parse, cues), *_lying(parse, known)) if taken.isdisjoint(range(*s))}
    sites = _sites(parse, called, known)
    some = {s[0]: s for s in (*_labelled(parse), *_again(parse, set(sites)), *called) if taken.isdisjoint(range(*s))}
    return [_place(parse, s, sites.get(_words(parse, s))) for s in some.values()]


def _place(parse: Parse, stretch: Stretch, site: Site | None) -> Place:
    return Place(report=parse.report, span=_span(parse, stretch), role="location", site=site)


def _span(parse: Parse, stretch: Stretch) -> Span:
    start, end = parse.tokens[stretch[0]].start, parse.tokens[stretch[1] - 1].end
    return Span(start, end, parse.text[start:end])


def _words(parse: Parse, stretch: Stretch) -> tuple[str, ...]:
    return tuple(t.text for t in parse.tokens[slice(*stretch)])


def _labelled(parse: Parse) -> Iterator[Stretch]:
    """Yield what the language model takes for a place."""
    people = {t for e in parse.entities if e.label == "PERSON" and e.last - e.first > 1 for t in e.text.split()}
    for entity in parse.entities:
        if entity.label not in PLACE_LABELS or entity.text in people or not entity.text[:1].isalpha():
            continue
        if entity.label != "GPE" or entity.text[:1].isupper():
            yield entity.first, entity.last


def _called(parse: Parse, cues: Cues) -> Iterator[tuple[Stretch, Kind]]:
    """Yield the names that the words beside them call a place, and what they call it."""
    tokens = parse.tokens
    for token in tokens:
        kind = cues.called.get(token.lower)
        if kind is None:
            continue
        opens = token.i == parse.sentences[token.sent].first
        if token.text[:1].isupper() and not opens:
            continue
        if token.i + 2 < len(tokens) and tokens[token.i + 1].lower == "of":
            yield from ((name, kind) for name in _name(parse, token.i + 2, step=1))
        if not opens and token.lower not in cues.dwellers:
            aside = (
                token.dep == "appos" and 1 < token.i - token.head <= _ASIDE + 1 and tokens[token.head + 1].text == ","
            )
            yield from ((name, kind) for name in _name(parse, token.head if aside else token.i - 1, step=-1))


def _name(parse: Parse, at: int, step: int) -> list[Stretch]:
    """Return the name that begins (step 1) or ends (step -1) at a token, if one does. "A Fulani village" has none."""
    sentence = parse.sentences[parse.tokens[at].sent]
    end = at
    while sentence.first <= end < sentence.last and _part(parse.tokens[end]):
        end += step
    first, last = (at, end) if step > 0 else (end + 1, at + 1)
    people = step < 0 and any(t.pos != "PROPN" or t.ent == "NORP" for t in parse.tokens[first:last])
    return [(first, last)] if 0 < last - first <= _LONGEST and not people else []


def _part(token: Token) -> bool:
    """Tell whether a word may be part of a place's name; the language model errs about what it is, villages being rare."""
    return token.text[:1].isupper() and token.text[-1:].isalpha() and token.ent not in _OTHER


def _again(parse: Parse, names: set[tuple[str, ...]]) -> Iterator[Stretch]:
    """Yield where names stand that the text has called places, unless they are part of a longer name."""
    if not names:
        return
    firsts, tokens = {name[0] for name in names}, parse.tokens
    for token in tokens:
        if token.text not in firsts or (token.i and _part(tokens[token.i - 1])):
            continue
        last = next((k for k in range(token.i, len(tokens)) if not _part(tokens[k])), len(tokens))
        if _words(parse, (token.i, last)) in names:
            yield token.i, last


def _lying(parse: Parse, known: list[Place]) -> Iterator[tuple[Stretch, Kind]]:
    """Yield the names beside which the text says how they lie to a town: "Adarna, 20 km south of Gao"."""
    for place in known:
        first = bisect_left(parse.ends, place.span.start + 1)
        tokens = parse.tokens[max(0, first - 2) : first]
        if _shifted(place.site) and len(tokens) == 2 and tokens[1].text == "," and tokens[0].ent in ("", "GPE", "LOC"):
            yield from ((name, "settlement") for name in _name(parse, tokens[0].i, step=-1))


def _shifted(site: Site | None) -> bool:
    """Tell whether a site is what lies somewhere around a town: "near Gao", "20 km south of Gao"."""
    return site is not None and site.precision == "district" and site.feature != "district" and site.lat is not None


def _sites(parse: Parse, called: dict[Stretch, Kind], known: list[Place]) -> dict[tuple[str, ...], Site]:
    """Return what the text tells of each name that it calls a place, where it tells most."""
    areas = Counter((p.site.country, p.site.admin1) for p in known if p.site and p.site.country and _stands(parse, p))
    land = min(areas, key=lambda a: (-areas[a], repr(a)), default=(None, None))
    sites: dict[tuple[str, ...], Site] = {}
    for stretch, kind in sorted(called.items()):
        site, name = _site(parse, stretch, kind, _beside(parse, stretch, known), land), _words(parse, stretch)
        sites[name] = max(sites.get(name, site), site, key=lambda s: (s.lat is not None, s.admin1 is not None))
    return sites


def _stands(parse: Parse, place: Place) -> bool:
    """Tell whether a place stands for itself: no people, no government, nobody's ("Peru's army" may be anywhere)."""
    after = parse.tokens[min(bisect_left(parse.ends, place.span.end) + 1, len(parse.tokens) - 1)]
    return place.role == "location" and after.lower not in ("'s", "’s", "'", "’")


def _site(parse: Parse, name: Stretch, kind: Kind, beside: Site | None, land: Land) -> Site:
    """Return a place by its name; ``beside`` is what it lies in or near, ``land`` where most of the report's places lie."""
    near = kind == "settlement" and _shifted(beside)
    return Site(
        name=_span(parse, name).text,
        geonameid=None,
        country=beside.country if beside else land[0],
        admin1=beside.admin1 if beside else land[1],
        lat=beside.lat if beside and near else None,
        lon=beside.lon if beside and near else None,
        precision="district" if near else kind,
        feature=kind,
    )


def _beside(parse: Parse, name: Stretch, known: list[Place]) -> Site | None:
    """Return the site that the words after a name, or right before it, tie it to: "in Mopti", ", 20 km from", "the Syrian"."""
    last = parse.tokens[name[1] - 1]
    at = bisect_left(known, last.end, key=lambda p: p.span.start)
    if at < len(known):
        next_ = bisect_left(parse.ends, known[at].span.start + 1)
        between = parse.tokens[name[1] : next_]
        tied = _shifted(known[at].site) or any(t.lower in _LYING for t in between)
        if tied and len(between) <= _BESIDE and all(t.sent == last.sent and t.pos != "VERB" for t in between):
            return _owned(parse, known, at)
    before = known[at - 1] if at else None
    apart = parse.tokens[name[0]].start - before.span.end if before else 0
    return before.site if before and before.role == "demonym" and 0 <= apart <= len(" village of ") else None


def _owned(parse: Parse, known: list[Place], at: int) -> Site | None:
    """Return the site of a place, or of the region that it owns: "in Nigeria's Zamfara state"."""
    own = known[at].site
    if at + 1 < len(known) and own is not None and own.precision == "country":
        gap = parse.text[known[at].span.end : known[at + 1].span.start].strip()
        region = known[at + 1].site
        if gap in ("'s", "’s", "'", "’") and region is not None and region.country == own.country:
            return region
    return own


def _taken(parse: Parse, found: list[Place]) -> set[int]:
    """Return the tokens inside the places found."""
    tokens, taken = parse.tokens, set[int]()
    for place in found:
        at = bisect_right(parse.ends, place.span.start)
        while at < len(tokens) and tokens[at].start < place.span.end:
            taken.add(at)
            at += 1
    return taken
