"""Put the pieces of a report together into its parse, with offsets counted from the report's start."""

from collections.abc import Iterable

from dateline.model import Entity, Parse, Report, Sentence, Token
from dateline.stages.language.piece import Piece
from dateline.stages.language.units import Unit


def assemble(report: Report, pieces: Iterable[tuple[Unit, Piece]]) -> Parse:
    """Return the parse of a report whose units were analysed."""
    text = report.text
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    entities: list[Entity] = []
    for (at, _, paragraph), piece in pieces:
        base, before = len(tokens), len(sentences)
        for start, end, word, lower, lemma, pos, tag, dep, head, sent, ent, morph in piece.words:
            token = Token(
                len(tokens),
                word,
                at + start,
                at + end,
                lemma,
                pos,
                tag,
                dep,
                base + head,
                before + sent,
                ent,
                morph,
                lower,
            )
            tokens.append(token)
        for begin, stop in piece.sentences:
            first, last = base + begin, base + stop
            root = next((k for k in range(first, last) if tokens[k].head == k), first)
            start, end = tokens[first].start, tokens[last - 1].end
            sentences.append(Sentence(len(sentences), first, last, start, end, root, paragraph))
        for begin, stop, label in piece.entities:
            start, end = tokens[base + begin].start, tokens[base + stop - 1].end
            entities.append(Entity(base + begin, base + stop, start, end, label, text[start:end]))
    return Parse(report.id, text, tuple(tokens), tuple(sentences), tuple(entities))
