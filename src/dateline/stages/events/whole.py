"""What is true of a whole reading and asked for each of its events is worked out once."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from dateline.model import Reading

Answer = TypeVar("Answer")


def of_whole(question: Callable[[Reading], Answer]) -> Callable[[Reading], Answer]:
    """Remember what a function says of the reading that it was asked about last, and of no other.

    Readings are told apart by identity: comparing two by their words would cost more than working the answer out again.
    """
    last: tuple[Reading, Answer] | None = None

    @wraps(question)
    def answer(reading: Reading) -> Answer:
        nonlocal last
        known = last
        if known is None or known[0] is not reading:
            known = last = reading, question(reading)
        return known[1]

    return answer
