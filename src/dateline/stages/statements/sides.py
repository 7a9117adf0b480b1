"""Tell which party to a conflict the words put a source on: "Russian-installed", "Ukrainian military", "the rebels".

A nation is always given by its adjective, so that "Moscow", "Russia's army" and "Russian officials" are one side.
"""

import re
from functools import lru_cache

from dateline.model import Parse
from dateline.stages.statements.tables import nations, opponents, powers

_LEANING = re.compile(
    r"\b(?:[Pp]ro-([A-Z]\w+)|([A-Z][\w.]+)-(?:installed|backed|appointed|led|controlled|allied|aligned|supported|imposed|run|held|occupied))\b"
)
# How many phrases are remembered with their sides: the sources of a report are named alike again and again.
_PHRASES = 4096
_WORD = re.compile(r"[\w.]+(?:-[\w.]+)*")


def side_of(parse: Parse, first: int, last: int, description: str | None) -> str | None:
    """Return the side that the source's own words, or else its description, name."""
    return _side(parse.text[parse.tokens[first].start : parse.tokens[last].end]) or _side(description or "")


@lru_cache(maxsize=_PHRASES)
def _side(words: str) -> str | None:
    """Return the side in a phrase: what it leans on, what it fights as, the nation, then the power that it is part of."""
    leaning = _LEANING.search(words)
    if leaning:
        named = leaning.group(1) or leaning.group(2)
        return nations().get(named, named)
    tokens = _WORD.findall(words)
    for table in (opponents(), None, powers()):
        for token in tokens:
            found = nations().get(token) if table is None else _singular(token.lower(), table)
            if found:
                return found
    return None


def _singular(word: str, table: frozenset[str]) -> str | None:
    """Return the word of the table that this is, in the singular or plural."""
    return word if word in table else next((w for w in (word[:-1], word[:-2]) if w in table), None)
