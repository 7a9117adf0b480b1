"""Stage 3 of 8. Report → Parse: sentences, words, dependencies, named entities. The only door to the language model."""

from dateline.stages.language.spacy_parser import SpacyParser, version

__all__ = ["SpacyParser", "version"]
