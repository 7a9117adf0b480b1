"""A text is cut into the same words whichever of them is looked for first."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from dateline.stages.dates import words
from dateline.stages.dates.lexicon import lexicon

# The pattern without its short cuts for spaces and for words that begin with a letter which nothing else begins with.
SLOW = re.compile(words._KINDS, words._WORD.flags)
PIECES = st.sampled_from(
    (
        *"on May 3 , 2022 at 10:35 a.m. p.m Monday ’s ' 's s' 1980s '80s $5 1,200 3rd 2022-10-14T09:30Z 3/5/2022 - —".split(),
        *("\n", "\n\n", "pm"),
    )
)


@example(text="ſunday Kelvin ıstanbul 5 p m pm a.m. 3 am")
@given(text=st.one_of(st.text(), st.lists(PIECES).map(" ".join), st.lists(PIECES).map("".join)))
def test_the_short_cut_finds_the_same_words(text: str) -> None:
    """The words, their borders and their kinds are those of the pattern without it."""
    slow, fast = ([(*m.span(m.lastgroup or 0), m.lastgroup) for m in p.finditer(text)] for p in (SLOW, words._WORD))
    assert [(start, end, "word" if kind == "plain" else kind) for start, end, kind in fast] == slow


def test_a_word_is_the_same_wherever_it_recurs() -> None:
    """What is remembered of a word is what the tables say of it, by its capitals."""
    tables = lexicon()
    told = [(w.text, w.classes, w.number) for w in words.scan("May may May twelve", tables)]
    assert told[0] == told[2]
    assert told[0][1] > told[1][1]
    assert told[3][2] == 12
