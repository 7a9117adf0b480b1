"""Nothing is lost: runs killed at random moments and run again must end in the record of an undisturbed run.

Run ``python -m benchmarks.kill [KILLS] [SEED]``. A kill is ``SIGKILL`` to the process that writes, at a moment drawn from
the time that an undisturbed run takes. Runs are forked from a process that has loaded the language model, so that the time is
spent on what could go wrong: two hundred kills take some minutes.
"""

import io
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.articles import articles
from dateline import pipeline
from dateline.export import jsonl
from dateline.export.rows import WHATS, rows
from dateline.settings import Settings
from dateline.store import Record

# Reports in the run: enough that every stage is met by some of the kills. Sentences in each.
_REPORTS, _SENTENCES = 24, 8
# Kills before a record is finished and compared.
_TOGETHER = 6


def measure(kills: int = 30, seed: int = 1) -> dict[str, object]:
    """Kill runs and compare; return how many kills there were, how many hit a run at work, and whether anything differs."""
    draw = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "articles.jsonl")
        file.write_text("".join(json.dumps(row) + "\n" for row in _told_again(seed)), encoding="utf-8")
        _read(file, Path(folder, "first.db"))  # here, so that whatever is forked from now on has the model
        start = time.perf_counter()
        os.waitpid(_fork(lambda: _read(file, Path(folder, "whole.db"))), 0)
        whole = time.perf_counter() - start
        expected = _exports(Path(folder, "whole.db"))
        hit, rounds, faults, differ = 0, 0, list[str](), int(expected != _exports(Path(folder, "first.db")))
        while hit < kills:
            path = Path(folder, f"killed{rounds}.db")
            for _ in range(min(_TOGETHER, kills - hit)):
                hit += _kill(file, path, draw.uniform(0.0, whole))
                faults += _faults(path)
            _read(file, path)
            faults += _faults(path)
            differ += _exports(path) != expected
            rounds += 1
    return {
        "kills": hit,
        "records": rounds,
        "records_that_differ": differ,
        "faults": faults[:3],
        "run_seconds": round(whole, 1),
    }


def _told_again(seed: int) -> list[dict[str, str]]:
    """Return articles of which every third has a shortened copy, so that lineages and events have something to join."""
    made = list(articles(_REPORTS * 3 // 4, seed, _SENTENCES))
    copies = [{**row, "id": f"{row['id']}-copy", "text": row["text"][: len(row["text"]) * 2 // 3]} for row in made[::3]]
    return [*made, *copies]


def _read(file: Path, path: Path) -> None:
    with Record.open(path, create=True) as record:
        pipeline.read([file], record, Settings(jobs=1))


def _fork(work: Callable[[], None]) -> int:
    """Do something in a process of its own; return the process's id."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        work()
        code = 0
    finally:
        os._exit(code)


def _kill(file: Path, path: Path, after: float) -> bool:
    """Start a run and kill it; tell whether it was still at work."""
    run = _fork(lambda: _read(file, path))
    time.sleep(after)
    os.kill(run, signal.SIGKILL)
    _, status = os.waitpid(run, 0)
    return os.WIFSIGNALED(status)


def _faults(path: Path) -> list[str]:
    """Verify what a killed run left."""
    if not path.exists() or not path.stat().st_size:
        return []
    with Record.open(path, create=True) as record:
        return record.faults()


def _exports(path: Path) -> dict[str, str]:
    """Return every export as text."""
    out: dict[str, str] = {}
    with Record.open(path) as record:
        for what in WHATS:
            buffer = io.StringIO()
            jsonl.write(rows(record, what, record.types()), buffer)
            out[what] = buffer.getvalue()
    return out


if __name__ == "__main__":
    print(json.dumps(measure(*map(int, sys.argv[1:]))))
