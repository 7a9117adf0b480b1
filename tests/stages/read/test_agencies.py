"""Credits: where an agency's name makes a text the agency's, and where it does not."""

import pytest

from dateline.stages.read import agencies
from dateline.stages.read.tables import load

STORY = "The bridge was closed at noon.\nEngineers found cracks in two of its piers, the council said.\n"

HEADS = [
    ("By Jane Doe, Associated Press", "Associated Press"),
    ("By Reuters", "Reuters"),
    ("By Ada Poole of the Northern Echo", None),
    ("Jane Doe | Reuters", "Reuters"),
    ("By ADA POOLE Associated Press", "Associated Press"),
    ("ADA POOLE Associated Press", "Associated Press"),
    ("Ada Poole, Associated Press", "Associated Press"),
    ("Reuters Friday, May 5, 2017", "Reuters"),
    ("Posted 5:57 am, July 3, 2019, by Associated Press", "Associated Press"),
    # a picture's credit, a headline, a word in capitals
    ("Ada Poole/Associated Press", None),
    ("Editors Praise Associated Press", None),
    ("A bridge over a river is closed.\nAda Poole, Associated Press", None),
    ("Ada Poole | AP", None),
    ("Ada Poole | AFP | Getty Images", None),
    ("MAP", None),
    ("Reuters reported that the bridge was closed.", None),
]

TAILS = [
    ("(Reuters)", "Reuters"),
    ("- Reuters", "Reuters"),
    ("© 2019 AFP", "AFP"),
    ("Copyright 2018 The Associated Press. All rights reserved.", "Associated Press"),
    ("(Copyright 2015 The Associated Press. All rights reserved.)", "Associated Press"),
    ("(Reporting by Ada Poole; Editing by John Roe)", "Reuters"),
    ("Associated Press writer Ada Poole in Cardiff contributed to this report.", "Associated Press"),
    ('"We shall reopen it in May," the mayor said. - dpa', "dpa"),
    ("(REUTERS/Ada Poole/File Photo)", None),
    # a helper, a source, another owner
    ("The Associated Press contributed to this report.", None),
    ("The mayor told Reuters that it would reopen.", None),
    ("Copyright 2014 Harbour Radio and The Associated Press", None),
]


@pytest.mark.parametrize(("line", "name"), HEADS)
def test_by_lines(line: str, name: str | None) -> None:
    """A by-line credits an agency; a picture, a headline or a sentence does not."""
    assert agencies.in_head(f"Bridge closed\n{line}\n{STORY}") == name


@pytest.mark.parametrize(("line", "name"), TAILS)
def test_last_lines(line: str, name: str | None) -> None:
    """A sign-off or copyright line credits an agency; a mention in the story does not."""
    assert agencies.in_tail(f"{STORY}{line}") == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("AP", "Associated Press"),
        ("Agence France-Presse", "AFP"),
        ("dpa", "dpa"),
        ("SPA", "SPA"),
        ("WFLA", "WFLA"),
        ("Northgate Wire", "Northgate Wire"),
        ("with photos", None),
        ("Ohio", None),
    ],
)
def test_brackets(written: str, name: str | None) -> None:
    """Known agencies get the record's name, unknown services stay as written, other words are no credit."""
    assert agencies.slug(written) == name


@pytest.mark.parametrize(
    ("outlet", "name"), [("reuters.com", "Reuters"), ("www.afp.com", "AFP"), ("The Harbour Post", None), (None, None)]
)
def test_an_agency_as_outlet_credits_itself(outlet: str | None, name: str | None) -> None:
    """What an agency publishes itself is its own."""
    assert agencies.of_outlet(outlet) == name


def test_a_way_of_writing_names_one_agency() -> None:
    """No form in the table stands for two agencies."""
    seen: dict[str, str] = {}
    for agency in load("agencies")["agency"]:
        for written in {agency["name"], *agency.get("also", ()), *agency.get("exact", ())}:
            assert seen.setdefault(written, agency["name"]) == agency["name"]
