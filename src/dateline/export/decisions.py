"""Read back the decisions that ``rows.py`` wrote, so that a record can be rebuilt with the corrections of its people."""

import json
from typing import Any, get_args

from dateline.errors import InputError
from dateline.model import Anchor, Cell, Decision, DecisionKind

# Cells of a decision are words of a person; what is longer is no decision.
_LONGEST = 100_000


def decision(line: str) -> Decision:
    """Return the decision on one line of JSON.

    Raises:
        InputError: it is none.
    """
    try:
        row = json.loads(line)
        if not isinstance(row, dict):
            raise TypeError("it is no object")
        return Decision(
            id=_word(row, "id"),
            kind=_one_of(row, "kind", get_args(DecisionKind)),
            anchors=tuple(_anchor(each) for each in row["anchors"]),
            who=_word(row, "by"),
            at=_word(row, "at"),
            reason=_word(row, "reason"),
            cell=_one_of(row, "cell", get_args(Cell)) if row.get("cell") is not None else None,
            value=_json(row),
            undone=_word(row, "undone") if row.get("undone") is not None else None,
        )
    except KeyError as error:
        raise InputError(f"This is no decision: it lacks {error}.") from error
    except (ValueError, TypeError, RecursionError) as error:
        raise InputError(f"This is no decision that `dateline export --what decisions` wrote: {error}.") from error


def _anchor(row: dict[str, Any]) -> Anchor:
    start, end = row["start"], row["end"]
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end):
        raise ValueError("an anchor stands on no characters")
    return Anchor(mention=_word(row, "mention"), report=_word(row, "report"), start=start, end=end)


def _word(row: dict[str, Any], key: str) -> str:
    value = row[key]
    if not isinstance(value, str) or not value or len(value) > _LONGEST:
        raise ValueError(f"{key!r} is no text")
    return value


def _one_of(row: dict[str, Any], key: str, allowed: tuple[str, ...]) -> Any:
    value = row[key]
    if value not in allowed:
        raise ValueError(f"{key!r} is none of {', '.join(allowed)}")
    return value


def _json(row: dict[str, Any]) -> str | None:
    if row.get("value") is None:
        return None
    value = _word(row, "value")
    json.loads(value)
    return value
