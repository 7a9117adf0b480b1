"""Read Parquet: one report in each row, batch by batch. The only door of reading to pyarrow, the extra ``dateline[parquet]``.

Columns are named as those of CSV are. A file is read from its end, so one inside an archive goes through a temporary file.
"""

import math
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time
from io import BufferedReader
from typing import IO, Any

from dateline.model import Refusal
from dateline.stages.read import jsonl, sheets, table
from dateline.stages.read.draft import Draft, File, refuse
from dateline.stages.read.settings import ReadSettings

# Rows in memory at once: few, since a row may hold a whole page.
_ROWS = 8
# Bytes of a column that are read ahead. Without this, pyarrow holds whole row groups.
_AHEAD = 1 << 16
# Text that any file may hold, however well it packs.
_GRACE = 10_000_000


def read_parquet(stream: BufferedReader, file: File, settings: ReadSettings) -> Iterator[Draft | Refusal]:
    """Yield the report of each row."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        reason = "Parquet needs pyarrow: please install it (`pip install 'dateline[parquet]'`) and read the file again."
        yield refuse(file.origin, reason)
        return
    with _seekable(stream, settings) as source:
        if source is None:
            yield refuse(file.origin, f"The file has more than {settings.largest_spool:,} bytes: unpack it yourself.")
            return
        row = 0
        try:
            how = {"read_dictionary": _listed(parquet.ParquetFile(source)), "buffer_size": _AHEAD, "pre_buffer": False}
            with parquet.ParquetFile(source, **how) as opened:
                for row, found in enumerate(_rows(opened, source, file, settings), 1):  # noqa: B007 - tells where it broke off
                    yield found
        except (pa.ArrowException, OSError, ValueError, MemoryError, UnicodeDecodeError) as error:
            where = f"after {row:,} rows" if row else "at its start"
            why = str(error).split("\n")[0][:200]
            yield refuse(file.origin, f"The file is broken or cut off {where} ({why}): fetch or write it again.")


def _listed(opened: Any) -> list[str]:
    """Return the columns of texts in lists. They are read as numbers with a dictionary, since a list may repeat one long text
    more often than memory has room for.
    """
    columns = (opened.schema.column(at) for at in range(opened.metadata.num_columns))
    return [c.path for c in columns if c.max_repetition_level and c.physical_type == "BYTE_ARRAY"]


def _rows(opened: Any, source: IO[bytes], file: File, settings: ReadSettings) -> Iterator[Draft | Refusal]:
    """Yield what the rows hold; ``opened`` is pyarrow's file over ``source``."""
    names = table.columns(opened.schema_arrow.names)
    fault = _fault(opened.metadata, names, settings)
    if fault:
        yield refuse(file.origin, fault)
        return
    number, left = 0, _GRACE + settings.packing * sum(_sizes(opened.metadata, "total_compressed_size"))
    for batch in _batches(opened, source, settings):
        if batch is None:
            yield refuse(
                file.origin, f"Its pages unpack to more than {settings.largest_sheets:,} bytes: write smaller ones."
            )
            return
        for row in _cells(batch, names, settings):
            number += 1
            here = File(path=file.path, origin=f"{file.origin}:{number}", name=file.name)
            if row is None:
                yield refuse(here.origin, f"A list has more than {settings.longest_line:,} characters: leave it out.")
                continue
            found = _draft(row, here)
            left -= len(found.text) if isinstance(found, Draft) else 0
            if left < 0:
                yield refuse(file.origin, _bomb(settings))
                return
            yield found


def _batches(opened: Any, source: IO[bytes], settings: ReadSettings) -> Iterator[Any]:
    """Yield some rows at a time; None where the pages of a row group would take more memory than is allowed."""
    for number in range(opened.num_row_groups):
        if sheets.held(source, opened.metadata.row_group(number), _ROWS) > settings.largest_sheets:
            yield None
            return
        yield from opened.iter_batches(batch_size=_ROWS, row_groups=[number], use_threads=False)


def _cells(batch: Any, names: list[str], settings: ReadSettings) -> Iterator[dict[str, Any] | None]:
    """Yield the cells of each row that have a value, by the names of their columns; None where a list is beyond measure."""
    from pyarrow import types

    columns = [batch.column(at) for at in range(len(names))]
    nested = [column for column in columns if types.is_nested(column.type)]
    for at in range(batch.num_rows):
        if any(_size(column.slice(at, 1)) > settings.longest_line for column in nested):
            yield None
            continue
        cells = ((name, _plain(column[at].as_py())) for name, column in zip(names, columns, strict=True))
        yield {name: value for name, value in cells if value}


def _size(some: Any) -> int:
    """Return how many characters, at least, nested values have as JSON, however often they repeat one text."""
    from pyarrow import compute, types

    if types.is_struct(some.type):
        return sum(map(_size, some.flatten()))
    if types.is_nested(some.type):
        return 2 * len(some.flatten()) + _size(some.flatten())
    if types.is_dictionary(some.type):
        return compute.sum(compute.take(compute.binary_length(some.dictionary), some.indices)).as_py() or 0
    return 0


def _draft(row: Mapping[str, Any], here: File) -> Draft | Refusal:
    if "text" in row or "html" in row:
        return jsonl.draft_of(dict(row), here)
    return refuse(here.origin, "The row has no text: fill it in, or leave the row out.")


def _fault(metadata: Any, names: list[str], settings: ReadSettings) -> str | None:
    """Say why a file is not read, from what its own end says of it."""
    if "text" not in names and "html" not in names:
        return table.no_text()
    if not metadata.num_rows:
        return "The table has columns but no rows: leave it out, or write it again."
    unpacked = list(_sizes(metadata, "total_uncompressed_size"))
    if max(unpacked) > settings.largest_group:
        return f"A row group of the file unpacks to more than {settings.largest_group:,} bytes: write it with smaller ones."
    packed = sum(_sizes(metadata, "total_compressed_size"))
    return _bomb(settings) if sum(unpacked) > _GRACE + settings.packing * packed else None


def _sizes(metadata: Any, which: str) -> Iterator[int]:
    """Yield the size of each row group."""
    for number in range(metadata.num_row_groups):
        group = metadata.row_group(number)
        yield sum(max(getattr(group.column(at), which), 0) for at in range(group.num_columns))


def _bomb(settings: ReadSettings) -> str:
    return f"It unpacks to more than {settings.packing} times its size: read it in pieces if you trust it."


def _plain(value: Any) -> Any:
    """Return a cell as JSON holds it. A time stamp at midnight is a day: tables often keep days as that."""
    if isinstance(value, datetime):
        return (value.date() if value.time() == time() else value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, str | bool | int | None):
        return value
    return value if isinstance(value, float) and math.isfinite(value) else str(value)


@contextmanager
def _seekable(stream: BufferedReader, settings: ReadSettings) -> Iterator[IO[bytes] | None]:
    """Give the stream if it can be read from its end, or else a temporary copy; None if that would be too large."""
    if stream.seekable():
        yield stream
        return
    with tempfile.TemporaryFile() as copy:
        left = settings.largest_spool
        while left >= 0 and (piece := stream.read(1 << 20)):
            copy.write(piece)
            left -= len(piece)
        copy.seek(0)
        yield copy if left >= 0 else None
