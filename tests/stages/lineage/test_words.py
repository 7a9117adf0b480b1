"""Words of texts as numbers: worked out ahead or when they are asked for, they are the same."""

import pytest

from dateline.model import Report
from dateline.stages.lineage import Vocabulary, words

TEXTS = (
    "Three fishermen drowned off Vellmar.",
    "Ana Petrov’s boat, the Ørsted, had 2,200 tonnes aboard.",
    "Три рыбака утонули.",
    "",
)
REPORTS = [Report(id=f"r-{k}", given_id=str(k), text=text) for k, text in enumerate(TEXTS)]


@pytest.mark.parametrize("room", [0, 6, 1_000])
def test_looking_ahead_changes_nothing(room: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words that were worked out ahead are those worked out later, whatever there is room for, and are given away once."""
    monkeypatch.setattr(words, "_AHEAD", room)
    plain = [array.tolist() for array in Vocabulary().arrays(TEXTS)]
    vocabulary = Vocabulary()
    for report in REPORTS[:3]:
        vocabulary.look_ahead([report])
    wanted = [REPORTS[k] for k in (2, 0, 3, 1)]
    for _ in range(2):
        assert [array.tolist() for array in vocabulary.of(wanted)] == [plain[k] for k in (2, 0, 3, 1)]


def test_words_forgotten_are_numbered_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """A vocabulary that is full begins anew, with the same numbers."""
    monkeypatch.setattr(words, "_REMEMBERED", 2)
    vocabulary = Vocabulary()
    once, again = (vocabulary.arrays(["один два три", "три четыре"]) for _ in range(2))
    assert [array.tolist() for array in once] == [array.tolist() for array in again]
    assert once[0][2] == once[1][0]


def test_figures_have_even_numbers() -> None:
    """A figure can be told from a word by its number, and no word has the number of nothing."""
    found = words.numbers_of(["1506", "vellmar", "", "0"]).tolist()
    assert [number % 2 for number in found] == [0, 1, 0, 0]
    assert [bool(number) for number in found] == [True, True, False, True]
