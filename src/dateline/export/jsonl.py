"""JSON Lines: one object a line, the contract's rows as they are."""

import json
from collections.abc import Iterable
from typing import IO

from dateline.export.rows import Row


def write(rows: Iterable[Row], out: IO[str]) -> None:
    """Write rows as UTF-8 JSON, one a line."""
    for row in rows:
        out.write(json.dumps(row, ensure_ascii=False))
        out.write("\n")
