"""KML 2.2 for Google Earth and the like: a folder for each status, so that plans and denials stand apart from deeds."""

from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from dateline.export.flat import Flat, flatten
from dateline.export.markup import clean
from dateline.export.source import Readable, laid_out

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n'
    "<Document>\n<name>Dateline: events</name>\n"
)
_STATUSES = ("happened", "ongoing", "planned", "threatened", "called_for", "hypothetical", "denied")
_SKIPPED = ("id", "summary", "lat", "lon", "date_start", "date_end")


def write(record: Readable, out: BinaryIO) -> None:
    """Write one document; events without an honest point are placemarks without geometry."""
    rows: dict[str, list[Flat]] = {status: [] for status in _STATUSES}
    for event, desk in laid_out(record):
        rows[event.status].append(flatten(event, desk))
    out.write(_HEAD.encode())
    for status, flats in rows.items():
        if flats:
            marks = "".join(map(_placemark, flats))
            name = escape(status.replace("_", " "))
            out.write(f"<Folder>\n<name>{name}</name>\n{marks}</Folder>\n".encode("utf-8", "replace"))
    out.write(b"</Document>\n</kml>\n")


def _placemark(flat: Flat) -> str:
    fields = "".join(
        f"<Data name={quoteattr(key)}><value>{clean(value)}</value></Data>"
        for key, value in flat.row().items()
        if key not in _SKIPPED and value is not None
    )
    point = f"<Point><coordinates>{flat.lon:.6f},{flat.lat:.6f}</coordinates></Point>" if flat.lat is not None else ""
    return (
        f"<Placemark id={quoteattr(flat.id)}>\n<name>{clean(flat.summary)}</name>\n{_time(flat)}"
        f"<ExtendedData>{fields}</ExtendedData>\n{point}</Placemark>\n"
    )


def _time(flat: Flat) -> str:
    if flat.date_start is None:
        return ""
    if flat.date_start == flat.date_end:
        return f"<TimeStamp><when>{flat.date_start}</when></TimeStamp>\n"
    return f"<TimeSpan><begin>{flat.date_start}</begin><end>{flat.date_end}</end></TimeSpan>\n"
