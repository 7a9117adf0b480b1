"""A soak: one process reads reports, language model and all, while 20 clients ask the API of the same record.

Run ``python -m benchmarks.soak [MINUTES] [--clients N]``. Everything stays on this machine (127.0.0.1) and ends by itself.
Clients wait about a second between two questions, as people at a page do; a question that fails is told.
"""

import argparse
import json
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks.articles import articles
from dateline import pipeline
from dateline.settings import Settings
from dateline.store import Record

_API = "/api/v1"
# Reports that are there at the beginning, and those of each further run.
_BEGIN, _RUN = 60, 20
# Seconds between two questions of one client.
_THINKS = (0.5, 1.5)
_ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/")
_LISTS = (
    "/meta",
    "/overview",
    "/overview?type=attack",
    "/map?zoom=3",
    "/map?zoom=5&bbox=-10,0,40,40&inside=yes",
    "/events?fields=brief",
    "/events?limit=50&status=happened",
    "/events?fields=brief&q=market",
    "/events?fields=brief&type=armed_clash&country=ML",
    "/reports?limit=50",
    "/search?q=gunfire",
    "/statements?limit=50",
    "/lineages?limit=50",
)


@dataclass
class Heard:
    """What a client heard: how long each kind of answer took, and what went wrong."""

    seconds: list[tuple[str, float]] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)


def measure(minutes: float = 5.0, clients: int = 20, begin: int = _BEGIN) -> dict[str, Any]:
    """Soak, with so many reports to begin with.

    Return the times of answers, errors, and the processor time of the server for each request.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "soak.db")
        _read(path, begin, 0)
        command = [sys.executable, "-m", "dateline", "serve", "--port", "0", "--record", str(path)]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        reader = subprocess.Popen([sys.executable, "-m", "benchmarks.soak", "--reader", str(path), str(minutes)])
        try:
            found = _ADDRESS.search((server.stdout or iter(())).readline())  # type: ignore[union-attr]
            assert found, "the server did not say where it is"
            _await(int(found[1]))
            heard = _crowd(int(found[1]), clients, time.monotonic() + minutes * 60)
            used = _processor(server.pid)
            failed = reader.wait(timeout=120)
        finally:
            reader.kill()
            server.terminate()
            server.communicate()
        with Record.open(path) as record:
            faults, reports = record.faults(), record.counts()["report"]
    return _told(heard, used) | {
        "reader_failed": bool(failed),
        "reports_read": reports - begin,
        "faults": faults,
        "minutes": minutes,
        "clients": clients,
    }


def _await(port: int) -> None:
    """Wait for a server that has said where it is, and may still be about to listen there."""
    for _ in range(600):
        with suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.1)


def _crowd(port: int, clients: int, until: float) -> list[Heard]:
    with ThreadPoolExecutor(clients) as pool:
        return list(pool.map(lambda seed: _client(port, seed, until), range(clients)))


def _client(port: int, seed: int, until: float) -> Heard:
    """Ask until the time is over."""
    draw, heard = random.Random(seed), Heard()
    time.sleep(draw.uniform(0, _THINKS[1]))
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    asked = _questions(draw)
    answer: Any = None
    while time.monotonic() < until:
        path = asked.send(answer) if answer is not None else next(asked)
        start = time.perf_counter()
        try:
            connection.request("GET", _API + path)
            response = connection.getresponse()
            answer = json.loads(response.read())
            heard.seconds.append((re.sub(r"/[a-z]+-\w+", "/ID", path), time.perf_counter() - start))
            if response.status not in (200, 404):
                heard.errors[f"{path}: {response.status} {answer}"] += 1
        except (OSError, HTTPException, ValueError) as error:
            heard.errors[f"{path}: {error!r}"] += 1
            connection.close()
            answer = {}
        time.sleep(draw.uniform(*_THINKS))
    connection.close()
    return heard


def _questions(draw: random.Random) -> Generator[str, Any, None]:
    """Yield what a client asks next, sent what it was answered: lists, and single things that a list showed."""
    seen: dict[str, list[str]] = {"events": [], "reports": [], "lineages": []}
    while True:
        kind = draw.choice([*seen, "", "", ""])
        known = seen.get(kind)
        path = f"/{kind}/{draw.choice(known)}" if known else draw.choice(_LISTS)
        answer: Any = yield path
        listed = path.partition("?")[0].strip("/")
        if listed in seen and isinstance(answer, dict):
            seen[listed] = [row["id"] for row in answer.get("items", [])]


def _processor(pid: int) -> float | None:
    """Return the seconds of the processor that a process has taken, where the system says so."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _told(heard: list[Heard], used: float | None) -> dict[str, Any]:
    by_kind: dict[str, list[float]] = {}
    for each in heard:
        for path, seconds in each.seconds:
            by_kind.setdefault(path.partition("?")[0], []).append(seconds)
    every = sorted(seconds for some in by_kind.values() for seconds in some)
    errors = sum((each.errors for each in heard), Counter[str]())
    return {
        "requests": len(every),
        "errors": errors.total(),
        "first_errors": [words for words, _ in errors.most_common(3)],
        "p50_ms": _percentile(every, 0.5),
        "p95_ms": _percentile(every, 0.95),
        "slowest_ms": _percentile(every, 1.0),
        "p95_ms_by_kind": {kind: _percentile(sorted(some), 0.95) for kind, some in sorted(by_kind.items())},
        "server_cpu_ms_per_request": round(used * 1000 / len(every), 1) if used and every else None,
    }


def _percentile(ordered: list[float], share: float) -> float | None:
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000, 1) if ordered else None


def _read(path: Path, number: int, seed: int) -> None:
    """Read so many invented articles into the record."""
    file = path.with_suffix(f".{seed}.jsonl")
    rows = ({**row, "id": f"{seed}-{row['id']}"} for row in articles(number, seed))
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with Record.open(path, create=True) as record:
        pipeline.read([file], record, Settings(jobs=1))


def _keep_reading(path: Path, minutes: float) -> None:
    until = time.monotonic() + minutes * 60
    for seed in count(1):
        if time.monotonic() > until:
            return
        _read(path, _RUN, seed)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("minutes", nargs="?", type=float, default=5.0)
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--reader", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.reader:
        _keep_reading(given.reader, given.minutes)
    else:
        print(json.dumps(measure(given.minutes, given.clients), indent=1))
