"""What is asked for each event of a reading is worked out once for all of them."""

from dateline.model import Parse, Reading, Report
from dateline.stages.events.whole import of_whole

TEXT = "Nobody spoke."


def reading() -> Reading:
    """Return a reading that equals all others."""
    return Reading(report=Report(id="r-1", given_id="1", text=TEXT), parse=Parse("r-1", TEXT, (), (), ()))


def test_a_reading_is_looked_at_once_and_no_other_answers_for_it() -> None:
    """Only the reading asked about last is remembered, and equal ones are different."""
    asked: list[int] = []

    @of_whole
    def question(told: Reading) -> int:
        asked.append(id(told))
        return id(told)

    one, other = reading(), reading()
    assert one == other
    assert [question(one), question(one), question(other), question(other), question(one)] == [
        id(one),
        id(one),
        id(other),
        id(other),
        id(one),
    ]
    assert asked == [id(one), id(other), id(one)]
