"""The formats that are read: a suffix and the small module that makes drafts of such files.

A new format is one more line here.
"""

from dateline.stages.read.draft import FormatReader
from dateline.stages.read.feed import read_feed
from dateline.stages.read.html import read_html
from dateline.stages.read.jsonl import read_jsonl
from dateline.stages.read.mail import read_eml, read_mbox
from dateline.stages.read.parquet import read_parquet
from dateline.stages.read.plain import read_plain
from dateline.stages.read.table import read_csv
from dateline.stages.read.warc import read_warc

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
    ".parquet": read_parquet,
    ".warc": read_warc,
    ".wet": read_warc,
    ".rss": read_feed,
    ".atom": read_feed,
    ".rdf": read_feed,
    ".xml": read_feed,
    ".eml": read_eml,
    ".mbox": read_mbox,
}

# What a web server may answer with beside pages and feeds, by media type.
KINDS: dict[str, FormatReader] = {
    "text/plain": read_plain,
    "text/markdown": read_plain,
    "text/csv": read_csv,
    "application/jsonl": read_jsonl,
    "application/x-ndjson": read_jsonl,
    "message/rfc822": read_eml,
}


def reader_of(name: str, formats: dict[str, FormatReader]) -> FormatReader | None:
    """Return the reader of a file by the longest suffix that its name ends with."""
    fitting = [suffix for suffix in formats if name.lower().endswith(suffix)]
    return formats[max(fitting, key=len)] if fitting else None
