"""What the language model said of units of text, kept in the record so that text which recurs is analysed once, in any run.

A unit (a sentence mostly) is kept under the digest of its text, packed, a few hundred bytes each. Nothing of it leaves the
record, and it says no more than the texts beside it do. Another model, or another form, makes all of them anew.
"""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, delete, func, insert, select

from dateline.store import dialect
from dateline.store.schema import meta, unit

# Units that are kept; the oldest are let go. About 80 MB, and the sentences of 15,000 reports: wire copy recurs within days.
KEPT = 250_000
_MAKER = "units_by"
# SQLite takes 32,766 variables in a statement.
_CHUNK = 10_000


def begin(connection: Connection, maker: str | None) -> None:
    """Let go of all units if something else than ``maker`` made them; None keeps none at all."""
    key = meta.c.key == _MAKER
    if connection.scalar(select(meta.c.value).where(key)) != maker:
        connection.execute(delete(unit))
        connection.execute(delete(meta).where(key))
        if maker:
            connection.execute(insert(meta).values(key=_MAKER, value=maker))


def recall(connection: Connection, digests: Collection[bytes]) -> dict[bytes, bytes]:
    """Return what is kept under any of the digests."""
    found: dict[bytes, bytes] = {}
    wanted = sorted(set(digests))
    for at in range(0, len(wanted), _CHUNK):
        query = select(unit.c.digest, unit.c.piece).where(unit.c.digest.in_(wanted[at : at + _CHUNK]))
        found |= {row.digest: row.piece for row in connection.execute(query)}
    return found


def remember(connection: Connection, learnt: Mapping[bytes, bytes]) -> None:
    """Keep pieces under their digests, and let go of the oldest beyond the limit."""
    if learnt:
        rows = [{"digest": digest, "piece": piece} for digest, piece in learnt.items()]
        connection.execute(
            dialect.of(connection).once(unit), rows
        )  # this or another run may have learnt the same before
        newest = connection.scalar(select(func.max(unit.c.n))) or 0
        connection.execute(delete(unit).where(unit.c.n <= newest - KEPT))
