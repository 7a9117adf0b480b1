"""Which words a stretch of text is of."""

from collections.abc import Callable

from dateline.model import Parse, Span
from dateline.stages.events.ties import tokens_of


def test_a_stretch_has_the_words_that_it_touches(parse: Callable[..., Parse]) -> None:
    """Also those that it cuts; between two words there is none."""
    text = "Gunmen left Gao on Monday."
    for quote, words in (("Gao on", ["Gao", "on"]), ("men left Ga", ["Gunmen", "left", "Gao"]), (" ", [])):
        start = text.index(quote)
        found = tokens_of(parse(text), Span(start, start + len(quote), quote))
        assert [token.text for token in found] == words
