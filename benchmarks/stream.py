"""How memory grows with a stream of reports: it is to stay flat from 1,000 to 300,000, below 1.5 GB with two processes.

    python -m benchmarks.stream [--through STAGE] [--jobs N] REPORTS ...

Reports are invented and short, three hundred a day, each day about its own sixty happenings, so that text recurs as it does
in wire copy and the model is asked little; every other part of the run does its whole work. Linux only: memory is read from
``/proc`` while the command runs, that of the process that writes the record and of the largest of its workers.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from benchmarks.articles import _sentence

# Bytes that all processes together may take (issue 9).
CEILING = 1.5e9
_A_DAY, _HAPPENINGS, _SENTENCES = 300, 60, 5
# Seconds between two looks at the memory; the kernel itself keeps the peak of each process.
_LOOK = 0.5


def reports(count: int, seed: int = 3) -> Iterator[dict[str, str]]:
    """Yield invented reports, the same in every run. Every third is an edited copy of the one before it."""
    draw = random.Random(seed)
    pool: list[str] = []
    said: list[str] = []
    for number in range(count):
        if number % _A_DAY == 0:
            pool = [_sentence(draw) for _ in range(_HAPPENINGS)]
        said = [*said[:-1], draw.choice(pool)] if number % 3 == 2 else draw.sample(pool, _SENTENCES)
        day = date(2027, 1, 1) + timedelta(number // _A_DAY)
        text = "\n\n".join(said)
        yield {"id": f"s{number}", "outlet": f"outlet{number % 40}", "published": day.isoformat(), "text": text}


def measure(count: int = 3000, through: str = "reconcile", jobs: int = 2) -> dict[str, object]:
    """Read ``count`` reports; return the peak of memory, by process, and the seconds."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "stream.jsonl")
        with file.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(row) + "\n" for row in reports(count))
        command = [sys.executable, "-m", "dateline", "read", str(file), "--record", str(Path(folder, "stream.db"))]
        start = time.perf_counter()
        peaks = _watch([*command, "--jobs", str(jobs), "--through", through])
        seconds = time.perf_counter() - start
        size = sum(path.stat().st_size for path in Path(folder).glob("stream.db*"))
    main, workers = peaks[0], sorted(peaks[1:], reverse=True)
    return {
        "reports": count,
        "through": through,
        "seconds": round(seconds, 1),
        "main_mb": main >> 10,
        "worker_mb": workers[0] >> 10 if workers else 0,
        "together_mb": (main + sum(workers)) >> 10,
        "record_mb": round(size / 1e6),
    }


def _watch(command: list[str]) -> list[int]:
    """Run a command; return the peak of resident memory (kB) of its process, then of each process that it started."""
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peaks: dict[int, int] = {run.pid: 0}
    while run.poll() is None:
        for pid in [run.pid, *_children(run.pid)]:
            peaks[pid] = max(peaks.get(pid, 0), _peak(pid))
        time.sleep(_LOOK)
    if run.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {run.returncode}")
    return list(peaks.values())


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _peak(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def main() -> None:
    """Print one JSON object for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="*", type=int, default=[1000, 3000])
    parser.add_argument("--through", default="reconcile")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    for count in options.reports:
        print(json.dumps(measure(count, options.through, options.jobs)), flush=True)


if __name__ == "__main__":
    main()
