"""Tell what the pages of a Parquet file unpack to, from what stands before each of them, before any is unpacked.

The file's own summary may lie about it, and pyarrow sets aside what a page asks for: two gigabytes for a page of some bytes.
It never unpacks more into a page than that, so whoever believes the pages' own words is safe. The words are a small struct in
Thrift's compact form, of which this reads what it needs and passes over the rest.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

# Bytes of what stands before a page: its sizes, and the least and greatest value, which writers cut to some hundred.
_WORDS, _MOST_WORDS = 4_096, 1_000_000
# Structs within structs; there are three at most.
_DEEPEST = 8
# Thrift's numbers for kinds of value: two for truth, those that are numbers, and those that hold others.
_TRUE, _FALSE, _BYTE, _DOUBLE, _BINARY, _STRUCT = 1, 2, 3, 7, 8, 12
_NUMBERS, _UUID = (4, 5, 6), 13
# Bytes that a value of a list takes beside its page: where it stands and which it is.
_EACH = 16
# Fields of what stands before a page: how large it is unpacked and packed, and how many values it has, by its kind.
_UNPACKED, _PACKED, _KINDS, _DICTIONARY = 2, 3, (5, 7, 8), 7


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it says of itself: bytes in memory, and how many values."""

    size: int
    values: int


def held(file: IO[bytes], group: Any, rows: int) -> int:
    """Return how many bytes the largest pages of all columns of a row group take together: one of each is held at a time.

    What stands in a dictionary may be written out for each of so many ``rows`` that are read together, and values of lists
    count beside their pages, since all of one row are held.

    Raises:
        ValueError: a page does not say.
    """
    total = 0
    for at in range(group.num_columns):
        column = group.column(at)
        sheets = list(_sheets(file, column, rows))
        total += max((sheet.size for sheet in sheets), default=0)
        total += _EACH * max(0, sum(sheet.values for sheet in sheets) - group.num_rows)
    return total


def _sheets(file: IO[bytes], column: Any, rows: int = 1) -> Iterator[Sheet]:
    """Yield the pages of a column of a row group; its dictionary counts with the first of them."""
    starts = [column.data_page_offset, column.dictionary_page_offset if column.has_dictionary_page else None]
    at = min(start for start in starts if start)
    end = min(at + column.total_compressed_size, file.seek(0, os.SEEK_END))
    beside = 0
    while at < end:
        fields, length = _words(file, at)
        size = max(_number(fields, _UNPACKED), _number(fields, _PACKED))
        if _DICTIONARY in fields:
            beside += size * rows
        else:
            yield Sheet(size + beside, sum(_number(fields[kind], 1) for kind in _KINDS if kind in fields))
        at += length + _number(fields, _PACKED)


def _words(file: IO[bytes], at: int) -> tuple[dict[int, Any], int]:
    """Read what stands before a page; return its fields and its length."""
    for most in (_WORDS, _MOST_WORDS):
        file.seek(at)
        words = _Compact(file.read(most))
        try:
            return words.struct(), words.at
        except IndexError:  # longer than what was read
            continue
    raise ValueError("what stands before a page has no end")


def _number(fields: Any, key: int) -> int:
    found = fields.get(key) if isinstance(fields, dict) else None
    if not isinstance(found, int) or found < 0:
        raise ValueError("a page does not say how large it is")
    return found


class _Compact:
    """Thrift's compact form, as far as it stands before pages."""

    def __init__(self, held: bytes) -> None:
        self._held, self.at = held, 0

    def struct(self, depth: int = 0) -> dict[int, Any]:
        """Read fields by their numbers up to the end of a struct."""
        if depth > _DEEPEST:
            raise ValueError("structs within structs")
        fields: dict[int, Any] = {}
        number = 0
        while head := self._byte():
            number = number + (head >> 4) if head >> 4 else self._signed()
            fields[number] = self._value(head & 15, depth)
        return fields

    def _value(self, kind: int, depth: int) -> Any:
        if kind in (_TRUE, _FALSE):
            return kind == _TRUE
        if kind in _NUMBERS:
            return self._signed()
        if kind == _STRUCT:
            return self.struct(depth + 1)
        if kind == _BINARY:
            return self._pass(self._unsigned())
        if kind in (_BYTE, _DOUBLE, _UUID):
            return self._pass({_BYTE: 1, _DOUBLE: 8, _UUID: 16}[kind])
        raise ValueError("a kind of value that stands before no page")  # lists and maps among them

    def _pass(self, length: int) -> None:
        self.at += length
        if self.at > len(self._held):
            raise IndexError

    def _byte(self) -> int:
        self.at += 1
        return self._held[self.at - 1]

    def _unsigned(self) -> int:
        """Read a number, seven bits in a byte."""
        number = shift = 0
        while True:
            byte = self._byte()
            number |= (byte & 127) << shift
            if byte < 128:
                return number
            shift += 7
            if shift > 63:
                raise ValueError("a number without end")

    def _signed(self) -> int:
        number = self._unsigned()
        return (number >> 1) ^ -(number & 1)
