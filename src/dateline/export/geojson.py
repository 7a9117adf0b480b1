"""GeoJSON (RFC 7946): every event a feature; those without an honest point have no geometry but are not dropped."""

import json
from typing import Any, BinaryIO

from dateline.export.flat import Flat, flatten
from dateline.export.source import Readable, laid_out

# About ten centimetres: finer digits would pretend to a precision that no gazetteer has.
_DIGITS = 6


def write(record: Readable, out: BinaryIO) -> None:
    """Write one FeatureCollection, one feature to a line."""
    out.write(b'{"type": "FeatureCollection", "features": [')
    for number, (event, desk) in enumerate(laid_out(record)):
        line = json.dumps(feature(flatten(event, desk)), ensure_ascii=False)
        out.write((",\n" if number else "\n").encode() + line.encode("utf-8", "replace"))
    out.write(b"\n]}\n")


def feature(flat: Flat) -> dict[str, Any]:
    """Return one event as a GeoJSON feature."""
    geometry = None
    if flat.lat is not None and flat.lon is not None:
        geometry = {"type": "Point", "coordinates": [round(flat.lon, _DIGITS), round(flat.lat, _DIGITS)]}
    properties = {key: value for key, value in flat.row().items() if key not in ("lat", "lon")}
    return {"type": "Feature", "id": flat.id, "geometry": geometry, "properties": properties}
