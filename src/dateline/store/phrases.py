"""What reading asks of a database beyond the SQL that all of them know, as plain text: here each says it in its own words.

Nothing here needs SQLAlchemy, which takes longer to load than most questions take to answer. Parameters go by their names.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of SQL with the values that it names."""

    sql: str
    given: Mapping[str, Any] = field(default_factory=dict)


def every(tests: Iterable[Clause]) -> Clause:
    """Return the condition that all of some conditions hold."""
    some = list(tests)
    given = {name: value for test in some for name, value in test.given.items()}
    return Clause(" AND ".join(test.sql for test in some) or "TRUE", given)


class Phrases(Protocol):
    """The phrases of one database."""

    def among(self, column: str, name: str, ids: Sequence[str]) -> Clause:
        """Say that a column is among some ids."""

    def numbered(self, column: str, name: str, numbers: Sequence[int], *, walked: bool) -> Clause:
        """Say that a column is among some numbers: each is looked up, or rows are ``walked`` in another order and picked."""

    def gathered(self, column: str) -> str:
        """Say all numbers of a column as one value, which ``unpacked`` reads."""

    def unpacked(self, gathered: Any) -> Iterable[int]:
        """Read what was ``gathered``."""

    def containing(self, column: str, name: str) -> str:
        """Say that a text contains words (a ``pattern``) as they are, the case of ASCII letters aside."""

    def holding(self, words: Sequence[str], *, beginning: bool) -> Clause:
        """Say the numbers of reports that have all words, the last one perhaps only as its ``beginning``."""

    def ranked(self, words: Sequence[str]) -> Clause:
        """Say the ids of current reports that have all words, best first, at most ``:limit``."""

    def inside(self, box: Box) -> Clause:
        """Say that an event's point is in a box: west, south, east, north; or near enough for the exact test."""


def pattern(words: str) -> str:
    """Return words as ``containing`` compares with them: anywhere, with nothing in them that stands for other letters."""
    for sign in "/%_":
        words = words.replace(sign, "/" + sign)
    return f"%{words}%"


def _corners(box: Box) -> dict[str, float]:
    return dict(zip(("west", "south", "east", "north"), map(float, box), strict=True))


class File:
    """The words of SQLite."""

    def among(self, column: str, name: str, ids: Sequence[str]) -> Clause:
        """List them as JSON."""
        return Clause(f"{column} IN (SELECT value FROM json_each(:{name}))", {name: json.dumps(list(ids))})

    def numbered(self, column: str, name: str, numbers: Sequence[int], *, walked: bool) -> Clause:
        """List them as JSON; for a walk, mark each in a row of bytes.

        To look there costs next to nothing, where asking a list whether it has a number takes longer than the walk itself:
        among 333,000 events, 70,000 are counted in 55 ms by the one and in 160 by the other.
        """
        if not walked:
            return Clause(f"{column} IN (SELECT value FROM json_each(:{name}))", {name: json.dumps(list(numbers))})
        marks = bytearray(max(numbers, default=0))
        for number in numbers:
            marks[number - 1] = 1
        return Clause(f"substr(:{name}, {column}, 1) = x'01'", {name: bytes(marks)})

    def gathered(self, column: str) -> str:
        """Gather them with commas between, in half the time that JSON takes."""
        return f"group_concat({column})"

    def unpacked(self, gathered: Any) -> Iterable[int]:
        """Read them; of no numbers there is nothing."""
        return map(int, gathered.split(",")) if gathered else ()

    def containing(self, column: str, name: str) -> str:
        """Leave the case to LIKE, which passes over that of ASCII letters, in half the time that ``lower`` takes."""
        return f"{column} LIKE :{name} ESCAPE '/'"

    def holding(self, words: Sequence[str], *, beginning: bool) -> Clause:
        """Ask FTS5."""
        return Clause(
            "SELECT rowid AS n FROM report_text WHERE report_text MATCH :terms", _terms(words, beginning=beginning)
        )

    def ranked(self, words: Sequence[str]) -> Clause:
        """Take FTS5's own rank."""
        query = (
            "SELECT report.id FROM report_text JOIN report ON report.n = report_text.rowid "
            "WHERE report_text MATCH :terms AND superseded_by IS NULL ORDER BY rank, report.id LIMIT :limit"
        )
        return Clause(query, _terms(words, beginning=False))

    def inside(self, box: Box) -> Clause:
        """Ask the R*Tree, whose numbers are rounded outwards; whoever asks compares the exact ones too."""
        query = (
            "event.n IN (SELECT n FROM event_point WHERE max_lon >= :west AND min_lon <= :east "
            "AND max_lat >= :south AND min_lat <= :north)"
        )
        return Clause(query, _corners(box))


def _terms(words: Sequence[str], *, beginning: bool) -> dict[str, str]:
    """Return words as FTS5 reads them: each in quotes, so that nothing in it is taken for an operator."""
    quoted = " ".join('"' + word.replace('"', "") + '"' for word in words)
    return {"terms": quoted + ("*" if beginning else "")}


class Server:
    """The words of PostgreSQL."""

    def among(self, column: str, name: str, ids: Sequence[str]) -> Clause:
        """List them as an array."""
        return Clause(f"{column} = ANY(CAST(:{name} AS text[]))", {name: list(ids)})

    def numbered(self, column: str, name: str, numbers: Sequence[int], *, walked: bool) -> Clause:
        """List them as an array; no index is asked for what a sign stands before."""
        sign = "+" if walked else ""
        return Clause(f"{sign}{column} IN (SELECT unnest(CAST(:{name} AS bigint[])))", {name: list(numbers)})

    def gathered(self, column: str) -> str:
        """Gather them as an array."""
        return f"array_agg({column})"

    def unpacked(self, gathered: Any) -> Iterable[int]:
        """Read an array; of no numbers there is none."""
        return gathered or ()

    def containing(self, column: str, name: str) -> str:
        """Compare without regard to case."""
        return f"{column} ILIKE :{name} ESCAPE '/'"

    def holding(self, words: Sequence[str], *, beginning: bool) -> Clause:
        """Return the reports whose vector matches, and those whose pieces match together."""
        from dateline.store import lexemes  # whom only a server needs

        parts = lexemes.query(words, beginning=beginning)
        if not parts:
            return Clause("SELECT n FROM report_text WHERE FALSE")
        some = {f"part{number}": part for number, part in enumerate(parts)}
        pieces = " AND ".join(f"bool_or(words @@ CAST(:{name} AS tsquery))" for name in some)
        query = (
            "SELECT n FROM report_text WHERE words @@ CAST(:terms AS tsquery) "
            f"UNION SELECT n FROM report_text WHERE several GROUP BY n HAVING {pieces}"
        )
        return Clause(query, {"terms": " & ".join(parts), **some})

    def ranked(self, words: Sequence[str]) -> Clause:
        """Rank by how often and how near each other the words stand."""
        held = self.holding(words, beginning=False)
        if not held.given:
            return Clause("SELECT id FROM report WHERE FALSE")
        query = (
            f"SELECT id FROM report WHERE n IN ({held.sql}) AND superseded_by IS NULL "
            "ORDER BY (SELECT max(ts_rank_cd(words, CAST(:terms AS tsquery))) FROM report_text "
            "WHERE report_text.n = report.n) DESC, id LIMIT :limit"
        )
        return Clause(query, held.given)

    def inside(self, box: Box) -> Clause:
        """Ask the GiST index over the points."""
        query = "event.n IN (SELECT n FROM event_point WHERE point <@ box(point(:east, :north), point(:west, :south)))"
        return Clause(query, _corners(box))
