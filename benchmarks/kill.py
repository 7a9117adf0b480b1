"""Nothing is lost: runs killed at random moments and run again must end in the record of an undisturbed run.

Run ``python -m benchmarks.kill [KILLS] [SEED]``. A kill is ``SIGKILL`` to the process that writes, at a moment drawn from
the time that an undisturbed run takes; its workers end by themselves.
"""

import io
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.articles import articles
from dateline.export import jsonl
from dateline.export.rows import WHATS, rows
from dateline.store import Record

# Reports in the run: enough that every stage is met by some of the kills.
_REPORTS = 60


def measure(kills: int = 30, seed: int = 1) -> dict[str, object]:
    """Kill runs and compare; return how many kills there were, how many hit a run at work, and whether anything differs."""
    draw = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "articles.jsonl")
        file.write_text("".join(json.dumps(row) + "\n" for row in _told_again(seed)), encoding="utf-8")
        start = time.perf_counter()
        subprocess.run(_command(file, Path(folder, "whole.db")), check=True, stdout=subprocess.DEVNULL)
        whole = time.perf_counter() - start
        hit, rounds, faults, differ = 0, 0, list[str](), 0
        while hit < kills:
            path = Path(folder, f"killed{rounds}.db")
            for _ in range(min(6, kills - hit)):
                hit += _kill(_command(file, path), draw.uniform(0.05, whole))
                faults += _faults(path)
            subprocess.run(_command(file, path), check=True, stdout=subprocess.DEVNULL)
            differ += _exports(path) != _exports(Path(folder, "whole.db"))
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
    made = list(articles(_REPORTS * 3 // 4, seed))
    copies = [{**row, "id": f"{row['id']}-copy", "text": row["text"][: len(row["text"]) * 2 // 3]} for row in made[::3]]
    return [*made, *copies]


def _command(file: Path, record: Path) -> list[str]:
    return [sys.executable, "-m", "dateline", "read", str(file), "--record", str(record), "--jobs", "2"]


def _kill(command: list[str], after: float) -> bool:
    """Start a run and kill it; tell whether it was still at work."""
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ})
    time.sleep(after)
    working = run.poll() is None
    run.send_signal(signal.SIGKILL)
    run.wait()
    return working


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
