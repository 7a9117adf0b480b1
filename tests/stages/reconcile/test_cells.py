"""The cells of an event: which of several accounts has its way, and how well the event stands."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dateline.model import Event
from dateline.stages.reconcile import explain, reconcile

Tell = Callable[..., Any]  # invents a report of some passages: see conftest.py
MONDAY = date(2027, 3, 1)
CLAUSES = (
    "Gunmen on camels raided the onion market of Gao on Monday and killed Amadou Traore, a trader.",
    "The raid on the onion market in Gao that killed trader Amadou Traore happened on Monday.",
    "Trader Amadou Traore died when gunmen on camels raided the onion market of Gao on Monday.",
)


def story(tell: Tell, *accounts: dict[str, Any], **fields: Any) -> tuple[Event, Any]:
    """Invent one report for each account of the raid, a day apart; return the one event that they make."""
    world = None
    for n, cells in enumerate(accounts):
        own = {
            "published": date(2027, 3, 1 + n),
            "lineage": cells.get("lineage", f"l{n}"),
            "credit": cells.get("credit"),
        }
        full = {"day": MONDAY, "site": "Gao", "targets": ["Amadou Traore"], **cells}
        report = tell(f"r{n}", (CLAUSES[n % len(CLAUSES)], full), **{**own, **fields})
        world = report if world is None else world + report
    assert world is not None
    events = reconcile(*world.given)
    assert len(events) == 1
    return events[0], world


# accounts in order of time; the cell; its value


def _place(event: Event) -> str | None:
    """Return the name of an event's place."""
    return event.where.site.name if event.where else None


CHOICES: list[tuple[str, list[dict[str, Any]], Callable[[Event], Any], Any]] = [
    ("the finest place", [{"site": "Mali"}, {"site": "Gao"}], _place, "Gao"),
    (
        "the place of most",
        [{"site": "Gao"}, {"site": "Bourem"}, {"site": "Gao"}],
        _place,
        "Gao",
    ),
    (
        "of two places side by side the one told nearer to the deed",
        [{"site": "Gao Nord"}, {"site": "Gao Nord"}, {"site": "Gao"}],
        _place,
        "Gao Nord",
    ),
    (
        "the town that some name within a district",
        [{"site": "Gao Cercle"}, {"site": "Gao Cercle"}, {"site": "Gao"}],
        _place,
        "Gao",
    ),
    (
        "a name without a point gives way to a town with one",
        [{"site": "Wabaria"}, {"site": "Wabaria"}, {"site": "Gao"}],
        _place,
        "Gao",
    ),
    (
        "and tells more than the district",
        [{"site": "Gao Cercle"}, {"site": "Wabaria"}],
        _place,
        "Wabaria",
    ),
    (
        "near a town is not in another",
        [{"site": "near Gao"}, {"site": "near Gao"}, {"site": "Bourem"}],
        _place,
        "Gao",
    ),
    (
        "the district of most",
        [{"district": "Gao Cercle"}, {"district": "Bourem Cercle"}, {"district": "Gao Cercle"}],
        lambda e: e.where and e.where.district,
        "Gao Cercle",
    ),
    ("no district is none", [{}, {}], lambda e: e.where and e.where.district, None),
    (
        "a day told of the deed before that of the story",
        [{"day": date(2027, 3, 2), "when": "story"}, {"day": date(2027, 3, 2), "when": "story"}, {}],
        lambda e: e.when and e.when.first,
        MONDAY,
    ),
    (
        "the story's day where no other is",
        [{"when": "story"}, {"day": None}],
        lambda e: e.when and e.when.first,
        MONDAY,
    ),
    ("no place is none", [{"site": ""}, {"site": ""}], lambda e: e.where, None),
    ("no day is none", [{"day": None}, {"day": None}], lambda e: e.when, None),
    ("the day of most", [{}, {"day": date(2027, 3, 2)}, {}], lambda e: e.when and e.when.first, MONDAY),
    ("planned, then happened", [{"status": "planned"}, {}], lambda e: e.status, "happened"),
    ("happened, then told as planned", [{}, {"status": "planned"}], lambda e: e.status, "happened"),
    (
        "a telling type",
        [{"type": "attack"}, {"type": "attack"}, {"type": "remote_explosive_ied"}],
        lambda e: e.type,
        "remote_explosive_ied",
    ),
    ("the type of most", [{"type": "crime"}, {"type": "attack"}, {"type": "attack"}], lambda e: e.type, "attack"),
    (
        "one person, two spellings",
        [{}, {"targets": ["Traore"]}],
        lambda e: [p.name for p in e.targets],
        ["Amadou Traore"],
    ),
]


@pytest.mark.parametrize(("name", "accounts", "cell", "value"), CHOICES, ids=[c[0] for c in CHOICES])
def test_the_rule_of_a_cell(tell: Tell, name: str, accounts: list[dict[str, Any]], cell: Any, value: Any) -> None:
    """Each cell is chosen by its rule."""
    event, _ = story(tell, *accounts)
    assert cell(event) == value


def killed(*counts: int | None) -> dict[str, Any]:
    """Return the cell of a toll."""
    return {"figures": [("killed", *(counts if len(counts) > 1 else counts * 2))]}


def test_a_toll_that_grows(tell: Tell) -> None:
    """The newest and higher count comes first and is marked; the older ones stay with their reports."""
    event, _ = story(tell, killed(5), killed(5), killed(9, None))
    assert [(f.figure.low, f.report, f.latest) for f in event.figures] == [
        (9, "r2", True),
        (5, "r1", False),
        (5, "r0", False),
    ]


def test_a_number_of_something_else_is_no_growth(tell: Tell) -> None:
    """A count many times higher than what others say is not taken for the toll."""
    event, _ = story(tell, killed(5), killed(5), killed(750))
    assert event.figures[0].figure.low == 5


# accounts and the standing that they make
STANDINGS: list[tuple[str, list[dict[str, Any]], str]] = [
    ("one text", [{}], "reported"),
    ("copies of one text", [{"lineage": "l"}, {"lineage": "l"}], "reported"),
    (
        "two texts that cite one ministry",
        [{"source": "the defence ministry"}, {"source": "defence ministry"}],
        "reported",
    ),
    ("two texts of one agency", [{"credit": "Sahel Wire"}, {"credit": "Sahel Wire"}], "reported"),
    ("two texts", [{}, {}], "corroborated"),
    ("two texts, two sources", [{"source": "a baker"}, {"source": "Moussa Keita"}], "corroborated"),
    (
        "both sides",
        [{"source": "the army", "side": "state"}, {"source": "the Front", "side": "rebel", "lineage": "l0"}],
        "corroborated",
    ),
    ("denied by one", [{}, {"status": "denied", "source": "the army"}], "disputed"),
    ("denied by all", [{"status": "denied", "source": "the army"}], "denied"),
    ("lower later", [{"source": "a baker", **killed(9)}, {"source": "the army", **killed(2)}], "disputed"),
    ("higher later", [{"source": "a baker", **killed(2)}, {"source": "the army", **killed(9)}], "corroborated"),
]


@pytest.mark.parametrize(("name", "accounts", "standing"), STANDINGS, ids=[c[0] for c in STANDINGS])
def test_standing(tell: Tell, name: str, accounts: list[dict[str, Any]], standing: str) -> None:
    """Voices are counted where they come from, contradictions shown."""
    event, world = story(tell, *accounts)
    assert event.standing == standing
    reason = explain(event, *world.given).of("standing")
    assert reason is not None
    assert reason.value == standing
    assert reason.quotes


def test_who_denies(tell: Tell) -> None:
    """The denier is named apart from the sources."""
    event, _ = story(tell, {"source": "a baker"}, {"status": "denied", "source": "the army"})
    assert ([s.name for s in event.sources], [s.name for s in event.denied_by]) == (["a baker"], ["the army"])


def test_reports_and_lineages_are_counted(tell: Tell) -> None:
    """Copies add reports, not lineages; every mention is evidence."""
    event, _ = story(tell, {"lineage": "l"}, {"lineage": "l"}, {})
    assert (event.reports, event.lineages, len(event.evidence)) == (3, 2, 3)


def test_every_cell_is_explained_with_its_quotes(tell: Tell) -> None:
    """An explanation gives for each cell the value of the row, a rule, and words that stand in the reports."""
    event, world = story(tell, {"source": "a baker", **killed(2)}, {"site": "Mali", **killed(3)})
    reasons = explain(event, *world.given)
    assert [r.cell for r in reasons.reasons] == [
        "type",
        "status",
        "date",
        "place",
        "actors",
        "targets",
        "figures",
        "standing",
        "mentions",
    ]
    place, figures = reasons.of("place"), reasons.of("figures")
    assert place is not None and place.value == "Gao" and place.quotes[0].says == "Gao"  # noqa: PT018
    assert figures is not None and figures.value == "3 killed"  # noqa: PT018
    for quote in (q for r in reasons.reasons for q in r.quotes):
        assert world.reports[quote.report].text[quote.start : quote.end] == quote.text


# the passages of a report, with their counts of killed and injured; the injured that the event counts
HIT: list[tuple[str, list[tuple[str, int, int]], int]] = [
    # those hit hold the dead, and another account counts the rest
    ("hit", [("Five people were shot in the onion market.", 0, 5), ("One trader died and four survived.", 1, 4)], 4),
    # the number behind the deed holds the dead as well
    ("deed", [("Raiders shot five people in the onion market.", 0, 5), ("One trader died and four lived.", 1, 4)], 4),
    # the hurt are counted by themselves: no rest is taken
    ("hurt", [("Five people were wounded in the onion market.", 0, 5), ("One trader died, four lived.", 1, 4)], 5),
    # who saw nobody hurt says nothing of those whom others count
    ("nobody", [("No one was hurt in the onion market.", 0, 0), ("Seven were hurt in the onion market.", 0, 7)], 7),
]


@pytest.mark.parametrize(("name", "accounts", "injured"), HIT, ids=[h[0] for h in HIT])
def test_the_hurt_are_told_from_all_who_were_hit(
    tell: Tell, name: str, accounts: list[tuple[str, int, int]], injured: int
) -> None:
    """Those hit are the dead and the hurt together; zero is nobody's count where another counts somebody."""
    told = []
    for clause, dead, hurt in accounts:
        figures = [("injured", hurt, hurt), *([("killed", dead, dead)] if dead else [])]
        told.append((clause, {"site": "Gao", "figures": figures, "continues": "m-a-0"}))
    (event,) = reconcile(*tell("a", *told).given)
    assert next(f.figure.low for f in event.figures if f.figure.kind == "injured") == injured


SHOT = {"figures": [("injured", 1, 1)]}
# the passages of one report, and the injured that the event counts
HURT: list[tuple[str, list[tuple[str, dict[str, Any]]], list[int]]] = [
    ("shot, then dead", [("A boy was shot in Gao on Monday.", SHOT), ("He died at noon.", killed(1))], []),
    ("nobody died", [("A boy was shot in Gao on Monday.", SHOT)], [1]),
    ("counted", [("One was wounded in Gao on Monday.", SHOT), ("A guard died.", killed(1))], [1]),
    ("all died", [("Two boys were shot in Gao.", {"figures": [("injured", 2, 2)]}), ("Both died.", killed(2))], []),
    ("several", [("Boys were shot in Gao.", {"figures": [("injured", 2, 2)]}), ("A boy died.", killed(1))], [2]),
]


@pytest.mark.parametrize(("name", "passages", "injured"), HURT, ids=[h[0] for h in HURT])
def test_who_was_hurt_and_died_counts_once(tell: Tell, name: str, passages: Any, injured: list[int]) -> None:
    """A person who was shot and has died is one of the dead, not one of the injured."""
    told = [(clause, {"site": "Gao", **cells, "continues": "m-a-0"}) for clause, cells in passages]
    world = tell("a", *told)
    (event,) = reconcile(*world.given)
    assert [f.figure.low for f in event.figures if f.figure.kind == "injured"] == injured


def test_single_persons_are_part_of_what_the_opening_counts(tell: Tell) -> None:
    """Where a report opens with a number, those told of afterwards are no rival to it, however many."""
    told = [
        ("Four people were shot in Gao.", 4),
        ("A boy was shot in the foot.", 1),
        ("A girl was shot in the arm.", 1),
    ]
    cells = [(words, {"figures": [("injured", n, n)], "site": "Gao", "continues": "m-a-0"}) for words, n in told]
    (event,) = reconcile(*tell("a", *cells).given)
    assert event.figures[0].figure.low == 4


def test_a_murder_suicide_has_two_dead_whoever_tells_of_one(tell: Tell) -> None:
    """Words that tell of deaths without a number give way to a number, but not to a lower one."""
    told = [("A murder-suicide shook Gao.", 2, None), ("The father died.", 1, 1)]
    cells = [
        (words, {"figures": [("killed", low, high)], "site": "Gao", "continues": "m-a-0"}) for words, low, high in told
    ]
    (event,) = reconcile(*tell("a", *cells).given)
    assert event.figures[0].figure.low == 2
