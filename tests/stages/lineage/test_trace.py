"""Which reports are versions of one another: the edits of newsrooms, look-alikes, chains and digests."""

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.stages.lineage import compare, trace
from dateline.stages.lineage.compare import Comparer
from dateline.stages.lineage.verbatim import verbatim

NOTICE = "Subscribe now for unlimited access. All rights reserved. Sign up for our daily newsletter."


def test_edits_of_a_story_are_one_lineage(desk: Any) -> None:
    """A text cut, extended, reformatted and given a dateline and notices stays with its source."""
    formal = desk.bridge.replace("15 per cent", "15%").replace('"', "”").replace("\n\n", " ")
    versions = [
        desk.bridge,
        desk.cut(desk.bridge, 0.2),
        desk.cut(desk.bridge, 0.5),
        formal,
        f"OLMEN, June 3 (Newswire) - {desk.bridge}\n\n{NOTICE}",
        f"{desk.orchard}\n\n{desk.bridge}",
    ]
    reports = [desk.report(str(k), text) for k, text in enumerate(versions)]
    assert desk.together(trace(reports)) == {frozenset(r.id for r in reports)}


def test_heavy_editing_is_seen_through(desk: Any) -> None:
    """A text with every fifth word gone, synonyms and sentences in another order is still a version."""
    words = desk.ferry.replace("said", "told reporters").replace("people", "persons").split()
    thinned = " ".join(word for k, word in enumerate(words) if k % 9)
    moved = thinned[len(thinned) // 2 :] + " " + thinned[: len(thinned) // 2]
    found = trace([desk.report("a", desk.ferry), desk.report("b", moved)])
    assert len(found) == 1


def test_shared_quotation_does_not_join(desk: Any) -> None:
    """Two stories that print the same quotation are two stories."""
    reports = [
        desk.report("a", desk.ferry + "\n\n" + desk.quote),
        desk.report("b", desk.bridge + "\n\n" + desk.quote),
    ]
    assert len(trace(reports)) == 2


def test_template_with_other_figures_does_not_join(desk: Any) -> None:
    """Last week's and this week's market notes are two stories, however alike their sentences."""
    note = "Wool prices at the Karsten sale were {} a kilo, against {} a week ago, with {} bales offered and {} sold by {}."
    filler = (
        " Buyers from the northern mills were active in the fine grades, brokers at the sale said. The next is on {}."
    )
    texts = [
        (note + filler).format("712 cents", "698 cents", "41,200", "38,950", "11:20", "May 4"),
        (note + filler).format("731 cents", "712 cents", "39,100", "35,075", "12:45", "May 11"),
    ]
    assert len(trace([desk.report(str(k), text) for k, text in enumerate(texts)])) == 2


def test_road_numbers_stay_apart(desk: Any) -> None:
    """A closure of one road is not a version of a closure of another, though one figure tells them apart."""
    texts = [f"Route {n} is closed at mile 12 after a rockfall." for n in (1506, 1507)]
    assert len(trace([desk.report(str(k), text) for k, text in enumerate(texts)])) == 2


def test_digest_belongs_to_what_it_mostly_carries(desk: Any) -> None:
    """A report with two stories goes with the longer, names the other's lineage, and does not merge the two."""
    reports = [
        desk.report("digest", desk.ferry + "\n\n" + desk.orchard),
        desk.report("ferry", desk.ferry),
        desk.report("orchard", desk.orchard),
    ]
    by_member = {report: lineage for lineage in trace(reports) for report in lineage.reports}
    assert by_member["r-digest"] is by_member["r-ferry"]
    assert by_member["r-orchard"] is not by_member["r-ferry"]
    assert by_member["r-digest"].also == (by_member["r-orchard"].id,)


def test_chain_of_weak_links_does_not_merge(desk: Any) -> None:
    """A live page that carried one story in the morning and another at night leaves the two apart."""
    morning, night = desk.ferry, desk.bridge
    page = desk.cut(morning, 0.75) + "\n\n" + desk.cut(night, 0.75)
    found = trace([desk.report("a", morning), desk.report("b", page), desk.report("c", night)])
    assert len(found) == 2


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("", "", 2),  # nothing to compare
        ("Read more", "Read more", 1),  # short, but the same
        ("Fire in Tarvel", "Flood in Tarvel", 2),
        (
            "東京で大きな火事があり、三人がけがをした。原因は不明だ。",
            "東京で大きな火事があり、三人がけがをした。原因は不明だ",
            1,
        ),
        (
            "Паром сел на мель у порта, всех людей вывезли на берег.",
            "Паром сел на мель у порта: всех людей вывезли на берег",
            1,
        ),
    ],
)
def test_short_texts_and_other_scripts(desk: Any, one: str, other: str, count: int) -> None:
    """Short texts are versions only if nearly the same; any script is traced."""
    assert len(trace([desk.report("a", one), desk.report("b", other)])) == count


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["ferry", "bridge", "orchard"]), st.sampled_from(["same", "cut", "notice", "added", "caps"])
    ),
    min_size=1,
    max_size=8,
)


def _edited(desk: Any, story: str, edit: str) -> str:
    text: str = getattr(desk, story)
    edited: dict[str, str] = {
        "same": text,
        "cut": desk.cut(text, 0.6),
        "notice": text + "\n\n" + NOTICE,
        "added": text + "\n\nA further " + desk.quote,
        "caps": text.replace("\n\n", "\n").upper(),
    }
    return edited[edit]


@settings(deadline=None, max_examples=30)
@given(EDITS, st.randoms(use_true_random=False))
def test_order_does_not_matter_and_each_report_is_in_one_lineage(desk: Any, edits: Any, random: Any) -> None:
    """Any order gives the same lineages, and they hold every report once."""
    reports = [desk.report(f"{k}", _edited(desk, *edit)) for k, edit in enumerate(edits)]
    first = trace(reports)
    random.shuffle(reports)
    assert trace(reports) == first
    assert sorted(member for lineage in first for member in lineage.reports) == sorted(r.id for r in reports)


@settings(deadline=None, max_examples=30)
@given(EDITS, st.sampled_from(["same", "cut", "notice", "added", "caps"]))
def test_adding_a_copy_never_splits_a_family(desk: Any, edits: Any, edit: str) -> None:
    """Reports that were together are together after one more version of them has come."""
    reports = [desk.report(f"{k}", _edited(desk, *some)) for k, some in enumerate(edits)]
    copy = desk.report("copy", _edited(desk, edits[0][0], edit))
    after = desk.together(trace([*reports, copy]))
    assert all(any(group <= larger for larger in after) for group in desk.together(trace(reports)))
    assert any({"r-0", "r-copy"} <= group for group in after)


def test_every_other_report_has_a_row_that_leads_to_the_primary(desk: Any) -> None:
    """Copies form a tree: one row for each report but the primary, each ``of`` a member."""
    texts = [desk.ferry, desk.cut(desk.ferry, 0.5), desk.cut(desk.ferry, 0.3), desk.ferry + desk.quote, desk.ferry]
    [lineage] = trace([desk.report(str(k), text) for k, text in enumerate(texts)])
    of = {copy.report: copy.of for copy in lineage.copies}
    assert set(of) | {lineage.primary} == set(lineage.reports)
    for report in lineage.reports:
        steps = [report]
        while steps[-1] != lineage.primary and len(steps) <= len(of):
            steps.append(of[steps[-1]])
        assert steps[-1] == lineage.primary


@pytest.mark.parametrize(
    ("edit", "relation"),
    [("same", "identical"), ("cut", "cut"), ("excerpt", "excerpt"), ("extended", "extended"), ("edited", "edited")],
)
def test_relations(desk: Any, edit: str, relation: str) -> None:
    """The kind of copy is told by how much of each lies in the other."""
    text = {
        "same": desk.ferry.replace("\n\n", " "),
        "cut": desk.cut(desk.ferry, 0.6),
        "excerpt": desk.cut(desk.ferry, 0.25),
        "extended": desk.ferry + "\n\n" + desk.cut(desk.bridge, 0.9),
        "edited": desk.ferry.replace("Monday", "Tuesday").replace("six remained", "eight remained"),
    }[edit]
    day = {"published_at": "2024-03-04T08:00"}
    later = {"published_at": "2024-03-04T09:00"}
    [lineage] = trace([desk.report("source", desk.ferry, **day), desk.report("copy", text, **later)])
    [row] = lineage.copies
    if lineage.primary == "r-source":
        assert row.relation == relation
    else:  # the longer version carries most of the text
        assert (relation, row.relation) == ("extended", "cut")


STORIES = st.sampled_from(["ferry", "bridge", "orchard"])
WAYS = st.sampled_from(["same", "cut", "notice", "added", "caps", "reworded", "moved"])


def _version(desk: Any, story: str, way: str) -> str:
    text: str = getattr(desk, story)
    if way == "reworded":
        return text.replace("said", "told reporters").replace("the ", "this ").replace("Monday", "Tuesday")
    if way == "moved":
        return "\n\n".join(reversed(text.split("\n\n")))
    return _edited(desk, story, way)


@settings(deadline=None, max_examples=60)
@example("bridge", "reworded", "bridge", "moved")
@given(STORIES, WAYS, STORIES, WAYS)
def test_contained_and_contains_mirror_one_another(desk: Any, story: str, way: str, other: str, how: str) -> None:
    """What one report contains of the other is what the other has contained in it, whichever is the source."""
    one, two = _version(desk, story, way), _version(desk, other, how)
    there, back = compare(one, two), compare(two, one)
    assert (there.contained, there.contains) == (back.contains, back.contained)
    if story == other:
        assert max(there.contained, there.contains) > 0.6


@settings(deadline=None, max_examples=60)
@given(STORIES, WAYS, WAYS)
def test_the_account_of_a_copy_is_what_a_comparison_says(desk: Any, story: str, way: str, how: str) -> None:
    """Shares and changes that are kept are those that are shown, word for word where neither text lies within the other."""
    source, copy = _version(desk, story, way), _version(desk, story, how)
    account, shown = Comparer().account(source, copy), compare(source, copy)
    if verbatim(source, copy) is None:
        assert (account.contained, account.contains, account.changes) == (
            shown.contained,
            shown.contains,
            shown.changes,
        )
    else:
        assert account.contained == pytest.approx(shown.contained, abs=0.02)
        assert account.contains == pytest.approx(shown.contains, abs=0.02)


def test_of_a_very_long_passage_the_beginning_is_told(desk: Any) -> None:
    """What an excerpt leaves out of a book would make the record as large as all its excerpts times the book."""
    rest = " ".join(f"word{k}" for k in range(3000))
    [family] = trace([desk.report("whole", f"{desk.ferry}\n\n{rest}."), desk.report("part", desk.ferry)])
    [told] = [change.before for copy in family.copies for change in copy.changes if change.before.startswith("word0")]
    assert told.endswith(" …")
    assert 1900 < len(told) <= 2002
    assert rest.startswith(told.removesuffix(" …"))
