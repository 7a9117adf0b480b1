"""RSS 2.0: the events with the newest reports first, for a feed reader or a channel of a newsroom."""

from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from heapq import nlargest
from typing import BinaryIO

from dateline.export import source
from dateline.export.flat import flatten
from dateline.export.markup import clean
from dateline.export.source import Desk, Readable
from dateline.model import Event

# What feed readers commonly show of one feed; the record has the rest.
MOST = 100
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0">\n<channel>\n<title>Dateline: new events</title>\n'
    "<link>http://127.0.0.1/</link>\n<description>Events of the record, newest reports first.</description>\n"
)


def write(record: Readable, out: BinaryIO) -> None:
    """Write the newest events as one channel."""
    entries = ((_day(e, desk) or date.min, e.id, _entry(e, desk)) for e, desk in source.laid_out(record))
    out.write(_HEAD.encode())
    for _, _, entry in nlargest(MOST, entries):
        out.write(entry.encode("utf-8", "replace"))
    out.write(b"</channel>\n</rss>\n")


def _day(event: Event, desk: Desk) -> date | None:
    """Return the day of the newest report on the event."""
    days = [filed.report.published for filed in desk.cited(event) if filed.report.published]
    return max(days, default=None)


def _entry(event: Event, desk: Desk) -> str:
    flat, day = flatten(event, desk), _day(event, desk)
    status = "" if event.status in source.HAPPENED else f"[{event.status.replace('_', ' ')}] "
    facts = [
        f"{flat.label}; {flat.standing}",
        flat.place,
        flat.date_start,
        flat.sources and f"according to {flat.sources}",
    ]
    about = ". ".join(str(fact) for fact in facts if fact) + "."
    stamp = format_datetime(datetime.combine(day, time(), UTC)) if day else ""
    return (
        f"<item>\n<title>{clean(status + event.summary)}</title>\n<description>{clean(about)}</description>\n"
        + (f"<link>{clean(flat.url)}</link>\n" if flat.url and flat.url.startswith(("http://", "https://")) else "")
        + f'<guid isPermaLink="false">{clean(event.id)}</guid>\n'
        + f"<category>{clean(flat.label)}</category>\n"
        + (f"<pubDate>{stamp}</pubDate>\n" if stamp else "")
        + "</item>\n"
    )
