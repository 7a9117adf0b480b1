"""How fast mentions are joined into events: invented news at 10,000, 30,000 and 100,000 mentions, one core.

Run ``python benchmarks/reconcile.py [SIZE ...]``. The happenings are known, so that the grouping is judged as well (B³).
"""

import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.model import Figure, Mention, Party, Report, Site, Span, When, Where
from dateline.stages.reconcile import reconcile

_SIZES = (10_000, 30_000, 100_000)
_TYPES = (
    "attack",
    "air_drone_strike",
    "armed_clash",
    "peaceful_protest",
    "arrest",
    "accident",
    "natural_hazard",
    "consult",
)
_WORDS = (
    "officials residents market bridge convoy road district village hospital school morning night blast smoke crowd "
    "soldiers fighters vehicles houses river valley border station factory square court meeting talks ministry"
).split()
_SYLLABLES = (
    "ba be bo da de di do ga ka ke ki ko la le li lo ma me mi mo na ne no ra re ri ro sa se si so ta te ti to va vi zu"
).split()


@dataclass(frozen=True)
class Happening:
    """Something invented that happened, and its cells."""

    key: int
    type: str
    day: date
    site: Site
    people: tuple[str, ...]
    killed: int
    words: tuple[str, ...]


def name(random_: random.Random, syllables: int = 3) -> str:
    return "".join(random_.choice(_SYLLABLES) for _ in range(syllables)).capitalize()


def happen(random_: random.Random, key: int, sites: list[Site], days: int) -> Happening:
    people = tuple(f"{name(random_, 2)} {name(random_, 3)}" for _ in range(random_.randint(1, 3)))
    return Happening(
        key,
        random_.choice(_TYPES),
        date(2026, 1, 1) + timedelta(random_.randrange(days)),
        random_.choice(sites),
        people,
        random_.choice((0, 0, 1, 2, 3, 5, 8, 12, 40)),
        tuple(random_.sample(_WORDS, 6)),
    )


def tell(random_: random.Random, it: Happening, at: int) -> tuple[str, list[tuple[str, int, int]]]:
    """Write a sentence about a happening; return it and where place, day and person stand."""
    person, words = random_.choice(it.people), random_.sample(it.words, 4)
    cells = (it.site.name, f"{it.day:%d %B}", person)
    scene = f"the {words[1]} and the {words[2]} saw {person} by the {words[3]}"
    text = f"Near the {words[0]} in {cells[0]} on {cells[1]}, {scene}. "
    return text, [(c, at + text.index(c), at + text.index(c) + len(c)) for c in cells]


def report(random_: random.Random, number: int, told: list[Happening]) -> tuple[Report, list[tuple[Mention, int]]]:
    """Write a report of some happenings, the first of which it is mainly about."""
    text, mentions = "", []
    for rank, it in enumerate(told):
        start = len(text)
        sentence, (place, day, person) = tell(random_, it, start)
        text += sentence
        sure = random_.random() < 0.7
        mentions.append(
            Mention(
                id=f"m{number}-{rank}",
                report=f"r{number}",
                type=it.type,
                status="happened",
                clause=Span(start, len(text), sentence),
                trigger=Span(start, start + 4, "Near"),
                targets=(Party(name=person[0], span=Span(person[1], person[2], person[0])),),
                when=When(first=it.day, last=it.day, precision="day", basis="text", scope="clause") if sure else None,
                where=Where(site=it.site, scope="clause", span=Span(place[1], place[2], place[0])) if sure else None,
                figures=(Figure(kind="killed", low=it.killed, high=it.killed, span=Span(start, start + 4, "Near")),)
                if it.killed
                else (),
                salience=1.0 - rank / 10,
            )
        )
        del day
        if rank == 0:
            text += "".join(tell(random_, it, len(text))[0] for _ in range(3))
    published = told[0].day + timedelta(random_.choice((0, 0, 1, 1, 2, 5)))
    made = Report(
        id=f"r{number}",
        given_id=str(number),
        title=f"{told[0].words[0]} {told[0].site.name}",
        text=text,
        published=published,
    )
    return made, [(m, it.key) for m, it in zip(mentions, told, strict=True)]


def news(size: int, seed: int = 7) -> Iterator[tuple[Report, list[tuple[Mention, int]]]]:
    """Invent reports until they hold ``size`` mentions; the density of news per day does not depend on the size."""
    random_ = random.Random(seed)
    days = max(10, size // 200)
    sites = [
        Site(
            name=name(random_, 4),
            geonameid=n,
            country="XA",
            admin1=f"R{n % 40}",
            lat=random_.uniform(-60, 60),
            lon=random_.uniform(-170, 170),
            precision="settlement",
            feature="settlement",
        )
        for n in range(2_000)
    ]
    happenings = sorted((happen(random_, k, sites, days) for k in range(size // 8)), key=lambda h: (h.day, h.key))
    made = number = 0
    while made < size:
        at = min(len(happenings) - 1, int(random_.random() * len(happenings)))
        told = [happenings[at], *(happenings[max(0, at - random_.randint(1, 400))] for _ in range(3))]
        told = list({h.key: h for h in told}.values())
        yield report(random_, number, told)
        number, made = number + 1, made + len(told)


def b_cubed(found: dict[str, str], truth: dict[str, int]) -> float:
    ours, theirs = defaultdict(set), defaultdict(set)
    for mention, key in truth.items():
        ours[found[mention]].add(mention)
        theirs[key].add(mention)
    shared = Counter({m: len(ours[found[m]] & theirs[truth[m]]) for m in truth})
    precision = sum(shared[m] / len(ours[found[m]]) for m in truth) / len(truth)
    recall = sum(shared[m] / len(theirs[truth[m]]) for m in truth) / len(truth)
    return 2 * precision * recall / (precision + recall)


def measure(sizes: Sequence[int] = _SIZES) -> dict[str, object]:
    """Reconcile invented news of growing size; ``growth`` is how the cost of a mention grows from first to last size."""
    rows = [_run(size) for size in sizes]
    growth = (rows[-1]["seconds"] / rows[-1]["mentions"]) / (rows[0]["seconds"] / rows[0]["mentions"])
    return {"sizes": rows, "growth": round(growth, 2)}


def _run(size: int) -> dict[str, float]:
    """Reconcile one size; the seconds are those of the processor, so that other programs do not count."""
    made = list(news(size))
    truth = {m.id: key for _, told in made for m, key in told}
    mentions = [m for _, told in made for m, _ in told]
    start = time.process_time()
    events = reconcile(mentions, {r.id: r for r, _ in made}, {})
    seconds = time.process_time() - start
    score = b_cubed({m: e.id for e in events for m in e.mentions}, truth)
    return {"mentions": len(mentions), "events": len(events), "seconds": round(seconds, 2), "b_cubed": round(score, 3)}


if __name__ == "__main__":
    for asked in [int(size) for size in sys.argv[1:]] or _SIZES:
        print(_run(asked), flush=True)
