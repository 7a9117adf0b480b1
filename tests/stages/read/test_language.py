"""Languages: English is proved cheaply, the others told apart, and nothing guessed from a few letters."""

import subprocess
import sys

import pytest

from dateline.stages.read.language import language, named

TEXTS = [
    ("The council said on Monday that the bridge would stay closed until the cracks had been filled.", "en"),
    ("El ayuntamiento informó el lunes de que el puente seguirá cerrado hasta que se reparen las grietas.", "es"),
    ("Le conseil a annoncé lundi que le pont resterait fermé jusqu'à la réparation des fissures.", "fr"),
    ("Der Stadtrat teilte am Montag mit, dass die Brücke bis zur Reparatur der Risse gesperrt bleibt.", "de"),
    (
        "Kommunen oplyste mandag, at broen vil være lukket, indtil revnerne er blevet repareret, og at der ikke er fare.",
        "da",
    ),
    ("Городской совет сообщил в понедельник, что мост останется закрытым до устранения трещин.", "ru"),
    ("أعلن المجلس البلدي يوم الاثنين أن الجسر سيظل مغلقا حتى إصلاح الشقوق", "ar"),
    # the classifier is not sure of these: a table in English, and prose in a language that it hardly knows
    ("Qtr 1.16 vs 1.15 Net 32.4 vs 33.5 Turnover 629.0 vs 538.6 Dividend 32.1 vs 29.2 Bonus 2.35 vs 1.10", "en"),
    ("Gwamnati ta ce a ranar Litinin za a rufe gadar sai an gyara tsagewar da aka samu a jikinta.", None),
    # too short for the classifier
    ("Bridge closed", "en"),
    ("Größe", None),
    ("12 - 14 (3)", None),
]


@pytest.mark.parametrize(("text", "code"), TEXTS)
def test_tells_the_language(text: str, code: str | None) -> None:
    """The language is told from the text's first characters."""
    assert language(text, 600) == code


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("en", "en"),
        ("EN-gb", "en"),
        ("pt_BR", "pt"),
        ("eng", "en"),
        ("Spanish", "es"),
        ("n/a", None),
        ("", None),
        (None, None),
    ],
)
def test_reads_the_language_that_metadata_name(given: str | None, code: str | None) -> None:
    """Codes of two or three letters and names come to one code; anything else leaves the telling to the text."""
    assert named(given) == code


def test_importing_the_stage_loads_nothing_heavy() -> None:
    """Neither the page extractor nor the language classifier is loaded before it is needed."""
    code = "import sys, dateline.stages.read; print(sorted({'trafilatura', 'fasttext', 'ftfy', 'lxml'} & set(sys.modules)))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
