"""The places of one report as they stand in its sentences, and how strongly each is tied to a word.

A tie is measured in the tree: how the place stands ("in Lima" over "from Lima"), the steps between, the other verbs on
the way. Whoever acts has no tie: the country in "Japan approved" is not where it was approved.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.model import Parse, Place, PlacePrecision, Reading, Site, Span, Token
from dateline.stages.events.home import distance
from dateline.stages.events.ties import tokens_of
from dateline.stages.events.wherewords import WhereWords
from dateline.stages.events.whole import of_whole

FINENESS: dict[PlacePrecision, int] = {"site": 0, "settlement": 1, "district": 2, "region": 3, "country": 4}

_VAGUE = 0.5  # "northwest Nigeria" is wider than a state of Nigeria, though both are regions

# Lengths of ties, tuned on hand-coded reports together; see docs/places.md.
_REACH = 10.0  # longer ties are none
_STRICT, _PLAIN = 6.0, 0.5  # for deeds done with words: shorter, inside their clause, and plainly led to
_CARE = 6  # words above a place that are searched for a hospital and for who is brought there
_STEP = 0.5
_VERB = 2.5  # for every other verb in between
_OUTSIDE = 2.0  # for lying outside the event's own words
_FINER = 3.0  # how much longer the tie of a finer place within the chosen one may be
_OWNED = 3.5  # "a Hutchinson man", "Lyon police": the place of people and offices
_SCENIC = 2.0
_AROUND_KM = 15.0  # "near Lima" may be a town so near to it: another one farther off is none of its outskirts
_TOWARDS = frozenset({"toward", "towards"})
_THITHER = _TOWARDS | {"to"}
_WATERS = frozenset({"river", "lake", "sea", "mountains"})
_ROUGHLY = frozenset({"about", "some", "around", "roughly", "nearly", "just", "approximately"})
_BEFORE, _AFTER = 30, 8  # sentences around a trigger whose places are looked at


@dataclass(frozen=True, slots=True)
class Spot:
    """A resolved place at a token. ``again`` marks "the city" that points back to ``span``, where the place is named."""

    site: Site
    span: Span
    head: int
    part: bool = False
    again: bool = False


class Scene:
    """The spots of a report in text order, as seen from a trigger."""

    def __init__(
        self, reading: Reading, cues: WhereWords, trigger: int, towns: Iterable[tuple[Place, Site]] | None = None
    ) -> None:
        self.parse, self.cues, self.trigger = reading.parse, cues, trigger
        self.start = reading.report.dateline.end if reading.report.dateline else 0
        named = self._near(_spots(reading) if towns is None else _placed(reading.parse, towns), trigger)
        self.spots = sorted([*named, *self._pointing(named, trigger)], key=lambda s: s.head)

    def _near(self, spots: Sequence[Spot], trigger: int) -> list[Spot]:
        """List the spots of the opening and of the sentences around: a long report is not read whole for each event."""
        sentences = self.parse.sentences
        at, last = self.parse.tokens[trigger].sent, len(sentences) - 1
        low, high = sentences[max(0, at - _BEFORE)].start, sentences[min(last, at + _AFTER)].end
        opening = sentences[min(last, _AFTER)].end
        return [s for s in spots if low <= s.span.start < high or s.span.start < opening]

    def _pointing(self, named: list[Spot], trigger: int) -> list[Spot]:
        """List the nouns of a sentence that point back to a place: "the city", "the same province", "there"."""
        found: list[Spot] = []
        here = self.parse.tokens[trigger].sent
        if not named or self.parse.words[here].isdisjoint(self.cues.again):
            return found
        for token in self.parse.sentence_tokens(self.parse.sentences[here]):
            kinds = self.cues.again.get(token.lemma.casefold() if token.pos == "NOUN" else token.lower)
            if kinds is None or not self._points(token):
                continue
            before = [s for s in reversed(named) if s.head < token.i and not s.part]
            if token.pos == "ADV":
                before = [s for s in before if self._stays(s)] or before
            spot = next((s for s in before if self._kind(s, kinds)), None)
            if spot is None and "region" in kinds:
                spot = next((replace(s, site=region) for s in before if (region := _region_of(s.site))), None)
            if spot is not None and not self._apposed(token, spot):
                found.append(replace(spot, head=token.i, again=True))
        return found

    def _kind(self, spot: Spot, kinds: tuple[str, ...]) -> bool:
        """Tell whether a place is of one of the kinds: a precision, or a capital."""
        return spot.site.precision in kinds or ("capital" in kinds and spot.span.text.casefold() in self.cues.capitals)

    def _points(self, token: Token) -> bool:
        """Tell whether a word points back: "there", "the city", but not "the city of Lima" or "the capital, Lima"."""
        if token.pos == "ADV":
            return token.dep == "advmod"
        kids = self.parse.kids(token.i)
        if any(k.dep in ("appos", "compound", "nummod", "poss") or (k.dep == "prep" and k.lower == "of") for k in kids):
            return False
        return token.pos == "NOUN" and any(k.dep == "det" and k.lower in ("the", "this", "that") for k in kids)

    def _apposed(self, token: Token, spot: Spot) -> bool:
        """Tell whether a noun only describes the place beside it: "Lima, the capital", "the town Lima"."""
        return abs(token.i - spot.head) <= 2 or token.head == spot.head or self.parse.tokens[spot.head].head == token.i

    def best(self, trigger: int, clause: Span) -> Spot | None:
        """Choose the spot of the trigger's sentence with the shortest tie, or a finer one inside that one."""
        sentence = self.parse.sentences[self.parse.tokens[trigger].sent]
        ties = []
        for spot in self.spots:
            if sentence.first <= spot.head < sentence.last and spot.span.start >= self.start:
                length = self.tie(trigger, spot, clause)
                if length is not None:
                    ties.append((length, fineness(spot.site), spot.head, spot))
        if not ties:
            return None
        shortest = min(ties, key=lambda t: t[:3])
        finer = [t for t in ties if t[0] <= shortest[0] + _FINER and _tells_more(t[3].site, shortest[3].site)]
        return min(finer, key=lambda t: (t[1], t[0], t[2]), default=shortest)[3]

    def tie(self, trigger: int, spot: Spot, clause: Span) -> float | None:
        """Measure the tie between a trigger and a spot of its sentence, None where it says nothing of where."""
        frame = self.frame(spot)
        if frame is None or self.cared(spot):
            return None
        steps, verbs = self._path(trigger, spot.head)
        token = self.parse.tokens[spot.head]
        if self._felt(token):
            return None
        outside = not clause.covers(token.start, token.end)
        if (outside and self._caught(spot)) or self._bound(trigger, token):
            return None
        length = frame + _STEP * steps + _VERB * verbs + _OUTSIDE * outside
        if self.spoken(trigger) and (outside or frame > _PLAIN or length > _STRICT or self._beside(trigger, spot)):
            return None
        return length if length <= _REACH else None

    def _beside(self, trigger: int, spot: Spot) -> bool:
        """Tell whether a place belongs to what is spoken about, not the speaking: "blamed for a fire in"."""
        for token in (self.parse.tokens[spot.head], *self.parse.ancestors(spot.head)):
            if token.i == trigger:
                return False
            if token.lower in self.cues.about:
                return True
        return False

    def cared(self, spot: Spot) -> bool:
        """Tell whether people are only brought or nursed at a place: "flown to a hospital in Quito", "a Quito clinic"."""
        ruler, nurse = self.parse.tokens[spot.head], self.cues.hospitals
        if spot.part and self._clinic(spot):
            return True
        over = list(self.parse.ancestors(ruler.i))[:_CARE]
        above = [t.lemma.casefold() for t in over]
        verb = next((t for t in over if t.pos == "VERB"), None)
        nursed = self.cues.nursed
        if verb is not None and (verb.lemma.casefold() in nursed or any(t.lower in nursed for t in self._around(verb))):
            return True
        if self.cues.care.isdisjoint(above):
            return False
        beside = self._around(verb) if verb is not None and verb.lemma.casefold() in self.cues.care else ()
        inside = tokens_of(self.parse, spot.span)
        return not nurse.isdisjoint((*above, *(t.lower for t in (*inside, *beside))))

    def elsewhere(self, place: Place) -> bool:
        """Tell whether a place of the report only says where people are nursed, or where they have come from or gone."""
        spot = _spot(self.parse, place, place.site)
        return spot is not None and (self.cared(spot) or self._origin(spot))

    def _clinic(self, spot: Spot) -> bool:
        """Tell whether a name is part of a hospital's: "Quito Regional Medical Center"."""
        name = []
        for token in self.parse.tokens[spot.head + 1 : spot.head + 1 + _CARE]:
            if not token.text[:1].isupper():
                break
            name.append(token.lower)
        return not self.cues.hospitals.isdisjoint(name) or "medical" in name

    def _caught(self, spot: Spot) -> bool:
        """Tell whether somebody is only caught or held at a place, seen from another deed."""
        custody = self.cues.custody
        if self.parse.tokens[self.trigger].lemma.casefold() in custody:
            return False
        verb = next((t for t in self.parse.ancestors(spot.head) if t.pos == "VERB"), None)
        if verb is None:
            return False
        held = verb.lemma.casefold() in ("take", "hold", "be") and any(t.lower == "custody" for t in self._around(verb))
        return held or verb.lemma.casefold() in custody

    def _around(self, verb: Token) -> Iterator[Token]:
        """Yield what hangs on a verb, and on that: "sent for an autopsy", "taken into custody"."""
        for kid in self.parse.kids(verb.i):
            yield kid
            yield from self.parse.kids(kid.i)

    def spoken(self, trigger: int) -> bool:
        """Tell whether a deed is done with words."""
        return self.parse.tokens[trigger].lemma.casefold() in self.cues.spoken

    def owning(self, spot: Spot) -> bool:
        """Tell whether a place only says whose people or offices are meant: "a Hutchinson man", "Lyon police"."""
        return not spot.again and (self.frame(spot) or 0.0) >= _OWNED

    def frame(self, spot: Spot) -> float | None:
        """Weigh how a spot stands in its sentence: 0 after "in" or "at", more after "to", None for whoever acts."""
        tokens = self.parse.tokens
        head, wide = tokens[spot.head], spot.site.precision == "country"
        if spot.part:
            return _OWNED if spot.site.precision in ("settlement", "site") else None
        if head.dep == "advmod":
            return 0.0
        while head.dep in ("conj", "appos") and head.head != head.i:
            head = tokens[head.head]
        ruler = tokens[head.head]
        if head.dep == "pobj" or ruler.pos == "ADP":
            return self._led(ruler, wide)
        if head.dep in ("poss", "compound", "nmod", "amod"):
            return self._owned(spot, ruler)
        if head.dep in ("dobj", "nsubjpass"):
            return 0.5 if ruler.lemma in self.cues.deeds else None if wide else 1.0
        if head.dep in ("nsubj", "agent"):
            return None if wide else 1.0 if ruler.lemma in self.cues.bears else 3.0
        return 5.0 if wide else 2.0

    def _owned(self, spot: Spot, ruler: Token) -> float | None:
        """Weigh a place that owns or modifies a noun: "Lima's market" tells where, "Peru's president" does not."""
        people = ruler.lemma.casefold() in self.cues.people or ruler.ent == "PERSON" or ruler.pos == "PROPN"
        if spot.site.precision in ("country", "region"):
            return None if people else 1.0 + (spot.site.precision == "country")
        return _OWNED if people else 0.5

    def _led(self, ruler: Token, wide: bool) -> float | None:
        """Weigh a preposition that leads to a spot."""
        word = ruler.lower
        if wide and word in self.cues.about | self.cues.to and self.spoken(ruler.head):
            return None  # whom words are for: "pledged support for Peru"
        if word in self.cues.at:
            return None if wide and word in ("by", "between", "under") else 0.0
        if word in self.cues.to:
            return 2.0 + 2.0 * wide + self._link(ruler)
        if word in self.cues.source:
            return None if wide or self._person(self.parse.tokens[ruler.head]) else 3.0
        if word == "of":
            return None if self._person(self.parse.tokens[ruler.head]) else 0.5 + wide
        return None if wide else 3.0

    def _bound(self, trigger: int, place: Token) -> bool:
        """Tell whether a place is only where another verb heads: "took two villages, its columns moving towards Gao"."""
        ruler = self.parse.tokens[place.head]
        verb = next((t for t in self.parse.ancestors(ruler.i) if t.pos == "VERB"), None)
        return ruler.lower in _TOWARDS and verb is not None and verb.i != trigger

    def _felt(self, place: Token) -> bool:
        """Tell whether a tremor was only felt at a place: it struck elsewhere."""
        verb = next((t for t in self.parse.ancestors(place.i) if t.pos in ("VERB", "AUX")), None)
        return verb is not None and verb.lemma == "feel" and verb.tag == "VBN" and verb.i != self.trigger

    def _link(self, ruler: Token) -> float:
        """Weigh a noun that only leads to a place, and lies elsewhere: "the bridge to Kerch", but not "a visit to Lima"."""
        return float(self._leads(ruler, self.parse.tokens[ruler.head]))

    def _leads(self, ruler: Token, noun: Token) -> bool:
        """Tell whether a thing is only said to lead to a place: "the bridge to Kerch"."""
        return ruler.lower == "to" and noun.pos == "NOUN" and noun.lemma.casefold() not in self.cues.deeds

    def _goal(self, spot: Spot) -> bool:
        """Tell whether a place is where something leads, whatever the parse hangs it on: "damaged the bridge to"."""
        head = self.parse.tokens[spot.head]
        while head.dep in ("compound", "nmod") and head.head != head.i:  # "the road to the Kerch peninsula"
            head = self.parse.tokens[head.head]
        ruler = self.parse.tokens[head.head]
        return ruler.i > 0 and self._leads(ruler, self.parse.tokens[ruler.i - 1])

    def _origin(self, spot: Spot) -> bool:
        """Tell whether a place is only where somebody has come from or gone: "displaced from Adarna", "have fled to Gao"."""
        verb = next((t for t in self.parse.ancestors(spot.head) if t.pos == "VERB"), None)
        if verb is None or verb.lemma.casefold() not in self.cues.coming:
            return False
        ways = self.cues.source | _THITHER
        return any(t.lower in ways for t in self.parse.tokens[verb.i : spot.head])

    def _stays(self, spot: Spot) -> bool:
        """Tell whether one may be at a place: it is no river, and nobody has only come from it or may only go there."""
        return spot.site.feature != "river" and not self._goal(spot) and not self._origin(spot)

    def _person(self, noun: Token) -> bool:
        """Tell whether a noun is of people, by name or by age: "Lea Brandt, 34, of Lyon"."""
        aged = noun.pos == "NUM" and noun.dep in ("appos", "npadvmod", "amod", "nummod")
        return aged or noun.ent == "PERSON" or noun.lemma.casefold() in self.cues.people

    def scenic(self, spot: Spot) -> bool:
        """Tell whether a spot is a scene that the narrative may go on in: no country, no sea, no origin or goal."""
        if (
            spot.part
            or self.cared(spot)
            or self._caught(spot)
            or self._goal(spot)
            or self._origin(spot)
            or spot.site.precision == "country"
            or spot.site.feature in ("continent", "sea")
        ):
            return False
        frame = self.frame(spot)
        return frame is not None and frame <= _SCENIC

    def _path(self, one: int, other: int) -> tuple[int, int]:
        """Count the steps between two tokens of a sentence in the tree, and the other verbs passed on the way."""
        tokens = self.parse.tokens
        up, down = (
            [one, *(t.i for t in self.parse.ancestors(one))],
            [other, *(t.i for t in self.parse.ancestors(other))],
        )
        below = set(down)
        meet = next((k for k in up if k in below), None)
        if meet is None:  # roots of a sentence that the model broke in two
            return len(up) + len(down), 1
        up, down = up[: up.index(meet)], down[: down.index(meet)]
        carrier = tokens[one].head if tokens[one].pos != "VERB" else one
        passed = {*up, *down, meet} - {one, other, carrier}
        return len(up) + len(down), sum(tokens[k].pos == "VERB" for k in passed)


@of_whole
def _spots(reading: Reading) -> tuple[Spot, ...]:
    """Return the spots of a report."""
    return _placed(
        reading.parse,
        ((p, p.site) for k, p in enumerate(reading.places) if p.site and not (k and _describes(reading, k))),
    )


def _describes(reading: Reading, at: int) -> bool:
    """Tell a place that only says how the one before it lies: "Marikana, about 100 km northwest of Johannesburg"."""
    place, before = reading.places[at], reading.places[at - 1]
    moved = place.site is not None and place.site.geonameid is None and place.span.text[:1].isdigit()
    known = before.site is not None and before.site.precision in ("site", "settlement") and before.role == "location"
    gap = reading.report.text[before.span.end + 1 : place.span.start].split()
    return (
        moved
        and known
        and reading.report.text[before.span.end : before.span.end + 1] == ","
        and _ROUGHLY.issuperset(gap)
    )


def _placed(parse: Parse, places: Iterable[tuple[Place, Site]]) -> tuple[Spot, ...]:
    """Return the spots of places that lie at the sites given."""
    return tuple(s for place, site in places if (s := _spot(parse, place, site)))


def _spot(parse: Parse, place: Place, site: Site | None) -> Spot | None:
    """Return a place that is meant as such, or part of an institution's name, with its head token."""
    if site is None or place.role not in ("location", "part"):
        return None
    inside = tokens_of(parse, place.span)
    numbers = {t.i for t in inside}
    head = next((t.i for t in inside if t.head not in numbers or t.head == t.i), None)
    return None if head is None else Spot(site, place.span, head, part=place.role == "part")


def _region_of(site: Site) -> Site | None:
    """Return the region that a town lies in, at the town's point: "killed in the same province"."""
    if site.precision not in ("settlement", "site") or site.admin1 is None:
        return None
    return replace(site, name=site.admin1, geonameid=None, precision="region", feature="region")


def fineness(site: Site) -> float:
    """Return how wide a place is, 0 for a site and 4 for a country."""
    vague = site.feature == "area" and site.admin1 is None
    return FINENESS[site.precision] + (_VAGUE if vague else 0.0)


def _tells_more(site: Site, area: Site) -> bool:
    """Tell whether a site is finer than a place, or tells where along waters: "in the Mekong in Champasak province"."""
    waters = area.feature in _WATERS and area.country is None and site.country is not None
    return inside(site, area) or (waters and fineness(site) <= fineness(area))


def inside(site: Site, area: Site) -> bool:
    """Tell whether a site is a finer place within an area."""
    if fineness(site) >= fineness(area) or site.country != area.country:
        return False
    if area.feature == "settlement":  # "near Lima"
        return site.name == area.name or distance(site, area) <= _AROUND_KM
    return area.precision == "country" or area.admin1 is None or site.admin1 == area.admin1
