"""A large record: how long the page's questions, the commands and one more report take in it.

Run ``python -m benchmarks.size [REPORTS] [--record FILE]``; a record that is there already is measured as it is. Every
question is asked until its answers are warm. Seconds are those of the processor, so that other programs do not count.
"""

import argparse
import json
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from benchmarks import archive
from dateline.model.ids import make
from dateline.pipeline import _NoWatch, reconcile_mentions
from dateline.serve.app import build
from dateline.serve.settings import ServeSettings
from dateline.settings import Settings
from dateline.store import Record
from dateline.workers import Workers

_API = "/api/v1"
# What the page asks, and what a program that uses the API might.
_ASKED = (
    "/meta",
    "/overview",
    "/overview?type=attack&from=2026-03-01&to=2026-09-01",
    "/overview?q=market+bridge",
    "/overview?q=market",
    "/overview?actor=koba",
    "/map?zoom=1",
    "/map?zoom=6",
    "/map?zoom=6&q=market",
    "/map?zoom=6&actor=koba",
    "/map?zoom=6&bbox=0,0,10,10&inside=yes",
    "/events?fields=brief",
    "/events?fields=brief&offset=200000",
    "/events?limit=100",
    "/events?fields=brief&type=attack&status=happened&country=ML",
    "/events?fields=brief&bbox=0,0,5,5",
    "/events?fields=brief&from=2027-01-01&to=2027-01-31",
    "/events?fields=brief&q=market",
    "/events?fields=brief&q=market+bridge+convoy",
    "/events?fields=brief&place=ba",
    "/events?fields=brief&actor=koba",
    "/events.geojson?limit=100",
    "/reports",
    "/reports?q=market",
    "/statements?speaker=koba",
    "/statements?q=market",
    "/lineages?min_reports=2",
    "/search?q=market+bridge",
)
_LIMIT_MS = 200
# Seconds that reconciling one more report may take before it is told as not ended.
_PATIENCE = 20


def measure(count: int = 300_000, path: Path | None = None, times: int = 3) -> dict[str, Any]:
    """Make a record of ``count`` reports unless there is one, and ask; return milliseconds of the processor."""
    with tempfile.TemporaryDirectory() as folder:
        path = path or Path(folder, "large.db")
        with Record.open(path, create=True) as record:
            if not record.counts()["report"]:
                archive.fill(record, count)
            counts = record.counts()
            asked = _ask(record, times)
            added = [_add(record, number) for number in range(times)]
            joined = [ms for _, ms in added]
            event = next(record.events()).id
        commands = {command: _run([*command.split(), "--record", str(path)], times) for command in _commands(event)}
    slow = {name: value for name, value in asked.items() if value > _LIMIT_MS}
    return {
        "reports": counts["report"],
        "events": counts["event"],
        "queries_ms": asked,
        "slowest_ms": max(asked.values()),
        "over_200_ms": slow,
        "one_more_report_ms": round(min(ms for ms, _ in added)),
        "reconciling_it_ms": None if None in joined else round(min(ms for ms in joined if ms is not None)),
        "commands_ms": {command.replace(event, "ID"): ms for command, ms in commands.items()},
    }


def _commands(event: str) -> tuple[str, ...]:
    some = "export --limit 100"
    chosen = ("--type attack --country ML", "--text market", "--actor koba", "--box 0,0,5,5", "--format acled")
    return (f"show {event}", some, *(f"{some} {options}" for options in chosen), f"{some} --what reports --text market")


def _ask(record: Record, times: int) -> dict[str, int]:
    """Ask everything, and one of each kind by its id."""
    with TestClient(build(record, ServeSettings()), base_url="http://127.0.0.1:8765") as client:
        some = client.get(f"{_API}/events?limit=1&offset=50").json()["items"][0]
        report = client.get(f"{_API}/reports/{some['evidence'][0]['report']}").json()
        single = (f"/events/{some['id']}", f"/reports/{report['id']}", f"/lineages/{report['lineage']}")
        found = {path: _timed(lambda path=path: client.get(_API + path), times) for path in (*_ASKED, *single)}  # type: ignore[misc]
    return {path.replace(path.rsplit("/", 1)[-1], "ID") if path in single else path: ms for path, ms in found.items()}


def _timed(ask: Callable[[], Any], times: int) -> int:
    """Return the shortest of several times, after a first that warms up."""
    taken = []
    for _ in range(times + 1):
        start = time.process_time()
        answer = ask()
        taken.append(time.process_time() - start)
        assert answer.status_code == 200, answer.text
    return round(min(taken[1:]) * 1000)


def _add(record: Record, number: int) -> tuple[float, float | None]:
    """Add one report as a run does, its analysis given.

    Return the milliseconds until all but its events is kept, and those of reconciling; None when that took too long.
    """
    [told] = islice(archive.archive(1, seed=1000 + number), 1)
    key = make("r", "new", str(time.time_ns()))
    report = replace(told.report, id=key, given_id=key)
    told = archive.Told(told.story, report, archive.moved(told.findings, key))
    start = time.process_time()
    with record.writing(), Workers(Settings()) as workers:
        archive.file(record, [told], workers)
    kept = time.process_time()
    ended = _bounded(lambda: reconcile_mentions(record, _NoWatch()))
    return (kept - start) * 1000, (time.process_time() - kept) * 1000 if ended else None


def _bounded(work: Callable[[], object]) -> bool:
    """Do something for so many seconds at most; tell whether it came to its end."""

    def end(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, end)
    signal.alarm(_PATIENCE)
    try:
        work()
    except TimeoutError:
        return False
    finally:
        signal.alarm(0)
    return True


def _run(command: list[str], times: int) -> int:
    """Run a command so many times; return the fewest milliseconds of the processor that it took, its start included."""
    taken = []
    for _ in range(times):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "dateline", *command], check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return round(min(taken) * 1000)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", nargs="?", type=int, default=300_000)
    parser.add_argument("--record", type=Path)
    given = parser.parse_args()
    print(json.dumps(measure(given.reports, given.record), indent=1))
