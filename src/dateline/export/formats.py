"""The formats that a record can be exported in, by name. Modules are loaded when their format is asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, BinaryIO

from dateline.errors import SettingsError

Writer = Callable[[Any, BinaryIO], None]
"""Writes a record (the part of it that the format reads) to a binary stream."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name on the command line, its file suffix and media type, and what it is."""

    name: str
    suffix: str
    media: str
    about: str

    @property
    def write(self) -> Writer:
        """Return the function ``write(record, out)``; ``out`` is a binary stream."""
        found: Writer = import_module(f"dateline.export.{self.name}").write
        return found


FORMATS = {
    f.name: f
    for f in (
        Format("acled", ".csv", "text/csv", "ACLED's 31 columns"),
        Format("ucdp", ".csv", "text/csv", "UCDP GED's 49 columns"),
        Format("plover", ".json", "application/json", "PLOVER's JSON records"),
        Format("geojson", ".geojson", "application/geo+json", "GeoJSON features"),
        Format("gpkg", ".gpkg", "application/geopackage+sqlite3", "a GeoPackage for QGIS"),
        Format("kml", ".kml", "application/vnd.google-earth.kml+xml", "KML placemarks"),
        Format("jsonld", ".jsonld", "application/ld+json", "JSON-LD: schema.org and Web Annotation"),
        Format("parquet", ".parquet", "application/vnd.apache.parquet", "Parquet, one flat row per event"),
        Format("rss", ".rss", "application/rss+xml", "an RSS feed of the newest events"),
        Format("html", ".html", "text/html", "one self-contained page to send to a colleague"),
    )
}
"""Those that write events."""

LINEAGES = {
    f.name: f
    for f in (
        Format("edges", ".csv", "text/csv", "an edge list: each copy with its source"),
        Format("graphml", ".graphml", "application/graphml+xml", "GraphML for Gephi, yEd, Cytoscape"),
    )
}
"""Those that write lineages."""


def find(name: str) -> Format:
    """Return the format of that name.

    Raises:
        SettingsError: there is none.
    """
    known = FORMATS | LINEAGES
    if name not in known:
        raise SettingsError(f"There is no format {name!r}. There are: {', '.join(sorted(known))}.")
    return known[name]
