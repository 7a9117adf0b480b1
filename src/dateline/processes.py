"""How processes are started on this machine: what they load beforehand, and what they leave alone."""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from multiprocessing.context import BaseContext
from types import ModuleType

from dateline.collector import settle

# What every process needs, whatever its work; the language model is loaded where it is used.
_LOADED = ("dateline.stages.read", "dateline.stages.lineage")
_MAIN = "__main__"


def expect_work() -> None:
    """Let processes be made ready in the background for work that is sure to come, so that nobody waits for them then."""
    context()


@cache
def context() -> BaseContext:
    """Return how processes are started.

    Forking this one would copy its threads and database connections in an unknown state. On Linux a process without either
    loads once what most work needs, and the others are forked off it: two of them cost half of what two fresh ones cost.
    """
    if sys.platform == "linux":
        from multiprocessing import forkserver, resource_tracker  # which other systems lack

        found = multiprocessing.get_context("forkserver")
        found.set_forkserver_preload(list(_LOADED))
        resource_tracker.ensure_running()  # by itself, since it lets interrupts through when it has started
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # an interrupt is for this process alone
        try:
            forkserver.ensure_running()
        except OSError:  # no socket can be made where temporary files are kept
            return multiprocessing.get_context("spawn")
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        return found
    else:  # noqa: RET505 - a type checker takes what follows for dead code otherwise
        return multiprocessing.get_context("spawn")


@contextmanager
def aside() -> Iterator[None]:
    """Put the program that runs aside, so that processes that are started do not run it too.

    Python has them do so for functions of the program. All that they do is ours, and so a program that uses Dateline need
    not guard itself with ``if __name__ == "__main__"``.
    """
    program = sys.modules[_MAIN]
    sys.modules[_MAIN] = ModuleType(_MAIN)
    try:
        yield
    finally:
        sys.modules[_MAIN] = program


def begin() -> None:
    """Leave interrupts to the process that started this one, and end when it ends, however it ends."""
    settle()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)
