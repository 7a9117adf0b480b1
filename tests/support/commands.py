"""Commands as a person types them: in a process of their own, or, five times as quick, in the process of the tests."""

import io
import os
import signal
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest import mock

from dateline import cli

Done = subprocess.CompletedProcess[str]


def run(*words: str | Path, given: str = "") -> Done:
    """Run ``dateline`` in a process of its own."""
    command = [sys.executable, "-m", "dateline", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, input=given, check=False, encoding="utf-8")


def inside(*words: str | Path, given: str = "") -> Done:
    """Run ``dateline`` in this process, from its arguments to its exit code and with streams of its own.

    For all that does not hang on what a process is: what is loaded, signals, locks, and where the output goes.
    """
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    asked = io.TextIOWrapper(io.BytesIO(given.encode()), encoding="utf-8")
    before = signal.getsignal(signal.SIGTERM)
    try:
        with (
            mock.patch.object(sys, "argv", ["dateline", *map(str, words)]),
            mock.patch.object(sys, "stdin", asked),
            mock.patch.dict(os.environ, {"COLUMNS": "80"}),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            code = _ended()
    finally:
        signal.signal(signal.SIGTERM, before)
    return Done(words, code, _said(out), _said(err))


def _ended() -> int:
    try:
        cli.main()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1
    return 0


def _said(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode().replace("\r\n", "\n")
