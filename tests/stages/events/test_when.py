"""The date of an event: from its own words, its sentence, the story, or none."""

from collections.abc import Callable
from datetime import date

import pytest

from dateline.model import Dateline, Parse, Reading, Report, Span, When
from dateline.stages.dates import find_dates
from dateline.stages.events.when import when_of

PUBLISHED = date(2023, 5, 17)  # a Wednesday
Parser = Callable[..., Parse]


def _when(parse: Parser, text: str, trigger: str, **fields: object) -> When | None:
    parsed = parse(text)
    report = Report(id="r", given_id="r", text=text, **{"published": PUBLISHED, **fields})  # type: ignore[arg-type]
    dates = tuple(find_dates(parsed, report.published))
    token = next(t for t in parsed.tokens if t.text == trigger)
    sentence = parsed.sentences[token.sent]
    clause = Span(sentence.start, sentence.end, text[sentence.start : sentence.end])
    return when_of(Reading(report=report, parse=parsed, dates=dates), token.i, clause)


DATED = [
    # what goes on since a day runs to the report's
    ("Fighting has raged since Friday around the harbour.", "Fighting", "2023-05-12", "2023-05-17"),
    ("Wildfires raging since Sunday drove many to the beach.", "Wildfires", "2023-05-14", "2023-05-17"),
    # a day behind a deed that only describes somebody is not the verb's beside it
    (
        "The trial of a guard accused of killing two men in 1989 opened in a crowded hall on Monday.",
        "opened",
        "2023-05-15",
        "2023-05-15",
    ),
    # the day within a longer time is the event's
    ("The mayor was shot dead last year, on November 3, in his garden.", "shot", "2022-11-03", "2022-11-03"),
    # who says so now gives no day of saying
    ("Police say Friday at noon on Mill Road a bus hit two men.", "hit", "2023-05-12", "2023-05-12"),
    # a sudden turn and what brought it are one occasion
    (
        "The rally turned violent on Saturday after stones were thrown and police shot three men.",
        "shot",
        "2023-05-13",
        "2023-05-13",
    ),
    # a search that goes on has no day of its own
    ("Crews are searching after a landslide buried six houses on Sunday.", "buried", "2023-05-14", "2023-05-14"),
    # help called in the night
    (
        "A flat burned overnight, and a man was killed in the fire. Crews were called at 3:30 a.m.",
        "killed",
        "2023-05-17",
        "2023-05-17",
    ),
    # brought to a hospital by name
    (
        "A miner was wounded. He was taken to the Regional Medical Center at 1 a.m. Friday.",
        "wounded",
        "2023-05-12",
        "2023-05-12",
    ),
    # on the verb itself
    ("Rebels attacked a checkpoint on Monday.", "attacked", "2023-05-15", "2023-05-15"),
    # on a noun, before and behind it
    ("Monday's attack killed two.", "attack", "2023-05-15", "2023-05-15"),
    ("A meeting on Monday ended without a deal.", "meeting", "2023-05-15", "2023-05-15"),
    # what a dated attack did was on its day
    ("Monday's attack killed two.", "killed", "2023-05-15", "2023-05-15"),
    # a new deed behind a word of answering, hung too high by the parser
    (
        "Osei said the raids were payback for a blast on Sunday that damaged a depot.",
        "blast",
        "2023-05-14",
        "2023-05-14",
    ),
    # said on one day, done on another
    ("Officials said on Tuesday that rebels attacked the town on Sunday.", "attacked", "2023-05-14", "2023-05-14"),
    # plans lie ahead
    ("Workers will strike on Friday.", "strike", "2023-05-19", "2023-05-19"),
    # background
    ("He was jailed in 2015 for theft.", "jailed", "2015-01-01", "2015-12-31"),
    # a stretch to the day of the report
    ("Troops have shelled the town since Sunday.", "shelled", "2023-05-14", "2023-05-17"),
    ("Troops shelled the town in the past two weeks.", "shelled", "2023-05-03", "2023-05-17"),
    # a stretch with two ends
    ("Rebels held the town between 2014 and 2016.", "held", "2014-01-01", "2016-12-31"),
    # the clock's "before" is no border
    ("A bomb exploded just before 9 a.m. on Monday.", "exploded", "2023-05-15", "2023-05-15"),
    # what an event left behind was on its day, and the day stands with the outcome
    (
        "Deputies investigate a shooting that left six people injured early Sunday.",
        "shooting",
        "2023-05-14",
        "2023-05-14",
    ),
    ("The earthquake, which struck on Tuesday, killed 300.", "killed", "2023-05-16", "2023-05-16"),
    # the date is told before who says it
    ("Police fired at a crowd in Luanda on Sunday, a rights group said.", "fired", "2023-05-14", "2023-05-14"),
    # one occasion
    ("Four men were shot after leaving a party early Sunday.", "shot", "2023-05-14", "2023-05-14"),
    # help was called to it
    (
        "A man was stabbed in Leeds. Officers were called to a flat at 9 p.m. on Sunday.",
        "stabbed",
        "2023-05-14",
        "2023-05-14",
    ),
    ("A blaze gutted a mill. Firefighters responded to the site early Monday.", "blaze", "2023-05-15", "2023-05-15"),
    ("A flat burned out in Turin. The call came in around 11 p.m. on Sunday.", "burned", "2023-05-14", "2023-05-14"),
    ("A cyclist was hit in Turin. He was flown to a hospital on Sunday.", "hit", "2023-05-14", "2023-05-14"),
    # a deed named by its day
    ("A guard was shot in Turin. Two men were charged in the April 3 shooting.", "shot", "2023-04-03", "2023-04-03"),
    # a longer time, and the day within it
    ("A man was stabbed overnight. It happened at about 11 p.m. Tuesday.", "stabbed", "2023-05-16", "2023-05-16"),
    # the story goes on
    ("Gunmen stormed a bank on Monday. They killed a guard.", "killed", "2023-05-15", "2023-05-15"),
    # told elsewhere
    ("A shooting in the harbour killed two. The shooting happened on Monday.", "shooting", "2023-05-15", "2023-05-15"),
]


@pytest.mark.parametrize(("text", "trigger", "first", "last"), DATED, ids=[row[0] for row in DATED])
def test_dated(parse: Parser, text: str, trigger: str, first: str, last: str) -> None:
    """An event has the days that its words give."""
    told = _when(parse, text, trigger)
    assert told is not None
    assert (str(told.first), str(told.last)) == (first, last)


UNDATED = [
    # never the day of the report
    ("Rebels attacked a checkpoint near the river.", "attacked"),
    # the saying has a date, what was said has none
    ("Officials said on Tuesday that rebels attacked the town.", "attacked"),
    # the same where the parser hangs the date on what was said
    ("The army said on Tuesday it had shot down two drones.", "shot"),
    # what a deed is to bring comes later
    ("Both sides signed a deal in Oslo on Tuesday to reopen the border.", "reopen"),
    # a length is no date
    ("Gunmen held the bank for six hours.", "held"),
    # another event's day
    ("The minister condemned Monday's attack.", "condemned"),
    ("Rebels took the town after the bombing on Sunday of a bridge.", "took"),
    ("Police arrested a man who robbed a bank in March.", "arrested"),
    # days of the page
    ("Updated: 5:36 PM, May 16, 2023 A bomb exploded in the port.", "exploded"),
    ("A bomb exploded in the port. (Published Tuesday, May 16, 2023)", "exploded"),
    # what follows the event up
    ("Two men were arrested Monday in connection with the bombing.", "bombing"),
    ("Two men were charged with murder on Monday.", "murder"),
    # help was called to two places
    ("Two mills burned down. Firefighters responded on Sunday. Crews were called on Monday.", "burned"),
    # a border is no day
    ("The town had been bombed before Monday.", "bombed"),
    # the story turns
    ("Gunmen stormed a bank on Monday. Separately, a man was killed.", "killed"),
    # the present perfect does not carry the story on
    ("Gunmen stormed a bank on Monday. Protests have erupted in the north.", "erupted"),
]


@pytest.mark.parametrize(("text", "trigger"), UNDATED, ids=[row[0] for row in UNDATED])
def test_undated(parse: Parser, text: str, trigger: str) -> None:
    """An event without a date of its own has none."""
    assert _when(parse, text, trigger) is None


def test_saying_has_its_own_date(parse: Parser) -> None:
    """The date of the words is the date of the saying."""
    told = _when(parse, "The mayor announced on Tuesday that the bridge was safe.", "announced")
    assert told is not None
    assert told.first == date(2023, 5, 16)


def test_basis_and_scope(parse: Parser) -> None:
    """A day that rests on an inherited publication date says so; a full date rests on the text alone."""
    inherited = _when(parse, "Rebels attacked on Monday.", "attacked", published_basis="lineage")
    full = _when(parse, "Rebels attacked on 3 March 2021.", "attacked", published_basis="lineage")
    carried = _when(parse, "Gunmen stormed a bank on Monday. They killed a guard.", "killed")
    assert inherited is not None
    assert full is not None
    assert carried is not None
    assert (inherited.basis, full.basis) == ("lineage", "text")
    assert (full.scope, carried.scope) == ("clause", "narrative")


def test_no_anchor(parse: Parser) -> None:
    """Without the report's day a weekday dates nothing."""
    assert _when(parse, "Rebels attacked on Monday.", "attacked", published=None) is None


def test_dateline_dates_nothing(parse: Parser) -> None:
    """The day in the dateline is the report's, not the event's."""
    text = "KYIV, May 17 - Rebels attacked a checkpoint."
    line = Dateline(place="KYIV", date=PUBLISHED, start=0, end=15)
    assert _when(parse, text, "attacked", dateline=line) is None


def test_heading_dates_nothing(parse: Parser) -> None:
    """The report's own day above the story is not the event's; the same day told in the story is."""
    heading = "May 17, 2023 From the Harbour Gazette Rebels attacked a checkpoint."
    story = "Rebels attacked a checkpoint on May 17, 2023."
    assert _when(parse, heading, "attacked") is None
    assert _when(parse, story, "attacked") is not None


def test_trigger_out_of_range(parse: Parser) -> None:
    """A trigger that is no token has no date."""
    parsed = parse("Rebels attacked on Monday.")
    report = Report(id="r", given_id="r", text=parsed.text, published=PUBLISHED)
    assert when_of(Reading(report=report, parse=parsed), 99, Span(0, 0, "")) is None


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("A blast killed seven people, the governor said at a Saturday night press conference.", "blast"),
        ("A coach crashed, and nobody had called it an accident as of Tuesday evening.", "crashed"),
        ("1504 S. Beech St - a fire burned down a shop.", "burned"),
    ],
)
def test_days_of_other_things(parse: Parser, text: str, trigger: str) -> None:
    """The day of a press conference, a stand of knowledge and the number of a house date no event."""
    assert _when(parse, text, trigger) is None


STORY = [
    # what was going on around it
    ("A man was shot. His family was visiting a market on Saturday.", "shot", "2023-05-13"),
    # who is in hospital on that day
    ("A man is in hospital Sunday after he was shot in a bar.", "shot", "2023-05-14"),
    # the day of words, of a court, of what is to come or was before is not the story's
    ("A man was shot. Police said on Tuesday that two were held.", "shot", None),
    ("A man was shot. His brother was charged on Monday.", "shot", None),
    ("A man was shot. He bought the gun on March 22.", "shot", None),
    # two days are no day
    ("A man was shot. He left home on Saturday. He met a friend on Sunday.", "shot", None),
    # a deed that is followed up is another story
    ("A clerk recalled the shooting case. He left home on Saturday.", "shooting", None),
    # nor does it date a deed that is no harm
    ("A deal was signed. The minister was at home on Saturday.", "signed", None),
]


@pytest.mark.parametrize(("text", "trigger", "day"), STORY, ids=[row[0] for row in STORY])
def test_story_day(parse: Parser, text: str, trigger: str, day: str | None) -> None:
    """Harm that the opening brings and nothing nearer dates is of the one day that the opening is of."""
    when = _when(parse, text, trigger)
    assert (when.first.isoformat() if when else None) == day
    assert when is None or when.scope == "story"
