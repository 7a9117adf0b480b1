"""Very long reports are read in stretches, so that their cost grows with their length and no faster.

What the stages do in one report compares every statement, mention and name with those before it. Below the limit that is
what makes them good; a live blog or a collection of articles of some hundred pages is no single text in that sense.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, NamedTuple

from dateline.model import Findings, Mention, Report, Span
from dateline.stages.language.paragraphs import split

# Characters of a report that is read as one text. Of 3,900 news articles 3 are longer, all of them live blogs.
WHOLE = 40_000
# Characters of a stretch of a longer one, cut where a paragraph ends.
STRETCH = 20_000


class Stretch(NamedTuple):
    """A part of a report, as a report, and where in the whole text it begins."""

    start: int
    report: Report


def stretches(report: Report) -> Iterator[Stretch]:
    """Yield a report itself, or the parts of a very long one. The dateline belongs to the first part alone."""
    if len(report.text) <= WHOLE:
        yield Stretch(0, report)
        return
    start = end = 0
    for first, last in split(report.text):
        if last - start > STRETCH and end > start:
            yield _part(report, start, end)
            start = first
        end = last
    yield _part(report, start, end)


def _part(report: Report, start: int, end: int) -> Stretch:
    text = report.text[start:end]
    if not start:
        return Stretch(0, replace(report, text=text))
    return Stretch(start, replace(report, id=f"{report.id}+{start}", text=text, dateline=None))


def together(report: Report, found: Iterator[tuple[int, Findings]]) -> Findings:
    """Put what was read from the stretches of a report together, with spans that count in the whole text.

    A report is about what it tells first, so that nothing beyond the first stretch leads it.
    """
    parts: list[Findings] = [_moved(part, start, report.id) for start, part in found]
    later = (tuple(replace(m, salience=0.0) for m in part.mentions) for part in parts[1:])
    mentions: tuple[Mention, ...] = sum(later, parts[0].mentions)
    return Findings(
        report=report.id,
        statements=sum((part.statements for part in parts), ()),
        dates=sum((part.dates for part in parts), ()),
        places=sum((part.places for part in parts), ()),
        mentions=mentions,
        failure=next((part.failure for part in parts if part.failure), None),
    )


def _moved(value: Any, by: int, report: str) -> Any:
    """Return a value of the model with all its spans moved, and with the id of the whole report."""
    if isinstance(value, Span):
        return replace(value, start=value.start + by, end=value.end + by)
    if isinstance(value, tuple):
        return tuple(_moved(each, by, report) for each in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    new = {f.name: _moved(getattr(value, f.name), by, report) for f in fields(value)}
    return replace(value, **(new | ({"report": report} if "report" in new else {})))
