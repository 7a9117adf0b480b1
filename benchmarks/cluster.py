"""What a cluster costs beside the processes of one machine: the same reports, two workers each, in one run.

Both load the language model in two new processes; the cluster also starts a scheduler, and its work travels through
sockets. Processor time of all processes together is what compares, since it does not depend on what else the machine does.
"""

import json
import resource
import tempfile
import time
from pathlib import Path

from benchmarks.articles import articles
from dateline.crew import hire
from dateline.pipeline import read
from dateline.settings import LOCAL, Settings
from dateline.store import Record

_WORKERS = 2


def measure(count: int = 200) -> dict[str, float]:
    """Return seconds of both, their ratio, and what the start of a cluster alone takes."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "articles.jsonl")
        file.write_text("".join(json.dumps(row) + "\n" for row in articles(count)), encoding="utf-8")
        alone, _ = _run(file, Settings(jobs=_WORKERS))
        start = _start()
        cluster, wall = _run(file, Settings(jobs=_WORKERS, cluster=LOCAL))
    return {
        "articles": count,
        "pool_cpu_seconds": round(alone, 2),
        "cluster_cpu_seconds": round(cluster, 2),
        "cluster_start_cpu_seconds": round(start, 2),
        "cluster_wall_seconds": round(wall, 2),
        "ratio": round(cluster / alone, 3),
        "ratio_without_start": round((cluster - start) / alone, 3),
    }


def _run(file: Path, settings: Settings) -> tuple[float, float]:
    """Return the processor time of all processes, and the time on the clock."""
    before, start = _spent(), time.perf_counter()
    with Record.open(file.with_suffix(".db" if settings.cluster else ".pool.db"), create=True) as record:
        read([file], record, settings)
    return _spent() - before, time.perf_counter() - start


def _start() -> float:
    """Return the processor time of starting a cluster and ending it."""
    before = _spent()
    with hire(Settings(jobs=_WORKERS, cluster=LOCAL)):
        pass
    return _spent() - before


def _spent() -> float:
    """Return the processor time so far of this process and all that have ended."""
    both = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return sum(each.ru_utime + each.ru_stime for each in both)


if __name__ == "__main__":
    print(json.dumps(measure()))
