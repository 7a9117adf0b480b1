"""Parquet, one flat row per event, for pandas, R, DuckDB and Spark. Needs the extra ``dateline[parquet]``."""

from dataclasses import fields
from typing import BinaryIO

from dateline.errors import SettingsError
from dateline.export.flat import Flat, flatten
from dateline.export.source import Readable, laid_out

_INTEGERS = frozenset({"geonameid", "reports", "lineages"})
_FLOATS = frozenset({"lat", "lon"})


def write(record: Readable, out: BinaryIO) -> None:
    """Write one table; an empty record gives a table without rows but with its columns.

    Raises:
        SettingsError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise SettingsError("Please install pyarrow to write Parquet (`pip install 'dateline[parquet]'`).") from error
    rows = [flatten(event, desk).row() for event, desk in laid_out(record)]
    kinds = {"integer": pa.int64(), "float": pa.float64(), "text": pa.string()}
    schema = pa.schema([(f.name, kinds[_kind(f.name)]) for f in fields(Flat)])
    parquet.write_table(pa.Table.from_pylist(rows, schema=schema), out)


def _kind(name: str) -> str:
    if name in _INTEGERS or name.endswith(("_low", "_high")):
        return "integer"
    return "float" if name in _FLOATS else "text"
