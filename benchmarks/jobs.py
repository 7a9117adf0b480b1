"""What a second process gains: the whole command with one process and with two, on reports that nobody has analysed.

    python -m benchmarks.jobs [REPORTS] [JOBS]

Wall time, so the machine must be quiet. One report is as long as a hundred others, as in real archives. Results are compared.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.articles import articles
from benchmarks.kill import _exports

# Two processes on two cores are to be so much faster than one (issue 9).
FLOOR = 1.8
# The huge report: articles that it is made of.
_HUGE = 100


def measure(reports: int = 600, jobs: int = 2) -> dict[str, object]:
    """Return seconds with one process and with ``jobs``, their ratio, and whether the records say the same."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "articles.jsonl")
        rows = list(articles(reports))
        huge = "\n\n".join(row["text"] for row in articles(_HUGE, seed=8))
        rows[reports // 3] = {**rows[reports // 3], "text": huge}
        file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        one, several = (_read(file, Path(folder, f"{n}.db"), n) for n in (1, jobs))
        same = _exports(Path(folder, "1.db")) == _exports(Path(folder, f"{jobs}.db"))
    return {
        "reports": reports,
        "one_process_seconds": round(one, 1),
        f"{jobs}_processes_seconds": round(several, 1),
        "ratio": round(one / several, 2),
        "same_record": same,
    }


def _read(file: Path, record: Path, jobs: int) -> float:
    command = [sys.executable, "-m", "dateline", "read", str(file), "--record", str(record), "--jobs", str(jobs)]
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    print(json.dumps(measure(*map(int, sys.argv[1:]))))
