"""What only a title tells."""

from collections.abc import Callable

import pytest

from dateline.model import Mention, Parse, Reading, Report, Span
from dateline.stages.events import EventTable, find_events, of_title, untold

TABLE = EventTable.load()
MENU = "Weather. Sport. Most read: how to prune an apple tree. Subscribe for full access to our archive."

# title, text, and what is read of the title (None: the text tells it)
CASES = [
    # a page without its story
    ("Lund girl hurt in hunting mishap", MENU, "Lund girl hurt in hunting mishap."),
    # the outlet's name is no part of the news
    ("Lund girl hurt in hunting mishap - Skane Daily News", MENU, "Lund girl hurt in hunting mishap."),
    # but what follows a dash is
    ("Lund girl hurt — a boy is unharmed", MENU, "Lund girl hurt — a boy is unharmed."),
    # told in the text
    ("Lund girl hurt in hunting mishap", "A girl was hurt in a hunting mishap near Lund on Sunday.", None),
    # the text has the words and counts nobody
    ("Four men shot in Lund", "Whoever opened fire in Lund fled. The men were shot in the foot.", "Four men shot in Lund."),
    # it counts nobody, nor does the title tell of harm
    ("Council of Lund meets again", "The council of Lund meets again on Monday.", None),
    # the name of a page is no news
    ("News", MENU, None),
]  # fmt: skip


def report(title: str, text: str) -> Report:
    """Make a report."""
    return Report(id="r-1", given_id="1", text=text, title=title, language="en")


def read(parse: Callable[..., Parse], some: Report) -> list[Mention]:
    """Return the mentions of a report's text."""
    return find_events(Reading(report=some, parse=parse(some.text)), TABLE)


@pytest.mark.parametrize(("title", "text", "expected"), CASES)
def test_a_title_is_read_where_the_text_does_not_tell_it(
    parse: Callable[..., Parse], title: str, text: str, expected: str | None
) -> None:
    """A title is a text of its own where the text lacks its words, or counts nobody while the title tells of harm."""
    some = report(title, text)
    found = untold(some, read(parse, some))
    assert (found.text if found else None) == expected


def test_what_a_title_tells_has_no_place_in_the_text(parse: Callable[..., Parse]) -> None:
    """Spans of a title are empty stretches at the head of the text that hold its words; ids do not clash with the text's."""
    some = report("Lund girl killed in hunting mishap", "Girl killed in traffic, year on year: a table.")
    title = untold(some, [])
    assert title is not None
    (mention,) = of_title(read(parse, title), some)
    assert mention.report == some.id
    assert (mention.trigger, mention.figures[0].span) == (Span(0, 0, "mishap"), Span(0, 0, "Lund girl"))
    assert mention.id not in {m.id for m in read(parse, some)}
