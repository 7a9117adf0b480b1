"""The formats that are read: a suffix and the small module that makes drafts of such files.

A new format is one more line here.
"""

from dateline.stages.read.draft import FormatReader
from dateline.stages.read.html import read_html
from dateline.stages.read.jsonl import read_jsonl
from dateline.stages.read.plain import read_plain
from dateline.stages.read.table import read_csv

FORMATS: dict[str, FormatReader] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_plain,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".csv": read_csv,
    ".tsv": read_csv,
}


def reader_of(name: str, formats: dict[str, FormatReader]) -> FormatReader | None:
    """Return the reader of a file by the longest suffix that its name ends with."""
    fitting = [suffix for suffix in formats if name.lower().endswith(suffix)]
    return formats[max(fitting, key=len)] if fitting else None
