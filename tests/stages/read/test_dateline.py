"""Datelines: what is one, what it says, and what only looks like one."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.stages.read import dateline

NEAR = date(2023, 1, 5)
STORY = "Two ferries collided in the harbour, the port authority said, and divers searched the wreck until dusk."

# line, place, day (the year taken from NEAR where it is missing), agency
DATELINES = [
    ("KYIV/KUPYANSK, Ukraine - ", "KYIV/KUPYANSK, Ukraine", None, None),
    ("GENEVA (Reuters) — ", "GENEVA", None, "Reuters"),
    ("NAIROBI, Kenya, Oct 14 (AFP) - ", "NAIROBI, Kenya", date(2022, 10, 14), "AFP"),
    ("date 2022-10-14 MOMBASA, Kenya - ", "MOMBASA, Kenya", date(2022, 10, 14), None),
    # a year-less day is the one nearest to the report's own date: next January, not last
    ("LIMA, Jan. 3 (Xinhua) -- ", "LIMA", date(2023, 1, 3), "Xinhua"),
    ("MOSCOW, October 14. /TASS/. ", "MOSCOW", date(2022, 10, 14), "TASS"),
    ("(ANSA) - ROME, OCT 14 - ", "ROME", date(2022, 10, 14), "ANSA"),
    ("New Delhi, Oct 14 (PTI) ", "New Delhi", date(2022, 10, 14), "PTI"),
    ("Madrid, 14 oct (EFE).- ", "Madrid", date(2022, 10, 14), "EFE"),
    ("PARIS, 14 octobre 2021 (AFP) - ", "PARIS", date(2021, 10, 14), "AFP"),
    ("Tehran, Oct 14, IRNA – ", "Tehran", date(2022, 10, 14), "IRNA"),
    ("Berlin (dpa) - ", "Berlin", None, "dpa"),
    ("ABU DHABI, 14th October, 2022 (WAM) -- ", "ABU DHABI", date(2022, 10, 14), "WAM"),
    ("GENEVA (14 October 2022) – ", "GENEVA", date(2022, 10, 14), None),
    ("MEXICO CITY (AP) _ ", "MEXICO CITY", None, "Associated Press"),
    ("(AP) _ ", None, None, "Associated Press"),
    ("DETROIT (WWJ/AP) - ", "DETROIT", None, "Associated Press"),
    ("ST. JOHN'S, N.L. — ", "ST. JOHN'S, N.L.", None, None),
    ("SÃO PAULO – ", "SÃO PAULO", None, None),
    ("Harare, Zimbabwe — ", "Harare, Zimbabwe", None, None),
    ("Washington — ", "Washington", None, None),
    ("(BEIRUT) — ", "BEIRUT", None, None),
    ("THE HAGUE - ", "THE HAGUE", None, None),
    ("NEWPORT NEWS, Va. - ", "NEWPORT NEWS, Va.", None, None),
    ("BRISTOL—", "BRISTOL", None, None),
    ("DOVER, Sat., Oct. 14, 1995 (Northgate Wire) - ", "DOVER", date(1995, 10, 14), "Northgate Wire"),
]

# lines that open a text as a dateline might, but name no place of filing
OTHERS = [
    "BREAKING NEWS - Two ferries have collided in the harbour.",
    "UPDATE 2 - Two ferries have collided in the harbour.",
    "Two ferries — both built in 1990 — collided in the harbour.",
    "The minister (a doctor) - who denied it - left.",
    "WATCH LIVE: The rescue in the harbour",
    "HARGREAVES: You never told us about the second ferry.",
    "IT WAS NOT A GOOD DAY - NOT FOR ANYONE IN THE HARBOUR",
    "Nobody saw it coming - Reuters said so.",
    "14 October was a Friday - and a bad one.",
    "Ada Poole (AP)\nBy another hand",
    "THE BIG PICTURE — Two ferries have collided in the harbour.",
    "WHAT IT MEANS - Two ferries have collided in the harbour.",
    "A well-known captain said so.",
]


@pytest.mark.parametrize(("line", "place", "day", "credit"), DATELINES)
def test_reads_place_day_and_agency(line: str, place: str | None, day: date | None, credit: str | None) -> None:
    """The pieces of a dateline are told apart, and the story starts where it ends."""
    found = dateline.find(line + STORY, 2000, NEAR)
    assert found is not None
    assert (found.dateline.place, found.dateline.date, found.credit) == (place, day, credit)
    assert (line + STORY)[found.dateline.end :] == STORY


@pytest.mark.parametrize("line", OTHERS)
def test_leaves_other_lines_alone(line: str) -> None:
    """Headings, speakers and dashes inside sentences are no datelines."""
    assert dateline.find(f"{line}\n{STORY}", 2000, NEAR) is None


@pytest.mark.parametrize(
    "before", ["Ferries collide\n\n", "Ferries collide\nBy Ada Poole\n\n", "Ferries collide, two hurt. "]
)
def test_finds_it_below_title_and_byline(before: str) -> None:
    """A title or by-line may precede the dateline, even on the same line; the span counts from the text's start."""
    text = f"{before}CARDIFF, Wales (AP) - {STORY}"
    found = dateline.find(text, 2000, None)
    assert found is not None
    assert text[found.dateline.start : found.dateline.end] == "CARDIFF, Wales (AP) - "


def test_day_without_a_year_stays_open_when_no_year_is_known() -> None:
    """Without a year in the line or a day of publication the dateline's day is unknown, not guessed."""
    found = dateline.find(f"OSLO, Oct 14 (AP) - {STORY}", 2000, None)
    assert found is not None
    assert found.dateline.date is None


def test_day_that_does_not_exist_is_unknown() -> None:
    """30 February names no day."""
    found = dateline.find(f"OSLO, Feb 30, 2022 (AP) - {STORY}", 2000, NEAR)
    assert found is not None
    assert found.dateline.date is None


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=200))
def test_never_fails_and_stays_inside_the_text(text: str) -> None:
    """Whatever the text, the parser returns, and its span lies within the text."""
    found = dateline.find(text, 2000, NEAR)
    assert found is None or 0 <= found.dateline.start <= found.dateline.end <= len(text)


@settings(deadline=None, max_examples=200)
@given(
    st.lists(
        st.sampled_from(
            ["LYON", ", ", "Oct", " ", "14", "(AP)", "/", "-", "—", ".", "2022-10-14", "de", "\n", "(", "By"]
        )
    )
)
def test_any_order_of_pieces_is_read_without_failing(pieces: list[str]) -> None:
    """Pieces of datelines in any order neither raise nor point outside the text."""
    text = "".join(pieces)
    found = dateline.find(text, 2000, NEAR)
    assert found is None or text[found.dateline.start : found.dateline.end].strip()


def test_long_hostile_lines_are_read_in_linear_time() -> None:
    """A line of a million capitals, commas and brackets costs no more than its first characters."""
    for piece in ("A ", "A,", "A/", "(A", "A.", "—A", "1 "):
        assert dateline.find(piece * 500_000, 2000, NEAR) is None or True
