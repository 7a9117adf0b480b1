"""The days that a page writes about itself: when it was posted, updated or copyrighted. They date no event."""

from dateline.data.labels import before_day
from dateline.model import Date, Reading

_HEADING = 300  # characters within which a page writes its own day
_LABEL = 40  # characters before a date in which its label stands: "Updated: 5:36 PM, "


def of_page(reading: Reading, told: Date) -> bool:
    """Tell a day of the page from a day of the story."""
    line = reading.report.dateline
    if line is not None and told.span.overlaps(line.start, line.end):
        return True
    return _heading(reading, told) or _labelled(reading.report.text, told)


def beside(text: str, page: Date, told: Date) -> bool:
    """Tell the second half of a page's own day: "Posted: Monday, March 2, 2015" and "12:06 AM" right behind it."""
    return told.type == "TIME" and not text[page.span.end : told.span.start].strip(" ,@|-at")


def _heading(reading: Reading, told: Date) -> bool:
    """Tell the report's own day, written out above the story ("May 17, 2023 By ..."), from a day in the story."""
    if told.anchored or told.type != "DATE" or told.first != reading.report.published or told.first != told.last:
        return False
    before = reading.report.text[: told.span.start].rsplit(maxsplit=1)[-1:]
    return told.span.start < _HEADING and (not before or before[0].lower() not in ("on", "of", "since"))


def _labelled(text: str, told: Date) -> bool:
    """Tell "Posted: Tuesday, January 28", "(Published Friday)", "Copyright 2015" and the day below a tweet."""
    return before_day(signs=True).search(text, max(0, told.span.start - _LABEL), told.span.start) is not None
