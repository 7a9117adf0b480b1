"""Stretches: a very long report is read in parts, and what is read counts in the whole text."""

from dateline.model import Dateline, Findings, Mention, Report, Span, Statement
from dateline.stages.language.stretches import STRETCH, WHOLE, stretches, together

PARAGRAPH = "The dam broke near Velmar. " * 40


def report(paragraphs: int) -> Report:
    """Return a report of so many paragraphs."""
    text = "\n\n".join([PARAGRAPH] * paragraphs)
    return Report(id="r", given_id="r", text=text, dateline=Dateline(place="GAO", date=None, start=0, end=3))


def test_a_report_of_usual_length_is_one_stretch() -> None:
    """Nothing changes below the limit."""
    one = report(30)
    assert len(one.text) < WHOLE
    assert [part for _, part in stretches(one)] == [one]


def test_stretches_end_with_paragraphs_and_hold_all_of_the_text() -> None:
    """Every paragraph is in one stretch, at its place; the dateline is in the first."""
    whole = report(120)
    parts = list(stretches(whole))
    assert len(parts) > 2
    assert all(len(part.text) <= STRETCH for _, part in parts)
    assert all(whole.text.startswith(part.text, start) for start, part in parts)
    assert sum(part.text.count("dam") for _, part in parts) == whole.text.count("dam")
    assert [part.dateline is not None for _, part in parts] == [True, *[False] * (len(parts) - 1)]
    assert len({part.id for _, part in parts}) == len(parts)


def test_what_was_read_counts_in_the_whole_text() -> None:
    """Spans are moved to where they stand, rows name the whole report, and nothing far down leads it."""
    whole = report(120)
    found = [(start, _findings(part)) for start, part in stretches(whole)]
    merged = together(whole, iter(found))
    assert len(merged.mentions) == len(merged.statements) == len(found)
    spans = [*(m.clause for m in merged.mentions), *(s.content for s in merged.statements)]
    assert all(whole.text[span.start : span.end] == span.text for span in spans)
    assert {m.report for m in merged.mentions} == {s.report for s in merged.statements} == {"r"}
    assert [m.salience for m in merged.mentions] == [0.9, *[0.0] * (len(found) - 1)]


def _findings(part: Report) -> Findings:
    """Return one statement and one mention, which stand at the first words of a stretch."""
    span = Span(0, 7, part.text[:7])
    mention = Mention(
        id=f"m-{part.id}", report=part.id, type="accident", status="happened", clause=span, trigger=span, salience=0.9
    )
    statement = Statement(id=f"s-{part.id}", report=part.id, content=span, kind="direct", cue=None, speaker=None)
    return Findings(report=part.id, statements=(statement,), mentions=(mention,))
