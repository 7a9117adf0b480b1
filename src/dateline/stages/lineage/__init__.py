"""Stage 2 of 8. Reports → Lineage: which report is a version of which, and what changed."""

from dateline.stages.lineage.compare import Comparison, Passage, Segment, compare
from dateline.stages.lineage.index import Index, IndexSettings
from dateline.stages.lineage.inherit import inherit
from dateline.stages.lineage.shelf import MemoryShelf, Shelf
from dateline.stages.lineage.trace import trace
from dateline.stages.lineage.words import Vocabulary

__all__ = [
    "Comparison",
    "Index",
    "IndexSettings",
    "MemoryShelf",
    "Passage",
    "Segment",
    "Shelf",
    "Vocabulary",
    "compare",
    "inherit",
    "trace",
]
