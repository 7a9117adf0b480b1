"""Stage 3 of 8. Report → Parse: sentences, words, dependencies, named entities. The only door to the language model."""

from dateline.stages.language.spacy_parser import SpacyParser, maker, version
from dateline.stages.language.stretches import stretches, together
from dateline.stages.language.units import digests

__all__ = ["SpacyParser", "digests", "maker", "stretches", "together", "version"]
