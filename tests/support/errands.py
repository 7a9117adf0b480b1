"""Work for the workers of a cluster in tests; it stands in a module of its own so that workers can import it."""

import os
import signal
import sys
import threading
import time
from pathlib import Path


def square(number: int) -> int:
    """Do something small."""
    return number * number


def slow_first(number: int) -> int:
    """Take longer for the first piece than for all others."""
    time.sleep(0.5 if number == 0 else 0)
    return number


DOZE = 120


def doze(number: int) -> int:
    """Take for ever, but for the first piece."""
    time.sleep(DOZE if number else 0)
    return number


def loaded(module: str) -> bool:
    """Tell whether this process has a module."""
    return module in sys.modules


def fail_on_three(number: int) -> int:
    """Fail on one piece."""
    if number == 3:
        raise ValueError("three is too many")
    return number


def die_once(marker: str, number: int) -> int:
    """Kill the worker in the middle of its work, the first time that the fifth piece is tried."""
    if number == 5 and not Path(marker).exists():
        Path(marker).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def die(number: int) -> int:
    """Kill every worker that tries."""
    os.kill(os.getpid(), signal.SIGKILL)
    return number


def lock(number: int) -> object:
    """Return what no other process can have."""
    return threading.Lock()


_INSIDE: list[int] = []


def alone(number: int) -> int:
    """Return how many do this at the same time."""
    _INSIDE.append(number)
    time.sleep(0.01)
    count = len(_INSIDE)
    _INSIDE.pop()
    return count
