"""Units: cut where a sentence surely ends and nowhere else, so that an edit leaves the other sentences known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Dateline, Report
from dateline.stages.language.units import digests, units


def cut(text: str) -> list[str]:
    """Return the units of a text."""
    return [text[u.start : u.end] for u in units(Report(id="r", given_id="r", text=text))]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The dam broke. Nobody was hurt.", 2),
        ("The dam near Velmar broke. Nobody was hurt.", 2),  # a name ends a sentence too
        ("It was built in 1987. Nobody knows by whom.", 2),  # and so does a year
        ('"The dam broke." Nobody was hurt.', 2),  # with the closing marks
        ('The dam broke! "Run," she said.', 2),  # and the opening ones
        ("Police spoke to Capt. Hall and Gov. Ray about it.", 1),  # titles
        ("A storm hit Calif. Highway 9 and others.", 1),  # states
        ("It ended at 3 p.m. Friday.", 1),  # letters with full stops
        ("She works for Samsa Co. Ltd. The firm is small.", 1),  # too short to be sure: the model decides
        ("The price of maize rose. in some towns.", 1),  # no capital follows
        ("Version 2.0. The next one.", 1),
    ],
)
def test_sentences_are_cut_where_they_surely_end(text: str, count: int) -> None:
    """Abbreviations and doubtful cases stay together."""
    assert len(cut(text)) == count


def test_an_edit_in_one_sentence_leaves_the_others_known() -> None:
    """The units around a changed sentence keep their digests."""
    one = Report(id="a", given_id="a", text="The dam broke. Nine people fled. Nobody was hurt.")
    other = Report(id="b", given_id="b", text="The dam broke. Twelve people fled. Nobody was hurt.")
    assert [a == b for a, b in zip(digests(one), digests(other), strict=True)] == [True, False, True]


def test_units_know_their_paragraph_and_the_dateline_stands_alone() -> None:
    """Cutting inside paragraphs changes nothing of how they are counted."""
    line = Dateline(place="GAO", date=None, start=0, end=5)
    report = Report(id="r", given_id="r", text="GAO - The dam broke. Nobody fled.\n\nIt rained.", dateline=line)
    assert [(report.text[a:b], p) for a, b, p in units(report)] == [
        ("GAO -", 0),
        ("The dam broke.", 1),
        ("Nobody fled.", 1),
        ("It rained.", 2),
    ]


@given(st.text(alphabet="Abc de.!?\n\"'4", max_size=80))
def test_nothing_is_lost_between_units(text: str) -> None:
    """Whatever stands between two units is white space, and units neither overlap nor are empty."""
    found = list(units(Report(id="r", given_id="r", text=text)))
    ends = [0, *(u.end for u in found)]
    gaps = [text[a:b] for a, b in zip(ends, [*(u.start for u in found), len(text)], strict=True)]
    assert all(not gap.strip() for gap in gaps)
    assert all(u.start < u.end for u in found)
