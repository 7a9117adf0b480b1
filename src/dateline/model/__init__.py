"""What Dateline talks about: frozen dataclasses on the standard library alone. Stages meet here and nowhere else."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from dateline.model.once import once, once_of_span

if TYPE_CHECKING:
    from dateline.model.decision import Anchor, Cell, Decision, DecisionKind
    from dateline.model.event import Event, EventFigure, Evidence, Standing
    from dateline.model.explanation import Explanation, Quote, Reason
    from dateline.model.filed import Analysis, Filed, FiledMention
    from dateline.model.lineage import Change, ChangeKind, Copy, Holder, Lineage, Relation, Tie
    from dateline.model.mention import Figure, FigureKind, Mention, Party, Source, Status
    from dateline.model.parse import Entity, Parse, Sentence, Token
    from dateline.model.place import Place, PlacePrecision, PlaceRole, Site, Where
    from dateline.model.reading import Analysed, Batch, Findings, Reading
    from dateline.model.report import Dateline, PublishedBasis, Refusal, Report
    from dateline.model.span import Span
    from dateline.model.statement import Act, Speaker, Statement, StatementKind
    from dateline.model.when import Date, DatePrecision, DateType, Scope, When, WhenBasis

__all__ = [
    "Act",
    "Analysed",
    "Analysis",
    "Anchor",
    "Batch",
    "Cell",
    "Change",
    "ChangeKind",
    "Copy",
    "Date",
    "DatePrecision",
    "DateType",
    "Dateline",
    "Decision",
    "DecisionKind",
    "Entity",
    "Event",
    "EventFigure",
    "Evidence",
    "Explanation",
    "Figure",
    "FigureKind",
    "Filed",
    "FiledMention",
    "Findings",
    "Holder",
    "Lineage",
    "Mention",
    "Parse",
    "Party",
    "Place",
    "PlacePrecision",
    "PlaceRole",
    "PublishedBasis",
    "Quote",
    "Reading",
    "Reason",
    "Refusal",
    "Relation",
    "Report",
    "Scope",
    "Sentence",
    "Site",
    "Source",
    "Span",
    "Speaker",
    "Standing",
    "Statement",
    "StatementKind",
    "Status",
    "Tie",
    "Token",
    "When",
    "WhenBasis",
    "Where",
    "once",
    "once_of_span",
]

# Modules in the order in which they build on one another. Each is loaded when it is first needed: to make a frozen dataclass
# takes half a millisecond, and whoever looks something up needs a dozen of the fifty.
_MODULES = (
    "span",
    "when",
    "place",
    "mention",
    "event",
    "report",
    "filed",
    "statement",
    "lineage",
    "decision",
    "explanation",
    "parse",
    "reading",
)


def __getattr__(name: str) -> Any:
    """Load one of the package's names."""
    for module in _MODULES if name in __all__ else ():
        found = import_module(f"{__name__}.{module}")
        if hasattr(found, name):
            return globals().setdefault(name, getattr(found, name))
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
