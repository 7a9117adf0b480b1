"""An errand: a piece of work as it travels to another machine and back, in bytes that only its two ends look into."""

import pickle
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from dateline.errors import ClusterError
from dateline.versions import Versions, differences, versions

Work = TypeVar("Work")
Done = TypeVar("Done")
# The language model and our caches are made for one thread; a worker may have more.
_ONE = threading.Lock()


@dataclass(frozen=True, slots=True)
class _Failure:
    """An error on the way back, to be raised where the work was asked for."""

    error: Exception


def pack(function: Callable[[Work], Done], piece: Work) -> bytes:
    """Return the errand of doing something with a piece of work."""
    return pickle.dumps((function, piece), pickle.HIGHEST_PROTOCOL)


def run(packed: bytes, ours: Versions, language_model: str | None) -> bytes:
    """Do what an errand asks, on the machine that it came to; return the answer. The versions must be those of its sender."""
    try:
        if told := differ(ours, language_model):
            raise ClusterError(
                f"A worker that came later differs from this machine: {told}. Take it out and run again."
            )
        function, piece = pickle.loads(packed)  # noqa: S301 - from the client, who may run anything here by design
        with _ONE:
            answer: Any = function(piece)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is raised again at the other end
        answer = _Failure(error)
    return _packed(answer)


def unpack(answer: bytes) -> Any:
    """Return what an errand brought, or raise what went wrong there."""
    found = pickle.loads(answer)  # noqa: S301 - from a worker, whom the client has to trust
    if isinstance(found, _Failure):
        raise found.error
    return found


def differ(ours: Versions, language_model: str | None) -> str:
    """Say in what this machine differs from the one that sends work; nothing when it does not."""
    return differences(versions(language_model), ours)


def _packed(answer: Any) -> bytes:
    try:
        return pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # noqa: BLE001 - an error may hold what cannot travel
        return pickle.dumps(_Failure(RuntimeError(f"{answer!r} ({error})")), pickle.HIGHEST_PROTOCOL)
