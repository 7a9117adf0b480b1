"""Words for PostgreSQL are those that SQLite's full text finds, so that a search finds the same in both."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.store import lexemes


def fts5(text: str) -> set[str]:
    """Return the words that FTS5 finds in a text."""
    with closing(sqlite3.connect(":memory:")) as plain:
        plain.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='unicode61 remove_diacritics 2')")
        plain.execute("CREATE VIRTUAL TABLE v USING fts5vocab('t', 'row')")
        plain.execute("INSERT INTO t VALUES (?)", (text,))
        return {row[0] for row in plain.execute("SELECT term FROM v")}


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv/Kupyansk air-strike don't U.S. x_y 3.5 S-300",
        "Kayés Ñandú naïve İstanbul STRASSE ß e\u0301te",
        "Йод й ё Київ",
        "भारत हिन्दी 中国 العربية مُحَمَّد",
        "½ ² Ⅳ ﬁne 😀",
    ],
)
def test_words(text: str) -> None:
    """Case, accents and joints are seen as FTS5 sees them, in every script."""
    assert set(lexemes.words(text)) == fts5(text)


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"])))
def test_any_plain_text(text: str) -> None:
    """Whatever signs stand between words."""
    assert set(lexemes.words(text)) == fts5(text)


def test_vectors() -> None:
    """Words stand with their positions; a long text has several vectors, and loses none of its words."""
    assert lexemes.vectors("Two towns", "two, TOWNS") == ["'two':1,4 'towns':2,5"]
    several = lexemes.vectors("", " ".join(f"w{n}" for n in range(30_000)))
    assert len(several) == 3
    assert sum(piece.count(":") for piece in several) == 30_000


def test_queries() -> None:
    """Words joined by a mark stand in a row; the last one may be a beginning; what has no letters asks for nothing."""
    assert lexemes.query(["Air-strike", "--", "Kay"], beginning=True) == ["'air' <-> 'strike'", "'kay':*"]
    assert lexemes.query(["''"], beginning=True) == []
