"""One report more in a record of many: what filing, tracing and writing it costs.

Half of the reports that come are new stories, half are versions of what the record holds. Each is read as ``dateline read``
does it, from file to lineages written, into a record that stays open. The first may find anchors of a first reading that are
still to be put in order, and prepares every statement.
"""

import json
import time
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.lineage_texts import texts
from dateline.pipeline import read
from dateline.settings import Settings
from dateline.store import Record

TRACED = Settings(through="lineage", jobs=1)
COME = 40


def adding(count: int, kept: Path | None = None) -> dict[str, Any]:
    """Return the milliseconds of processor time that one more report takes in a record of ``count``.

    ``kept`` names a record of so many reports that is there already, or is made and left there.
    """
    with TemporaryDirectory() as folder:
        here = Path(folder)
        path = kept or here / "record.db"
        seconds = None if path.exists() else _made(path, count, here / "many.jsonl")
        start = time.process_time()
        with Record.open(path) as record:
            opened = time.process_time() - start
            times = [_add(record, text, here / f"{k}.jsonl") * 1000 for k, text in enumerate(_coming(count))]
        size = path.stat().st_size
    return {
        "reports": count,
        "made_seconds": seconds,
        "bytes_per_report": round(size / count),
        "open_ms": round(opened * 1000, 1),
        "first_ms": round(times[0]),
        "add_ms_median": round(median(times[2:]), 1),
        "add_ms_most": round(max(times[2:]), 1),
    }


def _made(path: Path, count: int, source: Path) -> float:
    _write(source, (text.text for text in texts(count)))
    start = time.process_time()
    with Record.open(path, create=True) as record:
        read([source], record, TRACED)
    return round(time.process_time() - start, 1)


def _coming(count: int) -> list[str]:
    new = [text.text for text in texts(COME, seed=12)][::2]
    known = [text.text for text in texts(min(count, 1000))][-COME // 2 :]
    return [
        text for pair in zip(new, (f"Late news from the port. {text}" for text in known), strict=False) for text in pair
    ]


def _add(record: Record, text: str, source: Path) -> float:
    _write(source, [text])
    start = time.process_time()
    read([source], record, TRACED)
    return time.process_time() - start


def _write(path: Path, some: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps({"text": text}) + "\n" for text in some)
