"""Which of several counts an event is given: what is another happening's, what holds another number, who has died since."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from dateline.model import Event, Span
from dateline.stages.reconcile import reconcile

Tell = Callable[..., Any]  # invents a report of some passages: see conftest.py
MONDAY, TUESDAY, FRIDAY = date(2027, 3, 1), date(2027, 3, 2), date(2027, 3, 5)
CLAUSE = "The raid on the onion market of Gao wounded five people."


def counting(kind: str, low: int, high: int | None = None, **cells: Any) -> dict[str, Any]:
    """Return the cells of a passage about the raid that counts people."""
    return {"figures": [(kind, low, high)], "day": MONDAY, "site": "Gao", "targets": ["Amadou Traore"], **cells}


def only(world: Any) -> Event:
    """Return the one event that the reports make."""
    (event,) = reconcile(*world.given)
    return event


def counts(event: Event, kind: str) -> list[int | None]:
    """Return the numbers of one kind, the most credible first."""
    return [f.figure.low for f in event.figures if f.figure.kind == kind]


def of_five(tell: Tell, *ids: str) -> Any:
    """Invent reports that count five hurt and tell of no death."""
    first, *rest = [tell(id_, (CLAUSE, counting("injured", 5, 5)), published=TUESDAY) for id_ in ids]
    return sum(rest, first)


def test_a_death_told_in_passing_is_another_happening_s(tell: Tell) -> None:
    """Where other reports count the hurt alone, a death beside the main telling is none of this event."""
    aside = ("A porter was killed at the mill.", counting("killed", 1, 1, salience=0.1))
    world = of_five(tell, "a", "b", "c") + tell("d", (CLAUSE, counting("injured", 5, 5)), aside, published=TUESDAY)
    assert counts(only(world), "killed") == []


def test_a_death_in_the_main_telling_is_believed(tell: Tell) -> None:
    """One account that opens with the death outweighs those that do not know of it."""
    told = ("A porter was killed in the raid on Gao.", counting("killed", 1, 1, continues="m-d-0"))
    world = of_five(tell, "a", "b", "c") + tell("d", (CLAUSE, counting("injured", 5, 5)), told, published=TUESDAY)
    assert counts(only(world), "killed") == [1]


def test_a_later_death_is_believed(tell: Tell) -> None:
    """Who was hurt may die days later: reports of the first day cannot know of it."""
    aside = ("A porter has died in the hospital.", counting("killed", 1, 1, salience=0.1))
    world = of_five(tell, "a", "b", "c") + tell("d", (CLAUSE, counting("injured", 5, 5)), aside, published=FRIDAY)
    assert counts(only(world), "killed") == [1]


def test_a_total_of_several_happenings_is_no_toll_of_one(tell: Tell) -> None:
    """A sum gives way to a count of the event itself, and stands where nobody gives one."""
    sum_up = tell("a", ("Nine people were hurt in separate raids in Gao.", counting("injured", 9, 9)))
    own = tell("b", ("The raid on the onion market of Gao hurt two.", counting("injured", 2, 2)))
    assert counts(only(sum_up + own), "injured") == [2]
    assert counts(only(sum_up), "injured") == [9]


def test_lower_bounds_speak_for_numbers_that_keep_them(tell: Tell) -> None:
    """Two accounts of "at least one" do not outvote the one that counts two."""
    bound = ("At least one trader died in the raid on Gao.", counting("killed", 1))
    world = tell("a", bound) + tell("b", bound) + tell("c", ("Two died in the raid on Gao.", counting("killed", 2, 2)))
    assert counts(only(world), "killed")[0] == 2


def test_words_for_a_number_give_way_to_a_number(tell: Tell) -> None:
    """Dozens yield to 18, hundreds do not; both stay in the row."""
    number = tell("c", ("The raid on Gao hurt at least 18.", counting("injured", 18)))
    dozens = ("The raid on the market of Gao hurt dozens.", counting("injured", 24))
    assert counts(only(tell("a", dozens) + tell("b", dozens) + number), "injured") == [18, 24, 24]
    hundreds = ("The raid on the market of Gao hurt hundreds.", counting("injured", 200))
    assert counts(only(tell("a", hundreds) + tell("b", hundreds) + number), "injured")[0] == 200


def test_who_has_died_since_is_no_longer_hurt(tell: Tell) -> None:
    """Three were hurt before a second one died: two are left."""
    told = [
        ("One trader died", "killed", 1),
        ("and three were hurt in Gao.", "injured", 3),
        ("By noon two traders were dead.", "killed", 2),
        ("Two are in the clinic.", "injured", 2),
        ("Two traders are dead.", "killed", 2),
    ]
    passages = [(words, counting(kind, n, n, continues="m-a-0")) for words, kind, n in told]
    event = only(tell("a", *passages))
    assert (counts(event, "killed")[0], counts(event, "injured")[0]) == (2, 2)


def test_the_dead_are_taken_off_once(tell: Tell) -> None:
    """Where the report's own toll is already without the dead, nobody else is taken off."""
    told = [
        ("Five people were shot in the onion market of Gao.", counting("injured", 4, 4)),
        ("One trader died.", counting("killed", 1, 1, continues="m-a-0")),
        ("Three were taken to hospital.", counting("injured", 3, 3, continues="m-a-0")),
    ]
    assert counts(only(tell("a", *told)), "injured")[0] == 4


def test_others_are_hurt_where_all_who_were_hit_have_died(tell: Tell) -> None:
    """Two were hit and died; somebody whom the text counts apart is still hurt."""
    told = [
        ("Two boys were shot in Gao.", counting("injured", 2, 2)),
        ("Both died.", counting("killed", 2, 2, continues="m-a-0")),
        ("One guard was hurt.", counting("injured", 1, 1, continues="m-a-0")),
    ]
    assert counts(only(tell("a", *told)), "injured") == [1]


def test_a_list_of_people_is_a_number(tell: Tell) -> None:
    """Two who are named together count as two: single persons told of later are among them."""
    told = [("A cook and a guard died in Gao.", 2), ("The guard died at noon.", 1), ("The cook died at one.", 1)]
    told += [("The guard was 40.", 1), ("The cook was 31.", 1)]
    cells = [(words, counting("killed", n, n, continues="m-a-0")) for words, n in told]
    assert counts(only(tell("a", *cells)), "killed")[0] == 2


def test_who_was_also_hurt_is_not_the_dead(tell: Tell) -> None:
    """Who was "also hurt" is somebody else; without "also" one who was hurt may be the one who died."""
    for clause, hurt in (("A cook was also hurt.", [1]), ("A cook was hurt.", [])):
        passages = [("The guard died in Gao.", counting("killed", 1, 1)), (clause, counting("injured", 1, 1))]
        world = tell("a", *passages)
        start = world.reports["a"].text.index("A cook")
        named = Span(start, start + len("A cook"), "A cook")
        last = world.mentions[1]
        last = replace(last, figures=(replace(last.figures[0], span=named),))
        world = replace(world, mentions=(world.mentions[0], last))
        assert counts(only(world), "injured") == hurt
