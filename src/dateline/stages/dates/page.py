"""The day that a page gives as its own, where it was handed over with a later one.

Pages are often collected long after they appeared, and the day of the visit is filed as that of publication. Then
"on Wednesday" is a Wednesday of the days before "Posted: May 12, 2023", which stands above the story.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from dateline.data.labels import before_day
from dateline.model import Date

_HEAD = 600  # characters within which a page writes its own day
_LABEL = 40  # characters before a date in which its label stands
_LATE = timedelta(
    days=7
)  # a story is filed within days of its page's own date; what is filed later was collected later


def page_day(text: str, dates: Sequence[Date], filed: date | None) -> date | None:
    """Return the first day that a page labels as its own in its head, if it was filed a week or more after that."""
    if filed is None:
        return None
    for told in dates:
        if told.span.start > _HEAD:
            return None
        if told.anchored or told.precision != "day" or told.first is None or filed - told.first < _LATE:
            continue
        if before_day(signs=False).search(text, max(0, told.span.start - _LABEL), told.span.start):
            return told.first
    return None
