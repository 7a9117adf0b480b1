"""Tell which party to a conflict the words put a source on: "Russian-installed", "Ukrainian military", "the rebels"."""

import re

from dateline.model import Parse
from dateline.stages.statements.tables import parties

_BACKED = re.compile(
    r"\b([A-Z][\w.]+)-(?:installed|backed|appointed|led|controlled|allied|aligned|supported|imposed|run|held|occupied)\b"
)


def side_of(parse: Parse, first: int, last: int, description: str | None) -> str | None:
    """Return the side that the source's own words, or else its description, name."""
    text = parse.text[parse.tokens[first].start : parse.tokens[last].end]
    for words in (text, description or ""):
        backed = _BACKED.search(words)
        if backed:
            return backed.group(1)
    for t in parse.tokens[first : last + 1]:
        if t.ent == "NORP" and t.text[:1].isupper():
            return t.text
    for t in parse.tokens[first : last + 1]:
        if t.lemma.lower() in parties():
            return t.lemma.lower()
    return _nationality(parse, description)


def _nationality(parse: Parse, description: str | None) -> str | None:
    """Return the nationality in a description that stands in the report."""
    if not description:
        return None
    at = parse.text.find(description)
    end = at + len(description)
    return next((e.text for e in parse.entities if e.label == "NORP" and at <= e.start < end), None)
