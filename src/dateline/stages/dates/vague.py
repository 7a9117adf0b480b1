"""Rules for the vague past, present and future, as TimeML marks them: "now", "recently", "the future".

They name no calendar day: an event is never dated by them.
"""

from typing import cast

from dateline.stages.dates import meaning as m
from dateline.stages.dates.grammar import Found, Rule
from dateline.stages.dates.meaning import Meaning, Reference
from dateline.stages.dates.scene import Scene

_NO_TIME_AFTER = frozenset({"known", "account", "accounts", "events", "affairs"})


def reference(found: Found, _: Scene) -> Meaning | None:
    """Read "now", "currently", "recently"; "now known as" tells no time."""
    if found.after in _NO_TIME_AFTER:
        return None
    return m.reference(cast("Reference", found.code("r", "reference")))


def future(_: Found, __: Scene) -> Meaning:
    """Read "the future", "the near future"."""
    return m.reference("FUTURE_REF")


def past(found: Found, _: Scene) -> Meaning | None:
    """Read "the past" where it is a time, not "the past two weeks" (a longer match) or "past the house"."""
    return m.reference("PAST_REF") if found.before in ("in", "from", "of", "about", "with") else None


RULES = (
    Rule("(right|more|most)? r:<reference>", reference),
    Rule("the (near|immediate|foreseeable|distant|not too distant)? future", future),
    Rule("the (near|short|long) term", future),
    Rule("the (recent|distant)? past", past),
)
