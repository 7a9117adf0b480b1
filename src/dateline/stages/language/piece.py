"""What the language model says of one unit of text, in a form that is kept: in memory, and packed in the record.

Offsets count from the unit's start, so that a piece fits wherever its text recurs.
"""

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import sub
from typing import NamedTuple


class Word(NamedTuple):
    """A word; ``head`` and ``sent`` count from the start of the piece. The names are those of the model's ``Token``."""

    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sent: int
    ent: str
    morph: str


@dataclass(frozen=True, slots=True)
class Piece:
    """``sentences`` are (first, last) words; ``entities`` are (first, last, label); the last word is not part of them."""

    words: Sequence[Word]
    sentences: Sequence[tuple[int, int]]
    entities: Sequence[tuple[int, int, str]]


# What most pieces have in common; with it a packed piece takes a third less. Part of the form: changing it makes what records
# have kept unreadable, so raise ``FORM`` then.
_COMMON = (
    b'["ROOT|VERB|VBD|Tense=Past|VerbForm=Fin|nsubj|NOUN|NN|Number=Sing|dobj|NOUN|NNS|Number=Plur|pobj|PROPN|NNP|Number=Sing|'
    b"compound|PROPN|NNP|Number=Sing|prep|ADP|IN||det|DET|DT|Definite=Def|PronType=Art|amod|ADJ|JJ|Degree=Pos|punct|PUNCT|,|"
    b"PunctType=Comm|punct|PUNCT|.|PunctType=Peri|nummod|NUM|CD|NumType=Card|aux|AUX|VBD|nsubjpass|auxpass|conj|cc|CCONJ|CC|"
    b'ConjType=Cmp|advmod|ADV|RB||mark|ccomp|xcomp|advcl|relcl|acl|pcomp|appos|poss|case|GPE|PERSON|ORG|DATE|CARDINAL|NORP",'
)
# Raised when pieces are packed otherwise, or text is cut into other units.
FORM = 1


_JSON = json.JSONEncoder(separators=(",", ":"))


def pack(piece: Piece) -> bytes:
    """Write a piece as bytes: columns, labels as numbers into a list of them, lemmas only where they tell something new."""
    labels: dict[tuple[str, ...], int] = {}
    starts, ends, texts, lowers, lemmas, poss, tags, deps, heads, _, ents, morphs = (
        zip(*piece.words, strict=True) if piece.words else [()] * len(Word._fields)
    )
    columns = [
        starts,
        list(map(sub, ends, starts)),
        [head - k for k, head in enumerate(heads)],
        [labels.setdefault(label, len(labels)) for label in zip(deps, poss, tags, ents, morphs, strict=True)],
        ["" if m == t else 0 if m == low else m for m, t, low in zip(lemmas, texts, lowers, strict=True)],
        ["|".join(label) for label in labels],
        [first for first, _ in piece.sentences],
        piece.entities,
    ]
    squeezer = zlib.compressobj(6, zdict=_COMMON)
    return squeezer.compress(_JSON.encode(columns).encode()) + squeezer.flush()


def unpack(packed: bytes, text: str) -> Piece:
    """Restore the piece of a unit from what :func:`pack` made of it."""
    starts, lengths, heads, labels, lemmas, table, firsts, entities = json.loads(
        zlib.decompressobj(zdict=_COMMON).decompress(packed)
    )
    split = [label.split("|", 4) for label in table]
    sentences = list(pairwise([*firsts, len(starts)]))
    sent_of = [k for k, (first, last) in enumerate(sentences) for _ in range(first, last)]
    words = []
    for k, (start, length, up, label, lemma) in enumerate(zip(starts, lengths, heads, labels, lemmas, strict=True)):
        word = text[start : start + length]
        lower = word.lower()
        dep, pos, tag, ent, morph = split[label]
        said = word if lemma == "" else lower if lemma == 0 else lemma
        words.append(Word(start, start + length, word, lower, said, pos, tag, dep, k + up, sent_of[k], ent, morph))
    return Piece(words, sentences, [(first, last, label) for first, last, label in entities])
