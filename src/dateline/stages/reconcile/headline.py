"""What a headline counts: "Ferry sinks, 12 dead", "Blast kills five". It says which of a text's numbers is the toll.

A headline is short and has no parts and no history, so the number in it is the one that the report stands by.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

_PIECE = re.compile(r"\d+(?:,\d{3})*(?:-year-olds?)?|[^\W\d_]+|[.,:;?!|–—-]")
# Who "fatally shoots three" kills three.
_FATALLY = re.compile(r"\bfatally (?:shoots|stabs)\b", re.IGNORECASE)
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_NUMBERS = {
    word: number
    for number, word in enumerate(
        "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split()
    )
}
# How many words may stand between a number and its outcome ("two young men were found dead").
_REACH = 5
# A number that follows a comma at once is an age ("Lea Brandt, 34, dead").
_AGE_MARK = ","
_SELF = frozenset({"self", "himself", "herself"})
_KINDS = ("killed", "injured")

Words = Mapping[str, Mapping[str, frozenset[str]]]


@cache
def _words() -> Words:
    rows = tomllib.loads(files("dateline.data").joinpath("reconcile/headlines.toml").read_text(encoding="utf-8"))
    return {key: {side: frozenset(words) for side, words in row.items()} for key, row in rows.items()}


@cache
def counted(title: str) -> Mapping[str, int]:
    """Return how many the headline counts as killed and injured; kinds that it does not count are left out."""
    pieces = [piece.lower() for piece in _PIECE.findall(_FATALLY.sub("kills", title))]
    found: dict[str, int] = {}
    for at, piece in enumerate(pieces):
        number = _number(pieces, at, piece)
        kind = None if number is None else _outcome(pieces, at)
        if number is not None and kind is not None:
            found.setdefault(kind, number + (kind == "killed" and _doer_too(pieces, at)))
    return found


def _doer_too(pieces: Sequence[str], at: int) -> bool:
    """Tell "Man kills three, self": whoever killed that many died too, and is not among them."""
    done = _near(pieces[max(0, at - _REACH) : at][::-1], "before") == "killed"
    return done and not _SELF.isdisjoint(pieces[at + 1 :]) and _near(pieces[at + 1 : at + 1 + _REACH], "after") is None


def _number(pieces: Sequence[str], at: int, piece: str) -> int | None:
    if piece in _NUMBERS:
        return _NUMBERS[piece]
    age = at > 0 and pieces[at - 1] == _AGE_MARK and at + 1 < len(pieces) and pieces[at + 1] == _AGE_MARK
    return int(piece.replace(",", "")) if _DIGITS.fullmatch(piece) and not age else None


def stated(words: str) -> int | None:
    """Return the first number that stands in the words, in letters or figures, None without one."""
    pieces = [piece.lower() for piece in _PIECE.findall(words)]
    return next((n for at, piece in enumerate(pieces) if (n := _number(pieces, at, piece)) is not None), None)


def _outcome(pieces: Sequence[str], at: int) -> str | None:
    """Return the kind of the nearest outcome after the number, else of the verb before it."""
    return _near(pieces[at + 1 : at + 1 + _REACH], "after") or _near(pieces[max(0, at - _REACH) : at][::-1], "before")


def _near(pieces: Sequence[str], side: str) -> str | None:
    words = _words()
    for piece in pieces:
        kind = next((k for k in _KINDS if piece in words[k][side]), None)
        if kind is not None:
            return kind
        if piece not in words["between"][side]:
            return None
    return None
