"""Nothing connects anywhere unless a person names an address: the whole flow, in processes that may not even look up a name."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from dateline.data import sample_folder
from dateline.store import Record

# Python reports these events wherever they come from, libraries and worker processes included.
GUARD = """
import os, sys
asking = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request"}
def guard(event, given):
    if event in asking and not (event == "socket.connect" and isinstance(given[1], (str, bytes))):
        os.write(2, f"network used: {event} {given}".encode())
        os._exit(99)
sys.addaudithook(guard)
"""


# Commands one after the other, in one process.
ONE_BY_ONE = """
import json, sys
from dateline import cli
for words in json.loads(sys.argv[1]):
    sys.argv = ["dateline", *words]
    try:
        cli.main()
    except SystemExit as ended:
        assert not ended.code, words
"""


@pytest.fixture
def offline(tmp_path: Path) -> dict[str, str]:
    """Return an environment in which every Python process ends when it asks for a connection."""
    folder = tmp_path / "guard"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(GUARD)
    given = {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), *filter(None, sys.path)])}
    # Building the gazetteer takes 20 seconds, so that is watched where all tests run.
    return {**given, "XDG_CACHE_HOME": str(tmp_path / "cache")} if "CI" in os.environ else given


def run(offline: dict[str, str], *words: str) -> str:
    """Run a command; return what it printed."""
    command = [sys.executable, "-m", "dateline", *words]
    done = subprocess.run(command, capture_output=True, text=True, env=offline, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_guard_holds(offline: dict[str, str]) -> None:
    """A process that asks for a connection ends, so that the tests below can fail."""
    for attempt in ("socket.create_connection(('127.0.0.1', 9))", "socket.getaddrinfo('h.example', 80)"):
        done = subprocess.run([sys.executable, "-c", f"import socket; {attempt}"], env=offline, check=False)
        assert done.returncode == 99


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    """Return a folder with a few reports in several formats."""
    folder = tmp_path / "reports"
    folder.mkdir()
    wires = (sample_folder() / "agency-wires.jsonl").read_text(encoding="utf-8").splitlines()[:6]
    (folder / "wires.jsonl").write_text("\n".join(wires), encoding="utf-8")
    story = "<p>Two ferries collided in the harbour of Cardiff on Tuesday, killing three people, police said.</p>"
    outside = "<link rel=stylesheet href=http://h.example/a.css><script src=http://h.example/a.js></script>"
    (folder / "page.html").write_text(f"<html><head>{outside}</head><body><article>{story * 3}</article></body></html>")
    item = f"<item><link>http://h.example/a</link><description><![CDATA[{story}<img src=http://h.example/i>]]></description></item>"
    (folder / "feed.rss").write_text(f"<rss version='2.0'><channel><title>Post</title>{item}</channel></rss>")
    return folder


def test_reading_and_exporting(tmp_path: Path, samples: Path, offline: dict[str, str]) -> None:
    """Reading with worker processes, model and gazetteer, and every command that looks at the record."""
    record = ("--record", str(tmp_path / "news.db"))
    account = json.loads(run(offline, "read", str(samples), *record, "--jobs", "2", "--json"))
    assert account["added"]["new"] == 8
    assert account["refused"] == []
    with Record.open(record[1]) as opened:
        event = next(opened.events())
    looked = [["export", *record, "--format", how] for how in ("jsonl", "html", "jsonld")]
    looked += [["show", event.id, *record], ["check", *record]]
    done = subprocess.run(
        [sys.executable, "-c", ONE_BY_ONE, json.dumps(looked)], capture_output=True, text=True, env=offline, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(event.summary) >= 4


def test_serving(tmp_path: Path, samples: Path, offline: dict[str, str]) -> None:
    """The page and the API answer, and ask nobody."""
    record = str(tmp_path / "news.db")
    run(offline, "read", str(samples), "--record", record, "--through", "lineage", "--jobs", "1")
    command = [sys.executable, "-u", "-m", "dateline", "serve", "--record", record, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=offline) as server:
        try:
            assert server.stdout is not None
            address = next(word for word in server.stdout.readline().split() if word.startswith("http"))
            for path in ("", "api/v1/reports", "api/v1/events", "api/v1/lineages"):
                assert asked(address + path) == 200
            server.send_signal(signal.SIGINT)
            assert server.wait(60) == 0
        finally:
            server.kill()


def asked(address: str) -> int:
    """Ask a server that may still be about to start; return the status of its answer."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=60) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as answer:
            return answer.code
        except urllib.error.URLError:
            time.sleep(0.1)
    return 0
