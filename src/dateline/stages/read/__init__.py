"""Stage 1 of 8. Paths, pages, lines → Report: one text each, its date, dateline, credit and language. Nothing vanishes."""

from dateline.stages.read.reader import read
from dateline.stages.read.settings import ReadSettings

__all__ = ["ReadSettings", "read"]
