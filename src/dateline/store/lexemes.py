"""Words for a full text that is not SQLite's: the same words that FTS5 (``unicode61 remove_diacritics 2``) finds in a text.

PostgreSQL's own parser takes "Kyiv/Kupyansk" for a path and "air-strike" for three words; a person who searches should not
have to know which database is behind the record.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

# PostgreSQL keeps no position beyond this, and no lexeme of more bytes.
_FARTHEST, _LONGEST = 16_383, 2_000
# Words of a text that stand in one vector, which may have at most 1 MB; longer texts have several.
_PIECE, _PIECE_BYTES = 12_000, 500_000
_WORD = re.compile(r"[^\W_]+")
# The accents that FTS5 passes over where they stand apart from their letter.
_ACCENTS = range(0x300, 0x332)


class _Folded(dict[int, str]):
    """Letters as they are compared: small, and Latin ones without their accents."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if code in _ACCENTS:
            folded = ""
        else:
            base = unicodedata.normalize("NFD", letter)[0]
            folded = (base if base.isascii() else letter).lower()
        self[code] = folded
        return folded


_FOLDED = _Folded()


def words(text: str) -> list[str]:
    """Return the words of a text, folded."""
    return _WORD.findall(text.translate(_FOLDED))


def vectors(title: str, text: str) -> list[str]:
    """Return a report's words with their positions as PostgreSQL writes a ``tsvector``; several for a long text.

    A title's last word is no neighbour of the text's first one.
    """
    return [_vector(piece) for piece in _pieces(chain(words(title), (None,), words(text)))]


def _pieces(found: Iterable[str | None]) -> Iterator[Sequence[str | None]]:
    piece: list[str | None] = []
    size = 0
    for word in found:
        piece.append(word)
        size += len(word.encode()) if word else 0
        if len(piece) >= _PIECE or size >= _PIECE_BYTES:
            yield piece
            piece, size = [], 0
    yield piece


def _vector(piece: Sequence[str | None]) -> str:
    places: dict[str, list[int]] = {}
    for at, word in enumerate(piece, 1):
        if word:
            places.setdefault(_cut(word), []).append(min(at, _FARTHEST))
    return " ".join(f"'{word}':{','.join(map(str, at))}" for word, at in places.items())


def query(wanted: Sequence[str], *, beginning: bool) -> list[str]:
    """Return what was typed as parts of a ``tsquery``, all of which must be there: each word, or words joined in a row."""
    parts = [[_cut(word) for word in words(each)] for each in wanted]
    parts = [part for part in parts if part]
    marked = [" <-> ".join(f"'{word}'" for word in part) for part in parts]
    if marked and beginning:
        marked[-1] += ":*"
    return marked


def _cut(word: str) -> str:
    """Return a word of a length that PostgreSQL keeps; no other word than one of 500 letters is cut."""
    return word if len(word) < _LONGEST // 4 else word.encode()[:_LONGEST].decode(errors="ignore")
