"""Work is given out and put in order again, whoever does it and however long each piece takes."""

import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import errands
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import DatelineError
from dateline.processes import expect_work
from dateline.settings import Settings
from dateline.workers import AHEAD, Promise, Workers, in_order

kills = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")


@dataclass(slots=True)
class Piece:
    """A piece of work that is done when its day comes."""

    number: int
    day: float
    team: "Team"

    def done(self) -> bool:
        """Tell whether its day has come."""
        return self.team.now >= self.day

    def result(self) -> int:
        """Return its number."""
        assert self.done(), "nobody waits for a piece in front of which others are ready"
        return self.number


class Team:
    """Some hands, each of which works for a random time on a piece, in the order in which pieces come."""

    def __init__(self, hands: int, seed: int, slow: int) -> None:
        self.now = 0.0
        self.most = 0
        self.given: list[Piece] = []
        self._draw = Random(seed)
        self._free = [0.0] * hands
        self._slow = slow

    def submit(self, number: int) -> Piece:
        """Give a piece to whoever is free first."""
        hand = min(range(len(self._free)), key=lambda k: self._free[k])
        takes = 1000.0 if number == self._slow else self._draw.random()
        self._free[hand] = max(self.now, self._free[hand]) + takes
        self.given.append(Piece(number, self._free[hand], self))
        self.most = max(self.most, sum(not piece.done() for piece in self.given))
        return self.given[-1]

    def pause(self, promises: Sequence[Promise[Any]]) -> None:
        """Go on to when the first of them is done."""
        self.now = min(piece.day for piece in promises if isinstance(piece, Piece))


@given(hands=st.integers(1, 5), count=st.integers(0, 200), seed=st.integers(0, 99), slow=st.integers(-1, 199))
def test_results_come_in_order_and_no_queue_grows(hands: int, count: int, seed: int, slow: int) -> None:
    """Every piece comes out once and in its place; no more is given out at once than there are hands for."""
    team = Team(hands, seed, slow)
    assert list(in_order(team.submit, range(count), lambda: hands, team.pause)) == list(range(count))
    assert team.most <= hands * AHEAD


def test_one_slow_piece_does_not_stop_the_others() -> None:
    """While one hand works on a huge piece the other goes on, up to a limit of what waits to be handed over."""
    team = Team(2, seed=1, slow=0)
    found = in_order(team.submit, iter(range(1000)), lambda: 2, team.pause)
    assert next(found) == 0
    done = sum(piece.done() for piece in team.given)
    assert 20 < done < 40
    deque(found, maxlen=0)


def test_nothing_is_drawn_before_it_is_needed() -> None:
    """Work comes from a stream: as little of it as possible is in memory."""
    drawn: list[int] = []
    team = Team(2, seed=1, slow=-1)
    found = in_order(team.submit, (drawn.append(n) or n for n in range(1000)), lambda: 2, team.pause)  # type: ignore[func-returns-value]
    next(found)
    assert len(drawn) <= 2 * AHEAD


def test_an_interrupt_does_not_wait_for_work() -> None:
    """Whoever interrupts a run has the prompt back at once, however long the pieces of work take."""

    def run() -> None:
        with Workers(Settings(jobs=2)) as crew:
            found = crew._in_order(errands.doze, iter(range(50)))
            assert next(found) == 0
            raise KeyboardInterrupt

    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        run()
    assert time.monotonic() - start < errands.DOZE / 2


@pytest.mark.skipif(sys.platform != "linux", reason="processes start afresh on other systems")
def test_processes_begin_with_what_they_need() -> None:
    """What all work needs is loaded before there is any, once for all processes, and the language model is not."""
    expect_work()
    with Workers(Settings(jobs=2)) as crew:
        modules = ["dateline.stages.read", "dateline.stages.lineage", "spacy"]
        assert list(crew._in_order(errands.loaded, iter(modules * 3))) == [True, True, False] * 3


@pytest.mark.skipif(sys.platform != "linux", reason="processes start afresh on other systems")
def test_an_interrupt_does_not_reach_processes_that_are_made_ready() -> None:
    """Whoever interrupts a run that has just begun hears of it once, from the run, and not from what loads beside it."""
    begun = (
        "import sys, time; from dateline.processes import expect_work; expect_work(); print(flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", begun]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as run:
        assert run.stdout
        run.stdout.readline()
        os.killpg(run.pid, signal.SIGINT)
        told = run.communicate()[1].decode()
    assert told.count("KeyboardInterrupt") == 1


def test_a_program_without_a_guard(tmp_path: Path) -> None:
    """A program of a few lines, as one writes it, is not run again by the processes that help it."""
    program = tmp_path / "mine.py"
    program.write_text(
        "from dateline.settings import Settings\n"
        "from dateline.workers import Workers\n"
        "import errands\n"
        "print('begun')\n"
        "with Workers(Settings(jobs=2)) as crew:\n"
        "    print(len(set(crew._in_order(errands.square, iter(range(50))))))\n"
        "print('ended')\n"
    )
    told = {**os.environ, "PYTHONPATH": str(Path(errands.__file__).parent)}
    run = subprocess.run([sys.executable, program], capture_output=True, text=True, env=told, check=False)
    assert (run.returncode, run.stdout.split(), run.stderr) == (0, ["begun", "50", "ended"], "")


@kills
def test_a_killed_process_is_told() -> None:
    """A process that dies ends the run with a line that says what to do."""
    with pytest.raises(DatelineError, match="fewer --jobs"), Workers(Settings(jobs=2)) as crew:
        list(crew._in_order(errands.die, iter(range(3))))


@pytest.mark.parametrize(
    ("jobs", "count", "started"),
    [
        (2, 3, 2),  # whoever asks for two has two
        (2, 0, 0),  # nothing new: nothing to get ready for
        (1, 5000, 0),  # this process reads alone
        (None, 3, 0),  # too few to be worth a start
    ],
)
def test_processes_get_ready_for_what_they_will_read(jobs: int | None, count: int, started: int) -> None:
    """Those that will analyse start before they have to, and what is wrong with the settings is not told yet."""
    with Workers(Settings(jobs=jobs, language_model="no-such-model")) as crew:
        crew.expect(count)
        assert len(crew._pool._processes if crew._pool else ()) == started
