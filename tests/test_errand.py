"""An errand does its work where it arrives and brings back what came of it, be it an error."""

import threading

import errands
import pytest

from dateline import errand
from dateline.errors import ClusterError
from dateline.versions import differences, versions


def test_an_answer_comes_back() -> None:
    """What a function makes of a piece of work is brought back."""
    assert errand.unpack(errand.run(errand.pack(errands.square, 7), versions(), None)) == 49


def test_an_error_comes_back_as_itself() -> None:
    """What goes wrong there is raised here."""
    with pytest.raises(ValueError, match="three is too many"):
        errand.unpack(errand.run(errand.pack(errands.fail_on_three, 3), versions(), None))


def test_an_answer_that_cannot_travel_is_told() -> None:
    """A thing of one process alone is an error, not a lost worker."""
    with pytest.raises(RuntimeError, match="lock"):
        errand.unpack(errand.run(errand.pack(errands.lock, 0), versions(), None))


def test_a_worker_of_other_versions_does_nothing() -> None:
    """A worker that comes later, and would find something else, is told so with every piece of work."""
    others = tuple((name, f"{it}x") for name, it in versions())
    with pytest.raises(ClusterError, match="came later differs"):
        errand.unpack(errand.run(errand.pack(errands.square, 7), others, None))


def test_work_is_done_one_piece_at_a_time() -> None:
    """The language model is not made for threads, whatever a worker has."""
    answers = []
    packed = errand.pack(errands.alone, 0)
    crowd = [threading.Thread(target=lambda: answers.append(errand.run(packed, versions(), None))) for _ in range(8)]
    for each in crowd:
        each.start()
    for each in crowd:
        each.join()
    assert [errand.unpack(answer) for answer in answers] == [1] * 8


def test_differences_name_both_sides() -> None:
    """What differs is named with the version there and here; what agrees is not."""
    assert differences((("spacy", "3.8"), ("numpy", "2")), (("spacy", "3.9"), ("numpy", "2"))) == "spacy 3.8 (here 3.9)"
    assert differences(versions(), versions()) == ""
