"""GeoPackage 1.3 with the standard library: a layer of events and tables of figures and evidence, for QGIS and ArcGIS."""

import sqlite3
import struct
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from dateline.export.flat import Flat, flatten
from dateline.export.rows import offsets
from dateline.export.source import Desk, Readable, laid_out
from dateline.model import Event

# "GPKG" as the file's application id and version 1.3, as the standard asks.
_APPLICATION, _VERSION = 0x47504B47, 10300
_WGS84 = 4326
# A fixed day in place of the clock, so that the same record gives the same file.
_CHANGED = "2000-01-01T00:00:00.000Z"
_WKT = (
    'GEOGCS["WGS 84",DATUM["World Geodetic System 1984",SPHEROID["WGS 84",6378137,298.257223563]],'
    'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]'
)
_NUMBERS = {"geonameid": "INTEGER", "reports": "INTEGER", "lineages": "INTEGER", "lat": "REAL", "lon": "REAL"}
_COLUMNS = tuple(f.name for f in fields(Flat) if f.name not in ("lat", "lon"))
_SCHEMA = f"""
PRAGMA application_id = {_APPLICATION};
PRAGMA user_version = {_VERSION};
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', NULL),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', NULL),
  ('WGS 84', {_WGS84}, 'EPSG', {_WGS84}, '{_WKT}', NULL);
CREATE TABLE gpkg_contents (
  table_name TEXT PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
  srs_id INTEGER REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT PRIMARY KEY REFERENCES gpkg_contents(table_name), column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL REFERENCES gpkg_spatial_ref_sys(srs_id),
  z TINYINT NOT NULL, m TINYINT NOT NULL);
CREATE TABLE figures (
  fid INTEGER PRIMARY KEY, event TEXT NOT NULL, kind TEXT NOT NULL, low INTEGER, high INTEGER,
  source TEXT, words TEXT NOT NULL, report TEXT NOT NULL, latest BOOLEAN NOT NULL);
CREATE TABLE evidence (
  fid INTEGER PRIMARY KEY, event TEXT NOT NULL, report TEXT NOT NULL, outlet TEXT, published DATE, url TEXT,
  start INTEGER NOT NULL, end INTEGER NOT NULL, words TEXT NOT NULL);
"""


def write(record: Readable, out: BinaryIO) -> None:
    """Write the whole package; SQLite needs a file, so it is made in a temporary folder first."""
    with TemporaryDirectory(prefix="dateline-") as folder:
        path = Path(folder, "events.gpkg")
        connection = sqlite3.connect(path)
        try:
            connection.executescript(_SCHEMA + _layer())
            _fill(connection, record)
            connection.commit()
        finally:
            connection.close()
        out.write(path.read_bytes())


def _layer() -> str:
    columns = ", ".join(f'"{name}" {_kind(name)}' for name in _COLUMNS)
    return f"CREATE TABLE events (fid INTEGER PRIMARY KEY, geom POINT, {columns});"


def _kind(name: str) -> str:
    if name in ("date_start", "date_end"):
        return "DATE"
    return _NUMBERS.get(name, "INTEGER" if name.endswith(("_low", "_high")) else "TEXT")


def _fill(connection: sqlite3.Connection, record: Readable) -> None:
    points: list[tuple[float, float]] = []
    marks = ", ".join("?" * (len(_COLUMNS) + 1))
    names = ", ".join(f'"{name}"' for name in _COLUMNS)
    for event, desk in laid_out(record):
        flat = flatten(event, desk)
        if flat.lat is not None and flat.lon is not None:
            points.append((flat.lon, flat.lat))
        values = flat.row()
        connection.execute(
            f"INSERT INTO events (geom, {names}) VALUES ({marks})", (_point(flat), *(values[k] for k in _COLUMNS))
        )
        connection.executemany(f"INSERT INTO figures VALUES (NULL, {', '.join('?' * 8)})", _figures(event))
        connection.executemany(f"INSERT INTO evidence VALUES (NULL, {', '.join('?' * 8)})", _evidence(event, desk))
    _describe(connection, points)


def _point(flat: Flat) -> bytes | None:
    """Return a GeoPackage binary point: a header of eight bytes (little endian, no envelope), then plain WKB."""
    if flat.lat is None or flat.lon is None:
        return None
    return struct.pack("<2sBBi", b"GP", 0, 1, _WGS84) + struct.pack("<BIdd", 1, 1, flat.lon, flat.lat)


def _figures(event: Event) -> Iterator[tuple[object, ...]]:
    for given in event.figures:
        figure = given.figure
        yield (
            event.id,
            figure.kind,
            figure.low,
            figure.high,
            figure.source,
            figure.span.text,
            given.report,
            given.latest,
        )


def _evidence(event: Event, desk: Desk) -> Iterator[tuple[object, ...]]:
    for piece in event.evidence:
        report = desk.reports[piece.report].report if piece.report in desk.reports else None
        day = report.published.isoformat() if report and report.published else None
        about = (report.outlet, day, report.url) if report else (None, None, None)
        yield (event.id, piece.report, *about, *offsets(piece.span), piece.span.text)


def _describe(connection: sqlite3.Connection, points: list[tuple[float, float]]) -> None:
    """Enter the tables into the package's own contents, with the extent of the layer."""
    box: tuple[float | None, ...] = (None,) * 4
    if points:
        x, y = zip(*points, strict=True)
        box = (min(x), min(y), max(x), max(y))
    connection.execute(
        "INSERT INTO gpkg_contents VALUES ('events', 'features', 'events', 'One row per happening', ?, ?, ?, ?, ?, ?)",
        (_CHANGED, *box, _WGS84),
    )
    connection.execute("INSERT INTO gpkg_geometry_columns VALUES ('events', 'geom', 'POINT', ?, 0, 0)", (_WGS84,))
    for name in ("figures", "evidence"):
        connection.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change, srs_id) VALUES (?, ?, ?, ?, 0)",
            (name, "attributes", name, _CHANGED),
        )
