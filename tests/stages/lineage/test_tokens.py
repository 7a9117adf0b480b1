"""Tokens: the quick patterns find what the general one finds, and nothing of a text is lost between tokens."""

from hypothesis import example, given
from hypothesis import strategies as st

from dateline.stages.lineage.forms import load
from dateline.stages.lineage.tokens import _BEYOND, _TOKEN, _WESTERN, Memory, Tokens, _pattern

ASCII = st.text(st.characters(codec="ascii"))
WESTERN = st.text(st.sampled_from("aZé’'–—“” 19.,\n£ø×÷ªßǅ\xa0\u2028"))


@given(ASCII | WESTERN | st.text())
@example("l’été 1,200.5km’s — A-1")
def test_every_pattern_finds_the_same(text: str) -> None:
    """The pattern that is chosen for a text cuts it as the general pattern does."""
    assert _pattern(text).split(text) == _TOKEN.split(text)


def test_the_western_pattern_is_used_for_all_that_it_may_be() -> None:
    """Every character that does not call for the general pattern means the same to the western one."""
    for code in [*range(0xD800), *range(0xE000, 0x110000)]:
        if not _BEYOND.search(chr(code)):
            text = f"a{chr(code)}b {chr(code)} 1{chr(code)}2"
            assert _WESTERN.split(text) == _TOKEN.split(text)


@given(st.lists(st.sampled_from(["port", "per", "cent", "pct", "12", "é", " ", ", ", '"', "\n"])).map("".join))
@example("pct 12 per cent, port per cent")
def test_nothing_is_lost(text: str) -> None:
    """What is written and what stands behind each token make up the text, also where words that do not count are left out."""
    tokens = Tokens(text, Memory(load()))
    assert "" not in tokens.forms
    whole = "".join(written + behind for written, behind in zip(tokens.written, tokens.behind, strict=True))
    assert text.endswith(whole)
    assert [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)] == tokens.written
    assert tokens.through(0, len(tokens)) == (text if len(tokens) else "")
