"""Stage 7 of 8. Reading → Mention: what happened, with its cells, status and source."""

from dateline.stages.events.find import find_events
from dateline.stages.events.headline import of_title, untold
from dateline.stages.events.table import EventTable

__all__ = ["EventTable", "find_events", "of_title", "untold"]
